// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What is asked of a stream to read it.
struct StreamSource {
    let table: DynamoDBTable
    let streamArn: String

    /// This machine's time, in whole seconds since 1970.
    var now: Int { Int(exactly: self.table.waits.now().rounded(.down)) ?? 0 }

    /// Reads the list of shards.
    ///
    /// - Returns: The shards, and whether the stream takes no more records.
    func shards() async throws(DynamoDBError) -> (shards: [Shard], hasEnded: Bool) {
        var shards: [Shard] = []
        var hasEnded = false
        var last: String?
        repeat {
            let description = try await self.table.database.describeStream(
                DescribeStreamInput(streamArn: self.streamArn, exclusiveStartShardId: last)
            ).streamDescription
            try await self.checkTable(description)
            shards += description.shards
            let next = description.lastEvaluatedShardId
            if let next, let last, next.hasSameBytes(as: last) {
                throw DynamoDBError(.invalidResponse, "The list of shards does not go on behind \(last).")
            }
            last = next
            hasEnded = description.streamStatus == .disabled
        } while last != nil
        return (shards, hasEnded)
    }

    /// Throws if the table has another stream by now, which begins an unknown while after the end of this one.
    func checkIsLatest() async throws(DynamoDBError) {
        let latest: String?
        do throws(DynamoDBError) {
            latest = try await self.table.describe().latestStreamArn
        } catch {
            // The table is gone, and its stream was read to the end.
            guard error.code == .resourceNotFound else { throw error }
            return
        }
        guard let latest, !latest.hasSameBytes(as: self.streamArn) else { return }
        throw DynamoDBError(
            .trimmedDataAccess,
            "The stream was read to its end, and the table has another one by now. Changes between them are in neither. Begin anew with its oldest record."
        )
    }

    /// Throws if a checkpoint is one of another table, whose changes would be taken for those of this one.
    private func checkTable(_ description: StreamDescription) async throws(DynamoDBError) {
        guard let told = description.tableName else { return }
        // The table may be given by its Amazon Resource Name.
        let name = self.table.name.split(separator: "/").last.map(String.init) ?? self.table.name
        if told.hasSameBytes(as: name) { return }
        // Behind a wrapper it can have another name than the program gives it.
        do throws(DynamoDBError) {
            if told.hasSameBytes(as: try await self.table.knownDescription().tableName) { return }
        } catch {
            guard error.code == .resourceNotFound else { throw error }
        }
        throw DynamoDBError(.validation, "The checkpoint is one of the table \(told), and not of \(name).")
    }

    func iterator(
        of shard: String, _ type: ShardIteratorType, sequenceNumber: String? = nil
    ) async throws(DynamoDBError) -> String {
        let output: GetShardIteratorOutput
        do {
            output = try await self.table.database.getShardIterator(
                GetShardIteratorInput(
                    streamArn: self.streamArn, shardId: shard, shardIteratorType: type,
                    sequenceNumber: sequenceNumber))
        } catch {
            throw Self.withAdvice(error)
        }
        // Without one it cannot be told whether anything is left.
        guard let iterator = output.shardIterator else {
            throw DynamoDBError(.invalidResponse, "The database gave no iterator of the shard \(shard).")
        }
        return iterator
    }

    func page(from iterator: String, limit: Int?) async throws(DynamoDBError) -> GetRecordsOutput {
        do {
            return try await self.table.database.getRecords(GetRecordsInput(shardIterator: iterator, limit: limit))
        } catch {
            throw Self.withAdvice(error)
        }
    }

    private static func withAdvice(_ error: DynamoDBError) -> DynamoDBError {
        guard error.code == .trimmedDataAccess else { return error }
        var error = error
        if !error.message.hasSuffix(".") { error.message += "." }
        error.message += " Begin anew with the stream's oldest record."
        return error
    }

    /// What a look at a shard found.
    enum FirstRecord {
        /// A record with this number.
        case number(String)
        /// Nothing so far; when it was asked.
        case none(asked: Int)
        /// Nothing, and nothing will come.
        case never
    }

    /// Looks for the first record of a shard that is not older than a moment, in seconds since 1970.
    ///
    /// The number with which a shard says that it begins does not tell it: there need not be a record with it, and it stays
    /// the same when records are gone.
    ///
    /// - Returns: What was found; `nil` if that is not known yet. The next time goes on where it came to, also if it failed.
    func firstRecord(of shard: inout OpenShard, since seconds: Int) async throws(DynamoDBError) -> FirstRecord? {
        while true {
            try DynamoDBError.checkCancellation()
            guard var look = shard.look else {
                shard.look = OpenShard.Look(iterator: try await self.iterator(of: shard.id, .trimHorizon))
                continue
            }
            let asked = self.now
            let page: GetRecordsOutput
            do throws(DynamoDBError) {
                page = try await self.page(from: look.iterator, limit: seconds == 0 ? 1 : nil)
            } catch {
                // The place is gone, or what stood there.
                guard error.code == .expiredIterator || error.code == .trimmedDataAccess else { throw error }
                shard.look = nil
                shard.misses += 1
                if shard.misses > OpenShard.mostMisses { throw error }
                continue
            }
            shard.misses = 0
            shard.look = nil
            if let first = page.records.first(where: { !$0.isOlder(than: seconds) }) {
                return .number(try first.knownNumber)
            }
            guard let next = page.nextShardIterator else { return .never }
            if page.records.isEmpty {
                look.silence.lasts(at: asked)
            } else {
                look.silence = Silence()
            }
            if !shard.hasEnded, let asked = look.silence.since { return .none(asked: asked) }
            look.iterator = next
            shard.look = look
            // A shard that has ended says so by itself, which may take many pages: others are not to wait for that.
            if look.silence.since != nil { return nil }
        }
    }
}

extension StreamEvent {
    /// Whether it is surely from before a moment, in seconds since 1970.
    func isOlder(than seconds: Int) -> Bool {
        (self.dynamodb?.approximateCreationDateTime ?? .infinity) < Double(seconds)
    }

    /// The number that a checkpoint knows the record by.
    var knownNumber: String {
        get throws(DynamoDBError) {
            guard let number = self.dynamodb?.sequenceNumber else {
                throw DynamoDBError(.invalidResponse, "A record of the stream has no sequence number.")
            }
            return number
        }
    }
}
