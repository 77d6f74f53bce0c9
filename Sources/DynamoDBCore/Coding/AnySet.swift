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

/// A `Set`, whatever its members are.
protocol AnySet {
    /// The set without members.
    static var empty: Self { get }
    /// How many members it has.
    var count: Int { get }
}

extension Set: AnySet {
    static var empty: Self { [] }
}

extension AttributeValue.Kind {
    /// Whether this is one of the three sets.
    var isSet: Bool { self == .stringSet || self == .numberSet || self == .binarySet }
}

extension AttributeValue {
    /// The set of these members; `nil` if they are not all strings, all numbers or all binaries.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if two of them are equal, as dates are that are rounded
    ///   to the same text.
    static func set(of values: [AttributeValue]) throws(DynamoDBError) -> AttributeValue? {
        switch values.first {
        case .string:
            let members = values.compactMap(\.string).sorted(by: String.isOrderedByBytes)
            guard members.count == values.count else { return nil }
            try members.requireDistinct(by: { $0.hasSameBytes(as: $1) }) { $0 }
            return .stringSet(members)
        case .number:
            let members = values.compactMap(\.number).sorted()
            guard members.count == values.count else { return nil }
            try members.requireDistinct(by: ==, \.description)
            return .numberSet(members)
        case .binary:
            let members = values.compactMap(\.data).sorted(by: Data.isOrderedByBytes)
            guard members.count == values.count else { return nil }
            try members.requireDistinct(by: ==) { "\($0.count) bytes" }
            return .binarySet(members)
        default: return nil
        }
    }
}

extension Array {
    /// Throws if one of a sorted array is equal to the one before.
    fileprivate func requireDistinct(
        by areEqual: (Element, Element) -> Bool, _ words: (Element) -> String
    ) throws(DynamoDBError) {
        for (element, next) in zip(self, self.dropFirst()) where areEqual(element, next) {
            throw DynamoDBError(
                .validation, "Two members of the set are stored alike, as \(words(element)), so one would be lost.")
        }
    }
}
