// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension StreamCheckpoint {
    /// For how many seconds a stream surely has what it was told: 24 hours, less what clocks may differ, and what may pass
    /// until the stream shows it.
    private static let retention = 86_400 - 300

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
                guard let parent = shard.parentShardId, self.shards[shard.shardId] == nil else { return false }
                return self.shards[parent] == nil && !ids.contains(parent)
            }
            if isForgotten || isUnseen { throw .mayHaveForgotten }
        }
        self.shards = self.shards.filter { id, progress in progress != .finished || ids.contains(id) }
        // All records of a shard that has come since are younger than the list that did not have it.
        for id in ids where self.shards[id] == nil { self.shards[id] = .since(0, seen: self.listed) }
    }

    /// The shards that are to be read before one: those it descends from and that are not read to their end.
    ///
    /// - Parameter parents: The parent of each shard in the list.
    func shardsBefore(_ shard: String, parents: [String: String]) -> Set<String> {
        var line: Set<String> = []
        var next = parents[shard]
        while let parent = next, line.insert(parent).inserted { next = parents[parent] }
        return line.filter { $0 != shard && self.shards[$0] != nil && self.shards[$0] != .finished }
    }

    /// Whether a shard was not begun, and nothing that came since there was nothing can be gone.
    ///
    /// - Parameter now: The time after the shard was read or looked at, in seconds since 1970.
    func isWhole(_ shard: String, now: Int) -> Bool {
        guard case .since(_, let seen) = self.shards[shard] else { return false }
        return seen > now - Self.retention
    }

    /// Notes that nothing is missed of a shard if its first record is gone.
    mutating func forgetFirstRecord(of shard: String) {
        guard case .before = self.shards[shard] else { return }
        self.shards[shard] = .since(0, seen: self.listed)
    }

    /// Notes that there was nothing to read of a shard at a moment, in seconds since 1970.
    mutating func nothingWasLeft(of shard: String, at moment: Int?) {
        guard let moment, case .since(let seconds, let seen) = self.shards[shard] else { return }
        self.shards[shard] = .since(seconds, seen: max(seen, moment))
    }
}

extension DynamoDBError {
    /// What a reader misses may have been there, and nobody can tell.
    static let mayHaveForgotten = DynamoDBError(
        .trimmedDataAccess,
        "The stream was not read for so long that it may have forgotten records that were not read yet. Begin anew with its oldest record."
    )
}
