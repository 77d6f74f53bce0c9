// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import DynamoDBServer
import Foundation
import TestSupport
import Testing

/// Damaged requests in great number. `make fuzz` makes a million calls, `make test` a share of them.
struct RouterFuzzTests {
    /// How many calls; set by `make fuzz`.
    private static let calls = ProcessInfo.processInfo.environment["FUZZ_CALLS"].flatMap { Int($0) }
    /// Each of these shares begins with a new database.
    private static let callsOfShare = 5_000
    private static let shares = max((calls ?? 20_000) / callsOfShare, 1)

    @Test func `there is a good request for every operation`() throws {
        let targets = Set(RequestCorpus.requests.compactMap { $0.header("x-amz-target") })
        #expect(targets == Set(OperationName.allCases.map(\.target)))
    }

    @Test func `a damaged request is answered, and neither crashes nor hangs nor leaves memory behind`() async throws {
        var memory: [Int] = []
        var slowest = Duration.zero
        for share in 0..<Self.shares {
            slowest = max(slowest, try await Self.run(share: share))
            memory.append(Self.residentMemory)
        }
        // Other tests run at the same time, unless there is only this one.
        guard Self.calls != nil else { return }
        print("slowest call: \(slowest), memory: \(memory.first ?? 0) to \(memory.last ?? 0) bytes")
        #expect(slowest < .seconds(5))
        // The first shares fill caches and the allocator's own stock.
        let early = memory.prefix(memory.count / 4 + 1).max() ?? 0
        #expect((memory.last ?? 0) - early < 32 * 1024 * 1024)
    }

    /// Makes the calls of a share, and tells how long the slowest took.
    private static func run(share: Int) async throws -> Duration {
        var generator = SeededGenerator(seed: UInt64(share) &* 7919 &+ 2026)
        let database = try EmbeddedDatabase.inMemory()
        let router = RequestRouter(database)
        for request in RequestCorpus.preparation { _ = await router.answer(request) }
        var slowest = Duration.zero
        for call in 0..<Self.callsOfShare {
            let request = DamagedRequest(using: &generator).request
            let start = ContinuousClock.now
            let response = await router.answer(request)
            slowest = max(slowest, start.duration(to: .now))
            if let fault = Self.fault(of: response) {
                Issue.record(
                    """
                    \(fault): share \(share), call \(call), \(request.header("x-amz-target") ?? ""), \
                    \(String(decoding: request.body, as: UTF8.self))
                    """)
            }
        }
        await database.close()
        return slowest
    }

    /// What an answer lacks to be one of the service; `nil` if nothing.
    private static func fault(of response: RequestRouter.Response) -> String? {
        guard [200, 400, 404, 413].contains(response.status) else { return "status \(response.status)" }
        guard response.header("x-amz-crc32") == String(CRC32.checksum(of: response.body)) else { return "checksum" }
        if response.status == 400 {
            guard let name = ErrorBody(decoding: response.body).name, name.hasSuffix("Exception") else {
                return "no name of an error"
            }
        }
        return nil
    }

    /// The bytes of memory that the process has; 0 where the system does not tell.
    private static var residentMemory: Int {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
            let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { return 0 }
        return pages * 4096
    }
}
