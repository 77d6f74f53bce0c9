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
    /// The set of these members, each once; `nil` if they are not all strings, all numbers or all binaries.
    static func set(of values: [AttributeValue]) -> AttributeValue? {
        switch values.first {
        case .string:
            let members = values.compactMap(\.string).sorted(by: String.isOrderedByBytes)
            return members.count == values.count ? .stringSet(members.unique { $0.hasSameBytes(as: $1) }) : nil
        case .number:
            let members = values.compactMap(\.number).sorted()
            return members.count == values.count ? .numberSet(members.unique(by: ==)) : nil
        case .binary:
            let members = values.compactMap(\.data).sorted(by: Data.isOrderedByBytes)
            return members.count == values.count ? .binarySet(members.unique(by: ==)) : nil
        default: return nil
        }
    }
}

extension Array {
    /// Those of a sorted array that differ from the one before: dates that are rounded to the same text are one member.
    fileprivate func unique(by areEqual: (Element, Element) -> Bool) -> Self {
        var result: Self = []
        result.reserveCapacity(self.count)
        for element in self {
            if let last = result.last, areEqual(last, element) { continue }
            result.append(element)
        }
        return result
    }
}
