// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// An entry of a batch: an item, or a key.
struct BatchEntry: Sendable {
    /// The item or key.
    var entry: Item
    /// What tells its key apart from others.
    var key: BatchKey

    init(_ entry: Item, key: Item) {
        self.entry = entry
        self.key = BatchKey(key)
    }
}

/// What became of entries that were sent.
struct BatchSending: Sendable {
    /// What failed, by its position among the entries, in order.
    var errors: [(position: Int, error: DynamoDBError)]
    /// What it tells of entries that are to be sent after these.
    var outlook: BatchOutlook
}

extension BatchResult {
    /// What became of entries that were sent.
    init(of entries: [BatchEntry], _ sending: BatchSending) {
        self.init(
            successful: entries.count - sending.errors.count,
            failures: sending.errors.map { BatchFailure(entry: entries[$0.position].entry, error: $0.error) })
    }
}

/// A key of a batch. It is looked for several times on the way, and its attributes are hashed once (benchmark
/// `batch25-model`).
struct BatchKey: Hashable, Sendable {
    let attributes: Item
    private let digest: Int

    init(_ attributes: Item) {
        self.attributes = attributes
        self.digest = attributes.hashValue
    }

    static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.digest == rhs.digest && lhs.attributes == rhs.attributes
    }

    func hash(into hasher: inout Hasher) { hasher.combine(self.digest) }
}
