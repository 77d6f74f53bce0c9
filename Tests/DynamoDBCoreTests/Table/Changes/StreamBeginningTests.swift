// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import Testing

private let hour: Double = 3600

/// How a stream is begun, and what its end says.
struct StreamBeginningTests {
    private func checkpoint(
        of stream: ModelStream, from start: StreamStart = .oldest, after count: Int
    ) async throws -> StreamCheckpoint {
        var changes = stream.table().changes(from: start).untilCaughtUp().makeAsyncIterator()
        for _ in 0..<count { _ = try await changes.next() }
        let checkpoint = try #require(changes.checkpoint)
        return try #require(StreamCheckpoint(checkpoint.description))
    }

    private func rest(
        of stream: ModelStream, from start: StreamStart
    ) async -> (changes: [Int], code: DynamoDBError.Code?) {
        var told: [Int] = []
        do throws(DynamoDBError) {
            for try await change in stream.table().changes(from: start).untilCaughtUp() {
                told.append(change.key["change"]?.int ?? 0)
            }
            return (told, nil)
        } catch {
            return (told, error.code)
        }
    }

    /// All the time the oldest record goes, and a new one comes; the list may have shards that are gone.
    @Test(arguments: [true, false], [1, 20])
    func `a busy stream can be begun with its oldest record`(hasFixedHorizon: Bool, forgotten: Int) async throws {
        for seed in 0..<20 as Range<UInt64> {
            let stream = ModelStream { content in
                content.hasFixedHorizon = hasFixedHorizon
                content.listDelay.gone = 6 * hour
                content.addShard(0..<8)
                content.now += hour
                for _ in 0..<forgotten { content.end(content.shards.count - 1, children: [0..<8]) }
                for second in 0..<4000 {
                    content.now = 1_800_000_000 + 4 * hour + Double(second) / 20
                    content.write(second % 8)
                }
                content.now = 1_800_000_000 + 28 * hour + Double(seed)
                content.callTime = hasFixedHorizon ? 0.005 : 0.06
            }
            var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
            #expect(try await changes.next() != nil)
        }
    }

    @Test func `a checkpoint of a loop that was refused in its beginning is good for a day`() async throws {
        for refused in 1...3 {
            let stream = ModelStream { content in
                content.addShard(0..<8)
                content.write(0)
                content.onCall = { $0.refusals = $0.calls >= refused ? 100 : 0 }
            }
            var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
            await #expect(throws: DynamoDBError.self) { try await changes.next() }
            let checkpoint = try #require(changes.checkpoint)
            stream.change { content in
                content.onCall = { $0.refusals = 0 }
                content.now += 47 * hour
                content.write(0)
                content.now += hour
            }
            #expect(await self.rest(of: stream, from: .checkpoint(checkpoint)).code == .trimmedDataAccess)
        }
    }

    @Test(arguments: [(false, nil), (true, .trimmedDataAccess)] as [(Bool, DynamoDBError.Code?)])
    func `a stream that has ended says whether another one follows`(
        isFollowed: Bool, code: DynamoDBError.Code?
    ) async throws {
        let stream = ModelStream { $0.addShard(0..<8) }
        stream.change { $0.write(0) }
        let checkpoint = try await self.checkpoint(of: stream, after: 1)
        stream.change { content in
            content.write(0)
            content.switchOff()
            if isFollowed { content.switchOn() }
            content.write(0)
        }
        let rest = await self.rest(of: stream, from: .checkpoint(checkpoint))
        #expect(rest.changes == [2] && rest.code == code)
        let anew = await self.rest(of: stream, from: .oldest)
        #expect(anew.changes == (isFollowed ? [3] : [1, 2]) && anew.code == nil)
        #expect(await self.rest(of: stream, from: .latest).code == (isFollowed ? nil : .resourceNotFound))
    }

    /// What is told of a stream that is gone, and of one that has ended, when the table is there, and when it is not.
    @Test(
        arguments: [
            (true, true, .trimmedDataAccess), (false, true, nil), (true, false, .resourceNotFound), (false, false, nil),
        ] as [(Bool, Bool, DynamoDBError.Code?)])
    func `a stream that is gone was forgotten, and without its table it is not found`(
        isGone: Bool, hasTable: Bool, code: DynamoDBError.Code?
    ) async throws {
        let database = ScriptedDatabase { script in
            script.describeTable = { (input) throws(DynamoDBError) in
                guard hasTable else { throw DynamoDBError(.resourceNotFound, "no table") }
                return DescribeTableOutput(table: TableDescription.test(named: input.tableName))
            }
            script.describeStream = { (input) throws(DynamoDBError) in
                if isGone { throw DynamoDBError(.resourceNotFound, "no stream") }
                return DescribeStreamOutput(
                    streamDescription: StreamDescription(streamArn: input.streamArn, streamStatus: .disabled))
            }
        }
        let checkpoint = try #require(StreamCheckpoint("1|arn|5|a!"))
        var table = DynamoDBTable("t", in: database)
        table.waits.now = { 10 }
        var changes = table.changes(from: .checkpoint(checkpoint)).makeAsyncIterator()
        do throws(DynamoDBError) {
            #expect(try await changes.next() == nil && code == nil)
        } catch {
            #expect(error.code == code)
        }
    }

    @Test func `shards that ended without records are not missed when they are gone`() async throws {
        let stream = ModelStream { content in
            content.addShard(0..<8)
            content.write(0)
            content.write(0)
            for _ in 0..<3 {
                content.now += 4 * hour
                content.end(content.shards.count - 1, children: [0..<8])
            }
        }
        let checkpoint = try await self.checkpoint(of: stream, after: 2)
        stream.change { content in
            content.now += 23 * hour
            content.write(0)
        }
        #expect(await self.rest(of: stream, from: .checkpoint(checkpoint)) == ([3], nil))
    }

    @Test func `a database that tells nothing of what is gone is not believed`() async throws {
        let stream = ModelStream { content in
            content.isSilent = true
            content.addShard(0..<8)
            content.write(0)
        }
        let checkpoint = try await self.checkpoint(of: stream, after: 1)
        stream.change { $0.write(0) }
        #expect(await self.rest(of: stream, from: .checkpoint(checkpoint)) == ([2], nil))
        stream.change { content in
            content.now += 60 * hour
            content.write(0)
        }
        #expect(await self.rest(of: stream, from: .checkpoint(checkpoint)) == ([], .trimmedDataAccess))
    }

    @Test func `a checkpoint of a loop that is busy is good for nearly a day`() async throws {
        let stream = ModelStream { $0.addShard(0..<8) }
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        for _ in 0..<150 {
            stream.change { content in
                content.now += 30
                content.write(0)
            }
            #expect(try await changes.next() != nil)
        }
        let checkpoint = try #require(changes.checkpoint)
        stream.change { content in
            content.end(0, children: [0..<8])
            content.write(0)
            content.now += 23.8 * hour
        }
        #expect(await self.rest(of: stream, from: .checkpoint(checkpoint)) == ([151], nil))
    }

    /// The list has a shard whose end is told only after many empty pages.
    @Test func `a shard that gives empty pages for long is asked with pauses, and others are not asked again`() async {
        let stream = ModelStream { content in
            content.addShard(0..<4)
            content.addShard(4..<8)
            content.end(0, children: [0..<4])
            content.emptyPages = (open: 0, ended: 1000)
        }
        stream.change { $0.now += 60 }
        let before = stream.content.withLock { ($0.now, $0.calls) }
        #expect(await self.rest(of: stream, from: .oldest) == ([], nil))
        let after = stream.content.withLock { ($0.now, $0.calls) }
        #expect(after.1 - before.1 < 100 || after.0 - before.0 > Double(after.1 - before.1 - 100) / 15)
    }

    @Test func `a list of shards that does not go on is not asked for ever`() async throws {
        let database = ScriptedDatabase { script in
            script.describeStream = { input in
                DescribeStreamOutput(
                    streamDescription: StreamDescription(
                        streamArn: input.streamArn, shards: [Shard(shardId: "a")], lastEvaluatedShardId: "a"))
            }
        }
        let checkpoint = try #require(StreamCheckpoint("1|arn|5"))
        var changes = DynamoDBTable("t", in: database).changes(from: .checkpoint(checkpoint)).makeAsyncIterator()
        let error = await #expect(throws: DynamoDBError.self) { try await changes.next() }
        #expect(error?.code == .invalidResponse)
    }

    @Test func `a shard whose parent was read to its end is no surprise when the list does not have that one`()
        async throws
    {
        let stream = ModelStream { content in
            content.addShard(0..<8)
            content.write(0)
            content.end(0, children: [0..<8])
            content.write(0)
        }
        let (arn, now) = (ModelStream.arn(0), Int(stream.now))
        let checkpoint = try #require(StreamCheckpoint("1|\(arn)|\(now)|shard1!"))
        stream.change { $0.shards.removeFirst() }
        #expect(await self.rest(of: stream, from: .checkpoint(checkpoint)) == ([2], nil))
    }
}
