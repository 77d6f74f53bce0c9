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
            try self.checkTable(description)
            shards += description.shards
            last = description.lastEvaluatedShardId
            hasEnded = description.streamStatus == .disabled
        } while last != nil
        return (shards, hasEnded)
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
        /// Nothing so far.
        case none(next: String, Silence)
        /// Nothing, and nothing will come.
        case never(asked: Int)
    }

    /// Looks for the first record of a shard that is not older than a moment, in seconds since 1970.
    ///
    /// The number with which a shard says that it begins does not tell it: there need not be a record with it, and it stays
    /// the same when records are gone.
    ///
    /// If it fails, the next time goes on where it came to.
    func firstRecord(of shard: inout OpenShard, since seconds: Int) async throws(DynamoDBError) -> FirstRecord {
        var hasBegunAnew = false
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
                if hasBegunAnew { throw error }
                hasBegunAnew = true
                continue
            }
            if let first = page.records.first(where: { !$0.isOlder(than: seconds) }) {
                shard.look = nil
                return .number(try first.knownNumber)
            }
            if page.records.isEmpty {
                look.silence.lasts(at: asked)
            } else {
                look.silence = Silence()
            }
            guard let next = page.nextShardIterator else {
                shard.look = nil
                return .never(asked: asked)
            }
            look.iterator = next
            shard.look = look
            if !shard.hasEnded, look.silence.since != nil {
                shard.look = nil
                return .none(next: next, look.silence)
            }
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
