// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

extension SplitMix64 {
    /// A generator for one of many things that share a seed.
    init(seed: UInt64, of names: [String]) {
        // FNV-1a. A byte that no text has ends each name.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for name in names {
            for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x0100_0000_01B3
        }
        var first = SplitMix64(seed: seed)
        self.init(seed: first.next() ^ hash)
    }
}
