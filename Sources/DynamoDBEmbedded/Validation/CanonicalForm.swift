// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Item {
    /// The item as it is stored: the members of sets in order, so that equal sets are the same bytes.
    func canonicalized() -> Item {
        guard self.contains(where: { $0.value.containsSet }) else { return self }
        return Item(self.map { ($0.name, $0.value.canonicalized()) })
    }
}

extension AttributeValue {
    fileprivate var containsSet: Bool {
        switch self {
        case .string, .number, .binary, .bool, .null: false
        case .stringSet, .numberSet, .binarySet: true
        case .list(let values): values.contains { $0.containsSet }
        case .map(let entries): entries.contains { $0.value.containsSet }
        }
    }

    fileprivate func canonicalized() -> AttributeValue {
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
