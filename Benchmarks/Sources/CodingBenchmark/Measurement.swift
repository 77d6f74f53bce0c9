// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport

/// Something whose cost is measured: processor time, in rounds that take turns with those of all others, so that a machine
/// whose speed drifts drifts for all of them.
struct Measurement {
    let name: String
    /// The bytes of DynamoDB's JSON, or of what stands in its place, that one run is about.
    let bytes: Int
    private let body: () async throws -> Void
    /// How many runs make a round.
    private(set) var repetitions = 1
    /// Seconds for one run, of each round.
    private var rounds: [Double] = []

    init(_ name: String, bytes: Int, _ body: @escaping () async throws -> Void) {
        self.name = name
        self.bytes = bytes
        self.body = body
    }

    private func seconds(_ count: Int) async throws -> Double {
        let start = ProcessUsage.now.cpu
        for _ in 0..<count { try await self.body() }
        return ProcessUsage.now.cpu - start
    }

    /// Finds how many runs fill a round.
    mutating func warmUp(round: Double) async throws {
        while self.repetitions < 1 << 24 {
            let taken = try await self.seconds(self.repetitions)
            if taken >= round / 4 {
                self.repetitions = max(1, Int(Double(self.repetitions) * round / taken))
                return
            }
            self.repetitions *= 2
        }
    }

    mutating func round() async throws {
        self.rounds.append(try await self.seconds(self.repetitions) / Double(self.repetitions))
    }

    /// A line of JSON: the median of the rounds, and the fastest and slowest.
    var line: String {
        let sorted = self.rounds.sorted()
        guard let low = sorted.first, let high = sorted.last else { return "" }
        let median = sorted[sorted.count / 2]
        func text(_ number: Double) -> String { String((number * 10).rounded() / 10) }
        return """
            {"name":"\(self.name)","value":\(text(Double(self.bytes) / median / 1e6)),"unit":"MB/s",\
            "ns":\(text(median * 1e9)),"low":\(text(low * 1e9)),"high":\(text(high * 1e9)),\
            "bytes":\(self.bytes),"n":\(self.repetitions * self.rounds.count)}
            """
    }
}
