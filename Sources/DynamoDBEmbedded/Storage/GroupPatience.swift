// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How long a group of writes may let others run before it is complete: some turns and some time, whichever ends first,
/// for the whole group (benchmark `put-durable-64` of EngineBenchmark).
///
/// The group holds SQLite's write lock meanwhile. On a busy machine a single turn may be a time slice of another thread,
/// so a number of turns alone would be no bound: no turn begins after the time.
package struct GroupPatience {
    package static let turns = 32
    package static let time = Duration.microseconds(100)

    private var turns = GroupPatience.turns
    private var deadline: ContinuousClock.Instant?

    package init() {}

    /// Whether others may be let run once more. The time runs from the first call.
    package mutating func takeTurn(at now: ContinuousClock.Instant) -> Bool {
        let deadline = self.deadline ?? now.advanced(by: Self.time)
        self.deadline = deadline
        guard self.turns > 0, now < deadline else { return false }
        self.turns -= 1
        return true
    }
}
