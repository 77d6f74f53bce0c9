// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Where to begin to read a stream.
public struct StreamStart: Hashable, Sendable {
    enum Base: Hashable, Sendable {
        case oldest
        case latest
        case checkpoint(StreamCheckpoint)
    }

    let base: Base

    /// With the oldest change that is kept: at most 24 hours old. Of each shard that is what is kept when its turn comes.
    public static let oldest = Self(base: .oldest)
    /// With what happens from now on. A checkpoint of a loop that has been told nothing yet goes on from up to 15 minutes
    /// before its beginning, as clocks differ.
    public static let latest = Self(base: .latest)
    /// Behind a change that was dealt with; see ``TableChange/checkpoint``.
    public static func checkpoint(_ checkpoint: StreamCheckpoint) -> Self { Self(base: .checkpoint(checkpoint)) }
}
