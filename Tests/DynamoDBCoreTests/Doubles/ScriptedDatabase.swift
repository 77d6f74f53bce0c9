// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization

/// A database that answers as the test tells it, and remembers what it was asked.
final class ScriptedDatabase: DynamoDBDatabase {
    /// What it was asked.
    enum Call: Hashable, Sendable {
        case putItem(PutItemInput)
        case getItem(GetItemInput)
        case updateItem(UpdateItemInput)
        case deleteItem(DeleteItemInput)
        case query(QueryInput)
        case scan(ScanInput)
        case batchGetItem(BatchGetItemInput)
        case batchWriteItem(BatchWriteItemInput)
        case transactGetItems(TransactGetItemsInput)
        case createTable(CreateTableInput)
        case updateTable(UpdateTableInput)
        case describeTable(DescribeTableInput)
        case listTables(ListTablesInput)
        case deleteTable(DeleteTableInput)
    }

    /// What it answers; by default little, and the description of a table with the key `pk` (S) and `sk` (S).
    struct Script: Sendable {
        var putItem: @Sendable (PutItemInput) throws(DynamoDBError) -> PutItemOutput = { _ in PutItemOutput() }
        var getItem: @Sendable (GetItemInput) throws(DynamoDBError) -> GetItemOutput = { _ in GetItemOutput() }
        var updateItem: @Sendable (UpdateItemInput) throws(DynamoDBError) -> UpdateItemOutput = { _ in
            UpdateItemOutput()
        }
        var deleteItem: @Sendable (DeleteItemInput) throws(DynamoDBError) -> DeleteItemOutput = { _ in
            DeleteItemOutput()
        }
        var query: @Sendable (QueryInput) throws(DynamoDBError) -> QueryOutput = { _ in
            QueryOutput(items: [], count: 0, scannedCount: 0)
        }
        var scan: @Sendable (ScanInput) throws(DynamoDBError) -> ScanOutput = { _ in
            ScanOutput(items: [], count: 0, scannedCount: 0)
        }
        var batchGetItem: @Sendable (BatchGetItemInput) throws(DynamoDBError) -> BatchGetItemOutput = { _ in
            BatchGetItemOutput(responses: [:])
        }
        var batchWriteItem: @Sendable (BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput = {
            _ in
            BatchWriteItemOutput()
        }
        var transactGetItems: @Sendable (TransactGetItemsInput) throws(DynamoDBError) -> TransactGetItemsOutput = { _ in
            TransactGetItemsOutput(responses: [])
        }
        var createTable: @Sendable (CreateTableInput) throws(DynamoDBError) -> CreateTableOutput = { input in
            CreateTableOutput(tableDescription: .test(named: input.tableName, status: .creating))
        }
        var updateTable: @Sendable (UpdateTableInput) throws(DynamoDBError) -> UpdateTableOutput = { input in
            UpdateTableOutput(tableDescription: .test(named: input.tableName, status: .updating))
        }
        var describeTable: @Sendable (DescribeTableInput) throws(DynamoDBError) -> DescribeTableOutput = { input in
            DescribeTableOutput(table: .test(named: input.tableName))
        }
        var describeStream: @Sendable (DescribeStreamInput) throws(DynamoDBError) -> DescribeStreamOutput = { input in
            DescribeStreamOutput(streamDescription: StreamDescription(streamArn: input.streamArn, shards: []))
        }
        var getShardIterator: @Sendable (GetShardIteratorInput) throws(DynamoDBError) -> GetShardIteratorOutput = { _ in
            GetShardIteratorOutput()
        }
        var getRecords: @Sendable (GetRecordsInput) throws(DynamoDBError) -> GetRecordsOutput = { _ in
            GetRecordsOutput()
        }

        init() {}
    }

    private let script: Script
    private let recorded = Mutex<[Call]>([])

    init(_ change: (inout Script) -> Void = { _ in }) {
        var script = Script()
        change(&script)
        self.script = script
    }

    /// All calls so far.
    var calls: [Call] { self.recorded.withLock(\.self) }

    /// The calls so far that are not descriptions of the table.
    var dataCalls: [Call] {
        self.calls.filter { if case .describeTable = $0 { false } else { true } }
    }

    private func record(_ call: Call) {
        self.recorded.withLock { $0.append(call) }
    }

    func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
        self.record(.putItem(input))
        return try self.script.putItem(input)
    }

    func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
        self.record(.getItem(input))
        return try self.script.getItem(input)
    }

    func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        self.record(.updateItem(input))
        return try self.script.updateItem(input)
    }

    func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput {
        self.record(.deleteItem(input))
        return try self.script.deleteItem(input)
    }

    func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        self.record(.query(input))
        return try self.script.query(input)
    }

    func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
        self.record(.scan(input))
        return try self.script.scan(input)
    }

    func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput {
        self.record(.batchGetItem(input))
        return try self.script.batchGetItem(input)
    }

    func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput {
        self.record(.batchWriteItem(input))
        return try await self.script.batchWriteItem(input)
    }

    func transactGetItems(_ input: TransactGetItemsInput) async throws(DynamoDBError) -> TransactGetItemsOutput {
        self.record(.transactGetItems(input))
        return try self.script.transactGetItems(input)
    }

    func describeStream(_ input: DescribeStreamInput) async throws(DynamoDBError) -> DescribeStreamOutput {
        try self.script.describeStream(input)
    }

    func getShardIterator(_ input: GetShardIteratorInput) async throws(DynamoDBError) -> GetShardIteratorOutput {
        try self.script.getShardIterator(input)
    }

    func getRecords(_ input: GetRecordsInput) async throws(DynamoDBError) -> GetRecordsOutput {
        try self.script.getRecords(input)
    }

    func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
        self.record(.createTable(input))
        return try self.script.createTable(input)
    }

    func updateTable(_ input: UpdateTableInput) async throws(DynamoDBError) -> UpdateTableOutput {
        self.record(.updateTable(input))
        return try self.script.updateTable(input)
    }

    func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
        self.record(.describeTable(input))
        return try self.script.describeTable(input)
    }

    func listTables(_ input: ListTablesInput) async throws(DynamoDBError) -> ListTablesOutput {
        self.record(.listTables(input))
        return ListTablesOutput(tableNames: [])
    }

    func deleteTable(_ input: DeleteTableInput) async throws(DynamoDBError) -> DeleteTableOutput {
        self.record(.deleteTable(input))
        return DeleteTableOutput(tableDescription: .test(named: input.tableName, status: .deleting))
    }
}

extension TableDescription {
    /// A table with the key `pk` (S) and `sk`, and the index `by-type` with the key `type` (S).
    static func test(
        named name: String = "things", status: TableStatus = .active, sortKeyType: ScalarAttributeType = .string
    ) -> Self {
        Self(
            tableName: name,
            tableStatus: status,
            attributeDefinitions: [
                AttributeDefinition(attributeName: "pk", attributeType: .string),
                AttributeDefinition(attributeName: "sk", attributeType: sortKeyType),
                AttributeDefinition(attributeName: "type", attributeType: .string),
            ],
            keySchema: [
                KeySchemaElement(attributeName: "pk", keyType: .hash),
                KeySchemaElement(attributeName: "sk", keyType: .range),
            ],
            creationDateTime: 1_705_314_600,
            itemCount: 3,
            globalSecondaryIndexes: [
                GlobalSecondaryIndexDescription(
                    indexName: "by-type", keySchema: [KeySchemaElement(attributeName: "type", keyType: .hash)],
                    projection: .all)
            ])
    }
}
