// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import DynamoDB

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Measures the client and what lies below it. It prints one line of JSON, or what went wrong.
///
/// ```
/// ClientBenchmark ENDPOINT WORK CONCURRENCY COUNT WARMUP
/// ClientBenchmark ENDPOINT first                the first item of a process, read to the model
/// ClientBenchmark ENDPOINT scan-pages [PAGES]   a scan page by page, to its end or for so many pages
/// ClientBenchmark ENDPOINT seed                 makes the table of the benchmark, for a server with none of its own
/// ```
///
/// `WORK` is one of ``Operation``; one of them after `loop:`, in tasks that run where the connections are served; or a floor
/// and one of ``FloorOperation``, such as `transport:get`, see ``Floor``.
@main
struct ClientBenchmark {
    static func main() async {
        do {
            try await self.run(Array(CommandLine.arguments.dropFirst()))
        } catch {
            print("ClientBenchmark: \(error)")
            exit(1)
        }
    }

    private static func run(_ arguments: [String]) async throws {
        guard arguments.count >= 2 else { throw Misuse() }
        let endpoint = arguments[0]
        switch (arguments[1], arguments.count) {
        case ("first", 2):
            try await Subject(endpoint).run(.get)()
            let usage = ProcessUsage.now
            print(#"{"first":true,"rss_kb":\#(usage.peakMemory),"cpu":\#(usage.cpu)}"#)
        case ("seed", 2): try await Subject(endpoint).seed()
        case ("scan-pages", 2): print(try await PageScan(endpoint).run(atMost: .max))
        case ("scan-pages", 3): print(try await PageScan(endpoint).run(atMost: try Self.number(arguments[2])))
        case (let work, 5):
            let plan = MeasuredWork(
                name: work, concurrency: try Self.number(arguments[2]), count: try Self.number(arguments[3]),
                warmup: try Self.number(arguments[4]))
            print(try await Self.measure(plan, at: endpoint))
        default: throw Misuse()
        }
    }

    private static func measure(_ plan: MeasuredWork, at endpoint: String) async throws -> String {
        let parts = plan.name.split(separator: ":").map(String.init)
        if parts.count == 1, let operation = Operation(rawValue: parts[0]) {
            let run = try Subject(endpoint, connections: plan.concurrency).run(operation)
            return try await plan.measure { _ in run }
        }
        guard parts.count == 2 else { throw Misuse() }
        if parts[0] == "loop", let operation = Operation(rawValue: parts[1]) {
            let run = try Subject(endpoint, connections: plan.concurrency).run(operation)
            return try await plan.measure { _ in
                run
            } executor: { _ in
                NIOTransport.makeTaskExecutor()
            }
        }
        guard let floor = Floor(rawValue: parts[0]), let operation = FloorOperation(rawValue: parts[1]) else {
            throw Misuse()
        }
        return try await floor.measure(operation, plan, at: endpoint)
    }

    private static func number(_ text: String) throws -> Int {
        guard let number = Int(text), number >= 0 else { throw Misuse() }
        return number
    }
}

/// The arguments are none that the program knows.
struct Misuse: Error, CustomStringConvertible {
    var description: String {
        "ClientBenchmark ENDPOINT (WORK CONCURRENCY COUNT WARMUP | first | scan-pages [PAGES] | seed); see its source"
    }
}

/// The server answered something else than what was asked for: what was measured is worth nothing.
struct UnexpectedAnswer: Error {}
