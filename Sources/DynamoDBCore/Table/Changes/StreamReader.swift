// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads the records of a stream over all its shards, parents before their children.
struct StreamReader {
    /// How many records to ask for at a time.
    var pageSize: Int?
    /// How far it was read: as far as the last record that was returned; `nil` before anything is known of the stream.
    private(set) var checkpoint: StreamCheckpoint?

    private let table: DynamoDBTable
    private let start: StreamStart

    /// The shards that are not read to their end, parents first.
    private var open: [OpenShard] = []
    /// Whose turn it is.
    private var turn = 0
    /// How many shards in a row had nothing new.
    private var emptyPages = 0
    /// Whether shards may be there that are not known: the children of one that has ended.
    private var isOutdated = true
    /// When the list was read of which all shards are known, in seconds since 1970.
    private var lastListed: Int?
    /// Whether shards that have told nothing yet are read from their end: only those that are there at the beginning.
    private var beginsAtEnds = false
    /// How often it waited.
    private var pauses = 0
    /// Whether the stream takes no more records.
    private var hasEnded = false
    private var page: Page?

    /// A shard that is being read.
    private struct OpenShard {
        let id: String
        let parent: String?
        var iterator: String?
        /// Whether the iterator began at the end of the shard: then all that it gives is new, whatever the clocks say.
        var beganAtEnd = false
    }

    /// Records that were read and not yet returned, the next one last.
    private struct Page {
        let shard: String
        var records: [StreamEvent]
        let isLast: Bool
    }

    /// Records may be this much younger, in seconds, than this machine's clock says.
    private static let clockMargin: Double = 300

    /// How long a stream keeps its records, in seconds.
    private static let retention = 86_400

    /// After how many pauses to look for shards that are not known: the children of a shard may be told later than its end.
    private static let pausesUntilLook = 10

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
            if let event = self.takeRecord() { return event }
            if self.checkpoint == nil { try await self.begin() }
            if self.isOutdated { try await self.findShards() }
            if self.open.isEmpty {
                guard !self.hasEnded, let interval else { return nil }
                try await self.pause(for: interval)
                self.isOutdated = true
                continue
            }
            if self.emptyPages >= self.open.count {
                self.emptyPages = 0
                guard let interval else { return nil }
                try await self.pause(for: interval)
                continue
            }
            try await self.readPage()
        }
    }

    private mutating func pause(for interval: Duration) async throws(DynamoDBError) {
        try await self.table.waits.pause(for: interval)
        self.pauses += 1
        if self.pauses.isMultiple(of: Self.pausesUntilLook) { self.isOutdated = true }
    }

    private mutating func takeRecord() -> StreamEvent? {
        guard var page = self.page else { return nil }
        let event = page.records.popLast()
        if let number = event?.dynamodb?.sequenceNumber { self.checkpoint?.shards[page.shard] = .after(number) }
        if page.records.isEmpty {
            self.page = nil
            if page.isLast { self.finish(page.shard) }
        } else {
            self.page = page
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

    private mutating func begin() async throws(DynamoDBError) {
        if case .checkpoint(let checkpoint) = self.start.base {
            self.checkpoint = checkpoint
            return
        }
        guard let stream = try await self.table.describe().latestStreamArn else {
            throw DynamoDBError(
                .resourceNotFound,
                "The table \(self.table.name) has no stream. Enable one by streamSpecification of createTable or updateTable."
            )
        }
        var checkpoint = StreamCheckpoint(streamArn: stream)
        if self.start.base == .latest {
            let since = Int(exactly: (self.table.waits.now() - Self.clockMargin).rounded(.down)) ?? 0
            for shard in try await self.shards(of: stream) {
                let hasEnded = shard.sequenceNumberRange?.endingSequenceNumber != nil
                checkpoint.shards[shard.shardId] = hasEnded ? .finished : .since(since, seen: self.now)
            }
        }
        self.checkpoint = checkpoint
        self.beginsAtEnds = self.start.base == .latest
    }

    /// Looks for shards that are to be read.
    private mutating func findShards() async throws(DynamoDBError) {
        guard let checkpoint = self.checkpoint else { return }
        let now = self.now
        let shards = try await self.shards(of: checkpoint.streamArn)
        try self.checkNothingIsMissing(shards)
        // What was read to its end and is no longer there need not be remembered.
        let ids = Set(shards.map(\.shardId))
        for (id, progress) in checkpoint.shards where progress == .finished && !ids.contains(id) {
            self.checkpoint?.shards[id] = nil
        }
        // If this fails half-way, what is left is read from the time of the beginning on.
        let beginsAtEnds = self.beginsAtEnds
        self.beginsAtEnds = false
        // What a shard has that was not in the list before came after that.
        let seen = self.lastListed ?? now
        for shard in shards where self.checkpoint?.shards[shard.shardId] != .finished {
            guard !self.open.contains(where: { $0.id == shard.shardId }) else { continue }
            var new = OpenShard(
                id: shard.shardId, parent: shard.parentShardId.flatMap { ids.contains($0) ? $0 : nil })
            // A shard that has come since is read from its beginning.
            if beginsAtEnds, case .since = self.checkpoint?.shards[new.id] {
                new.iterator = try await self.iterator(of: new.id, .latest)
                new.beganAtEnd = true
            }
            if self.checkpoint?.shards[new.id] == nil { self.checkpoint?.shards[new.id] = .since(0, seen: seen) }
            self.open.append(new)
            self.emptyPages = 0
        }
        self.lastListed = now
        self.isOutdated = false
    }

    /// Throws if there may have been records that nobody can read any more.
    ///
    /// The service forgets whole shards a day after their end. One that was not read to its end, or that came and went
    /// without being seen, so that only its child is left, may have had more.
    private func checkNothingIsMissing(_ shards: [Shard]) throws(DynamoDBError) {
        // In the beginning, what is gone is not missed.
        guard let progress = self.checkpoint?.shards, !progress.isEmpty else { return }
        let ids = Set(shards.map(\.shardId))
        // Of a shard that is being read, the next page tells whether it is there.
        let read = Set(self.open.filter { $0.iterator != nil }.map(\.id))
        let isForgotten = progress.contains { id, progress in
            progress != .finished && !ids.contains(id) && !read.contains(id)
        }
        let isUnseen = shards.contains { shard in
            progress[shard.shardId] == nil && shard.parentShardId.map { !ids.contains($0) } ?? false
        }
        if isForgotten || isUnseen { throw Self.mayHaveForgotten }
    }

    private static let mayHaveForgotten = DynamoDBError(
        .trimmedDataAccess,
        "The stream was not read for so long that it may have forgotten records that were not read yet. Begin anew with its oldest record."
    )

    /// This machine's time, in whole seconds since 1970.
    private var now: Int { Int(exactly: self.table.waits.now().rounded(.down)) ?? 0 }

    private mutating func shards(of stream: String) async throws(DynamoDBError) -> [Shard] {
        var shards: [Shard] = []
        var last: String?
        repeat {
            let description = try await self.table.database.describeStream(
                DescribeStreamInput(streamArn: stream, exclusiveStartShardId: last)
            ).streamDescription
            try self.checkTable(description)
            shards += description.shards
            last = description.lastEvaluatedShardId
            self.hasEnded = description.streamStatus == .disabled
        } while last != nil
        return shards
    }

    /// Throws if a checkpoint is one of another table, whose changes would be taken for those of this one.
    private func checkTable(_ description: StreamDescription) throws(DynamoDBError) {
        guard let told = description.tableName else { return }
        // The table may be given by its Amazon Resource Name.
        let name = self.table.name.split(separator: "/").last.map(String.init) ?? self.table.name
        guard told.hasSameBytes(as: name) else {
            throw DynamoDBError(.validation, "The checkpoint is one of the table \(told), and not of \(name).")
        }
    }

    private func iterator(
        of shard: String, _ type: ShardIteratorType, sequenceNumber: String? = nil
    ) async throws(DynamoDBError) -> String? {
        guard let checkpoint = self.checkpoint else { return nil }
        return try await self.table.database.getShardIterator(
            GetShardIteratorInput(
                streamArn: checkpoint.streamArn, shardId: shard, shardIteratorType: type,
                sequenceNumber: sequenceNumber)
        ).shardIterator
    }

    // MARK: Records

    /// Reads a page of the shard whose turn it is. If that fails, it is its turn again: nothing is known of it.
    private mutating func readPage() async throws(DynamoDBError) {
        let (turn, emptyPages) = (self.turn, self.emptyPages)
        guard let index = self.nextReadable() else { return }
        do throws(DynamoDBError) {
            if try await self.readPage(ofShardAt: index) { return }
            (self.turn, self.emptyPages) = (turn, emptyPages)
        } catch {
            (self.turn, self.emptyPages) = (turn, emptyPages)
            if error.code == .resourceNotFound, self.open.indices.contains(index) {
                // A shard that is no longer in the list was forgotten: that is told in other words, and ends it for good.
                self.open[index].iterator = nil
                self.open[index].beganAtEnd = false
                try await self.findShards()
            }
            guard error.code == .trimmedDataAccess, error.message != Self.mayHaveForgotten.message else { throw error }
            var trimmed = error
            if !trimmed.message.hasSuffix(".") { trimmed.message += "." }
            trimmed.message += " Begin anew with the stream's oldest record."
            throw trimmed
        }
    }

    /// Reads a page of a shard.
    ///
    /// - Returns: Whether that was done. If not, the next time is another try.
    private mutating func readPage(ofShardAt index: Int) async throws(DynamoDBError) -> Bool {
        let shard = self.open[index]
        let progress = self.checkpoint?.shards[shard.id]
        let iterator: String?
        if let known = shard.iterator {
            iterator = known
        } else if case .after(let number) = progress {
            iterator = try await self.iterator(of: shard.id, .afterSequenceNumber, sequenceNumber: number)
        } else {
            // The oldest record that is kept need not be the first one that was not read.
            if case .since(_, let seen?) = progress, seen <= self.now - Self.retention { throw Self.mayHaveForgotten }
            iterator = try await self.iterator(of: shard.id, .trimHorizon)
        }
        guard let iterator else {
            self.finish(shard.id)
            return true
        }
        self.open[index].iterator = iterator
        let asked = self.now
        let output: GetRecordsOutput
        do {
            output = try await self.table.database.getRecords(
                GetRecordsInput(shardIterator: iterator, limit: self.pageSize))
        } catch {
            // The loop took more than 15 minutes for its last changes. The place is known without the iterator.
            guard error.code == .expiredIterator, shard.iterator != nil else { throw error }
            self.open[index].iterator = nil
            self.open[index].beganAtEnd = false
            return false
        }
        self.open[index].iterator = output.nextShardIterator
        var records = output.records
        if case .since(let seconds, _) = progress, !shard.beganAtEnd {
            records.removeAll { ($0.dynamodb?.approximateCreationDateTime ?? .infinity) < Double(seconds) }
        }
        let isLast = output.nextShardIterator == nil
        if records.isEmpty {
            // Records that were left out are progress, too.
            self.emptyPages = output.records.isEmpty ? self.emptyPages + 1 : 0
            if case .since(let seconds, let seen) = progress {
                // Behind records that were left out there may be more, which are not older.
                let last = output.records.last.map { $0.dynamodb?.approximateCreationDateTime ?? 0 }
                let reached = last.map { Int(exactly: $0.rounded(.down)) ?? 0 } ?? asked
                self.checkpoint?.shards[shard.id] = .since(seconds, seen: max(seen ?? 0, reached))
            }
            if isLast { self.finish(shard.id) }
        } else {
            self.emptyPages = 0
            self.page = Page(shard: shard.id, records: records.reversed(), isLast: isLast)
        }
        return true
    }

    /// The next shard that can be read: one whose parent was read to its end.
    private mutating func nextReadable() -> Int? {
        let count = self.open.count
        for offset in 0..<count {
            let index = (self.turn + offset) % count
            let parent = self.open[index].parent
            if let parent, self.open.contains(where: { $0.id == parent }) {
                self.emptyPages += 1
                continue
            }
            self.turn = (index + 1) % count
            return index
        }
        return nil
    }
}
