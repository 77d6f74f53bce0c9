// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

/// What is gone before it was read is told, and what is not is read, however late.
struct StreamTrimmingTests {
    private static let hour: Double = 3600

    /// Two hours after a shard with two changes of item 0 ended; its child has the third.
    private static func stream() -> ModelStream {
        ModelStream { content in
            content.addShard(0..<8)
            content.write(0)
            content.write(0)
            content.now += self.hour
            content.end(0, children: [0..<8])
            content.write(0)
            content.now += self.hour
        }
    }

    /// The numbers of the changes up to the last one, and the error if there is one.
    private func rest(
        of changes: inout TableChanges<Item>.Iterator
    ) async -> (changes: [Int], code: DynamoDBError.Code?) {
        var told: [Int] = []
        do {
            while let change = try await changes.next() { told.append(change.key["change"]?.int ?? 0) }
            return (told, nil)
        } catch {
            return (told, error.code)
        }
    }

    @Test(arguments: [(24, true), (25, false)] as [(Double, Bool)])
    func `what is gone of a shard while its parent is read slowly is told`(
        hours: Double, isThere: Bool
    ) async throws {
        let stream = Self.stream()
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        #expect(try await changes.next()?.key["change"]?.int == 1)
        stream.change { content in
            content.now += (hours - 2) * Self.hour
            content.write(0)
        }
        let rest = await self.rest(of: &changes)
        // The second change is gone from the stream, but was on the page of the first.
        #expect(rest.changes == (isThere ? [2, 3, 4] : [2]))
        #expect(rest.code == (isThere ? nil : .trimmedDataAccess))
        if !isThere { #expect(await self.rest(of: &changes).code == .trimmedDataAccess) }
    }

    /// A checkpoint behind a shard and before its child, of which nothing was read.
    private func checkpointBeforeChild(of stream: ModelStream) async throws -> StreamCheckpoint {
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        for number in 1...2 { #expect(try await changes.next()?.key["change"]?.int == number) }
        let text = try #require(changes.checkpoint).description
        return try #require(StreamCheckpoint(text))
    }

    @Test(arguments: [(22.9, true), (23, false)])
    func `a checkpoint before a shard is good as long as the first record of that shard is there`(
        hours: Double, isThere: Bool
    ) async throws {
        let stream = Self.stream()
        let checkpoint = try await self.checkpointBeforeChild(of: stream)
        stream.change { content in
            // The list of shards may have what is gone.
            content.listDelay.gone = 10 * Self.hour
            content.now += hours * Self.hour
            content.write(0)
        }
        var changes = stream.table().changes(from: .checkpoint(checkpoint)).untilCaughtUp().makeAsyncIterator()
        let rest = await self.rest(of: &changes)
        #expect(rest.changes == (isThere ? [3, 4] : []))
        #expect(rest.code == (isThere ? nil : .trimmedDataAccess))
    }

    @Test(arguments: [(23.9, true), (24, false)])
    func `shards that have come since a checkpoint may have lost records when a day has passed since its list`(
        hours: Double, isKnown: Bool
    ) async throws {
        let stream = ModelStream { content in
            content.addShard(0..<8)
            content.write(0)
            content.now += Self.hour
            content.end(0, children: [0..<8])
            // The child is not told yet.
            content.listDelay = (gone: 10 * Self.hour, new: 60)
        }
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        #expect(await self.rest(of: &changes).changes == [1])
        let checkpoint = try #require(changes.checkpoint)
        stream.change { content in
            content.write(0)
            content.now += hours * Self.hour
            content.write(0)
        }
        var later = stream.table().changes(from: .checkpoint(checkpoint)).untilCaughtUp().makeAsyncIterator()
        let rest = await self.rest(of: &later)
        #expect(rest.changes == (isKnown ? [2, 3] : []))
        #expect(rest.code == (isKnown ? nil : .trimmedDataAccess))
    }

    @Test func `a loop that waits an hour between its pages reads on for days`() async throws {
        let stream = ModelStream { content in
            content.addShard(0..<4)
            content.addShard(4..<8)
            content.write(0)
            content.write(0)
        }
        var table = stream.table()
        // The waiting of a reader is what passes time, and each hour both items are written.
        table.waits.sleep = { _ in
            stream.change { content in
                content.now += Self.hour
                content.write(0)
                content.write(4)
            }
        }
        var changes = table.changes(from: .oldest).makeAsyncIterator()
        var told: [Int?: [Int?]] = [:]
        for _ in 0..<150 {
            let change = try #require(try await changes.next())
            told[change.key["item"]?.int, default: []].append(change.key["change"]?.int)
        }
        for numbers in told.values { #expect(numbers == Array(1...numbers.count)) }
        #expect(stream.now > 1_800_000_000 + 48 * Self.hour)
    }

    @Test(arguments: [(open: 4, ended: 0), (open: 0, ended: 40), (open: 4, ended: 40)])
    func `empty pages are not taken for the end`(empty: (open: Int, ended: Int)) async throws {
        for seed in 0..<40 as Range<UInt64> {
            let stream = Self.stream()
            stream.change { content in
                content.emptyPages = empty
                content.generator = .init(seed: seed)
            }
            var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
            #expect(await self.rest(of: &changes).changes == [1, 2, 3])
            stream.change { $0.write(0) }
            #expect(await self.rest(of: &changes).changes == [4])
        }
    }

    /// The stream of a table that is not written to is looked at for days, and then again a while later.
    @Test func `an empty stream that is looked at is never said to have lost anything`() async throws {
        let stream = ModelStream { $0.addShard(0..<8) }
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        for _ in 0..<10 {
            #expect(try await changes.next() == nil)
            stream.change { $0.now += 20 * Self.hour }
        }
        let checkpoint = try #require(changes.checkpoint)
        stream.change { $0.write(0) }
        var later = stream.table().changes(from: .checkpoint(checkpoint)).untilCaughtUp().makeAsyncIterator()
        #expect(await self.rest(of: &later).changes == [1])
    }

    @Test func `a list that has shards that are gone does not keep a reader from beginning`() async throws {
        let stream = Self.stream()
        stream.change { content in
            content.listDelay.gone = 10 * Self.hour
            content.now += 23 * Self.hour
            content.write(0)
        }
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        #expect(await self.rest(of: &changes).changes == [4])
    }

    @Test func `a record without a number ends the loop, behind those before it`() async throws {
        let numbers: [String?] = ["1", "2", nil, "4"]
        var table = DynamoDBTable(
            "t",
            in: ScriptedDatabase { script in
                script.describeTable = { input in
                    var table = TableDescription.test(named: input.tableName)
                    table.latestStreamArn = "arn:stream"
                    return DescribeTableOutput(table: table)
                }
                script.describeStream = { input in
                    DescribeStreamOutput(
                        streamDescription: StreamDescription(streamArn: input.streamArn, shards: [Shard(shardId: "a")]))
                }
                script.getShardIterator = { _ in GetShardIteratorOutput(shardIterator: "i") }
                script.getRecords = { _ in
                    GetRecordsOutput(records: numbers.map { StreamEvent(dynamodb: StreamRecord(sequenceNumber: $0)) })
                }
            })
        table.waits.now = { 310 }
        var changes = table.changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        for _ in 0..<2 { #expect(try await changes.next() != nil) }
        for _ in 0..<2 {
            let error = await #expect(throws: DynamoDBError.self) { try await changes.next() }
            #expect(error?.code == .invalidResponse)
        }
        #expect(changes.checkpoint?.description == "1|arn:stream|310|a>2")
    }
}
