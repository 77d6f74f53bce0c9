// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How much was added to some trees. A write changes one or a few: looking through them costs less than hashing.
struct TreeCounts {
    private(set) var counts: [(tree: Int64, added: TreeStatistics)] = []

    /// What was added to a tree.
    subscript(tree: Int64) -> TreeStatistics {
        self.counts.first { $0.tree == tree }?.added ?? TreeStatistics()
    }

    mutating func add(_ added: TreeStatistics, to tree: Int64) {
        if let index = self.counts.firstIndex(where: { $0.tree == tree }) {
            self.counts[index].added = self.counts[index].added + added
        } else {
            self.counts.append((tree, added))
        }
    }

    mutating func removeAll() {
        self.counts.removeAll(keepingCapacity: true)
    }
}
