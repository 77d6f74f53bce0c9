// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension AttributeValue.Kind {
    /// Whether values of this type are greater or smaller than each other.
    var isOrdered: Bool {
        switch self {
        case .string, .number, .binary: true
        case .bool, .null, .list, .map, .stringSet, .numberSet, .binarySet: false
        }
    }
}

extension AttributeValue {
    /// Whether this value is smaller than another of the same, ordered type; `false` for all others.
    func isOrderedBefore(_ other: Self) -> Bool {
        switch (self, other) {
        case (.string(let left), .string(let right)): String.isOrderedByBytes(left, right)
        case (.number(let left), .number(let right)): left < right
        case (.binary(let left), .binary(let right)): Data.isOrderedByBytes(left, right)
        default: false
        }
    }

    /// Whether this value comes first in a list that is to look the same in every process: by type, within a type as
    /// ``isOrderedBefore(_:)`` says, and where that says nothing by the bytes of the JSON.
    func isListed(before other: Self) -> Bool {
        guard self.kind == other.kind else { return self.kind.rawValue < other.kind.rawValue }
        guard !self.kind.isOrdered else { return self.isOrderedBefore(other) }
        let (left, right) = (try? JSONWriter.encode(self), try? JSONWriter.encode(other))
        return (left ?? []).lexicographicallyPrecedes(right ?? [])
    }

    /// As the service prints a bound of `BETWEEN` in its errors; `nil` for a type that cannot be one.
    var boundDescription: String? {
        switch self {
        case .string(let text): "AttributeValue: {S:\(text)}"
        case .number(let number): "AttributeValue: {N:\(number)}"
        case .binary(let data): "AttributeValue: {B:\(data.base64EncodedString())}"
        default: nil
        }
    }
}
