// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The parameters of requests from the time before expressions.
///
/// They are no members of the public inputs: whoever writes Swift has expressions. Programs of other languages may still
/// send them to a server, so the readers of requests keep them here, and an engine makes of them what it makes of an
/// expression.
package struct LegacyParameters: Hashable, Sendable {
    /// The attributes to return.
    package var attributesToGet: [String]?
    /// What has to be true for a write to happen.
    package var expected: [LegacyCondition]?
    /// What an update changes.
    package var attributeUpdates: [LegacyUpdate]?
    /// Which keys a query reads.
    package var keyConditions: [LegacyCondition]?
    /// Which of the evaluated items to return: `QueryFilter` or `ScanFilter`.
    package var filter: [LegacyCondition]?
    /// Whether all conditions have to be true, `AND`, or one, `OR`.
    package var conditionalOperator: String?

    package init() {}

    /// Whether none is given.
    package var isEmpty: Bool {
        self.attributesToGet == nil && self.expected == nil && self.attributeUpdates == nil && self.keyConditions == nil
            && self.filter == nil && self.conditionalOperator == nil
    }
}

/// A test of one attribute.
package struct LegacyCondition: Hashable, Sendable {
    package var attribute: String
    /// How the attribute is compared.
    package var comparisonOperator: String?
    /// With what it is compared.
    package var attributeValueList: [AttributeValue]?
    /// The value it has to have; only of `Expected`.
    package var value: AttributeValue?
    /// Whether there has to be a value; only of `Expected`.
    package var exists: Bool?
    /// The first rule of values that is broken, in the words of the service.
    package var fault: String?

    package init(attribute: String) { self.attribute = attribute }
}

/// A change of one attribute.
package struct LegacyUpdate: Hashable, Sendable {
    package var attribute: String
    /// `PUT`, the default, `ADD` or `DELETE`.
    package var action: String?
    package var value: AttributeValue?
    /// The first rule of values that is broken, in the words of the service.
    package var fault: String?

    package init(attribute: String) { self.attribute = attribute }
}
