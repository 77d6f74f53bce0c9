// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import Testing

/// How the shards of a stream are read: parents first, and on behind a checkpoint.
struct TableChangesTests {
    /// A stream of shards with numbered records, which a test can extend.
    final class Stream: Sendable {
        struct Content: Sendable {
            /// A shard: its name, its parent, the numbers of its records, and whether it has ended.
            var shards: [(id: String, parent: String?, numbers: [Int], hasEnded: Bool)]
            var hasEnded = false
            /// Whether the iterators that come with records have expired when they are used.
            var isSlow = false
            /// Shards that are there and that the list does not have.
            var unlisted: Set<String> = []
            /// Whether every other call is refused.
            var isBusy = false
            var calls = 0

            mutating func count() throws(DynamoDBError) {
                self.calls += 1
                if self.isBusy, self.calls.isMultiple(of: 2) { throw DynamoDBError(.throttling, "slow down") }
            }
        }

        let content: Mutex<Content>

        init(_ shards: [(id: String, parent: String?, numbers: [Int], hasEnded: Bool)], hasEnded: Bool = false) {
            self.content = Mutex(Content(shards: shards, hasEnded: hasEnded))
        }

        private static func text(_ number: Int) -> String { String(1_000_000 + number) }

        /// A table with the stream; a page has two records.
        func table(_ waits: Waits = WaitRecorder().settings()) -> DynamoDBTable {
            let database = ScriptedDatabase { script in
                script.describeTable = { input in
                    var table = TableDescription.test(named: input.tableName)
                    table.latestStreamArn = "arn:stream"
                    return DescribeTableOutput(table: table)
                }
                script.describeStream = { (input) throws(DynamoDBError) in
                    try self.count()
                    return self.content.withLock { content in
                        DescribeStreamOutput(
                            streamDescription: StreamDescription(
                                streamArn: input.streamArn, streamStatus: content.hasEnded ? .disabled : .enabled,
                                shards: content.shards.filter { !content.unlisted.contains($0.id) }.map { shard in
                                    Shard(
                                        shardId: shard.id,
                                        sequenceNumberRange: SequenceNumberRange(
                                            startingSequenceNumber: "1",
                                            endingSequenceNumber: shard.hasEnded ? "9" : nil),
                                        parentShardId: shard.parent)
                                }))
                    }
                }
                script.getShardIterator = { (input) throws(DynamoDBError) in
                    try self.count()
                    return self.content.withLock { content in
                        let numbers = content.shards.first { $0.id == input.shardId }?.numbers ?? []
                        let position =
                            switch input.shardIteratorType {
                            case .latest: numbers.count
                            case .atSequenceNumber: numbers.firstIndex { Self.text($0) == input.sequenceNumber } ?? 0
                            case .afterSequenceNumber:
                                (numbers.firstIndex { Self.text($0) == input.sequenceNumber } ?? -1) + 1
                            default: 0
                            }
                        return GetShardIteratorOutput(shardIterator: "\(input.shardId)/\(position)")
                    }
                }
                script.getRecords = { (input) throws(DynamoDBError) in
                    try self.count()
                    return try self.records(input)
                }
            }
            var table = DynamoDBTable("t", in: database)
            table.waits = waits
            table.waits.now = { 910 }
            return table
        }

        private func count() throws(DynamoDBError) {
            try self.content.withLock { (content) throws(DynamoDBError) in try content.count() }
        }

        private func records(_ input: GetRecordsInput) throws(DynamoDBError) -> GetRecordsOutput {
            let answer = self.content.withLock { content -> Result<GetRecordsOutput, DynamoDBError> in
                let parts = input.shardIterator.split(separator: "/")
                guard parts.count == 2 else {
                    return .failure(DynamoDBError(.expiredIterator, "Iterator expired"))
                }
                guard let shard = content.shards.first(where: { $0.id == parts[0] }), let start = Int(parts[1]) else {
                    return .failure(DynamoDBError(.resourceNotFound, "no such place"))
                }
                let numbers = shard.numbers.dropFirst(start).prefix(2)
                let end = start + numbers.count
                let events = numbers.map { number in
                    StreamEvent(
                        eventName: .insert,
                        dynamodb: StreamRecord(
                            approximateCreationDateTime: Double(number), keys: ["pk": .number(DynamoDBNumber(number))],
                            sequenceNumber: Self.text(number)))
                }
                return .success(
                    GetRecordsOutput(
                        records: events,
                        nextShardIterator: shard.hasEnded && end == shard.numbers.count
                            ? nil : "\(parts[0])/\(end)\(content.isSlow && !events.isEmpty ? "/old" : "")"))
            }
            return try answer.get()
        }
    }

    private static let tree: [(id: String, parent: String?, numbers: [Int], hasEnded: Bool)] = [
        ("c", "b", [6], false), ("b", "a", [4, 5], true), ("a", "gone", [1, 2, 3], true), ("x", nil, [], true),
        ("d", "a", [7, 8, 9], false),
    ]

    private func numbers(
        _ changes: TableChanges<Item>, first count: Int = .max
    ) async throws -> (numbers: [Int], checkpoint: StreamCheckpoint?) {
        var numbers: [Int] = []
        var checkpoint: StreamCheckpoint?
        for try await change in changes {
            numbers.append(try #require(change.key["pk"]?.int))
            checkpoint = change.checkpoint
            if numbers.count == count { break }
        }
        return (numbers, checkpoint)
    }

    @Test func `every record comes once, those of a shard before those of its children`() async throws {
        let read = try await self.numbers(Stream(Self.tree).table().changes(from: .oldest).untilCaughtUp())
        #expect(read.numbers.sorted() == Array(1...9))
        for (before, after) in [(3, 4), (5, 6), (3, 7), (7, 8)] {
            #expect((read.numbers.firstIndex(of: before) ?? 9) < (read.numbers.firstIndex(of: after) ?? -1))
        }
    }

    @Test(arguments: 1...8)
    func `a checkpoint goes on with exactly what is left`(count: Int) async throws {
        let table = Stream(Self.tree).table()
        let first = try await self.numbers(table.changes(from: .oldest).untilCaughtUp(), first: count)
        let checkpoint = try #require(first.checkpoint.flatMap { StreamCheckpoint($0.description) })
        #expect(checkpoint == first.checkpoint)
        let rest = try await self.numbers(table.changes(from: .checkpoint(checkpoint)).untilCaughtUp())
        #expect((first.numbers + rest.numbers).sorted() == Array(1...9))
    }

    @Test func `an iterator that has expired is made anew, and nothing comes twice or is left out`() async throws {
        let stream = Stream(Self.tree)
        stream.content.withLock { $0.isSlow = true }
        let numbers = try await self.numbers(stream.table().changes(from: .oldest).untilCaughtUp()).numbers
        #expect(numbers.sorted() == Array(1...9))
    }

    @Test func `latest begins with what comes, also in shards that come`() async throws {
        let stream = Stream(Self.tree)
        var iterator = stream.table().changes(from: .latest).untilCaughtUp().makeAsyncIterator()
        #expect(try await iterator.next() == nil)
        stream.content.withLock { content in
            content.shards[0].numbers += [10]
            content.shards[0].hasEnded = true
            content.shards.append(("e", "c", [11], false))
        }
        var numbers: [Int] = []
        var checkpoint: StreamCheckpoint?
        while let change = try await iterator.next() {
            numbers.append(try #require(change.key["pk"]?.int))
            checkpoint = change.checkpoint
        }
        #expect(numbers == [10, 11])
        // Shard d has told nothing yet; what it gets while nobody reads is not lost.
        stream.content.withLock { $0.shards[4].numbers += [12] }
        let resumed = try await self.numbers(
            stream.table().changes(from: .checkpoint(try #require(checkpoint))).untilCaughtUp())
        #expect(resumed.numbers == [12])
    }

    @Test func `latest tells every change, whatever this machine's clock says`() async throws {
        let stream = Stream(Self.tree)
        var table = stream.table()
        // Records are dated 1 and so on: by this clock they are long past.
        table.waits.now = { 1_000_000 }
        var iterator = table.changes(from: .latest).untilCaughtUp().makeAsyncIterator()
        #expect(try await iterator.next() == nil)
        stream.content.withLock { $0.shards[0].numbers += [10, 11] }
        var numbers: [Int] = []
        while let change = try await iterator.next() { numbers.append(try #require(change.key["pk"]?.int)) }
        #expect(numbers == [10, 11])
    }

    @Test func `a loop waits for more, and ends when the stream has ended`() async throws {
        let stream = Stream(Self.tree)
        let recorder = WaitRecorder()
        let table = stream.table(
            recorder.settings { wait in
                stream.content.withLock { content in
                    if wait < 3 {
                        content.shards[0].numbers.append(100 + wait)
                    } else {
                        for index in content.shards.indices { content.shards[index].hasEnded = true }
                        content.hasEnded = true
                    }
                }
            })
        var changes = table.changes(from: .oldest)
        changes.pollInterval = .seconds(7)
        #expect(try await self.numbers(changes).numbers.sorted() == Array(1...9) + [101, 102])
        #expect(recorder.waits.allSatisfy { $0 == .seconds(7) })
    }

    /// Reads the first change, changes the stream, and reads on from the checkpoint of that change.
    private func rest(
        of shards: [(id: String, parent: String?, numbers: [Int], hasEnded: Bool)],
        after change: (inout Stream.Content) -> Void
    ) async throws -> [Int] {
        let stream = Stream(shards)
        let checkpoint = try await self.numbers(stream.table().changes(from: .oldest), first: 1).checkpoint
        stream.content.withLock { change(&$0) }
        return try await self.numbers(
            stream.table().changes(from: .checkpoint(try #require(checkpoint))).untilCaughtUp()
        ).numbers
    }

    @Test func `a shard that is gone before it was read to its end is missed, and that is told`() async throws {
        let error = await #expect(throws: DynamoDBError.self) {
            try await self.rest(of: Self.tree) { $0.shards.removeAll { $0.id == "a" } }
        }
        #expect(error?.code == .trimmedDataAccess)
    }

    @Test func `a shard that has come and gone unseen is missed, and that is told`() async throws {
        let error = await #expect(throws: DynamoDBError.self) {
            try await self.rest(of: [("a", "gone", [1], true)]) { $0.shards = [("c", "b", [3], false)] }
        }
        #expect(error?.code == .trimmedDataAccess)
        #expect(try await self.rest(of: [("a", "gone", [1], true)]) { $0.shards.append(("b", "a", [2], false)) } == [2])
    }

    @Test func `a shard that is gone while nobody asks is missed by a loop, too`() async throws {
        let stream = Stream(Self.tree)
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        _ = try await changes.next()
        stream.content.withLock { content in content.shards.removeAll { $0.id == "d" } }
        let error = await #expect(throws: DynamoDBError.self) { while try await changes.next() != nil {} }
        #expect(error?.code == .trimmedDataAccess)
    }

    @Test func `a shard that is being read is read on, even if the list of shards does not have it`() async throws {
        let stream = Stream([("b", nil, [2], false), ("a", nil, [1], true)])
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        var numbers: [Int?] = []
        for _ in 0..<2 { numbers.append(try await changes.next()?.key["pk"]?.int) }
        stream.content.withLock { content in
            content.unlisted = ["b"]
            content.shards[0].numbers += [3]
        }
        while let change = try await changes.next() {
            numbers.append(change.key["pk"]?.int)
            #expect(change.checkpoint.description.contains("b>"))
        }
        #expect(Set(numbers) == [1, 2, 3] && numbers.count == 3)
    }

    @Test(arguments: [StreamStart.oldest, .latest])
    func `after an error the iterator goes on, and leaves nothing out`(start: StreamStart) async throws {
        let stream = Stream(Self.tree)
        stream.content.withLock { $0.isBusy = true }
        var changes = stream.table().changes(from: start).untilCaughtUp().makeAsyncIterator()
        var numbers: [Int] = []
        var errors = 0
        for _ in 0..<2 {
            var isDone = false
            while !isDone, errors < 100 {
                do {
                    guard let change = try await changes.next() else {
                        isDone = true
                        continue
                    }
                    numbers.append(try #require(change.key["pk"]?.int))
                } catch let error as DynamoDBError {
                    #expect(error.code == .throttling)
                    errors += 1
                }
            }
            stream.content.withLock { content in
                content.shards[0].numbers += [10]
                content.shards[0].hasEnded = true
                content.shards.append(("e", "c", [11], false))
            }
        }
        #expect(errors > 3 && errors < 100)
        #expect(numbers.sorted().suffix(2) == [10, 11])
        #expect(start == .latest || numbers.sorted() == Array(1...11))
    }

    @Test func `children that are told later than the end of their parent are found while others are read`()
        async throws
    {
        let stream = Stream([("a", nil, [1], true), ("quiet", nil, [], false)])
        let recorder = WaitRecorder()
        let table = stream.table(
            recorder.settings { wait in
                stream.content.withLock { content in
                    if wait == 3 { content.shards.append(("b", "a", [2], true)) }
                    guard wait == 40 else { return }
                    content.shards[1].hasEnded = true
                    content.hasEnded = true
                }
            })
        var changes = table.changes(from: .oldest).makeAsyncIterator()
        #expect(try await changes.next()?.key == ["pk": 1])
        #expect(try await changes.next()?.key == ["pk": 2])
        #expect(recorder.waits.count < 15)
        #expect(try await changes.next() == nil)
    }

    @Test func `the checkpoint of an iterator moves on without changes`() async throws {
        let stream = Stream([("a", nil, [], false)])
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        #expect(changes.checkpoint == nil)
        #expect(try await changes.next() == nil)
        let checkpoint = try #require(changes.checkpoint)
        stream.content.withLock { $0.shards[0].numbers = [1, 2] }
        let rest = try await self.numbers(stream.table().changes(from: .checkpoint(checkpoint)).untilCaughtUp())
        #expect(rest.numbers == [1, 2])
    }

    @Test(arguments: [(86_099, [1, 2]), (86_100, nil)] as [(Double, [Int]?)])
    func `of a shard that was not read for a day, changes may be missed although none was told`(
        seconds: Double, told: [Int]?
    ) async throws {
        let stream = Stream([("a", nil, [], false)])
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        #expect(try await changes.next() == nil)
        let checkpoint = try #require(changes.checkpoint)
        #expect(StreamCheckpoint(checkpoint.description) == checkpoint)
        stream.content.withLock { $0.shards[0].numbers = [1, 2] }
        var table = stream.table()
        table.waits.now = { 910 + seconds }
        do {
            let rest = try await self.numbers(table.changes(from: .checkpoint(checkpoint)).untilCaughtUp())
            #expect(rest.numbers == told)
        } catch {
            #expect(told == nil && (error as? DynamoDBError)?.code == .trimmedDataAccess)
        }
    }

    /// A page of the first shard has only records that are too old to be wanted; the wanted one stands behind them.
    @Test func `records that are left out are not the end of a shard`() async throws {
        let stream = Stream([("a", nil, [6, 7, 20], false), ("b", nil, [30], false)])
        let checkpoint = try #require(StreamCheckpoint("1|arn:stream|605|a@10,605|b@10,605"))
        var changes = stream.table().changes(from: .checkpoint(checkpoint)).untilCaughtUp().makeAsyncIterator()
        let change = try #require(try await changes.next())
        #expect(change.key == ["pk": 30])
        #expect(change.checkpoint.description == "1|arn:stream|910|a@10,605|b>1000030")
        #expect(try await changes.next()?.key == ["pk": 20])
    }

    /// The child of a shard had two records when it was seen, and has fewer when its turn comes.
    @Test(arguments: [[5], []], [true, false])
    func `a shard whose first record is gone is missed, also where the database only gives what is left`(
        left: [Int], hasEnded: Bool
    ) async throws {
        let stream = Stream([("a", nil, [1, 2, 3], true), ("b", "a", [4, 5], hasEnded)])
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        #expect(try await changes.next()?.key == ["pk": 1])
        stream.content.withLock { $0.shards[1].numbers = left }
        for number in 2...3 { #expect(try await changes.next()?.key == ["pk": .number(DynamoDBNumber(number))]) }
        if left.isEmpty, !hasEnded {
            // Nothing follows that is known to be there: the next record will tell.
            #expect(try await changes.next() == nil)
            stream.content.withLock { $0.shards[1].numbers = [6] }
        }
        for _ in 0..<2 {
            let error = await #expect(throws: DynamoDBError.self) { try await changes.next() }
            #expect(error?.code == .trimmedDataAccess)
        }
    }

    @Test func `a shard that is forgotten while it is read is missed, and that is told`() async throws {
        let stream = Stream([("a", nil, [1, 2, 3], false)])
        var changes = stream.table().changes(from: .oldest).untilCaughtUp().makeAsyncIterator()
        for number in 1...2 { #expect(try await changes.next()?.key == ["pk": .number(DynamoDBNumber(number))]) }
        stream.content.withLock { $0.shards = [("b", nil, [9], false)] }
        for _ in 0..<2 {
            let error = await #expect(throws: DynamoDBError.self) { try await changes.next() }
            #expect(error?.code == .trimmedDataAccess)
        }
    }

    @Test(arguments: ["1|arn|7", "1|arn|7|a>1|b<2|c@10,5|d!"])
    func `the text of a checkpoint is read and written`(text: String) {
        #expect(StreamCheckpoint(text)?.description == text)
    }

    @Test func `a table without a stream says so`() async {
        let error = await #expect(throws: DynamoDBError.self) {
            for try await _ in DynamoDBTable("t", in: ScriptedDatabase()).changes(from: .oldest) {}
        }
        #expect(error?.code == .resourceNotFound)
    }

    @Test(arguments: [
        "", "1", "1|", "1|arn", "2|arn|5", "1||5", "1|arn|", "1|arn|x", "1|arn|5|", "1|arn|5|>1", "1|arn|5|s",
        "1|arn|5|s<", "1|arn|5|s>", "1|arn|5|s!x", "1|arn|5|s!|s!", "1|arn|5|s@1", "1|arn|5|s@x,1", "1|arn|5|s@1,",
        "1|arn|5|s@,1", "1|arn|5|s@1,2,3",
    ])
    func `a text that is no checkpoint is none`(text: String) {
        #expect(StreamCheckpoint(text) == nil)
    }
}
