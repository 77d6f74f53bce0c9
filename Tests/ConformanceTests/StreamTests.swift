// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

/// Streams of changes, from enabling one to reading its last record.
struct StreamTests {
    private static func table(_ viewType: StreamViewType) -> CreateTableInput {
        var input = CreateTableInput(tableName: "Streamed", partitionKey: .string("pk"))
        input.streamSpecification = .enabled(viewType)
        return input
    }

    private static func withStream(
        _ viewType: StreamViewType, on kind: DatabaseUnderTest,
        _ body: (any DynamoDBDatabase, _ stream: String) async throws -> Void
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Self.table(viewType))
            let stream = try #require(try await database.latestStream(of: "Streamed"))
            try await body(database, stream)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a table tells its stream`(kind: DatabaseUnderTest) async throws {
        try await Self.withStream(.newImage, on: kind) { database, stream in
            let table = try await database.describeTable(DescribeTableInput(tableName: "Streamed")).table
            #expect(table.streamSpecification == .enabled(.newImage))
            let label = try #require(table.latestStreamLabel)
            #expect(stream == "\(table.tableArn ?? "")/stream/\(label)")
            #expect(label.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}/#) != nil, "\(label)")

            let description = try await database.describeStream(DescribeStreamInput(streamArn: stream))
                .streamDescription
            #expect(description.streamArn == stream && description.streamLabel == label)
            #expect(description.streamStatus == .enabled && description.streamViewType == .newImage)
            #expect(description.tableName == "Streamed" && description.keySchema == table.keySchema)
            #expect(description.creationRequestDateTime ?? 0 > 1_700_000_000)
            #expect(description.lastEvaluatedShardId == nil)
            let shard = try #require(description.shards.first)
            #expect(shard.shardId.wholeMatch(of: #/shardId-\d{20}-[0-9a-f]{8}/#) != nil, "\(shard.shardId)")
            #expect(shard.sequenceNumberRange?.startingSequenceNumber?.count ?? 0 >= 21)
            #expect(shard.sequenceNumberRange?.endingSequenceNumber == nil && shard.parentShardId == nil)
        }
    }

    /// What a record of each view type has, beside the key.
    private static let images: [(StreamViewType, new: Bool, old: Bool)] = [
        (.keysOnly, false, false), (.newImage, true, false), (.oldImage, false, true), (.newAndOldImages, true, true),
    ]

    @Test(arguments: DatabaseUnderTest.available, Self.images)
    func `a stream tells every change once, in order, as its view type has it`(
        kind: DatabaseUnderTest, images: (StreamViewType, new: Bool, old: Bool)
    ) async throws {
        try await Self.withStream(images.0, on: kind) { database, stream in
            let first: Item = ["pk": "a", "n": 1, "s": .stringSet(["x", "y"])]
            let second: Item = ["pk": "a", "n": 2]
            let third: Item = ["pk": "a", "n": 2, "more": ["deep": true]]
            _ = try await database.putItem(PutItemInput(tableName: "Streamed", item: first))
            // These change nothing, so there is nothing to tell.
            _ = try await database.putItem(PutItemInput(tableName: "Streamed", item: first))
            _ = try await database.deleteItem(DeleteItemInput(tableName: "Streamed", key: ["pk": "b"]))
            _ = try await database.updateItem(
                UpdateItemInput(tableName: "Streamed", key: ["pk": "a"], updateExpression: "REMOVE absent"))
            _ = try await database.putItem(PutItemInput(tableName: "Streamed", item: second))
            _ = try await database.updateItem(
                UpdateItemInput(
                    tableName: "Streamed", key: ["pk": "a"], updateExpression: "SET more = :m",
                    expressionAttributeValues: [":m": ["deep": true]]))
            _ = try await database.deleteItem(DeleteItemInput(tableName: "Streamed", key: ["pk": "a"]))
            // A batch is a record for each item.
            _ = try await database.batchWriteItem(
                BatchWriteItemInput(requestItems: ["Streamed": [.put(["pk": "c"]), .delete(key: ["pk": "a"])]]))
            _ = await failure { () async throws(DynamoDBError) in
                try await database.putItem(
                    PutItemInput(
                        tableName: "Streamed", item: ["pk": "c", "lost": true],
                        conditionExpression: "attribute_not_exists(pk)"))
            }

            let changes: [(StreamEventName, old: Item?, new: Item?)] = [
                (.insert, nil, first), (.modify, first, second), (.modify, second, third), (.remove, third, nil),
                (.insert, nil, ["pk": "c"]),
            ]
            let records = try await database.records(of: stream)
            #expect(records.map(\.eventName) == changes.map(\.0))
            for (record, change) in zip(records, changes) {
                let told = try #require(record.dynamodb)
                let key: Item = ["pk": (change.new ?? change.old ?? [:])["pk"] ?? "?"]
                #expect(told.keys == key)
                #expect(told.newImage == (images.new ? change.new : nil))
                #expect(told.oldImage == (images.old ? change.old : nil))
                #expect(told.sizeBytes == key.size + (told.newImage?.size ?? 0) + (told.oldImage?.size ?? 0))
                #expect(told.streamViewType == images.0)
                #expect(told.approximateCreationDateTime ?? 0 > 1_700_000_000)
                #expect(told.approximateCreationDateTime?.truncatingRemainder(dividingBy: 1) == 0)
                #expect(record.eventSource == "aws:dynamodb" && record.eventVersion == "1.1")
                #expect(record.eventID?.wholeMatch(of: #/[0-9a-f]{32}/#) != nil, "\(record.eventID ?? "")")
                #expect(record.awsRegion?.isEmpty == false && record.userIdentity == nil)
            }
            let numbers = records.compactMap(\.dynamodb?.sequenceNumber)
            #expect(numbers.allSatisfy { (21...40).contains($0.count) && $0.count == numbers[0].count })
            #expect(numbers == Array(Set(numbers)).sorted())
            #expect(Set(records.compactMap(\.eventID)).count == records.count)
            #expect(try await database.records(of: stream) == records)
        }
    }

    /// The service's own records, with the sizes that it tells.
    private static let sizes: [(StreamViewType, old: Item?, new: Item?, size: Int)] = [
        (.newAndOldImages, nil, ["id": "Fred"], 12),
        (.keysOnly, nil, ["Username": "Fred"], 12),
        (.newImage, ["id": "NewKey"], ["id": "NewKey", "attr1": "0123456789", "attr2": "0123456789"], 46),
        (.oldImage, ["id": "NewKey"], nil, 16),
    ]

    @Test(arguments: DatabaseUnderTest.available, Self.sizes)
    func `the size of a record is that of its key and its images`(
        kind: DatabaseUnderTest, example: (StreamViewType, old: Item?, new: Item?, size: Int)
    ) async throws {
        try await kind.run { database in
            let keyName = (example.new ?? example.old)?["Username"] == nil ? "id" : "Username"
            var input = CreateTableInput(tableName: "Sizes", partitionKey: .string(keyName))
            input.streamSpecification = .enabled(example.0)
            _ = try await database.createTable(input)
            for item in [example.old, example.new] {
                if let item {
                    _ = try await database.putItem(PutItemInput(tableName: "Sizes", item: item))
                } else if let old = example.old {
                    _ = try await database.deleteItem(DeleteItemInput(tableName: "Sizes", key: old))
                }
            }
            let stream = try #require(try await database.latestStream(of: "Sizes"))
            #expect(try await database.records(of: stream).last?.dynamodb?.sizeBytes == example.size)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an iterator begins where it is told`(kind: DatabaseUnderTest) async throws {
        try await Self.withStream(.newImage, on: kind) { database, stream in
            let fromTheStart = try await database.iterator(of: stream, .trimHorizon)
            let fromNowOn = try await database.iterator(of: stream, .latest)
            // The number that an empty shard begins with is that of no record.
            let empty = try await database.describeStream(DescribeStreamInput(streamArn: stream)).streamDescription
                .shards.first
            let behindTheStart = try await database.iterator(
                of: stream, .afterSequenceNumber,
                sequenceNumber: empty?.sequenceNumberRange?.startingSequenceNumber)
            for number in 1...5 {
                _ = try await database.putItem(
                    PutItemInput(tableName: "Streamed", item: ["pk": .string("p\(number)")]))
            }
            func keys(from iterator: String) async throws -> [String] {
                try await database.records(from: iterator).compactMap { $0.dynamodb?.keys?["pk"]?.string }
            }
            let all = (1...5).map { "p\($0)" }
            #expect(try await keys(from: fromTheStart) == all)
            #expect(try await keys(from: fromNowOn) == all)
            #expect(try await keys(from: behindTheStart) == all)
            let late = try await database.iterator(of: stream, .latest)
            #expect(try await keys(from: late) == [])
            let numbers = try await database.records(of: stream).compactMap(\.dynamodb?.sequenceNumber)
            try #require(numbers.count == 5)
            let at = try await database.iterator(of: stream, .atSequenceNumber, sequenceNumber: numbers[2])
            #expect(try await keys(from: at) == ["p3", "p4", "p5"])
            let after = try await database.iterator(of: stream, .afterSequenceNumber, sequenceNumber: numbers[2])
            #expect(try await keys(from: after) == ["p4", "p5"])
            let atEnd = try await database.iterator(of: stream, .afterSequenceNumber, sequenceNumber: numbers[4])
            #expect(try await keys(from: atEnd) == [])
            // The beginning of the shard counts as a place, too.
            let shard = try await database.describeStream(DescribeStreamInput(streamArn: stream)).streamDescription
                .shards.first
            let start = try await database.iterator(
                of: stream, .atSequenceNumber,
                sequenceNumber: shard?.sequenceNumberRange?.startingSequenceNumber)
            #expect(try await keys(from: start) == all)
            let behind = try await database.iterator(
                of: stream, .afterSequenceNumber,
                sequenceNumber: empty?.sequenceNumberRange?.startingSequenceNumber)
            #expect(try await keys(from: behind) == all)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an open shard can be read on for ever, in pages`(kind: DatabaseUnderTest) async throws {
        try await Self.withStream(.keysOnly, on: kind) { database, stream in
            for number in 0..<7 {
                _ = try await database.putItem(
                    PutItemInput(tableName: "Streamed", item: ["pk": .string("p\(number)")]))
            }
            var sizes: [Int] = []
            var next = try await database.iterator(of: stream, .trimHorizon)
            for _ in 0..<5 {
                let page = try await database.getRecords(GetRecordsInput(shardIterator: next, limit: 3))
                sizes.append(page.records.count)
                next = try #require(page.nextShardIterator)
            }
            #expect(sizes == [3, 3, 1, 0, 0])
            _ = try await database.putItem(PutItemInput(tableName: "Streamed", item: ["pk": "late"]))
            let page = try await database.getRecords(GetRecordsInput(shardIterator: next))
            #expect(page.records.map(\.dynamodb?.keys) == [["pk": "late"]])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a page of records has a megabyte at most`(kind: DatabaseUnderTest) async throws {
        try await Self.withStream(.newImage, on: kind) { database, stream in
            let data = AttributeValue.string(String(repeating: "d", count: 390_000))
            for number in 0..<5 {
                _ = try await database.putItem(
                    PutItemInput(tableName: "Streamed", item: ["pk": .string("p\(number)"), "data": data]))
            }
            let first = try await database.getRecords(
                GetRecordsInput(shardIterator: database.iterator(of: stream, .trimHorizon)))
            #expect(first.records.count == 2)
            #expect(try await database.records(of: stream).count == 5)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a record of two images may be larger than any item`(kind: DatabaseUnderTest) async throws {
        try await Self.withStream(.newAndOldImages, on: kind) { database, stream in
            let data = ["x", "y"].map { AttributeValue.string(String(repeating: $0, count: 400_000)) }
            _ = try await database.putItem(PutItemInput(tableName: "Streamed", item: ["pk": "small"]))
            for value in data {
                _ = try await database.putItem(PutItemInput(tableName: "Streamed", item: ["pk": "big", "data": value]))
            }
            // What a page has no room for does not matter to it.
            let start = try await database.iterator(of: stream, .trimHorizon)
            let page = try await database.getRecords(GetRecordsInput(shardIterator: start, limit: 2))
            #expect(page.records.map(\.eventName) == [.insert, .insert])
            let records = try await database.records(of: stream)
            #expect(records.map(\.eventName) == [.insert, .insert, .modify])
            #expect(records.last?.dynamodb?.oldImage?["data"] == data[0])
            #expect(records.last?.dynamodb?.newImage?["data"] == data[1])
            #expect(records.last?.dynamodb?.sizeBytes ?? 0 > 800_000)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a record of one image may be larger than any item, as it has the key, too`(
        kind: DatabaseUnderTest
    ) async throws {
        try await Self.withStream(.newImage, on: kind) { database, stream in
            let key = AttributeValue.string(String(repeating: "k", count: 1000))
            let item: Item = ["pk": key, "data": .string(String(repeating: "d", count: 408_000))]
            _ = try await database.putItem(PutItemInput(tableName: "Streamed", item: item))
            let records = try await database.records(of: stream)
            #expect(records.map(\.dynamodb?.newImage) == [item])
            #expect(records.first?.dynamodb?.sizeBytes ?? 0 > 409_600)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `streams are listed by table, in pages`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            #expect(try await database.listStreams(ListStreamsInput()) == ListStreamsOutput(streams: []))
            for name in ["Cherry", "Apple", "Banana", "Plain"] {
                var input = CreateTableInput(tableName: name, partitionKey: .string("pk"))
                if name != "Plain" { input.streamSpecification = .enabled(.keysOnly) }
                _ = try await database.createTable(input)
            }
            let all = try await database.listStreams(ListStreamsInput()).streams
            #expect(Set(all.map(\.tableName)) == ["Apple", "Banana", "Cherry"] && all.count == 3)
            for stream in all {
                #expect(stream.streamArn.hasSuffix("table/\(stream.tableName)/stream/\(stream.streamLabel)"))
            }
            #expect(try await database.listStreams(ListStreamsInput(tableName: "Banana")).streams.count == 1)
            #expect(try await database.listStreams(ListStreamsInput(tableName: "Plain")).streams == [])
            #expect(try await database.listStreams(ListStreamsInput(tableName: "Missing")).streams == [])
            var pages: [StreamSummary] = []
            var input = ListStreamsInput(limit: 2)
            repeat {
                let page = try await database.listStreams(input)
                pages += page.streams
                if let last = page.lastEvaluatedStreamArn { #expect(last == page.streams.last?.streamArn) }
                input.exclusiveStartStreamArn = page.lastEvaluatedStreamArn
            } while input.exclusiveStartStreamArn != nil && pages.count < 10
            #expect(pages == all)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a deleted table leaves its stream to be read to the end`(kind: DatabaseUnderTest) async throws {
        try await Self.withStream(.keysOnly, on: kind) { database, stream in
            for key in ["x", "y", "z"] {
                _ = try await database.putItem(PutItemInput(tableName: "Streamed", item: ["pk": .string(key)]))
            }
            _ = try await database.deleteTable(DeleteTableInput(tableName: "Streamed"))
            let description = try await database.describeStream(DescribeStreamInput(streamArn: stream))
                .streamDescription
            #expect(description.streamStatus == .disabled && description.tableName == "Streamed")
            let page = try await database.getRecords(
                GetRecordsInput(shardIterator: database.iterator(of: stream, .trimHorizon)))
            #expect(page.records.map(\.dynamodb?.keys) == [["pk": "x"], ["pk": "y"], ["pk": "z"]])
            #expect(page.nextShardIterator == nil)
            for size in 1...3 {
                #expect(try await database.records(of: stream, pageSize: size) == page.records, "\(size)")
            }
            // A new table of the name has a stream of its own.
            _ = try await database.createTable(Self.table(.newImage))
            let second = try await database.latestStream(of: "Streamed")
            #expect(second != nil && second != stream)
            let listed = try await database.listStreams(ListStreamsInput(tableName: "Streamed")).streams
            #expect(listed.map(\.streamArn) == [stream, second])
            #expect(try await database.records(of: stream).count == 3)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a stream that is switched off ends, and the next one is another`(kind: DatabaseUnderTest) async throws {
        try await Self.withStream(.newImage, on: kind) { database, stream in
            func update(_ specification: StreamSpecification) async throws(DynamoDBError) -> TableDescription {
                try await database.updateTable(
                    UpdateTableInput(tableName: "Streamed", streamSpecification: specification)
                ).tableDescription
            }
            func put(_ key: String) async throws {
                _ = try await database.putItem(PutItemInput(tableName: "Streamed", item: ["pk": .string(key)]))
            }
            try await put("first")
            _ = try await update(.disabled)
            try await put("untold")
            let table = try await database.describeTable(DescribeTableInput(tableName: "Streamed")).table
            #expect(table.streamSpecification == nil && table.latestStreamArn == stream)
            let description = try await database.describeStream(DescribeStreamInput(streamArn: stream))
                .streamDescription
            #expect(description.streamStatus == .disabled)
            let range = description.shards.first?.sequenceNumberRange
            #expect(range?.endingSequenceNumber ?? "" >= range?.startingSequenceNumber ?? "?")
            _ = try await update(.enabled(.oldImage))
            let second = try #require(try await database.latestStream(of: "Streamed"))
            #expect(second != stream)
            try await put("second")
            func keys(of stream: String) async throws -> [String] {
                try await database.records(of: stream).compactMap { $0.dynamodb?.keys?["pk"]?.string }
            }
            #expect(try await keys(of: stream) == ["first"])
            #expect(try await keys(of: second) == ["second"])
            let page = try await database.getRecords(
                GetRecordsInput(shardIterator: database.iterator(of: stream, .latest)))
            #expect(page == GetRecordsOutput())
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a wrong request about streams is refused in the service's words`(kind: DatabaseUnderTest) async throws {
        try await Self.withStream(.newImage, on: kind) { database, stream in
            let shard =
                try await database.describeStream(DescribeStreamInput(streamArn: stream)).streamDescription
                .shards.first?.shardId ?? ""
            let number = "100000000000000000001"
            let missing = String(stream.dropLast()) + (stream.hasSuffix("1") ? "2" : "1")
            func iterator(
                _ stream: String, _ shard: String, _ type: ShardIteratorType, _ number: String? = nil
            ) async -> DynamoDBError? {
                await failure { () async throws(DynamoDBError) in
                    try await database.getShardIterator(
                        GetShardIteratorInput(
                            streamArn: stream, shardId: shard, shardIteratorType: type, sequenceNumber: number))
                }
            }
            func check(_ error: DynamoDBError?, _ code: DynamoDBError.Code, _ message: String) {
                #expect(error?.code == code && error?.message.contains(message) == true, "\(error as Any)")
            }
            let constraint = "failed to satisfy constraint: Member must"
            check(
                await failure { () async throws(DynamoDBError) in
                    try await database.describeStream(DescribeStreamInput(streamArn: missing))
                }, .resourceNotFound, "Requested resource not found: Stream: \(missing) not found")
            check(
                await failure { () async throws(DynamoDBError) in
                    try await database.describeStream(
                        DescribeStreamInput(streamArn: "fake-stream-of-which-the-name-is-long-enough"))
                }, .validation, "Invalid StreamArn")
            let short =
                "1 validation error detected: Value 'fake' at 'streamArn' \(constraint) have length greater than or equal to 37"
            check(
                await failure { () async throws(DynamoDBError) in
                    try await database.describeStream(DescribeStreamInput(streamArn: "fake"))
                }, .validation, short)
            check(await iterator("fake", shard, .latest), .validation, short)
            check(
                await failure { () async throws(DynamoDBError) in
                    try await database.listStreams(ListStreamsInput(exclusiveStartStreamArn: "fake"))
                }, .validation,
                "1 validation error detected: Value 'fake' at 'exclusiveStartStreamArn' \(constraint) have length greater than or equal to 37"
            )
            for limit in [0, 101] {
                check(
                    await failure { () async throws(DynamoDBError) in
                        try await database.describeStream(DescribeStreamInput(streamArn: stream, limit: limit))
                    }, .validation, "1 validation error detected: Value '\(limit)' at 'limit' \(constraint) have value")
                check(
                    await failure { () async throws(DynamoDBError) in
                        try await database.listStreams(ListStreamsInput(limit: limit))
                    }, .validation, "1 validation error detected: Value '\(limit)' at 'limit' \(constraint) have value")
            }
            for limit in [0, 1001] {
                check(
                    await failure { () async throws(DynamoDBError) in
                        try await database.getRecords(GetRecordsInput(shardIterator: "x", limit: limit))
                    }, .validation, "1 validation error detected: Value '\(limit)' at 'limit' \(constraint) have value")
            }
            check(
                await failure { () async throws(DynamoDBError) in
                    try await database.getRecords(GetRecordsInput(shardIterator: "\(stream)|1|zz"))
                }, .validation, "Invalid ShardIterator")
            check(await iterator(missing, shard, .latest), .resourceNotFound, "Stream: \(missing) not found")
            check(
                await iterator(stream, "shardId-00000000000000000000-00000000", .latest), .resourceNotFound,
                "Requested resource not found: Shard does not exist")
            check(
                await iterator(stream, "short", .latest), .validation,
                "1 validation error detected: Value 'short' at 'shardId' \(constraint) have length greater than or equal to 28"
            )
            check(
                await iterator(stream, shard, .init(rawValue: "OLDEST")), .validation,
                "Value 'OLDEST' at 'shardIteratorType' \(constraint) satisfy enum value set: [")
            check(await iterator(stream, shard, .atSequenceNumber), .validation, "SequenceNumber")
            check(await iterator(stream, shard, .latest, number), .validation, "SequenceNumber")
            check(await iterator(stream, shard, .afterSequenceNumber, "17"), .validation, "at 'sequenceNumber'")
            check(
                await iterator(stream, shard, .afterSequenceNumber, String(repeating: "9", count: 21)), .validation,
                "SequenceNumber")
        }
    }
}
