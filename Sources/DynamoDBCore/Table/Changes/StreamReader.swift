// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads the records of a stream over all its shards, parents before their children.
///
/// Nothing is left out in silence. Who waits for a parent is looked at: its first record is noted, or that it has none yet, and
/// what is gone when its turn comes is missed, which is an error. Whose turn it is is read.
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

    /// Records may be this much younger, in seconds, than this machine's clock says. A clock that is further off signs nothing
    /// that AWS takes.
    private static let clockMargin = 900

    /// After how many pauses to look for shards that are not known: the children of a shard may be told later than its end.
    private static let pausesUntilLook = 10

    /// After how many seconds to look in any case, so that what is known of shards that wait for their turn stays good.
    private static let secondsUntilLook = 300

    /// How long to wait for a shard that has ended and gives empty pages.
    private static let shortPause = Duration.milliseconds(200)

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
            let listed = self.checkpoint?.listed ?? 0
            if self.isOutdated || listed < source.now - Self.secondsUntilLook { try await self.findShards(of: source) }
            try await self.lookAtShards(of: source)
            if self.open.isEmpty {
                self.isOutdated = true
                if self.hasEnded { try await source.checkIsLatest() }
                guard !self.hasEnded, let interval else { return nil }
                try await self.pause(for: interval)
                continue
            }
            if self.emptyPages >= self.open.count {
                self.emptyPages = 0
                if let interval {
                    try await self.pause(for: interval)
                    continue
                }
                let readable = self.open.filter { !$0.isWaiting }
                guard readable.allSatisfy({ $0.silence.since != nil }) else { continue }
                // A shard that has ended says so by itself.
                if readable.contains(where: \.hasEnded) {
                    try await self.pause(for: Self.shortPause)
                    continue
                }
                // Who asks again wants to know again.
                for index in self.open.indices { self.open[index].silence = Silence() }
                self.isOutdated = true
                return nil
            }
            try await self.readPage(of: source, skipsSilent: interval == nil)
        }
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
        for index in self.open.indices where self.open[index].waitsFor.remove(shard) != nil {
            let next = self.open[index]
            if next.isFirst, !next.isWaiting { self.checkpoint?.forgetFirstRecord(of: next.id) }
        }
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
        let noStream = DynamoDBError(
            .resourceNotFound,
            "The table \(self.table.name) has no stream. Enable one by streamSpecification of createTable or updateTable."
        )
        guard let stream = try await self.table.describe().latestStreamArn else { throw noStream }
        let source = StreamSource(table: self.table, streamArn: stream)
        var checkpoint = StreamCheckpoint(streamArn: stream, listed: source.now)
        if self.start.base == .latest {
            let since = max(0, checkpoint.listed - Self.clockMargin)
            let list = try await source.shards()
            if list.hasEnded { throw noStream }
            for shard in list.shards {
                checkpoint.shards[shard.shardId] = shard.hasEnded ? .finished : .since(since, seen: checkpoint.listed)
            }
            self.beginsAtEnds = true
        }
        self.checkpoint = checkpoint
        return source
    }

    /// Looks for shards that are to be read.
    private mutating func findShards(of source: StreamSource) async throws(DynamoDBError) {
        let asked = source.now
        let list = try await self.list(of: source)
        self.hasEnded = list.hasEnded
        let atEnds = self.beginsAtEnds ? self.checkpoint?.shards ?? [:] : [:]
        let ids = Set(list.shards.map(\.shardId))
        // Of what is gone nothing is missed, if nothing was told of it and of what was before it.
        for shard in self.open where shard.isFirst && shard.iterator == nil && shard.hasEnded && !ids.contains(shard.id)
        {
            self.finish(shard.id)
        }
        let isBeginning = self.checkpoint?.shards.isEmpty == true
        let read = Set(self.open.filter { $0.iterator != nil }.map(\.id))
        try self.checkpoint?.take(list.shards, read: read)
        // If this fails half-way, what is left is read from the time of the beginning on.
        self.beginsAtEnds = false
        let parents = Dictionary(
            list.shards.compactMap { shard in shard.parentShardId.map { (shard.shardId, $0) } },
            uniquingKeysWith: { first, _ in first })
        for shard in list.shards where self.checkpoint?.shards[shard.shardId] != .finished {
            if let index = self.open.firstIndex(where: { $0.id == shard.shardId }) {
                self.open[index].hasEnded = shard.hasEnded
                self.open[index].isLookedAt = false
                continue
            }
            var new = OpenShard(
                id: shard.shardId,
                waitsFor: self.checkpoint?.shardsBefore(shard.shardId, parents: parents) ?? [],
                hasEnded: shard.hasEnded)
            new.isFirst = isBeginning
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

    /// The list of shards. A stream that is not there any more has forgotten all.
    private func list(of source: StreamSource) async throws(DynamoDBError) -> (shards: [Shard], hasEnded: Bool) {
        do throws(DynamoDBError) {
            return try await source.shards()
        } catch {
            guard error.code == .resourceNotFound, self.checkpoint?.shards.isEmpty == false else { throw error }
            // If the table is not there either, this says so.
            _ = try await self.table.describe()
            throw .mayHaveForgotten
        }
    }

    /// Looks at the shards that wait for others: what their first records are, or that they have none.
    private mutating func lookAtShards(of source: StreamSource) async throws(DynamoDBError) {
        for shard in self.open where shard.isWaiting && !shard.isLookedAt {
            do throws(DynamoDBError) {
                try await self.look(at: shard.id, of: source)
            } catch {
                guard error.code == .resourceNotFound else { throw error }
                try await self.shardIsMissing(shard.id, of: source)
            }
        }
    }

    private mutating func look(at id: String, of source: StreamSource) async throws(DynamoDBError) {
        guard let index = self.open.firstIndex(where: { $0.id == id }) else { return }
        if self.open[index].iterator == nil, case .since(let seconds, _) = self.checkpoint?.shards[id] {
            guard let first = try await source.firstRecord(of: &self.open[index], since: seconds) else { return }
            guard self.checkpoint?.isWhole(id, now: source.now) == true else { throw .mayHaveForgotten }
            switch first {
            case .number(let number): self.checkpoint?.shards[id] = .before(number)
            case .none(let asked): self.checkpoint?.nothingWasLeft(of: id, at: asked)
            case .never: return self.finish(id)
            }
        }
        self.open[index].isLookedAt = true
    }

    /// Deals with a shard that is not there, whether or not the list has it.
    ///
    /// - Throws: ``DynamoDBError/mayHaveForgotten``, unless it ended a day ago and surely had nothing since.
    private mutating func shardIsMissing(_ id: String, of source: StreamSource) async throws(DynamoDBError) {
        let hasEnded = self.open.contains { $0.id == id && $0.hasEnded }
        if hasEnded, self.checkpoint?.isWhole(id, now: source.now) == true { return self.finish(id) }
        // If the stream is not there at all, this says so.
        try await self.findShards(of: source)
        throw .mayHaveForgotten
    }

    // MARK: Records

    /// Reads a page of the shard whose turn it is. If that fails, it is its turn again: nothing is known of it.
    private mutating func readPage(of source: StreamSource, skipsSilent: Bool) async throws(DynamoDBError) {
        let (turn, emptyPages) = (self.turn, self.emptyPages)
        guard let shard = self.nextReadable(skipsSilent: skipsSilent) else { return }
        do throws(DynamoDBError) {
            guard let iterator = try await self.iterator(of: shard.id, source) else { return }
            let asked = source.now
            let output = try await source.page(from: iterator, limit: self.pageSize)
            try self.take(output, of: shard.id, asked: asked, now: source.now)
        } catch {
            (self.turn, self.emptyPages) = (turn, emptyPages)
            guard let index = self.open.firstIndex(where: { $0.id == shard.id }) else { throw error }
            switch error.code {
            case .expiredIterator where shard.iterator != nil:
                // The loop took more than 15 minutes for its last changes. The place is known without the iterator.
                self.open[index].loseIterator()
                return
            case .trimmedDataAccess:
                self.open[index].loseIterator()
                // The oldest record was gone between two calls. None is known to have been there, so what is left is all.
                self.open[index].misses += 1
                guard self.checkpoint?.isWhole(shard.id, now: source.now) == true,
                    self.open[index].misses <= OpenShard.mostMisses
                else { throw error }
            case .resourceNotFound:
                self.open[index].loseIterator()
                try await self.shardIsMissing(shard.id, of: source)
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
        case .after(let number) where !self.open[index].isProven:
            // Not every database tells that records behind a number are gone: that the number is there is a proof.
            do throws(DynamoDBError) {
                iterator = try await source.iterator(of: shard, .atSequenceNumber, sequenceNumber: number)
            } catch {
                guard error.code == .trimmedDataAccess else { throw error }
                // This one tells.
                iterator = try await source.iterator(of: shard, .afterSequenceNumber, sequenceNumber: number)
                self.open[index].isProven = true
            }
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
    private mutating func take(
        _ output: GetRecordsOutput, of id: String, asked: Int, now: Int
    ) throws(DynamoDBError) {
        guard let index = self.open.firstIndex(where: { $0.id == id }) else { return }
        let isLast = output.nextShardIterator == nil
        var records = output.records
        var isUnread = false
        switch self.checkpoint?.shards[id] {
        case .before(let number) where isLast || !records.isEmpty:
            try Self.check(records.first, is: number)
        case .after(let number) where !self.open[index].isProven && (isLast || !records.isEmpty):
            try Self.check(records.first, is: number)
            records.removeFirst()
            self.open[index].isProven = true
        case .since(let seconds, _):
            isUnread = true
            if self.open[index].beganAtEnd { break }
            guard self.checkpoint?.isWhole(id, now: now) == true else { throw .mayHaveForgotten }
            records.removeAll { $0.isOlder(than: seconds) }
        default: break
        }
        self.open[index].iterator = output.nextShardIterator
        self.open[index].misses = 0
        if output.records.isEmpty {
            self.open[index].silence.lasts(at: asked)
            let silence = self.open[index].silence.since
            if !self.open[index].hasEnded { self.checkpoint?.nothingWasLeft(of: id, at: silence) }
            // Of a shard of which nothing was read it has to be known when it had nothing.
            self.emptyPages = isUnread && silence == nil ? 0 : self.emptyPages + 1
        } else {
            self.emptyPages = 0
            self.open[index].silence = Silence()
        }
        if !records.isEmpty {
            self.page = Page(shard: id, records: records.reversed(), isLast: isLast)
            self.open[index].isProven = true
            for index in self.open.indices where self.open[index].id == id || self.open[index].waitsFor.contains(id) {
                self.open[index].isFirst = false
            }
        } else if isLast {
            self.finish(id)
        }
    }

    private static func check(_ record: StreamEvent?, is number: String) throws(DynamoDBError) {
        guard record?.dynamodb?.sequenceNumber?.hasSameBytes(as: number) == true else { throw .mayHaveForgotten }
    }

    /// The next shard that can be read: one that waits for no other.
    ///
    /// - Parameter skipsSilent: Whether to leave out those that are known to have nothing for now.
    private mutating func nextReadable(skipsSilent: Bool) -> OpenShard? {
        let count = self.open.count
        for offset in 0..<count {
            let index = (self.turn + offset) % count
            let shard = self.open[index]
            if shard.isWaiting || skipsSilent && !shard.hasEnded && shard.silence.since != nil {
                self.emptyPages += 1
                continue
            }
            self.turn = (index + 1) % count
            return shard
        }
        return nil
    }
}

extension Shard {
    /// Whether it takes no more records.
    fileprivate var hasEnded: Bool { self.sequenceNumberRange?.endingSequenceNumber != nil }
}
