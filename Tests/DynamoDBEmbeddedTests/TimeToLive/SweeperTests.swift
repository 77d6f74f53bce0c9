// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Testing

/// The upkeep that happens by itself.
struct SweeperTests {
    @Test
    func `expired items go by themselves, again and again`() async throws {
        let clock = TestClock()
        let database = try EmbeddedDatabase.test(clock, sweepPeriod: .seconds(60))
        #expect(clock.waiterCount == 0)
        try await database.makeTable(timeToLive: "ttl")
        for round in 0..<3 {
            await clock.waiters(1)
            let time = DynamoDBNumber(Int(clock.now) + 30)
            try await database.put(["pk": .string("p\(round)"), "ttl": .number(time)])
            clock.advance(by: 59)
            #expect(try await database.keys() == ["p\(round)"])
            clock.advance(by: 1)
            await clock.waiters(1)
            #expect(try await database.keys() == [])
        }
        await database.close()
        #expect(clock.waiterCount == 0)
    }

    @Test
    func `a database without expiry and streams has no task, and one that loses them has none any more`() async throws {
        let clock = TestClock()
        let database = try EmbeddedDatabase.test(clock, sweepPeriod: .seconds(60))
        try await database.makeTable("Plain")
        try await database.put(["pk": "x"], in: "Plain")
        #expect(clock.waiterCount == 0)
        try await database.makeTable(stream: .newImage)
        await clock.waiters(1)
        try await database.put(["pk": "x"])
        _ = try await database.deleteTable(DeleteTableInput(tableName: "Table"))
        // The stream outlives its table for a day.
        clock.advance(by: 60)
        await clock.waiters(1)
        clock.advance(by: 86_400)
        await database.waitForEndOfSweeps()
        #expect(clock.waiterCount == 0)
        try await database.makeTable("Again", timeToLive: "ttl")
        await clock.waiters(1)
        await database.close()
        #expect(clock.waiterCount == 0)
    }

    @Test
    func `it begins when a file is opened, and when another process gives a table expiry`() async throws {
        let directory = try TestDirectory()
        let clock = TestClock()
        let first = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        try await first.makeTable()
        let second = try EmbeddedDatabase.test(at: .file(directory.file), clock, sweepPeriod: .seconds(60))
        #expect(try await second.keys() == [])
        #expect(clock.waiterCount == 0)
        try await first.setTimeToLive(true, "ttl")
        #expect(try await second.keys() == [])
        await clock.waiters(1)
        await second.close()
        await clock.waiters(0)
        let third = try EmbeddedDatabase.test(at: .file(directory.file), clock, sweepPeriod: .seconds(60))
        await clock.waiters(1)
        await third.close()
        await first.close()
    }

    @Test
    func `it ends with the last copy of the database`() async throws {
        let clock = TestClock()
        do {
            let database = try EmbeddedDatabase.test(clock, sweepPeriod: .seconds(60))
            try await database.makeTable(timeToLive: "ttl")
            await clock.waiters(1)
            try await database.put(["pk": "x"])
        }
        await clock.waiters(0)
    }

    @Test(
        arguments: [
            (.seconds(60), .seconds(60)), (.zero, .milliseconds(1)), (.seconds(-5), .milliseconds(1)),
            (.seconds(Int64.max), .seconds(31_536_000)),
        ] as [(Duration, Duration)])
    func `a period of any length is waited for`(period: Duration, waited: Duration) async throws {
        let (waits, wait) = AsyncStream<Duration>.makeStream()
        let environment = EmbeddedDatabase.Environment(
            now: { 1_800_000_000 }, makeID: { "id" },
            sleep: {
                wait.yield($0)
                throw CancellationError()
            })
        var configuration = EmbeddedDatabase.Configuration()
        configuration.sweepPeriod = period
        let database = try EmbeddedDatabase(at: .memory, configuration: configuration, environment: environment)
        try await database.makeTable(stream: .keysOnly)
        #expect(await waits.first { _ in true } == waited)
        await database.close()
    }

    @Test
    func `a closed database is not swept`() async throws {
        let clock = TestClock()
        let database = try EmbeddedDatabase.test(clock, sweepPeriod: .seconds(60))
        try await database.makeTable(timeToLive: "ttl")
        await database.close()
        #expect(await code { () async throws(DynamoDBError) in try await database.removeExpiredItems() } == .closed)
        #expect(clock.waiterCount == 0)
    }
}
