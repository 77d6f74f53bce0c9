// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What conditions are about: an ``Attribute``, or the ``Attribute/size`` of one.
///
/// ```swift
/// Attribute("age") >= 18
/// Attribute("tags").size > 3
/// Attribute("status").in("active", "invited")
/// Attribute("created_at").between("2024-01-01", "2024-06-30")
/// ```
public protocol ConditionSubject: ConditionOperand {}

extension ConditionSubject {
    /// True if both are equal: same type and same content. Text: `age = :v`.
    ///
    /// To be equal to an optional that is `nil` is to be missing or the null value, as models leave out what is `nil`. Text:
    /// `attribute_not_exists(age) OR age = :null`.
    public static func == <R: ConditionOperand>(lhs: Self, rhs: R) -> Condition {
        Condition(lhs, .equal, rhs)
    }

    /// True if they differ, or the attribute is missing. Text: `age <> :v`.
    ///
    /// To differ from an optional that is `nil` is to be there, and not the null value.
    public static func != <R: ConditionOperand>(lhs: Self, rhs: R) -> Condition {
        Condition(lhs, .notEqual, rhs)
    }

    /// True if the attribute is missing, or the null value. Text: `attribute_not_exists(age) OR age = :null`.
    ///
    /// An ``Attribute/size`` is a number, and never equal to `nil`.
    public static func == (lhs: Self, rhs: _OptionalNilComparisonType) -> Condition {
        Condition(lhs, .equal, AttributeValue?.none)
    }

    /// True if the attribute is there, and not the null value.
    public static func != (lhs: Self, rhs: _OptionalNilComparisonType) -> Condition {
        Condition(lhs, .notEqual, AttributeValue?.none)
    }

    /// The same for a literal of values of several types, such as `[1, "x"]`.
    @_disfavoredOverload
    public static func == (lhs: Self, rhs: AttributeValue) -> Condition {
        Condition(lhs, .equal, rhs)
    }

    /// The same for a literal of values of several types, such as `[1, "x"]`.
    @_disfavoredOverload
    public static func != (lhs: Self, rhs: AttributeValue) -> Condition {
        Condition(lhs, .notEqual, rhs)
    }

    /// True if the left side is smaller; only strings, numbers and binaries of one type are. Text: `age < :v`.
    public static func < <R: ConditionOperand>(lhs: Self, rhs: R) -> Condition {
        Condition(lhs, .less, rhs)
    }

    /// True if the left side is smaller or equal. Text: `age <= :v`.
    public static func <= <R: ConditionOperand>(lhs: Self, rhs: R) -> Condition {
        Condition(lhs, .lessOrEqual, rhs)
    }

    /// True if the left side is greater. Text: `age > :v`.
    public static func > <R: ConditionOperand>(lhs: Self, rhs: R) -> Condition {
        Condition(lhs, .greater, rhs)
    }

    /// True if the left side is greater or equal. Text: `age >= :v`.
    public static func >= <R: ConditionOperand>(lhs: Self, rhs: R) -> Condition {
        Condition(lhs, .greaterOrEqual, rhs)
    }

    /// True from `lower` to `upper`, both included. Text: `age BETWEEN :low AND :high`.
    ///
    /// DynamoDB refuses bounds of different types, and a lower bound above the upper one.
    public func between<L: ConditionOperand, U: ConditionOperand>(_ lower: L, _ upper: U) -> Condition {
        Condition { () throws(ExpressionFault) in
            .between(
                try self.conditionOperand().content.get(),
                try lower.conditionOperand().content.get(),
                try upper.conditionOperand().content.get())
        }
    }

    /// True if it equals one of the values. Text: `status IN (:a, :b)`.
    ///
    /// ```swift
    /// Attribute("status").in("active", "invited")
    /// ```
    public func `in`<V: ConditionOperand>(_ first: V, _ others: V...) -> Condition {
        self.in([first] + others)
    }

    /// True if it equals one of the values. Text: `status IN (:a, :b)`.
    ///
    /// An optional that is `nil` is equal to what is missing or the null value, as with `==`.
    ///
    /// - Parameter values: At least one, and at most 100 that are not `nil`. A condition without any fails the request it is sent with.
    public func `in`<V: ConditionOperand>(_ values: [V]) -> Condition {
        Condition { () throws(ExpressionFault) in
            guard !values.isEmpty else {
                throw .invalid(
                    "Incorrect number of operands for operator or function; operator or function: IN, "
                        + "number of operands: 1")
            }
            var sides: [ConditionTree.Side] = []
            sides.reserveCapacity(values.count)
            for value in values { sides.append(try value.conditionOperand().side()) }
            return .among(try self.conditionOperand().side(), sides)
        }
    }

    /// Unwrap the candidates: as a value of its own, `nil` or a list would be compared as a whole.
    @available(*, unavailable, message: "Unwrap the candidates first.")
    public func `in`<V: AttributeValueConvertible>(_ values: [V]?) -> Condition { self.in(values ?? []) }

    /// Unwrap the candidates: as a value of its own, `nil` or a set would be compared as a whole.
    @available(*, unavailable, message: "Unwrap the candidates first.")
    public func `in`<V: AttributeValueConvertible>(_ values: Set<V>?) -> Condition { self.in(values ?? []) }

    /// True if it equals one of the members. Text: `status IN (:a, :b)`.
    ///
    /// To ask whether the attribute is a set with just these members, use `==`.
    ///
    /// - Parameter values: At least one, and at most 100. A condition without any fails the request it is sent with.
    public func `in`<V: AttributeValueConvertible>(_ values: Set<V>) -> Condition {
        // A set has another order in every process, and page tokens know a read by its expressions.
        do {
            var members: [AttributeValue] = []
            members.reserveCapacity(values.count)
            for value in values { members.append(try value.attributeValue()) }
            return self.in(members.sorted { $0.isListed(before: $1) })
        } catch {
            return Condition { () throws(ExpressionFault) in throw ExpressionFault(error) }
        }
    }
}
