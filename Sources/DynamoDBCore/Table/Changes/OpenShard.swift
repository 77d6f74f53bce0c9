// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A shard that is being read, or waits for its turn.
struct OpenShard {
    let id: String
    /// The shards that are to be read to their end before it.
    var waitsFor: Set<String>
    /// Whether it was there in the beginning, and nothing was told of it and of those before it: then nothing is missed of it
    /// that is gone when its turn comes.
    var isFirst = false
    /// Whether it takes no more records, so that its last page will say that it is the last.
    var hasEnded: Bool
    var iterator: String?
    /// Whether the iterator began at the end of the shard: then all that it gives is new, whatever the clocks say.
    var beganAtEnd = false
    /// Whether the last record that was told was there when reading went on: then nothing behind it is gone.
    var isProven = false
    /// The pages in a row that had nothing.
    var silence = Silence()
    /// How often in a row the place to read on from was gone.
    var misses = 0
    /// Whether it is known what its first record is, or that it has none: of a shard that waits.
    var isLookedAt = false
    /// How far a look came that is not done.
    var look: Look?

    /// After how many misses in a row to give up.
    static let mostMisses = 5

    var isWaiting: Bool { !self.waitsFor.isEmpty }

    /// A search for the first record.
    struct Look {
        var iterator: String
        var silence = Silence()
    }

    /// Gives the iterator up: the next page is read from the place that the checkpoint knows.
    mutating func loseIterator() {
        self.iterator = nil
        self.beganAtEnd = false
        self.silence = Silence()
    }
}
