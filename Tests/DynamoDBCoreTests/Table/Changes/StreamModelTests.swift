// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import TestSupport
import Testing

private let hour: Double = 3600

/// Readers of a model of a stream: whatever happens, each is told every change, or that it may have missed some.
struct StreamModelTests {
    /// How things went, to see that the test tests anything.
    private struct Tally {
        var told = 0
        var resumptions = 0
        var losses = 0
        var ends = 0
    }

    /// A reader that is slow, is killed, and goes on from a checkpoint.
    private struct Reader {
        /// What a reader knows with a checkpoint.
        struct Known {
            var checkpoint: StreamCheckpoint?
            /// The last change of each item that was told, or that was there before the beginning.
            var told: [Int]
            /// The first record that was told of each shard.
            var firstTold: [String: Int] = [:]
            /// When the stream was asked last.
            var called: Double
        }

        let stream: ModelStream
        let start: StreamStart
        /// When it began, and with which stream.
        let began: Double
        let number: Int
        var known: Known
        var saved: [Known] = []
        var tally = Tally()
        /// The last change of each item that the same loop was told.
        var toldByLoop = [Int?](repeating: nil, count: 8)
        var changes: TableChanges<Item>.Iterator

        init(of stream: ModelStream, from start: StreamStart) {
            self.stream = stream
            self.start = start
            let content = stream.content.withLock(\.self)
            self.began = content.now
            self.number = content.stream
            var told = content.changes
            if start == .oldest {
                for record in content.shards.flatMap(\.records).reversed() where !content.isGone(record) {
                    told[record.item] = record.change - 1
                }
            }
            self.known = Known(told: told, called: content.now)
            self.changes = Self.loop(of: stream, from: start)
        }

        private static func loop(of stream: ModelStream, from start: StreamStart) -> TableChanges<Item>.Iterator {
            var changes = stream.table().changes(from: start).untilCaughtUp()
            changes.pageSize = stream.content.withLock { $0.generator.chance(50) ? 3 : nil }
            return changes.makeAsyncIterator()
        }

        /// Reads a change.
        ///
        /// - Returns: Whether there was one; `nil` if the reader was told that it may have missed some.
        mutating func next() async -> Bool? {
            let before = self.stream.now
            do {
                let change = try await self.changes.next()
                self.takeCheckpoint()
                guard let change, let item = change.key["item"]?.int, let number = change.key["change"]?.int else {
                    return false
                }
                self.tally.told += 1
                self.check(item, number)
                self.toldByLoop[item] = number
                self.known.told[item] = max(self.known.told[item], number)
                return true
            } catch {
                // A program that is refused may be ended there.
                if error.code == .throttling {
                    self.takeCheckpoint()
                    return true
                }
                #expect(error.code == .trimmedDataAccess && self.mayHaveMissed(before), "\(error)")
                self.tally.losses += 1
                return nil
            }
        }

        private mutating func takeCheckpoint() {
            self.known.checkpoint = self.changes.checkpoint
            self.known.called = max(self.known.called, self.stream.content.withLock { $0.called })
        }

        /// Checks that nothing is missing before a change.
        private mutating func check(_ item: Int, _ number: Int) {
            let content = self.stream.content.withLock(\.self)
            if let last = self.toldByLoop[item] {
                #expect(number == last + 1, "item \(item)")
            } else if number > self.known.told[item] + 1 {
                let left = content.records(of: item).filter { $0.change > self.known.told[item] && $0.change < number }
                #expect(left.allSatisfy { self.isUnmissed($0, in: content) }, "item \(item)")
            }
            for shard in content.shards {
                guard let told = shard.records.first(where: { $0.item == item && $0.change == number }) else {
                    continue
                }
                self.known.firstTold[shard.id] = min(told.number, self.known.firstTold[shard.id] ?? told.number)
            }
        }

        /// Whether a record is not missed: it was there before the beginning, and nothing was told of what was before it.
        func isUnmissed(_ record: ModelStream.Record, in content: ModelStream.Content) -> Bool {
            let isBehindTold = content.shards.contains { shard in
                guard let first = self.known.firstTold[shard.id] else { return false }
                return shard.items.contains(record.item) && first < record.number
            }
            return content.isGone(record) && record.time < self.began && !isBehindTold
        }

        /// Whether the reader may be told that it may have missed changes.
        private func mayHaveMissed(_ before: Double) -> Bool {
            let content = self.stream.content.withLock(\.self)
            // It did not ask for about a day.
            if before - self.known.called > 23 * hour || content.stream > self.number { return true }
            // A checkpoint does not say whether anything was told of the shards that are read to their end.
            let isResumed = self.tally.resumptions > 0
            let text = self.known.checkpoint?.description.split(separator: "|").dropFirst(3) ?? []
            return content.shards.contains { shard in
                let known = text.first { $0.prefix { !">@<!".contains($0) } == shard.id }?.dropFirst(shard.id.count)
                // Of one that was not read to its end nobody can tell that it had nothing more, nor of one that was not looked
                // at to its end, as many pages were empty, or a call was refused.
                let isHard = content.emptyPages.ended > 0 || content.refusals > 0
                let isUnsure = known?.first == ">" || isHard && known?.first == "@"
                if isUnsure, content.isGone(shard) { return true }
                return shard.records.contains { record in
                    guard content.isGone(record) else { return false }
                    // As clocks differ, it may have come after the beginning.
                    let isNearBeginning = (self.began - 900...self.began).contains(record.time) && self.start == .latest
                    let isLast = known == ">\(ModelStream.text(record.number))"
                    return record.change > self.known.told[record.item]
                        && (isResumed || !self.isUnmissed(record, in: content))
                        || isNearBeginning || (content.isStrict || content.isSilent) && isLast
                }
            }
        }

        mutating func save() { self.saved.append(self.known) }

        /// Goes on from one of the last checkpoints.
        mutating func resume(_ generator: inout SeededGenerator) {
            guard let known = self.saved.suffix(30).randomElement(using: &generator),
                let checkpoint = known.checkpoint.flatMap({ StreamCheckpoint($0.description) })
            else { return }
            #expect(checkpoint == known.checkpoint)
            self.tally.resumptions += 1
            self.known = known
            self.toldByLoop = [Int?](repeating: nil, count: 8)
            self.changes = Self.loop(of: self.stream, from: .checkpoint(checkpoint))
        }
    }

    /// Lets some time pass, in which items are written, and shards end.
    private static func live(_ content: inout ModelStream.Content, upTo longest: Double, busy: Bool) {
        var seconds = Double(Int.random(in: 0...Int(longest), using: &content.generator))
        while seconds > 0 {
            let step = min(seconds, Double(Int.random(in: 1...4000, using: &content.generator)))
            seconds -= step
            content.now += step
            if content.hasEnded { continue }
            if content.generator.chance(busy ? 80 : 15) {
                content.write(Int.random(in: 0..<8, using: &content.generator))
            }
            for index in content.shards.indices where content.shards[index].ended == nil {
                let shard = content.shards[index]
                guard content.now - shard.began > 4 * hour || content.generator.chance(3) else { continue }
                let middle = shard.items.lowerBound + shard.items.count / 2
                let splits = shard.items.count > 1 && content.generator.chance(20)
                content.end(
                    index,
                    children: splits
                        ? [shard.items.lowerBound..<middle, middle..<shard.items.upperBound] : [shard.items])
                // Some shards end at once, without records.
                while content.rolls, content.generator.chance(50) {
                    content.now += 1
                    content.end(content.shards.count - 1, children: [content.shards[content.shards.count - 1].items])
                }
            }
        }
    }

    private func run(seed: UInt64) async -> Tally {
        var generator = SeededGenerator(seed: seed)
        let (isBusy, start) = (generator.chance(60), generator.chance(70) ? StreamStart.oldest : .latest)
        let stream = ModelStream { content in
            content.generator = SeededGenerator(seed: seed &+ 1_000_000)
            content.isStrict = generator.chance(50)
            content.hasFixedHorizon = generator.chance(50)
            // What happens before a loop from the latest change on has begun is not among its changes.
            content.refusals = generator.chance(30) && start == .oldest ? 5 : 0
            content.rolls = generator.chance(50)
            content.isUneven = true
            if generator.chance(50) { content.emptyPages = (open: 4, ended: 12) }
            if generator.chance(50) { content.listDelay = (gone: 6 * hour, new: 120) }
            content.addShard(0..<4)
            content.addShard(4..<8)
            Self.live(&content, upTo: 40 * hour, busy: isBusy)
            content.write(1)
            content.callTime = [0, 0.02, 1, 5].randomElement(using: &generator) ?? 0
        }
        // How long the reader takes for most changes, and for some.
        let (pause, longPause) = ([10, 600, 4000].randomElement(using: &generator) ?? 10, 30 * hour)
        var reader = Reader(of: stream, from: start)
        if start == .oldest {
            stream.change { content in
                content.onCall = { content in
                    if content.generator.chance(20), !content.hasEnded {
                        content.write(Int.random(in: 0..<8, using: &content.generator))
                    }
                }
            }
        }
        let end = Int.random(in: 30...150, using: &generator)
        for step in 0..<end {
            guard let isTold = await reader.next() else { return reader.tally }
            reader.save()
            let long = generator.chance(2) ? longPause : Double(isTold ? pause : 2 * 3600)
            stream.change { Self.live(&$0, upTo: generator.chance(30) ? long : 0, busy: isBusy) }
            if generator.chance(8) {
                if generator.chance(10) { stream.change { Self.live(&$0, upTo: longPause, busy: isBusy) } }
                reader.resume(&generator)
            }
            if step == end - 5, generator.chance(30) {
                stream.change { content in
                    content.switchOff()
                    if generator.chance(50) { content.switchOn() }
                }
            }
        }
        // What is left is told, when nothing more happens and all shards are in the list.
        stream.change { content in
            content.onCall = { _ in }
            content.refusals = 0
            content.now += content.listDelay.new
        }
        var pauses = 0
        while let isTold = await reader.next() {
            if isTold { continue }
            pauses += 1
            // The one before may have found a list without the last shards.
            if pauses < 2 { continue }
            reader.tally.ends += 1
            let content = stream.content.withLock(\.self)
            #expect(content.stream == reader.number, "another stream follows")
            for (item, told) in reader.known.told.enumerated() {
                let left = content.records(of: item).filter { $0.change > told }
                #expect(left.allSatisfy { reader.isUnmissed($0, in: content) }, "item \(item)")
            }
            break
        }
        return reader.tally
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func `every change is told, or that some may be missed, and that only if they may be`(block: UInt64) async {
        var sum = Tally()
        for seed in (block * 20)..<(block * 20 + 20) {
            let tally = await self.run(seed: seed)
            sum.told += tally.told
            sum.resumptions += tally.resumptions
            sum.losses += tally.losses
            sum.ends += tally.ends
        }
        #expect(sum.told > 200 && sum.resumptions > 10 && sum.losses > 0 && sum.ends > 1, "\(sum)")
    }
}
