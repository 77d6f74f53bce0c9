// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The items that a request names, to find one that it names twice, be it by two names of its table.
struct NamedItems {
    /// A key that is hashed as a whole; an array is hashed byte by byte.
    private struct Key: Hashable {
        let bytes: [UInt8]

        func hash(into hasher: inout Hasher) {
            self.bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
    }

    private var keys: [Int64: Set<Key>] = [:]

    /// Adds an item.
    ///
    /// - Returns: `false` if it was there.
    mutating func insert(_ rowKey: [UInt8], of table: StoredTable) -> Bool {
        self.keys[table.id, default: []].insert(Key(bytes: rowKey)).inserted
    }
}
