// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Testing

/// What streams keep, for how long, and that they give it back then.
struct StreamRetentionTests {
    private static let day: Double = 86_400

    @Test
    func `records can be read for 24 hours`() async throws {
        let clock = TestClock()
        let database = try EmbeddedDatabase.test(clock)
        try await database.makeTable(stream: .newImage)
        let stream = try await database.stream()
        try await database.put(["pk": "first"])
        clock.advance(by: 3600)
        try await database.put(["pk": "second"])
        let all = try await database.records(of: stream)
        #expect(all.keys == ["first", "second"])
        #expect(all.map(\.dynamodb?.approximateCreationDateTime) == [1_800_000_000, 1_800_003_600])

        clock.advance(by: Self.day - 3600 - 1)
        #expect(try await database.records(of: stream).keys == ["first", "second"])
        let iterator = try await database.iterator(of: stream, .atSequenceNumber, all.numbers[0])
        clock.advance(by: 1)
        #expect(try await database.records(of: stream).keys == ["second"])
        // What has gone since the iterator was given out is missed, and that is told.
        #expect(
            await code { () async throws(DynamoDBError) in try await database.records(from: iterator) }
                == .trimmedDataAccess)
        #expect(
            await code { () async throws(DynamoDBError) in
                try await database.iterator(of: stream, .atSequenceNumber, all.numbers[0])
            } == .trimmedDataAccess)
        // Behind it nothing is missing yet.
        let rest = try await database.iterator(of: stream, .afterSequenceNumber, all.numbers[0])
        #expect(try await database.records(from: rest).keys == ["second"])
        let after = try await database.iterator(of: stream, .afterSequenceNumber, all.numbers[1])
        clock.advance(by: 600)
        try await database.put(["pk": "third"])
        #expect(try await database.records(from: after).keys == ["third"])
        // With the second one gone as well, something is.
        clock.advance(by: 3600)
        #expect(
            await code { () async throws(DynamoDBError) in
                try await database.iterator(of: stream, .afterSequenceNumber, all.numbers[0])
            } == .trimmedDataAccess)
    }

    @Test(arguments: [false, true])
    func `the number that a shard begins with can be read from, also when records have gone`(
        isEnded: Bool
    ) async throws {
        let clock = TestClock()
        let database = try EmbeddedDatabase.test(clock)
        try await database.makeTable(stream: .newImage)
        let stream = try await database.stream()
        try await database.put(["pk": "first"])
        clock.advance(by: Self.day - 600)
        try await database.put(["pk": "second"])
        if isEnded { _ = try await database.deleteTable(DeleteTableInput(tableName: "Table")) }
        // An ended stream is gone when its last record is.
        for keys in isEnded ? [["first", "second"], ["second"]] : [["first", "second"], ["second"], []] {
            let shard = try await database.describeStream(DescribeStreamInput(streamArn: stream)).streamDescription
                .shards.first
            let range = try #require(shard?.sequenceNumberRange)
            let start = try #require(range.startingSequenceNumber)
            let iterator = try await database.iterator(of: stream, .atSequenceNumber, start)
            #expect(try await database.records(from: iterator).keys == keys)
            #expect((range.endingSequenceNumber != nil) == isEnded)
            #expect(range.endingSequenceNumber ?? start >= start)
            clock.advance(by: keys.count == 2 ? 601 : Self.day)
        }
    }

    @Test
    func `an iterator is good for 15 minutes`() async throws {
        let clock = TestClock()
        let database = try EmbeddedDatabase.test(clock)
        try await database.makeTable(stream: .newImage)
        let iterator = try await database.iterator(of: database.stream())
        clock.advance(by: 900)
        let page = try await database.getRecords(GetRecordsInput(shardIterator: iterator))
        clock.advance(by: 1)
        #expect(
            await code { () async throws(DynamoDBError) in try await database.records(from: iterator) }
                == .expiredIterator)
        // The next one has its own 15 minutes.
        clock.advance(by: 899)
        #expect(try await database.records(from: #require(page.nextShardIterator)) == [])
    }

    @Test
    func `a reader that finds nothing for days is not told that it missed something`() async throws {
        let clock = TestClock()
        let database = try EmbeddedDatabase.test(clock)
        try await database.makeTable(stream: .keysOnly)
        try await database.put(["pk": "x"])
        var next = try await database.iterator(of: database.stream())
        for _ in 0..<300 {
            let page = try await database.getRecords(GetRecordsInput(shardIterator: next))
            next = try #require(page.nextShardIterator)
            clock.advance(by: 600)
        }
        try await database.put(["pk": "y"])
        #expect(try await database.records(from: next).keys == ["y"])
    }

    @Test
    func `writing alone keeps a stream from growing for ever`() async throws {
        let (directory, clock) = (try TestDirectory(), TestClock())
        let database = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        try await database.makeTable(stream: .newAndOldImages)
        for number in 0..<1000 {
            try await database.put(["pk": "x", "n": .number(DynamoDBNumber(number))])
            clock.advance(by: Self.day / 100)
        }
        #expect(try Self.rowsOfLargestTree(in: directory) ?? 0 < 300)
        let records = try await database.records(of: database.stream())
        #expect(records.count == 100 || records.count == 99)
        #expect(records.last?.dynamodb?.newImage?["n"] == 999)
        await database.close()
    }

    @Test
    func `records larger than an item are trimmed, and forgotten with their stream`() async throws {
        let (directory, clock) = (try TestDirectory(), TestClock())
        let database = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        try await database.makeTable(stream: .newAndOldImages)
        for letter in ["a", "b", "c"] {
            try await database.put(["pk": "x", "data": .string(String(repeating: letter, count: 300_000))])
        }
        clock.advance(by: Self.day)
        for number in 0..<20 { try await database.put(["pk": "x", "n": .number(DynamoDBNumber(number))]) }
        #expect(try await database.records(of: database.stream()).count == 20)
        #expect(try Self.rowsOfLargestTree(in: directory) == 20)

        for letter in ["a", "b", "c"] {
            try await database.put(["pk": "x", "data": .string(String(repeating: letter, count: 300_000))])
        }
        _ = try await database.deleteTable(DeleteTableInput(tableName: "Table"))
        clock.advance(by: Self.day)
        try await database.makeTable("Other", stream: .newImage)
        _ = try await database.removeExpiredItems()
        #expect(try await database.listStreams(ListStreamsInput()).streams.map(\.tableName) == ["Other"])
        // The list of streams, the other table and its stream.
        #expect(try Self.count("stats", in: directory) == 3)
        await database.close()
    }

    @Test
    func `a sweep trims streams that nobody writes to, and forgets those that ended`() async throws {
        let (directory, clock) = (try TestDirectory(), TestClock())
        let database = try EmbeddedDatabase.test(at: .file(directory.file), clock, sweepPeriod: .seconds(60))
        for table in ["Idle", "Gone"] {
            try await database.makeTable(table, stream: .newImage)
            for number in 0..<500 {
                try await database.put(["pk": "x", "n": .number(DynamoDBNumber(number))], in: table)
            }
        }
        await clock.waiters(1)
        let (idle, gone) = (try await database.stream(of: "Idle"), try await database.stream(of: "Gone"))
        _ = try await database.deleteTable(DeleteTableInput(tableName: "Gone"))
        clock.advance(by: Self.day - 1)
        await clock.waiters(1)
        #expect(try await database.records(of: gone).count == 500)
        #expect(try Self.rowsOfLargestTree(in: directory) == 500)
        // What is too old is gone for readers at once, and from the file with the next sweep.
        clock.advance(by: 1)
        #expect(try await database.listStreams(ListStreamsInput()).streams.map(\.tableName) == ["Idle"])
        #expect(try await database.records(of: idle) == [])
        let error = await code { () async throws(DynamoDBError) in
            try await database.describeStream(DescribeStreamInput(streamArn: gone))
        }
        #expect(error == .resourceNotFound)
        clock.advance(by: 60)
        await clock.waiters(1)
        #expect(try Self.rowsOfLargestTree(in: directory) == 1)
        // The list of streams, the table that is left and its stream.
        #expect(try Self.count("stats", in: directory) == 3)
        // Numbers go on behind the one that is left.
        let before = try await database.iterator(of: idle, .latest)
        try await database.put(["pk": "new"], in: "Idle")
        #expect(try await database.records(from: before).numbers == [SequenceNumber(501).text])
        await database.close()
    }

    private static func rowsOfLargestTree(in directory: TestDirectory) throws -> Int64? {
        try SQLiteConnection(path: directory.file).integer("SELECT max(items) FROM stats")
    }

    private static func count(_ table: String, in directory: TestDirectory) throws -> Int64? {
        try SQLiteConnection(path: directory.file).integer("SELECT count(*) FROM \(table)")
    }

    @Test
    func `numbers and records go on when a file is opened again`() async throws {
        let directory = try TestDirectory()
        let clock = TestClock()
        var numbers: [String] = []
        var arn = ""
        for run in 0..<3 {
            let database = try EmbeddedDatabase.test(at: .file(directory.file), clock)
            if run == 0 { try await database.makeTable(stream: .newImage) }
            let stream = try await database.stream()
            #expect(run == 0 || stream == arn)
            arn = stream
            try await database.put(["pk": .string("p\(run)")])
            let records = try await database.records(of: stream)
            #expect(records.keys == ["p\(run)"])
            numbers += records.numbers
            await database.close()
            // Even when everything was too old, and the clock was wrong meanwhile.
            clock.advance(by: 2 * Self.day)
        }
        #expect(numbers.count == 3 && numbers == Array(Set(numbers)).sorted())
    }

    @Test
    func `a clock that is set back does not put records out of order`() async throws {
        let clock = TestClock()
        let database = try EmbeddedDatabase.test(clock)
        try await database.makeTable(stream: .newImage)
        try await database.put(["pk": "first"])
        clock.advance(by: -5000)
        try await database.put(["pk": "second"])
        let records = try await database.records(of: database.stream())
        #expect(records.keys == ["first", "second"])
        #expect(records.map(\.dynamodb?.approximateCreationDateTime) == [1_800_000_000, 1_800_000_000])
    }

    @Test
    func `two streams of one table within a millisecond have two names`() async throws {
        let database = try EmbeddedDatabase.test(TestClock())
        var streams: Set<String> = []
        for _ in 0..<3 {
            try await database.makeTable(stream: .newImage)
            streams.insert(try await database.stream())
            _ = try await database.deleteTable(DeleteTableInput(tableName: "Table"))
        }
        #expect(streams.count == 3)
        #expect(try await database.listStreams(ListStreamsInput()).streams.count == 3)
    }
}
