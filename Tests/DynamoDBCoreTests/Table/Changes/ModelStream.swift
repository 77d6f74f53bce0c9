// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import TestSupport

/// A stream as the service has it, by a clock that a test moves, and each call if told to: records and shards are gone after a
/// day, shards end and have children, iterators expire, and a page may be empty although records follow. It can be switched
/// off, and on again as another stream.
///
/// An item is a number from 0 to 7, and its changes are numbered from 1 on.
final class ModelStream: Sendable {
    struct Record: Sendable {
        let number: Int
        let time: Double
        let item: Int
        let change: Int
    }

    struct ModelShard: Sendable {
        let id: String
        /// The number of the stream.
        let stream: Int
        let parent: String?
        let items: Range<Int>
        let began: Double
        var ended: Double?
        var records: [Record] = []
        /// How many pages in a row were empty although records follow.
        var emptyPages = 0
    }

    struct Content: Sendable {
        var now: Double = 1_800_000_000
        var shards: [ModelShard] = []
        /// How many changes each item had.
        var changes = [Int](repeating: 0, count: 8)
        /// How many streams there were before this one.
        var stream = 0
        /// Whether the stream takes no more records.
        var hasEnded = false
        /// How many pages in a row may be empty although records follow: in an open shard, and in one that has ended.
        var emptyPages = (open: 0, ended: 0)
        /// Whether pages have any number of records, and the last one may have none.
        var isUneven = false
        /// How long the list of shards has a shard that is gone, or has not one that has come, in seconds.
        var listDelay = (gone: 0.0, new: 0.0)
        /// Whether nobody can go on behind a record that is gone, although nothing is missed.
        var isStrict = false
        /// Whether nobody is told that records are gone: the next ones that are there are given.
        var isSilent = false
        /// Whether an iterator at the oldest record stays at that one, also when it is gone.
        var hasFixedHorizon = false
        /// How many of a hundred calls are refused.
        var refusals = 0
        /// Whether some shards end at once, without records.
        var rolls = false
        /// How long a call takes, in seconds.
        var callTime: Double = 0
        /// When the last call was answered, and how many there were.
        var called: Double = 0
        var calls = 0
        /// What happens between two calls.
        var onCall: @Sendable (inout Content) -> Void = { _ in }
        var generator = SeededGenerator(seed: 0)
        private var count = 0
        private var shardCount = 0

        mutating func addShard(_ items: Range<Int>, parent: String? = nil) {
            self.shardCount += 1
            self.shards.append(
                ModelShard(
                    id: "shard\(self.shardCount)", stream: self.stream, parent: parent, items: items, began: self.now))
        }

        /// Switches the stream off.
        mutating func switchOff() {
            self.hasEnded = true
            for index in self.shards.indices where self.shards[index].ended == nil { self.end(index, children: []) }
        }

        /// Switches another stream on.
        mutating func switchOn() {
            self.stream += 1
            self.hasEnded = false
            self.addShard(0..<8)
        }

        /// Writes an item.
        mutating func write(_ item: Int) {
            guard let index = self.shards.firstIndex(where: { $0.ended == nil && $0.items.contains(item) }) else {
                return
            }
            self.count += 1
            self.changes[item] += 1
            self.shards[index].records.append(
                Record(number: self.count, time: self.now, item: item, change: self.changes[item]))
        }

        /// Ends a shard, which gets one child for each range.
        mutating func end(_ index: Int, children: [Range<Int>]) {
            self.shards[index].ended = self.now
            for items in children { self.addShard(items, parent: self.shards[index].id) }
        }

        func isGone(_ record: Record) -> Bool { record.time + 86_400 <= self.now }
        func isGone(_ shard: ModelShard) -> Bool { shard.ended.map { $0 + 86_400 <= self.now } ?? false }

        func records(of item: Int) -> [Record] { self.shards.flatMap(\.records).filter { $0.item == item } }

        /// The place behind all records.
        var next: Int { self.count + 1 }

        fileprivate func isListed(_ shard: ModelShard) -> Bool {
            guard shard.began + self.listDelay.new <= self.now else { return false }
            return shard.ended.map { $0 + 86_400 + self.listDelay.gone > self.now } ?? true
        }

        fileprivate func shard(_ id: String) throws(DynamoDBError) -> Int {
            guard let index = self.shards.firstIndex(where: { $0.id == id }), !self.isGone(self.shards[index]) else {
                throw DynamoDBError(.resourceNotFound, "Requested resource not found: Shard does not exist")
            }
            return index
        }

        fileprivate func iterator(_ input: GetShardIteratorInput) throws(DynamoDBError) -> String {
            let records = self.shards[try self.shard(input.shardId)].records
            let given = records.first { ModelStream.text($0.number) == input.sequenceNumber }
            let place: Int
            switch (input.shardIteratorType, given) {
            case (.trimHorizon, _) where self.hasFixedHorizon:
                place = records.first { !self.isGone($0) }?.number ?? self.next
            case (.trimHorizon, _): return "\(input.shardId)/horizon/\(self.now)"
            case (.latest, _): place = self.next
            case (.atSequenceNumber, let given?): place = given.number
            case (.afterSequenceNumber, let given?):
                if self.isStrict, self.isGone(given) { throw ModelStream.trimmed }
                place = given.number + 1
            default: throw DynamoDBError(.validation, "SequenceNumber is not one of the shard")
            }
            try self.check(place, of: records)
            return "\(input.shardId)/\(place)/\(self.now)"
        }

        private func check(_ place: Int, of records: [Record]) throws(DynamoDBError) {
            if !self.isSilent, records.contains(where: { $0.number >= place && self.isGone($0) }) {
                throw ModelStream.trimmed
            }
        }

        fileprivate mutating func page(_ input: GetRecordsInput) throws(DynamoDBError) -> GetRecordsOutput {
            let parts = input.shardIterator.split(separator: "/")
            guard parts.count == 3, let issued = Double(parts[2]) else {
                throw DynamoDBError(.validation, "Invalid ShardIterator")
            }
            if issued + 900 < self.now { throw DynamoDBError(.expiredIterator, "Iterator expired") }
            let index = try self.shard(String(parts[0]))
            let shard = self.shards[index]
            let place = Int(parts[1]) ?? shard.records.first { !self.isGone($0) }?.number ?? self.next
            try self.check(place, of: shard.records)
            let left = shard.records.filter { $0.number >= place && !self.isGone($0) }
            let most = shard.ended == nil ? self.emptyPages.open : self.emptyPages.ended
            let isEmpty = shard.emptyPages < most && self.generator.chance(most == 0 ? 0 : 70)
            self.shards[index].emptyPages = isEmpty ? shard.emptyPages + 1 : 0
            let room = self.isUneven ? Int.random(in: 1...4, using: &self.generator) : 1000
            let size = isEmpty ? 0 : min(input.limit ?? 1000, room)
            let told = left.prefix(size)
            // The last page may have records, or come behind them.
            let isLast =
                shard.ended != nil && told.count == left.count && !isEmpty
                && (told.isEmpty || !self.isUneven || self.generator.chance(50))
            let next = told.last.map { $0.number + 1 } ?? place
            return GetRecordsOutput(
                records: told.map { record in
                    StreamEvent(
                        eventName: .modify,
                        dynamodb: StreamRecord(
                            approximateCreationDateTime: record.time.rounded(.down),
                            keys: [
                                "item": .number(DynamoDBNumber(record.item)),
                                "change": .number(DynamoDBNumber(record.change)),
                            ], sequenceNumber: ModelStream.text(record.number)))
                }, nextShardIterator: isLast ? nil : "\(shard.id)/\(next)/\(self.now)")
        }
    }

    let content: Mutex<Content>

    init(_ change: (inout Content) -> Void) {
        var content = Content()
        change(&content)
        self.content = Mutex(content)
    }

    /// The sequence number of a record.
    static func text(_ number: Int) -> String { "1" + (String(repeating: "0", count: 20) + "\(number)").suffix(20) }

    static func arn(_ stream: Int) -> String { "arn:stream\(stream)" }

    private static let trimmed = DynamoDBError(
        .trimmedDataAccess, "The operation attempted to read past the oldest stream record in a shard")

    var now: Double { self.content.withLock { $0.now } }

    func change(_ change: (inout Content) -> Void) { self.content.withLock { change(&$0) } }

    private func answer<Output: Sendable>(
        _ body: (inout Content) throws(DynamoDBError) -> Output
    ) throws(DynamoDBError) -> Output {
        try self.content.withLock { (content) throws(DynamoDBError) in
            content.now += content.callTime
            content.called = content.now
            content.calls += 1
            let onCall = content.onCall
            onCall(&content)
            if content.refusals > 0, content.generator.chance(content.refusals) {
                throw DynamoDBError(.throttling, "slow down")
            }
            return try body(&content)
        }
    }

    /// A table with the stream, by the same clock.
    func table() -> DynamoDBTable {
        let database = ScriptedDatabase { script in
            script.describeTable = { input in
                var table = TableDescription.test(named: input.tableName)
                table.latestStreamArn = self.content.withLock { ModelStream.arn($0.stream) }
                return DescribeTableOutput(table: table)
            }
            script.describeStream = { (input) throws(DynamoDBError) in
                try self.answer { content in
                    let stream = content.shards.filter { ModelStream.arn($0.stream) == input.streamArn }
                    let shards = stream.filter(content.isListed).map { shard in
                        Shard(
                            shardId: shard.id,
                            sequenceNumberRange: SequenceNumberRange(
                                startingSequenceNumber: "1", endingSequenceNumber: shard.ended.map { _ in "2" }),
                            parentShardId: shard.parent)
                    }
                    return DescribeStreamOutput(
                        streamDescription: StreamDescription(
                            streamArn: input.streamArn,
                            streamStatus: content.hasEnded || input.streamArn != ModelStream.arn(content.stream)
                                ? .disabled : .enabled,
                            shards: shards))
                }
            }
            script.getShardIterator = { (input) throws(DynamoDBError) in
                try self.answer { (content) throws(DynamoDBError) in
                    GetShardIteratorOutput(shardIterator: try content.iterator(input))
                }
            }
            script.getRecords = { (input) throws(DynamoDBError) in
                try self.answer { (content) throws(DynamoDBError) in try content.page(input) }
            }
        }
        var table = DynamoDBTable("t", in: database)
        table.waits.now = { self.now }
        table.waits.sleep = { duration in self.change { $0.now += duration / .seconds(1) } }
        return table
    }
}
