// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation

/// The code of the article on streams and time to live.
enum StreamsAndTimeToLive {
    static func create(in database: EmbeddedDatabase) async throws -> DynamoDBTable {
        var input = CreateTableInput(tableName: "orders", partitionKey: .string("pk"))
        input.streamSpecification = .enabled(.newAndOldImages)
        let orders = try await DynamoDBTable.create(input, in: database)
        return orders
    }

    static func follow(_ orders: DynamoDBTable, from start: StreamStart) async throws -> ([String], saved: String) {
        var lines: [String] = []
        var saved = ""
        for try await change in orders.changes(from: start).untilCaughtUp() {
            lines.append("\(change.kind.rawValue): \(change.key["pk"]?.string ?? "")")
            saved = change.checkpoint.description
        }
        return (lines, saved)
    }

    static func pass(_ orders: ModelTable<Order>, from start: StreamStart) async throws -> ([Int], StreamCheckpoint?) {
        var numbers: [Int] = []
        var saved: StreamCheckpoint?
        var changes = orders.changes(from: start).untilCaughtUp().makeAsyncIterator()
        while true {
            do throws(DynamoDBError) {
                guard let change = try await changes.next() else { break }
                numbers.append(change.new?.number ?? 0)
            } catch {
                guard error.code == .decoding else { throw error }
                print("left out: \(error)")  // error.item is the row
            }
            saved = changes.checkpoint
        }
        return (numbers, saved)
    }

    struct StreamBatch: Decodable {
        var Records: [StreamEvent]
    }

    struct BatchAnswer: Encodable {
        struct Failure: Encodable { var itemIdentifier: String }
        var batchItemFailures: [Failure] = []
    }

    static func answer(_ payload: Data, _ handle: (Order) async throws -> Void) async throws -> BatchAnswer {
        let batch = try JSONDecoder().decode(StreamBatch.self, from: payload)
        for event in batch.Records {
            guard let record = event.dynamodb, let number = record.sequenceNumber else { continue }
            do {
                if let image = record.newImage { try await handle(try Order.schema.model(of: image)) }
            } catch {
                return BatchAnswer(batchItemFailures: [BatchAnswer.Failure(itemIdentifier: number)])
            }
        }
        return BatchAnswer()
    }

    static func read(_ database: any DynamoDBDatabase) async throws -> [String] {
        var lines: [String] = []
        let description = try await database.describeTable(DescribeTableInput(tableName: "orders"))
        guard let stream = description.table.latestStreamArn else { return lines }
        let shards = try await database.describeStream(DescribeStreamInput(streamArn: stream)).streamDescription.shards
        for shard in shards {
            var next = try await database.getShardIterator(
                GetShardIteratorInput(streamArn: stream, shardId: shard.shardId, shardIteratorType: .trimHorizon)
            ).shardIterator
            while let iterator = next {
                let page = try await database.getRecords(GetRecordsInput(shardIterator: iterator))
                for record in page.records {
                    lines.append("\(record.eventName?.rawValue ?? ""): \(record.dynamodb?.keys?["pk"]?.string ?? "")")
                }
                // An open shard always has a next iterator. Whoever follows it waits a moment here; this ends.
                next = page.records.isEmpty ? nil : page.nextShardIterator
            }
        }
        return lines
    }

    static func expire(_ sessions: DynamoDBTable, now: Int, in database: any DynamoDBDatabase) async throws {
        _ = try await database.updateTimeToLive(
            UpdateTimeToLiveInput(
                tableName: "sessions", timeToLiveSpecification: .init(enabled: true, attributeName: "expires")))
        try await sessions.put(["pk": "session#1", "expires": .number(DynamoDBNumber(now + 3600))])
    }

    static func live(_ sessions: DynamoDBTable, now: Int) async throws -> [Item] {
        let live = try await sessions.scan(Scan(filter: !(Attribute("expires") <= now)))
        return live.items
    }

    static func sweep(_ database: EmbeddedDatabase) async throws -> Int {
        let removed = try await database.removeExpiredItems()
        return removed
    }
}
