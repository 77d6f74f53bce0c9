// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Creates a table with its indexes.
    ///
    /// The table can be used at once. The answer says `CREATING` nevertheless, as the service's does, and the next
    /// ``describeTable(_:)`` says `ACTIVE`.
    public func createTable(_ input: CreateTableInput) async throws(DynamoDBError) -> CreateTableOutput {
        try input.validate()
        let now = self.environment.now()
        let tableID = self.environment.makeID()
        let names = self.names
        return try await self.storage.write { transaction throws(DynamoDBError) in
            guard try transaction.table(named: input.tableName) == nil else {
                throw .tableExists(named: input.tableName)
            }
            var indexes: [TableRecord.IndexRecord] = []
            for index in input.localSecondaryIndexes ?? [] {
                indexes.append(
                    .init(
                        indexName: index.indexName, scope: .local, keySchema: index.keySchema,
                        projection: index.projection, tree: try transaction.createTree()))
            }
            for index in input.globalSecondaryIndexes ?? [] {
                indexes.append(
                    .init(
                        indexName: index.indexName, scope: .global, keySchema: index.keySchema,
                        projection: index.projection, provisionedThroughput: index.provisionedThroughput,
                        onDemandThroughput: index.onDemandThroughput, warmThroughput: index.warmThroughput,
                        tree: try transaction.createTree()))
            }
            var record = TableRecord(
                tableName: input.tableName, tableID: tableID, creationDateTime: now,
                attributeDefinitions: input.attributeDefinitions, keySchema: input.keySchema,
                billingMode: input.billingMode ?? .provisioned,
                payPerRequestDateTime: input.billingMode == .payPerRequest ? now : nil,
                provisionedThroughput: input.provisionedThroughput, onDemandThroughput: input.onDemandThroughput,
                warmThroughput: input.warmThroughput,
                tableClass: input.tableClass.map { TableClassSummary(tableClass: $0) },
                encryptionKey: input.sseSpecification?.key,
                tags: input.tags?.isEmpty == false ? input.tags : nil,
                deletionProtectionEnabled: input.deletionProtectionEnabled ?? false,
                tree: try transaction.createTree(), indexes: indexes)
            if let stream = input.streamSpecification, stream.streamEnabled, let viewType = stream.streamViewType {
                try transaction.enableStream(viewType, of: &record, now: now)
            }
            try transaction.createTable(named: record.tableName, payload: record.encoded())
            guard let table = try transaction.table(named: record.tableName) else {
                throw .tableNotFound(named: record.tableName)
            }
            var description = try transaction.description(of: table, names: names, now: now)
            // What was asked for is told at once; what there is by itself only by DescribeTable.
            if record.warmThroughput != nil { description.showWarmThroughput(of: record) }
            description.showCreation()
            return CreateTableOutput(tableDescription: description)
        }
    }
}
