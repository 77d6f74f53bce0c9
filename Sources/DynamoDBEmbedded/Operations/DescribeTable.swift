// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells what is known of a table; counts and sizes are exact.
    public func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
        let reference = try TableReference(forTableOperation: input.tableName)
        return try self.storage.read { transaction throws(DynamoDBError) in
            guard let table = try transaction.table(named: reference.name) else {
                throw .tableNotFound(named: reference.name)
            }
            return DescribeTableOutput(table: try transaction.description(of: table))
        }
    }
}

extension ReadTransaction<StoredTable> {
    /// What is known of a table, with its counts.
    func description(of table: StoredTable) throws(DynamoDBError) -> TableDescription {
        var description = TableDescription(of: table)
        let counts = try self.statistics(tree: table.tree)
        description.itemCount = counts.items
        description.tableSizeBytes = counts.bytes
        for (position, index) in (description.globalSecondaryIndexes ?? []).enumerated() {
            guard let stored = table.indexes.first(where: { $0.name == index.indexName }) else { continue }
            let counts = try self.statistics(tree: stored.tree)
            description.globalSecondaryIndexes?[position].itemCount = counts.items
            description.globalSecondaryIndexes?[position].indexSizeBytes = counts.bytes
        }
        for (position, index) in (description.localSecondaryIndexes ?? []).enumerated() {
            guard let stored = table.indexes.first(where: { $0.name == index.indexName }) else { continue }
            let counts = try self.statistics(tree: stored.tree)
            description.localSecondaryIndexes?[position].itemCount = counts.items
            description.localSecondaryIndexes?[position].indexSizeBytes = counts.bytes
        }
        return description
    }
}

extension TableDescription {
    /// What the catalog knows of a table; the counts are not in it.
    init(of table: StoredTable) {
        let record = table.record
        let arn = "arn:aws:dynamodb:us-east-1:000000000000:table/\(record.tableName)"
        func throughput(_ throughput: ProvisionedThroughput?) -> ProvisionedThroughputDescription {
            ProvisionedThroughputDescription(
                readCapacityUnits: throughput?.readCapacityUnits ?? 0,
                writeCapacityUnits: throughput?.writeCapacityUnits ?? 0)
        }
        let local = record.indexes.filter { $0.scope == .local }.map {
            LocalSecondaryIndexDescription(
                indexName: $0.indexName, keySchema: $0.keySchema, projection: $0.projection,
                indexArn: "\(arn)/index/\($0.indexName)")
        }
        let global = record.indexes.filter { $0.scope == .global }.map {
            GlobalSecondaryIndexDescription(
                indexName: $0.indexName, keySchema: $0.keySchema, projection: $0.projection,
                provisionedThroughput: throughput($0.provisionedThroughput),
                indexArn: "\(arn)/index/\($0.indexName)")
        }
        let stream = record.latestStream
        self.init(
            tableName: record.tableName, tableStatus: .active, attributeDefinitions: record.attributeDefinitions,
            keySchema: record.keySchema, creationDateTime: record.creationDateTime, tableArn: arn,
            tableId: record.tableID, provisionedThroughput: throughput(record.provisionedThroughput),
            billingModeSummary: record.billingMode == .payPerRequest
                ? BillingModeSummary(
                    billingMode: .payPerRequest, lastUpdateToPayPerRequestDateTime: record.creationDateTime) : nil,
            localSecondaryIndexes: local.isEmpty ? nil : local,
            globalSecondaryIndexes: global.isEmpty ? nil : global,
            deletionProtectionEnabled: record.deletionProtectionEnabled,
            streamSpecification: stream.flatMap { $0.isEnabled ? .enabled($0.viewType) : nil },
            latestStreamLabel: stream?.label,
            latestStreamArn: stream.map { "\(arn)/stream/\($0.label)" })
    }

    /// What CreateTable answers.
    init(justCreated table: StoredTable) {
        self.init(of: table)
        self.tableStatus = .creating
        self.billingModeSummary?.lastUpdateToPayPerRequestDateTime = nil
        for position in (self.globalSecondaryIndexes ?? []).indices {
            self.globalSecondaryIndexes?[position].indexStatus = .creating
        }
    }

    /// What DeleteTable answers: without keys and indexes.
    init(beingDeleted table: TableDescription) {
        self = table
        self.tableStatus = .deleting
        self.keySchema = nil
        self.attributeDefinitions = nil
        self.creationDateTime = nil
        self.localSecondaryIndexes = nil
        self.globalSecondaryIndexes = nil
    }
}

extension TableReference {
    /// Reads a table's name or ARN for an operation on tables.
    init(forTableOperation text: String) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        self.text = text
        self.name = Self.name(inARN: text) ?? text
        violations.checkName(self.name, at: "tableName")
        try violations.throwIfAny()
    }
}
