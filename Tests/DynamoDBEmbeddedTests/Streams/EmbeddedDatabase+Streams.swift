// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Testing

extension EmbeddedDatabase {
    /// A database in memory that lives by the clock. It sweeps only where a period is given.
    static func test(_ clock: TestClock, sweepPeriod: Duration? = nil) throws(DynamoDBError) -> EmbeddedDatabase {
        try self.test(at: .memory, clock, sweepPeriod: sweepPeriod)
    }

    /// A database that lives by the clock.
    static func test(
        at location: StorageLocation, _ clock: TestClock, sweepPeriod: Duration? = nil
    ) throws(DynamoDBError) -> EmbeddedDatabase {
        var configuration = Configuration()
        configuration.sweepPeriod = sweepPeriod
        configuration.durability = .relaxed
        return try EmbeddedDatabase(at: location, configuration: configuration, environment: clock.environment)
    }

    /// Makes a table with the key "pk".
    func makeTable(
        _ name: String = "Table", stream: StreamViewType? = nil, timeToLive: String? = nil
    ) async throws(DynamoDBError) {
        var input = CreateTableInput(tableName: name, partitionKey: .string("pk"))
        if let stream { input.streamSpecification = .enabled(stream) }
        _ = try await self.createTable(input)
        if let timeToLive { try await self.setTimeToLive(true, timeToLive, of: name) }
    }

    func setTimeToLive(_ enabled: Bool, _ attribute: String, of table: String = "Table") async throws(DynamoDBError) {
        _ = try await self.updateTimeToLive(
            UpdateTimeToLiveInput(
                tableName: table, timeToLiveSpecification: .init(enabled: enabled, attributeName: attribute)))
    }

    func put(_ item: Item, in table: String = "Table") async throws(DynamoDBError) {
        _ = try await self.putItem(PutItemInput(tableName: table, item: item))
    }

    /// The partition keys of the table's items.
    func keys(of table: String = "Table", index: String? = nil) async throws(DynamoDBError) -> Set<String> {
        var keys: Set<String> = []
        var input = ScanInput(tableName: table, indexName: index)
        repeat {
            let page = try await self.scan(input)
            keys.formUnion((page.items ?? []).compactMap { $0["pk"]?.string })
            input.exclusiveStartKey = page.lastEvaluatedKey
        } while input.exclusiveStartKey != nil
        return keys
    }

    func stream(of table: String = "Table") async throws(DynamoDBError) -> String {
        try await self.describeTable(DescribeTableInput(tableName: table)).table.latestStreamArn ?? ""
    }

    func iterator(
        of stream: String, _ type: ShardIteratorType = .trimHorizon, _ number: String? = nil
    ) async throws(DynamoDBError) -> String {
        let description = try await self.describeStream(DescribeStreamInput(streamArn: stream)).streamDescription
        return try await self.getShardIterator(
            GetShardIteratorInput(
                streamArn: stream, shardId: description.shards.first?.shardId ?? "", shardIteratorType: type,
                sequenceNumber: number)
        ).shardIterator ?? ""
    }

    func records(from iterator: String) async throws(DynamoDBError) -> [StreamEvent] {
        try await self.getRecords(GetRecordsInput(shardIterator: iterator)).records
    }

    func records(of stream: String) async throws(DynamoDBError) -> [StreamEvent] {
        try await self.records(from: self.iterator(of: stream))
    }
}

extension [StreamEvent] {
    /// The partition keys.
    var keys: [String] { self.compactMap { $0.dynamodb?.keys?["pk"]?.string } }

    var numbers: [String] { self.compactMap(\.dynamodb?.sequenceNumber) }
}

/// Runs an operation that has to fail, and returns the code of its error.
func code<Success>(
    of operation: () async throws(DynamoDBError) -> Success
) async -> DynamoDBError.Code? {
    do {
        _ = try await operation()
        return nil
    } catch {
        return error.code
    }
}
