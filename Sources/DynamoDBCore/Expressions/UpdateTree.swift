// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// An update expression after parsing: names resolved, values bound.
package struct UpdateTree: Hashable, Sendable {
    /// What is done, in the order written.
    package var actions: [Action]
    /// Whether it comes from `AttributeUpdates`, of which some errors have other words.
    package var isLegacy: Bool

    package init(actions: [Action], isLegacy: Bool = false) {
        self.actions = actions
        self.isLegacy = isLegacy
    }

    /// One change of one path.
    package enum Action: Hashable, Sendable {
        case set(DocumentPath, Value)
        case remove(DocumentPath)
        case add(DocumentPath, AttributeValue)
        case delete(DocumentPath, AttributeValue)

        /// What is changed.
        package var target: DocumentPath {
            switch self {
            case .set(let path, _), .remove(let path), .add(let path, _), .delete(let path, _): path
            }
        }
    }

    /// The right-hand side of a SET.
    package enum Value: Hashable, Sendable {
        case operand(Operand)
        case plus(Operand, Operand)
        case minus(Operand, Operand)
    }

    /// A part of a right-hand side.
    package indirect enum Operand: Hashable, Sendable {
        case path(DocumentPath)
        case value(AttributeValue)
        case ifNotExists(DocumentPath, Operand)
        case listAppend(Operand, Operand)
    }
}
