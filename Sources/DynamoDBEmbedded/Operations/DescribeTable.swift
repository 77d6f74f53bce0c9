// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Tells what is known of a table; counts and sizes are exact.
    public func describeTable(_ input: DescribeTableInput) async throws(DynamoDBError) -> DescribeTableOutput {
        let reference = try TableReference(forTableOperation: .describeTable, input.tableName, in: self.names)
        let now = self.environment.now()
        let description = try self.storage.read { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(named: reference.name)
            var description = try transaction.description(of: table, names: self.names, now: now)
            description.showWarmThroughput(of: table.record)
            return description
        }
        return DescribeTableOutput(table: description)
    }
}

extension ReadTransaction<StoredTable> {
    /// What is known of a table, with its counts.
    ///
    /// - Parameter now: Seconds since 1970.
    func description(
        of table: StoredTable, names: ResourceNames, now: Double
    ) throws(DynamoDBError) -> TableDescription {
        var description = TableDescription(of: table, names: names, now: now)
        let counts = try self.statistics(tree: table.tree)
        description.itemCount = counts.items
        description.tableSizeBytes = counts.bytes
        var local: [LocalSecondaryIndexDescription] = []
        var global: [GlobalSecondaryIndexDescription] = []
        for index in table.record.indexes {
            switch index.scope {
            case .local:
                let counts = try self.statistics(tree: index.tree)
                local.append(
                    LocalSecondaryIndexDescription(
                        indexName: index.indexName, keySchema: index.keySchema, projection: index.projection,
                        indexSizeBytes: counts.bytes, itemCount: counts.items,
                        indexArn: names.index(index.indexName, of: table.record.tableName)))
            case .global: global.append(try self.description(of: index, in: table, names: names, now: now))
            }
        }
        description.localSecondaryIndexes = local.isEmpty ? nil : local
        description.globalSecondaryIndexes = global.isEmpty ? nil : global
        return description
    }

    /// What is known of a global index, with its counts.
    func description(
        of index: TableRecord.IndexRecord, in table: StoredTable, names: ResourceNames, now: Double
    ) throws(DynamoDBError) -> GlobalSecondaryIndexDescription {
        let counts = try self.statistics(tree: index.tree)
        return GlobalSecondaryIndexDescription(
            indexName: index.indexName, keySchema: index.keySchema, projection: index.projection,
            indexStatus: index.backfill == nil ? .active : .creating,
            provisionedThroughput: ProvisionedThroughputDescription(
                index.provisionedThroughput, history: index.throughputHistory, now: now),
            indexSizeBytes: counts.bytes, itemCount: counts.items,
            indexArn: names.index(index.indexName, of: table.record.tableName),
            backfilling: index.backfill.map { $0.isBroken != true }, onDemandThroughput: index.onDemandThroughput)
    }
}

extension ProvisionedThroughputDescription {
    fileprivate init(
        _ throughput: ProvisionedThroughput?, history: TableRecord.ThroughputHistory?, now: Double
    ) {
        self.init(
            readCapacityUnits: throughput?.readCapacityUnits ?? 0,
            writeCapacityUnits: throughput?.writeCapacityUnits ?? 0,
            numberOfDecreasesToday: history?.decreases(onDayOf: now) ?? 0,
            lastIncreaseDateTime: history?.lastIncrease, lastDecreaseDateTime: history?.lastDecrease)
    }
}

extension TableDescription {
    /// What the catalog knows of a table itself. The counts are not in it.
    fileprivate init(of table: StoredTable, names: ResourceNames, now: Double) {
        let record = table.record
        let stream = record.latestStream
        self.init(
            tableName: record.tableName, tableStatus: table.isBackfilling ? .updating : .active,
            attributeDefinitions: record.attributeDefinitions, keySchema: record.keySchema,
            creationDateTime: record.creationDateTime, tableArn: names.table(record.tableName),
            tableId: record.tableID,
            provisionedThroughput: ProvisionedThroughputDescription(
                record.provisionedThroughput, history: record.throughputHistory, now: now),
            billingModeSummary: record.billingModeSummary,
            deletionProtectionEnabled: record.deletionProtectionEnabled,
            streamSpecification: stream.flatMap { $0.isEnabled ? .enabled($0.viewType) : nil },
            latestStreamLabel: stream?.label,
            latestStreamArn: stream.map {
                names.stream(StreamName(tableName: record.tableName, label: $0.label))
            },
            sseDescription: record.encryptionKey.map {
                SSEDescription(status: .enabled, sseType: .kms, kmsMasterKeyArn: names.encryptionKey($0))
            },
            tableClassSummary: record.tableClass, onDemandThroughput: record.onDemandThroughput)
    }

    /// Adds what only DescribeTable tells of every table.
    mutating func showWarmThroughput(of record: TableRecord) {
        let warm = WarmThroughput.current(
            record.billingMode, record.provisionedThroughput, requested: record.warmThroughput)
        self.warmThroughput = TableWarmThroughputDescription(
            readUnitsPerSecond: warm.reads, writeUnitsPerSecond: warm.writes, status: self.tableStatus)
        let records = record.indexes.filter { $0.scope == .global }
        self.globalSecondaryIndexes = self.globalSecondaryIndexes.map { descriptions in
            zip(descriptions, records).map { description, index in
                let warm = WarmThroughput.current(
                    record.billingMode, index.provisionedThroughput, requested: index.warmThroughput)
                var description = description
                description.warmThroughput = GlobalSecondaryIndexWarmThroughputDescription(
                    readUnitsPerSecond: warm.reads, writeUnitsPerSecond: warm.writes, status: description.indexStatus)
                return description
            }
        }
    }

    /// Makes of it what CreateTable answers.
    mutating func showCreation() {
        self.tableStatus = .creating
        self.billingModeSummary?.lastUpdateToPayPerRequestDateTime = nil
        for position in (self.globalSecondaryIndexes ?? []).indices {
            self.globalSecondaryIndexes?[position].indexStatus = .creating
        }
    }

    /// Makes of it what DeleteTable answers: without keys and indexes.
    mutating func showDeletion() {
        self.tableStatus = .deleting
        self.keySchema = nil
        self.attributeDefinitions = nil
        self.creationDateTime = nil
        self.localSecondaryIndexes = nil
        self.globalSecondaryIndexes = nil
        self.sseDescription = nil
        self.tableClassSummary = nil
        self.onDemandThroughput = nil
    }
}

extension TableRecord {
    /// How the table is paid for, if that is or was by request.
    fileprivate var billingModeSummary: BillingModeSummary? {
        guard self.billingMode == .payPerRequest || self.payPerRequestDateTime != nil else { return nil }
        return BillingModeSummary(
            billingMode: self.billingMode,
            lastUpdateToPayPerRequestDateTime: self.payPerRequestDateTime ?? self.creationDateTime)
    }
}
