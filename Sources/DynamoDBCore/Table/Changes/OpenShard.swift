// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A shard that is being read, or waits for its turn.
struct OpenShard {
    let id: String
    let parent: String?
    /// Whether it takes no more records, so that its last page will say that it is the last.
    var hasEnded: Bool
    var iterator: String?
    /// Whether the iterator began at the end of the shard: then all that it gives is new, whatever the clocks say.
    var beganAtEnd = false
    /// The pages in a row that had nothing.
    var silence = Silence()
    /// Whether it is known what its first record is, or that it has none, if nothing was read of it yet.
    var isLookedAt = false
    /// How far a look came that failed.
    var look: Look?

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
