// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A key condition after parsing: one test for each key attribute it names, in the order written.
package struct KeyConditionTree: Hashable, Sendable {
    /// The tests; each names another attribute.
    package var tests: [Test]

    package init(tests: [Test]) {
        self.tests = tests
    }

    /// What one key attribute has to be.
    package struct Test: Sendable {
        package var attribute: String
        package var relation: Relation

        package init(attribute: String, relation: Relation) {
            self.attribute = attribute
            self.relation = relation
        }
    }

    /// How a key attribute stands to the given values.
    package enum Relation: Hashable, Sendable {
        case equal(AttributeValue)
        case less(AttributeValue)
        case lessOrEqual(AttributeValue)
        case greater(AttributeValue)
        case greaterOrEqual(AttributeValue)
        /// Both ends included.
        case between(AttributeValue, AttributeValue)
        case beginsWith(AttributeValue)
    }
}

extension KeyConditionTree.Test: Hashable {
    package static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.attribute.hasSameBytes(as: rhs.attribute) && lhs.relation == rhs.relation
    }

    package func hash(into hasher: inout Hasher) {
        self.attribute.hashBytes(into: &hasher)
        hasher.combine(self.relation)
    }
}
