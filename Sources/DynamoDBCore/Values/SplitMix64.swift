// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Numbers that look random and are the same for the same seed, by the generator SplitMix64.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    /// How far the state moves with each number: generators whose seeds are some steps apart give parts of one sequence.
    package static let step: UInt64 = 0x9E37_79B9_7F4A_7C15

    private var state: UInt64

    package init(seed: UInt64) {
        self.state = seed
    }

    package mutating func next() -> UInt64 {
        self.state &+= Self.step
        var mixed = self.state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to 1.
    package mutating func fraction() -> Double { Double(self.next() >> 11) * 0x1p-53 }
}
