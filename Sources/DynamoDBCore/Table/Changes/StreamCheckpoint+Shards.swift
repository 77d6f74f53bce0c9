// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension StreamCheckpoint {
    /// How long a stream keeps its records, in seconds.
    private static let retention = 86_400

    /// Notes what the list of shards has: those that are not known yet, and not those that were read to their end and are
    /// no longer there.
    ///
    /// The service forgets whole shards a day after their end. One that was not read to its end, or that came and went
    /// without being seen, so that only its child is left, may have had more.
    ///
    /// - Parameters:
    ///   - shards: The list.
    ///   - read: The shards that are being read: of them the next page tells whether they are there.
    /// - Throws: ``DynamoDBError/mayHaveForgotten`` if there may have been records that nobody can read any more.
    mutating func take(_ shards: [Shard], read: Set<String>) throws(DynamoDBError) {
        let ids = Set(shards.map(\.shardId))
        // In the beginning, what is gone is not missed.
        if !self.shards.isEmpty {
            let isForgotten = self.shards.contains { id, progress in
                progress != .finished && !ids.contains(id) && !read.contains(id)
            }
            let isUnseen = shards.contains { shard in
                self.shards[shard.shardId] == nil && shard.parentShardId.map { !ids.contains($0) } ?? false
            }
            if isForgotten || isUnseen { throw .mayHaveForgotten }
        }
        self.shards = self.shards.filter { id, progress in progress != .finished || ids.contains(id) }
        // All records of a shard that has come since are younger than the list that did not have it.
        for id in ids where self.shards[id] == nil { self.shards[id] = .since(0, seen: self.listed) }
    }

    /// Notes what a look at a shard found that was not begun yet.
    ///
    /// - Parameter now: The time after the look, in seconds since 1970.
    /// - Throws: ``DynamoDBError/mayHaveForgotten`` if there may have been records before the first one that is there.
    mutating func take(_ first: StreamSource.FirstRecord, of shard: String, now: Int) throws(DynamoDBError) {
        guard case .since(_, let seen) = self.shards[shard] else { return }
        if let seen, seen <= now - Self.retention { throw .mayHaveForgotten }
        switch first {
        case .number(let number): self.shards[shard] = .before(number)
        case .none(_, let silence): self.nothingWasLeft(of: shard, at: silence.since)
        case .never(let asked): self.nothingWasLeft(of: shard, at: asked)
        }
    }

    /// Notes that there was nothing to read of a shard at a moment, in seconds since 1970.
    mutating func nothingWasLeft(of shard: String, at moment: Int?) {
        guard let moment, case .since(let seconds, let seen) = self.shards[shard] else { return }
        self.shards[shard] = .since(seconds, seen: max(seen ?? moment, moment))
    }
}

extension DynamoDBError {
    /// What a reader misses may have been there, and nobody can tell.
    static let mayHaveForgotten = DynamoDBError(
        .trimmedDataAccess,
        "The stream was not read for so long that it may have forgotten records that were not read yet. Begin anew with its oldest record."
    )
}
