// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport

/// How often one thing is done, and how many at a time.
struct MeasuredWork: Sendable {
    var name: String
    var concurrency: Int
    var count: Int
    var warmup: Int

    /// Does it for the warm-up, then measures.
    ///
    /// - Parameters:
    ///   - run: What the worker of a number does, once.
    ///   - executor: Where its task runs; `nil` for where tasks run usually.
    /// - Returns: The line of JSON that is the result.
    func measure(
        _ run: (_ worker: Int) throws -> @Sendable () async throws -> Void,
        executor: (_ worker: Int) -> (any TaskExecutor)? = { _ in nil }
    ) async throws -> String {
        let workers = try (0..<max(self.concurrency, 1)).map { worker in
            (run: try run(worker), executor: executor(worker))
        }
        try await Self.perform(self.warmup, by: workers)
        let start = ProcessUsage.now
        try await Self.perform(self.count, by: workers)
        let end = ProcessUsage.now
        return """
            {"op":"\(self.name)","conc":\(self.concurrency),"n":\(self.count),"wall":\(end.wall - start.wall),\
            "cpu":\(end.cpu - start.cpu),"rss_kb":\(end.peakMemory)}
            """
    }

    private static func perform(
        _ count: Int, by workers: [(run: @Sendable () async throws -> Void, executor: (any TaskExecutor)?)]
    ) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, worker) in workers.enumerated() {
                let share = count / workers.count + (index < count % workers.count ? 1 : 0)
                if let executor = worker.executor {
                    group.addTask(executorPreference: executor) {
                        for _ in 0..<share { try await worker.run() }
                    }
                } else {
                    group.addTask {
                        for _ in 0..<share { try await worker.run() }
                    }
                }
            }
            try await group.waitForAll()
        }
    }
}
