// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport

/// What is measured beside others.
struct Contender {
    /// What a nanosecond of the result is of.
    enum Clock {
        /// Processor time of this process: what others do on the machine hardly matters.
        case processor
        /// Time that passes: for what waits for a disk, or runs on several threads.
        case wall
    }

    var name: String
    /// The contender that it is compared with.
    var floor: String?
    var clock = Clock.processor
    /// How many times slower than its floor it may be, by the goals of the project; below 1 it must be faster.
    var goal: Double?
    /// Does so many operations.
    var run: (_ operations: Int) async throws -> Void
}

/// Runs contenders one after the other, in rounds, and tells the medians.
struct Rounds {
    /// How many rounds there are.
    var count: Int
    /// How long each contender runs in a round, in seconds.
    var length: Double

    /// Measures, and reports to standard output.
    func measure(_ contenders: [Contender], into report: inout Report) async throws {
        let wanted = contenders.filter { report.wants($0.name) }
        // A floor is run for whoever is compared with it.
        let chosen =
            report.isAlone
            ? wanted : contenders.filter { one in wanted.contains { $0.name == one.name || $0.floor == one.name } }
        guard !chosen.isEmpty else { return }
        var operations: [Int] = []
        for contender in chosen { operations.append(try await self.operations(of: contender)) }
        var times = [[Double]](repeating: [], count: chosen.count)
        for round in 0..<self.count {
            for turn in chosen.indices {
                let index = (turn + round) % chosen.count
                times[index].append(try await Self.time(chosen[index], operations[index]))
            }
        }
        for (contender, times) in zip(chosen, times) { report.add(contender, times.sorted()) }
    }

    /// As many operations as fill a part of a round.
    private func operations(of contender: Contender) async throws -> Int {
        var operations = 1
        while true {
            let start = ProcessUsage.now
            try await contender.run(operations)
            let passed = ProcessUsage.now.wall - start.wall
            if passed > self.length / 4 { return max(1, Int(Double(operations) * self.length / passed)) }
            operations *= 2
        }
    }

    /// Nanoseconds an operation.
    private static func time(_ contender: Contender, _ operations: Int) async throws -> Double {
        let start = ProcessUsage.now
        try await contender.run(operations)
        let end = ProcessUsage.now
        let seconds = contender.clock == .wall ? end.wall - start.wall : end.cpu - start.cpu
        return seconds * 1e9 / Double(operations)
    }
}
