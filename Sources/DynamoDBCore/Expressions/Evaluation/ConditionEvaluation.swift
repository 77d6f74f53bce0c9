// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ConditionTree {
    /// Whether the condition holds for an item; an item that does not exist is one without attributes.
    ///
    /// Source: DynamoDB developer guide, "Comparison operator and function reference". A comparison with an attribute
    /// that is missing, or with the size of a value that has none, is false, except `<>`.
    package func holds(for item: Item) -> Bool {
        // Up to 300 levels go down through this function, on threads that may have half a megabyte of stack: it holds as
        // little as it can.
        switch self {
        case .all(let conditions):
            for condition in conditions where !condition.holds(for: item) { return false }
            return true
        case .any(let conditions):
            for condition in conditions where condition.holds(for: item) { return true }
            return false
        case .not(let condition): return !condition.holds(for: item)
        default: return self.relationHolds(for: item)
        }
    }

    /// The same for what is no `AND`, `OR` or `NOT`.
    @inline(never)
    private func relationHolds(for item: Item) -> Bool {
        switch self {
        case .comparison(let left, let comparator, let right):
            Self.compare(left.value(in: item), comparator, right.value(in: item))
        case .between(let operand, let low, let high):
            if let value = operand.value(in: item), let low = low.value(in: item), let high = high.value(in: item) {
                (low.isOrdered(before: value, orEqual: true) ?? false)
                    && (value.isOrdered(before: high, orEqual: true) ?? false)
            } else {
                false
            }
        case .among(let operand, let candidates):
            if let value = operand.value(in: item) {
                candidates.contains { $0.value(in: item) == value }
            } else {
                false
            }
        case .exists(let path): item.value(at: path) != nil
        case .notExists(let path): item.value(at: path) == nil
        case .hasType(let operand, let kind): operand.value(in: item)?.kind == kind
        case .beginsWith(let operand, let prefix):
            switch (operand.value(in: item), prefix.value(in: item)) {
            case (.string(let text)?, .string(let start)?): text.utf8.starts(with: start.utf8)
            case (.binary(let data)?, .binary(let start)?): data.starts(with: start)
            default: false
            }
        case .contains(let container, let element):
            if let container = container.value(in: item), let element = element.value(in: item) {
                container.contains(element)
            } else {
                false
            }
        case .all, .any, .not: false
        }
    }

    private static func compare(_ left: AttributeValue?, _ comparator: Comparator, _ right: AttributeValue?) -> Bool {
        guard let left, let right else { return comparator == .notEqual }
        return switch comparator {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left.isOrdered(before: right, orEqual: false) ?? false
        case .lessOrEqual: left.isOrdered(before: right, orEqual: true) ?? false
        case .greater: right.isOrdered(before: left, orEqual: false) ?? false
        case .greaterOrEqual: right.isOrdered(before: left, orEqual: true) ?? false
        }
    }
}

extension ConditionTree.Operand {
    /// The value compared; `nil` if the item has none there, or its size is not defined.
    func value(in item: Item) -> AttributeValue? {
        switch self {
        case .path(let path): item.value(at: path)
        case .value(let value): value
        case .size(let operand): operand.value(in: item)?.sizeFunction.map { .number(DynamoDBNumber($0)) }
        }
    }
}

extension AttributeValue {
    /// Whether this comes before `other` (or is equal, if that counts); `nil` where DynamoDB has no order: for different
    /// types, and for types other than string, number and binary.
    package func isOrdered(before other: AttributeValue, orEqual: Bool) -> Bool? {
        switch (self, other) {
        case (.string(let left), .string(let right)):
            orEqual ? !String.isOrderedByBytes(right, left) : String.isOrderedByBytes(left, right)
        case (.number(let left), .number(let right)): orEqual ? left <= right : left < right
        case (.binary(let left), .binary(let right)):
            orEqual
                ? !right.lexicographicallyPrecedes(left) : left.lexicographicallyPrecedes(right)
        default: nil
        }
    }

    /// What the function `size` gives: the length of a string in UTF-16 code units, of a binary in bytes, or how many
    /// members a set, list or map has; `nil` for the other types.
    fileprivate var sizeFunction: Int? {
        switch self {
        case .string(let text): text.utf16.count
        case .binary(let data): data.count
        case .list(let values): values.count
        case .map(let entries): entries.count
        case .stringSet(let members): members.count
        case .numberSet(let members): members.count
        case .binarySet(let members): members.count
        case .number, .bool, .null: nil
        }
    }

    /// Whether a string has a part, or a set or list a member, equal to `element`.
    fileprivate func contains(_ element: AttributeValue) -> Bool {
        switch (self, element) {
        case (.string(let text), .string(let part)): ByteSearch.contains(text.utf8, part.utf8)
        case (.binary(let data), .binary(let part)): ByteSearch.contains(data, part)
        case (.stringSet(let members), .string(let text)): members.contains { $0.hasSameBytes(as: text) }
        case (.numberSet(let members), .number(let number)): members.contains(number)
        case (.binarySet(let members), .binary(let data)): members.contains(data)
        case (.list(let values), _): values.contains(element)
        default: false
        }
    }
}
