// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The size of what an attribute holds; see ``Attribute/size``.
///
/// ```swift
/// Attribute("tags").size > 3
/// ```
public struct AttributeSize: ConditionSubject {
    private let attribute: Attribute

    init(of attribute: Attribute) {
        self.attribute = attribute
    }

    /// The size as an operand. Text: `size(tags)`.
    public func conditionOperand() -> ExpressionOperand {
        ExpressionOperand(self.attribute.path.map { .size(.path($0)) })
    }
}
