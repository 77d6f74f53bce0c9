// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads the records of a stream over all its shards, parents before their children.
///
/// Nothing is left out in silence. When a shard is seen, the number of its first record is noted, or that it has none yet;
/// what is gone when its turn comes is missed, and that is an error.
struct StreamReader {
    /// How many records to ask for at a time.
    var pageSize: Int?
    /// How far it was read: as far as the last record that was returned; `nil` before anything is known of the stream.
    private(set) var checkpoint: StreamCheckpoint?

    private let table: DynamoDBTable
    private let start: StreamStart

    /// The shards that are not read to their end.
    private var open: [OpenShard] = []
    /// Whose turn it is.
    private var turn = 0
    /// How many shards in a row had nothing new.
    private var emptyPages = 0
    /// Whether shards may be there that are not known: the children of one that has ended.
    private var isOutdated = true
    /// Whether shards that have told nothing yet are read from their end: only those that are there at the beginning.
    private var beginsAtEnds = false
    /// How often it waited.
    private var pauses = 0
    /// Whether the stream takes no more records.
    private var hasEnded = false
    private var page: Page?

    /// Records that were read and not yet returned, the next one last.
    private struct Page {
        let shard: String
        var records: [StreamEvent]
        let isLast: Bool
    }

    /// Records may be this much younger, in seconds, than this machine's clock says.
    private static let clockMargin: Double = 300

    /// After how many pauses to look for shards that are not known: the children of a shard may be told later than its end.
    private static let pausesUntilLook = 10

    /// After how many seconds to look in any case, so that what is known of shards that wait for their turn stays good.
    private static let secondsUntilLook = 3600

    init(of table: DynamoDBTable, from start: StreamStart) {
        self.table = table
        self.start = start
    }

    /// The next record; `nil` when the stream has ended.
    ///
    /// - Parameter interval: How long to wait when there is nothing new; `nil` to return `nil` then.
    mutating func next(waiting interval: Duration?) async throws(DynamoDBError) -> StreamEvent? {
        while true {
            try DynamoDBError.checkCancellation()
            if let event = try self.takeRecord() { return event }
            let source = try await self.source()
            let listed = self.checkpoint?.listed ?? source.now
            if self.isOutdated || listed < source.now - Self.secondsUntilLook { try await self.findShards(of: source) }
            try await self.lookAtShards(of: source)
            if self.open.isEmpty {
                self.isOutdated = true
                guard !self.hasEnded, let interval else { return nil }
                try await self.pause(for: interval)
                continue
            }
            if self.emptyPages >= self.open.count {
                self.emptyPages = 0
                if let interval {
                    try await self.pause(for: interval)
                } else if self.isCaughtUp {
                    // Who asks again wants to know again.
                    for index in self.open.indices { self.open[index].silence = Silence() }
                    self.isOutdated = true
                    return nil
                }
                continue
            }
            try await self.readPage(of: source)
        }
    }

    /// Whether there is nothing to read, as far as that can be told. A shard that has ended says so by itself.
    private var isCaughtUp: Bool {
        self.open.allSatisfy { self.isWaiting($0) || !$0.hasEnded && $0.silence.since != nil }
    }

    private mutating func pause(for interval: Duration) async throws(DynamoDBError) {
        try await self.table.waits.pause(for: interval)
        self.pauses += 1
        if self.pauses.isMultiple(of: Self.pausesUntilLook) { self.isOutdated = true }
    }

    private mutating func takeRecord() throws(DynamoDBError) -> StreamEvent? {
        guard let shard = self.page?.shard, let event = self.page?.records.last else { return nil }
        self.checkpoint?.shards[shard] = .after(try event.knownNumber)
        self.page?.records.removeLast()
        if let page = self.page, page.records.isEmpty {
            self.page = nil
            if page.isLast { self.finish(shard) }
        }
        return event
    }

    private mutating func finish(_ shard: String) {
        self.checkpoint?.shards[shard] = .finished
        self.open.removeAll { $0.id == shard }
        self.turn = 0
        // Its children wait for nothing else now.
        self.emptyPages = 0
        self.isOutdated = true
    }

    // MARK: Shards

    /// The stream, which in the beginning is looked for.
    private mutating func source() async throws(DynamoDBError) -> StreamSource {
        if case .checkpoint(let checkpoint) = self.start.base { self.checkpoint = self.checkpoint ?? checkpoint }
        if let checkpoint = self.checkpoint {
            return StreamSource(table: self.table, streamArn: checkpoint.streamArn)
        }
        guard let stream = try await self.table.describe().latestStreamArn else {
            throw DynamoDBError(
                .resourceNotFound,
                "The table \(self.table.name) has no stream. Enable one by streamSpecification of createTable or updateTable."
            )
        }
        let source = StreamSource(table: self.table, streamArn: stream)
        var checkpoint = StreamCheckpoint(streamArn: stream)
        if self.start.base == .latest {
            let asked = source.now
            let since = Int(exactly: (self.table.waits.now() - Self.clockMargin).rounded(.down)) ?? 0
            for shard in try await source.shards().shards {
                checkpoint.shards[shard.shardId] = shard.hasEnded ? .finished : .since(since, seen: asked)
            }
            checkpoint.listed = asked
            self.beginsAtEnds = true
        }
        self.checkpoint = checkpoint
        return source
    }

    /// Looks for shards that are to be read.
    private mutating func findShards(of source: StreamSource) async throws(DynamoDBError) {
        let asked = source.now
        let list = try await source.shards()
        self.hasEnded = list.hasEnded
        let atEnds = self.beginsAtEnds ? self.checkpoint?.shards ?? [:] : [:]
        let read = Set(self.open.filter { $0.iterator != nil }.map(\.id))
        try self.checkpoint?.take(list.shards, read: read)
        // If this fails half-way, what is left is read from the time of the beginning on.
        self.beginsAtEnds = false
        let ids = Set(list.shards.map(\.shardId))
        for shard in list.shards where self.checkpoint?.shards[shard.shardId] != .finished {
            if let index = self.open.firstIndex(where: { $0.id == shard.shardId }) {
                self.open[index].hasEnded = shard.hasEnded
                self.open[index].isLookedAt = false
                continue
            }
            var new = OpenShard(
                id: shard.shardId, parent: shard.parentShardId.flatMap { ids.contains($0) ? $0 : nil },
                hasEnded: shard.hasEnded)
            // A shard that has come since is read from its beginning.
            if case .since = atEnds[new.id] {
                new.iterator = try await source.iterator(of: new.id, .latest)
                new.beganAtEnd = true
            }
            self.open.append(new)
            self.emptyPages = 0
        }
        self.checkpoint?.listed = asked
        self.isOutdated = false
    }

    /// Looks at the shards of which nothing was read yet: what their first records are, or that they have none.
    private mutating func lookAtShards(of source: StreamSource) async throws(DynamoDBError) {
        for shard in self.open where !shard.isLookedAt {
            do throws(DynamoDBError) {
                try await self.look(at: shard.id, of: source)
            } catch {
                guard error.code == .resourceNotFound else { throw error }
                throw try await self.errorOfMissingShard(of: source)
            }
        }
    }

    private mutating func look(at id: String, of source: StreamSource) async throws(DynamoDBError) {
        guard let index = self.open.firstIndex(where: { $0.id == id }) else { return }
        guard self.open[index].iterator == nil, case .since(let seconds, let seen) = self.checkpoint?.shards[id] else {
            self.open[index].isLookedAt = true
            return
        }
        let first: StreamSource.FirstRecord
        do throws(DynamoDBError) {
            first = try await source.firstRecord(of: &self.open[index], since: seconds)
        } catch {
            // In the beginning, what is gone is not missed.
            guard error.code == .resourceNotFound, self.start.base == .oldest, seen == nil else { throw error }
            return self.finish(id)
        }
        try self.checkpoint?.take(first, of: id, now: source.now)
        self.open[index].isLookedAt = true
        // What is known of a shard that waits is looked for again when its turn comes.
        guard !self.isWaiting(self.open[index]) else { return }
        switch first {
        case .number: break
        case .none(let next, let silence): (self.open[index].iterator, self.open[index].silence) = (next, silence)
        case .never: self.finish(id)
        }
    }

    /// What to tell of a shard that is not there, whether or not the list has it: if the stream is there, it was forgotten.
    private mutating func errorOfMissingShard(of source: StreamSource) async throws(DynamoDBError) -> DynamoDBError {
        try await self.findShards(of: source)
        return .mayHaveForgotten
    }

    /// Whether the parent of a shard is to be read before it.
    private func isWaiting(_ shard: OpenShard) -> Bool {
        guard let parent = shard.parent else { return false }
        return self.open.contains { $0.id == parent }
    }

    // MARK: Records

    /// Reads a page of the shard whose turn it is. If that fails, it is its turn again: nothing is known of it.
    private mutating func readPage(of source: StreamSource) async throws(DynamoDBError) {
        let (turn, emptyPages) = (self.turn, self.emptyPages)
        guard let shard = self.nextReadable() else { return }
        do throws(DynamoDBError) {
            try await self.look(at: shard.id, of: source)
            guard let iterator = try await self.iterator(of: shard.id, source) else { return }
            let asked = source.now
            let output = try await source.page(from: iterator, limit: self.pageSize)
            try self.take(output, of: shard.id, asked: asked)
        } catch {
            (self.turn, self.emptyPages) = (turn, emptyPages)
            guard let index = self.open.firstIndex(where: { $0.id == shard.id }) else { throw error }
            switch error.code {
            case .expiredIterator where shard.iterator != nil:
                // The loop took more than 15 minutes for its last changes. The place is known without the iterator.
                self.open[index].loseIterator()
                return
            case .resourceNotFound:
                self.open[index].loseIterator()
                throw try await self.errorOfMissingShard(of: source)
            default: throw error
            }
        }
    }

    /// The place to read a shard on from; `nil` if it is known to have nothing more.
    private mutating func iterator(
        of shard: String, _ source: StreamSource
    ) async throws(DynamoDBError) -> String? {
        guard let index = self.open.firstIndex(where: { $0.id == shard }) else { return nil }
        if let known = self.open[index].iterator { return known }
        let iterator: String
        switch self.checkpoint?.shards[shard] {
        case .after(let number):
            iterator = try await source.iterator(of: shard, .afterSequenceNumber, sequenceNumber: number)
        case .before(let number):
            iterator = try await source.iterator(of: shard, .atSequenceNumber, sequenceNumber: number)
        case .since: iterator = try await source.iterator(of: shard, .trimHorizon)
        case .finished, nil:
            self.finish(shard)
            return nil
        }
        self.open[index].iterator = iterator
        return iterator
    }

    /// Takes a page of a shard.
    private mutating func take(_ output: GetRecordsOutput, of id: String, asked: Int) throws(DynamoDBError) {
        guard let index = self.open.firstIndex(where: { $0.id == id }) else { return }
        let isLast = output.nextShardIterator == nil
        var records = output.records
        switch self.checkpoint?.shards[id] {
        case .before(let number) where isLast || !records.isEmpty:
            guard records.first?.dynamodb?.sequenceNumber?.hasSameBytes(as: number) == true else {
                self.open[index].loseIterator()
                throw .mayHaveForgotten
            }
        case .since(let seconds, _) where !self.open[index].beganAtEnd:
            records.removeAll { $0.isOlder(than: seconds) }
        default: break
        }
        self.open[index].iterator = output.nextShardIterator
        if output.records.isEmpty {
            self.emptyPages += 1
            self.open[index].silence.lasts(at: asked)
            self.checkpoint?.nothingWasLeft(of: id, at: self.open[index].silence.since)
        } else {
            self.emptyPages = 0
            self.open[index].silence = Silence()
        }
        if !records.isEmpty {
            self.page = Page(shard: id, records: records.reversed(), isLast: isLast)
        } else if isLast {
            self.finish(id)
        }
    }

    /// The next shard that can be read: one whose parent was read to its end.
    private mutating func nextReadable() -> OpenShard? {
        let count = self.open.count
        for offset in 0..<count {
            let index = (self.turn + offset) % count
            if self.isWaiting(self.open[index]) {
                self.emptyPages += 1
                continue
            }
            self.turn = (index + 1) % count
            return self.open[index]
        }
        return nil
    }
}

extension Shard {
    /// Whether it takes no more records.
    fileprivate var hasEnded: Bool { self.sequenceNumberRange?.endingSequenceNumber != nil }
}
