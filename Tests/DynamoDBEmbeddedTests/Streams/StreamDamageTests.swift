// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import TestSupport
import Testing

/// What a damaged file does to streams: it is told where the damage is, and the rest goes on.
struct StreamDamageTests {
    /// A file with two tables, each with a stream of three records; the list of streams is tree 3.
    private static func makeFile(_ clock: TestClock) async throws -> TestDirectory {
        let directory = try TestDirectory()
        let database = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        for table in ["Bad", "Good"] {
            try await database.makeTable(table, stream: .keysOnly)
            for number in 1...3 { try await database.put(["pk": .string("\(number)")], in: table) }
        }
        await database.close()
        return directory
    }

    /// The number of the tree that a query of the file tells.
    private static func tree(_ query: String, in directory: TestDirectory) throws -> Int64 {
        try #require(try SQLiteConnection(path: directory.file).integer(query))
    }

    private static func streamTree(of table: String, in directory: TestDirectory) throws -> Int64 {
        try self.tree(
            "SELECT CAST(payload AS TEXT) ->> '$.latestStream.tree' FROM tables WHERE name = CAST('\(table)' AS BLOB)",
            in: directory)
    }

    @Test
    func `a record with the highest number there is fails reads and writes, and no number comes twice`() async throws {
        let clock = TestClock()
        let directory = try await Self.makeFile(clock)
        let tree = try Self.streamTree(of: "Bad", in: directory)
        try SQLiteConnection(path: directory.file).execute(
            "UPDATE t\(tree) SET k = X'FFFFFFFFFFFFFFFF' WHERE k = (SELECT max(k) FROM t\(tree))")

        let database = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        let stream = try await database.stream(of: "Bad")
        let start = try await database.getRecords(
            GetRecordsInput(shardIterator: try await database.iterator(of: stream)))
        #expect(start.records.keys == ["1", "2"])
        let damaged = try #require(start.nextShardIterator)
        let errors = [
            await errorThrown { () async throws(DynamoDBError) in try await database.put(["pk": "4"], in: "Bad") },
            await errorThrown { () async throws(DynamoDBError) in try await database.records(from: damaged) },
            await errorThrown { () async throws(DynamoDBError) in try await database.iterator(of: stream, .latest) },
        ]
        for error in errors { #expect(error?.code == .corrupt && error?.message.contains("stream") == true) }
        #expect(try await database.keys(of: "Bad") == ["1", "2", "3"])
        // When everything is too old, what comes next would have no number.
        clock.advance(by: 90_000)
        #expect(
            await code { () async throws(DynamoDBError) in try await database.records(of: stream) } == .corrupt)
        #expect(try await database.records(of: database.stream(of: "Good")) == [])
        await database.close()
    }

    @Test
    func `a damaged entry in the list of streams is told to who asks for that stream, and to nobody else`() async throws
    {
        let clock = TestClock()
        let directory = try await Self.makeFile(clock)
        let list = try Self.tree("SELECT value FROM meta WHERE key = 'tree.streams'", in: directory)
        try SQLiteConnection(path: directory.file).execute(
            "UPDATE t\(list) SET v = X'7B7D' WHERE k = (SELECT min(k) FROM t\(list))")

        let database = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        let (bad, good) = (try await database.stream(of: "Bad"), try await database.stream(of: "Good"))
        let error = await errorThrown { () async throws(DynamoDBError) in
            try await database.describeStream(DescribeStreamInput(streamArn: bad))
        }
        #expect(error?.code == .corrupt && error?.message.contains("table Bad") == true)
        #expect(try await database.records(of: good).keys == ["1", "2", "3"])
        #expect(try await database.listStreams(ListStreamsInput()).streams.map(\.streamArn) == [bad, good])
        // Changes are still told, and streams made and trimmed.
        try await database.put(["pk": "4"], in: "Bad")
        try await database.makeTable("New", stream: .newImage)
        try await database.put(["pk": "new"], in: "New")
        #expect(try await database.records(of: database.stream(of: "New")).keys == ["new"])
        clock.advance(by: 90_000)
        #expect(await code { () async throws(DynamoDBError) in try await database.removeExpiredItems() } == .corrupt)
        let left = try Self.tree(
            "SELECT count(*) FROM t\(try Self.streamTree(of: "Good", in: directory))", in: directory)
        #expect(left == 1)
        // With its table, what cannot be read goes.
        _ = try await database.deleteTable(DeleteTableInput(tableName: "Bad"))
        #expect(
            try await database.listStreams(ListStreamsInput()).streams.map(\.tableName) == ["Good", "New"])
        _ = try await database.removeExpiredItems()
        await database.close()
    }

    /// Records that cannot be read: nothing, less than a time, a time alone, a size that none can have, and no item.
    private static let damagedRecords = [
        "X''", "X'0102'", "substr(v, 1, 8)", "CAST(substr(v, 1, 8) || X'01FFFFFFFFFFFF7F00' AS BLOB)",
        "CAST(substr(v, 1, 8) || X'FF' AS BLOB)",
    ]

    /// A file in which one record of the stream of "Bad" is damaged.
    ///
    /// - Returns: The file, and the tree of the stream.
    private static func makeFile(
        _ clock: TestClock, with damage: String, at place: Int
    ) async throws -> (directory: TestDirectory, tree: Int64) {
        let directory = try await self.makeFile(clock)
        let tree = try self.streamTree(of: "Bad", in: directory)
        let row = "SELECT k FROM t\(tree) ORDER BY k LIMIT 1 OFFSET \(place - 1)"
        try SQLiteConnection(path: directory.file).execute("UPDATE t\(tree) SET v = \(damage) WHERE k = (\(row))")
        return (directory, tree)
    }

    @Test(arguments: damagedRecords, [1, 2, 3])
    func `a damaged record fails who reads it, and no write, no other table, and nobody when it is too old`(
        damage: String, place: Int
    ) async throws {
        let clock = TestClock()
        let (directory, tree) = try await Self.makeFile(clock, with: damage, at: place)
        let database = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        let stream = try await database.stream(of: "Bad")
        let start = try await database.iterator(of: stream)
        for number in 4...20 { try await database.put(["pk": .string("\(number)")], in: "Bad") }
        // What comes before is told first, and what comes behind can be read.
        var next = start
        if place > 1 {
            for limit in [place - 1, place, nil] {
                let page = try await database.getRecords(GetRecordsInput(shardIterator: start, limit: limit))
                #expect(page.records.keys == (1..<place).map { "\($0)" })
                next = try #require(page.nextShardIterator)
            }
        }
        for _ in 0..<2 {
            #expect(await code { () async throws(DynamoDBError) in try await database.records(from: next) } == .corrupt)
        }
        var changes = DynamoDBTable("Bad", in: database).changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        for key in 1..<place { #expect(try await changes.next()?.key == ["pk": .string("\(key)")]) }
        for _ in 0..<2 {
            let error = await #expect(throws: DynamoDBError.self) { try await changes.next() }
            #expect(error?.code == .corrupt)
        }
        let number = SequenceNumber(UInt64(place)).text
        let rest = try await database.iterator(of: stream, .afterSequenceNumber, number)
        #expect(try await database.records(from: rest).keys == (place + 1...20).map { "\($0)" })

        // Once it is too old, it goes as every other record does.
        clock.advance(by: 90_000)
        for number in 21...40 { try await database.put(["pk": .string("\(number)")], in: "Bad") }
        #expect(try await database.records(of: stream).keys == (21...40).map { "\($0)" })
        _ = try await database.removeExpiredItems()
        #expect(try Self.tree("SELECT count(*) FROM t\(tree)", in: directory) == 20)
        await database.close()
    }

    @Test(arguments: damagedRecords, [1, 2, 3])
    func `a stream with a damaged record is trimmed and forgotten`(damage: String, place: Int) async throws {
        let clock = TestClock()
        let (directory, tree) = try await Self.makeFile(clock, with: damage, at: place)
        let database = try EmbeddedDatabase.test(at: .file(directory.file), clock)
        clock.advance(by: 90_000)
        _ = try await database.removeExpiredItems()
        // One that does not tell its time waits for the next to go.
        #expect(try Self.tree("SELECT count(*) FROM t\(tree)", in: directory) <= 2)
        _ = try await database.deleteTable(DeleteTableInput(tableName: "Bad"))
        clock.advance(by: 90_000)
        try await database.makeTable("New", stream: .keysOnly)
        _ = try await database.removeExpiredItems()
        #expect(try await database.listStreams(ListStreamsInput()).streams.map(\.tableName) == ["Good", "New"])
        #expect(try Self.tree("SELECT count(*) FROM sqlite_schema WHERE name = 't\(tree)'", in: directory) == 0)
        await database.close()
    }
}
