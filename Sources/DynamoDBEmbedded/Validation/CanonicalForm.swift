// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Item {
    /// The item as it is stored: the members of sets in order, so that equal sets are the same bytes.
    func canonicalized() -> Item {
        self.contains { !$0.value.isCanonical } ? self.mapValues { $0.canonicalized() } : self
    }
}

extension AttributeValue {
    fileprivate var isCanonical: Bool {
        switch self {
        case .string, .number, .binary, .bool, .null: true
        case .list(let values): values.allSatisfy { $0.isCanonical }
        case .map(let entries): entries.allSatisfy { $0.value.isCanonical }
        case .stringSet(let members): members.isInOrder(by: String.isOrderedByBytes)
        case .numberSet(let members): members.isInOrder(by: <)
        case .binarySet(let members): members.isInOrder { $0.lexicographicallyPrecedes($1) }
        }
    }

    /// The value with the members of sets in order, as it is stored.
    func canonicalized() -> AttributeValue {
        switch self {
        case .string, .number, .binary, .bool, .null: self
        case .list(let values): .list(values.map { $0.canonicalized() })
        case .map(let entries): .map(entries.canonicalized())
        case .stringSet(let members): .stringSet(members.sorted(by: String.isOrderedByBytes))
        case .numberSet(let members): .numberSet(members.sorted())
        case .binarySet(let members): .binarySet(members.sorted { $0.lexicographicallyPrecedes($1) })
        }
    }
}

extension Array {
    fileprivate func isInOrder(by areInOrder: (Element, Element) -> Bool) -> Bool {
        self.indices.dropFirst().allSatisfy { !areInOrder(self[$0], self[$0 - 1]) }
    }
}
