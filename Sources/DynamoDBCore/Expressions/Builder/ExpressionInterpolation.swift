// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What the compiler fills when a string literal with interpolations stands for an expression.
///
/// - `\(value)` binds a value of any ``AttributeValueConvertible`` type. An array or a set is one value, a list or set to compare
///   with: for `IN` write each candidate, or use `Attribute.in`. To be equal to an optional that is `nil` is to be missing or the
///   null value, as with operators.
/// - `\(name: "status")` is an attribute by its exact name.
/// - `\(Attribute("address.city"))` is an attribute by its path.
public struct ExpressionInterpolation: StringInterpolationProtocol, Sendable {
    /// A piece of the literal.
    enum Part: Sendable {
        case text(String)
        case name(String)
        case operand(ExpressionOperand)
    }

    private(set) var parts: [Part] = []

    /// An empty interpolation.
    public init(literalCapacity: Int, interpolationCount: Int) {
        self.parts.reserveCapacity(interpolationCount * 2 + 1)
    }

    /// Adds text in the expression language.
    public mutating func appendLiteral(_ literal: String) {
        if !literal.isEmpty { self.parts.append(.text(literal)) }
    }

    /// Binds a value, or adds an attribute by its path.
    public mutating func appendInterpolation<Operand: ConditionOperand>(_ operand: Operand) {
        self.parts.append(.operand(operand.conditionOperand()))
    }

    // Without it the compiler warns of every optional, as a text that says `nil` or `Optional(3)` would be a mistake.
    /// Binds a value that may be `nil`.
    public mutating func appendInterpolation<Value: AttributeValueConvertible>(_ value: Value?) {
        self.parts.append(.operand(value.conditionOperand()))
    }

    /// Adds an attribute, or the entry of a map, by its exact name.
    public mutating func appendInterpolation(name: String) {
        self.parts.append(.name(name))
    }
}
