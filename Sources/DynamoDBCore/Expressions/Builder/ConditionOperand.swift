// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What can stand on either side of a comparison: an ``Attribute``, the size of one, or a value.
///
/// Every ``AttributeValueConvertible`` type is one. You need no types of your own that conform to it directly.
public protocol ConditionOperand: Sendable {
    /// The operand as a condition holds it.
    func conditionOperand() -> ExpressionOperand
}

/// A side of a comparison: a document path, the size of what is there, or a value.
public struct ExpressionOperand: Sendable {
    /// The operand, or why there is none.
    package let content: Result<ConditionTree.Operand, ExpressionFault>
    /// Whether it is Swift's `nil`, of which only being equal has a meaning of its own; the content is the null value.
    let isNil: Bool

    package init(_ content: Result<ConditionTree.Operand, ExpressionFault>) {
        self.init(content, isNil: false)
    }

    fileprivate init(_ content: Result<ConditionTree.Operand, ExpressionFault>, isNil: Bool) {
        self.content = content
        self.isNil = isNil
    }

    /// The operand as a side of a comparison.
    func side() throws(ExpressionFault) -> ConditionTree.Side {
        ConditionTree.Side(operand: try self.content.get(), isNil: self.isNil)
    }
}

extension ExpressionOperand: ConditionOperand {
    /// The operand itself.
    public func conditionOperand() -> ExpressionOperand { self }
}

extension AttributeValueConvertible {
    /// The value, which will be bound by a placeholder. If the value cannot be converted, the request that uses the
    /// condition throws the error.
    public func conditionOperand() -> ExpressionOperand {
        do {
            return ExpressionOperand(.success(.value(try self.attributeValue())))
        } catch {
            return ExpressionOperand(.failure(ExpressionFault(error)))
        }
    }
}

// A conditional conformance has to name what its protocol inherits from.
extension Optional: ConditionOperand where Wrapped: AttributeValueConvertible {
    /// The value; `nil` is the null value, but to be equal to it is also to be missing.
    public func conditionOperand() -> ExpressionOperand {
        self?.conditionOperand() ?? ExpressionOperand(.success(.value(.null)), isNil: true)
    }
}
extension Array: ConditionOperand where Element: AttributeValueConvertible {}
extension Dictionary: ConditionOperand where Key == String, Value: AttributeValueConvertible {}
extension Set: ConditionOperand where Element: AttributeValueConvertible {}
