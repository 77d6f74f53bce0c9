// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// What CreateTable and UpdateTable refuse, with the texts that were recorded on the service.
struct TableErrorTests {
    struct Refused: Sendable {
        let message: String
        var code = DynamoDBError.Code.validation
        let request: @Sendable (any DynamoDBDatabase) async throws(DynamoDBError) -> Void
    }

    private static let invalid = "One or more parameter values were invalid: "
    private static let units = ProvisionedThroughput(readCapacityUnits: 5, writeCapacityUnits: 5)

    /// A creation that would succeed if it were not changed.
    private static func create(
        _ message: String, _ change: @escaping @Sendable (inout CreateTableInput) -> Void
    ) -> Refused {
        Refused(message: message) { database throws(DynamoDBError) in
            var input = CreateTableInput(
                tableName: "New", partitionKey: .string("pk"), sortKey: .string("sk"),
                localSecondaryIndexes: [.init("local", sortKey: .string("l"))],
                globalSecondaryIndexes: [.init("global", partitionKey: .string("g"), sortKey: .string("h"))])
            change(&input)
            _ = try await database.createTable(input)
        }
    }

    /// A change of a provisioned table with the indexes `local` and `global`.
    private static func update(
        _ message: String, code: DynamoDBError.Code = .validation, table: String = "Provisioned",
        _ change: @escaping @Sendable (inout UpdateTableInput) -> Void
    ) -> Refused {
        Refused(message: message, code: code) { database throws(DynamoDBError) in
            var input = UpdateTableInput(tableName: table)
            change(&input)
            _ = try await database.updateTable(input)
        }
    }

    private static func schema(_ hash: [String], _ range: [String] = []) -> [KeySchemaElement] {
        hash.map { .init(attributeName: $0, keyType: .hash) } + range.map { .init(attributeName: $0, keyType: .range) }
    }

    private static func definitions(_ names: String...) -> [AttributeDefinition] {
        names.map { .init(attributeName: $0, attributeType: .string) }
    }

    private static func newIndex(
        _ name: String, _ throughput: ProvisionedThroughput? = units
    ) -> GlobalSecondaryIndexUpdate {
        .create(.init(indexName: name, keySchema: Self.schema(["x"]), provisionedThroughput: throughput))
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a refused creation or change of a table is answered in the words of the service, and does nothing`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            var input = CreateTableInput(
                tableName: "Provisioned", partitionKey: .string("pk"), sortKey: .string("sk"),
                localSecondaryIndexes: [.init("local", sortKey: .string("l"))],
                globalSecondaryIndexes: [.init("global", partitionKey: .string("g"))])
            input.billingMode = nil
            input.provisionedThroughput = Self.units
            input.globalSecondaryIndexes?[0].provisionedThroughput = Self.units
            _ = try await database.createTable(input)
            let before = try await database.describeTable(DescribeTableInput(tableName: "Provisioned")).table
            for refused in Self.creations + Self.changes {
                let error = await failure { () throws(DynamoDBError) in try await refused.request(database) }
                #expect(error?.code == refused.code, "\(refused.message)")
                #expect(error?.message == refused.message)
            }
            #expect(try await database.listTables(ListTablesInput()).tableNames == ["Hash", "Provisioned"])
            #expect(try await database.describeTable(DescribeTableInput(tableName: "Provisioned")).table == before)
        }
    }

    private static let creations: [Refused] = [
        create(
            "1 validation error detected: Value 'ab' at 'tableName' failed to satisfy constraint: Member must have length greater than or equal to 3"
        ) { $0.tableName = "ab" },
        create(
            "2 validation errors detected: Value 'X' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]; Value 'X' at 'streamSpecification.streamViewType' failed to satisfy constraint: Member must satisfy enum value set: [NEW_IMAGE, OLD_IMAGE, NEW_AND_OLD_IMAGES, KEYS_ONLY]"
        ) {
            $0.billingMode = .init(rawValue: "X")
            $0.streamSpecification = .enabled(.init(rawValue: "X"))
        },
        create("Given value 1000000000001 for ReadCapacityUnits is out of bounds") {
            $0.billingMode = .provisioned
            $0.provisionedThroughput = .init(readCapacityUnits: 1_000_000_000_001, writeCapacityUnits: 1)
        },
        create("Both the Hash Key and the Range Key element in the KeySchema have the same name") {
            $0.keySchema = schema(["pk"], ["pk"])
        },
        create("Invalid KeySchema: The first KeySchemaElement is not a HASH key type") {
            $0.keySchema = schema([], ["pk", "sk"])
        },
        create("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type") {
            $0.keySchema = schema(["pk", "sk"])
        },
        create("Attribute Name is duplicated: pk") { $0.attributeDefinitions += definitions("pk") },
        create(
            "\(invalid)Some AttributeDefinitions are not used. AttributeDefinitions: [pk, sk, l, g, h, spare], keys used: [g, h, l, pk, sk]"
        ) { $0.attributeDefinitions += definitions("spare") },
        create("\(invalid)List of LocalSecondaryIndexes is empty") { $0.localSecondaryIndexes = [] },
        create("\(invalid)Index KeySchema does not have a range key for index: local") {
            $0.localSecondaryIndexes?[0].keySchema = schema(["pk"])
        },
        create(
            "\(invalid)Index KeySchema does not have the same leading hash key as table KeySchema for index: local. index hash key: g, table hash key: pk"
        ) { $0.localSecondaryIndexes?[0].keySchema = schema(["g"], ["l"]) },
        create("\(invalid)Number of LocalSecondaryIndexes exceeds per-table limit of 5") {
            $0.localSecondaryIndexes = (0..<6).map { .init(indexName: "local\($0)", keySchema: schema(["pk"], ["l"])) }
        },
        create("\(invalid)List of GlobalSecondaryIndexes is empty") { $0.globalSecondaryIndexes = [] },
        create("\(invalid)GlobalSecondaryIndex count exceeds the per-table limit of 20") {
            $0.globalSecondaryIndexes = (0..<21).map { .init(indexName: "global\($0)", keySchema: schema(["g"])) }
        },
        create(
            "\(invalid)ProvisionedThroughput should not be specified for index: global when BillingMode is PAY_PER_REQUEST"
        ) { $0.globalSecondaryIndexes?[0].provisionedThroughput = units },
        create("\(invalid)ProvisionedThroughput is not specified for index: global") {
            $0.billingMode = .provisioned
            $0.provisionedThroughput = units
        },
        create("\(invalid)All HASH key attributes must precede RANGE key attributes in the KeySchema") {
            $0.globalSecondaryIndexes?[0].keySchema = schema(["g"], ["h"]) + schema(["l"])
        },
        create("\(invalid)The KeySchema exceeds the maximum allowed number of HASH key attributes") {
            $0.globalSecondaryIndexes?[0].keySchema = schema(["g", "h", "l", "pk", "sk"])
        },
        create("\(invalid)The KeySchema exceeds the maximum allowed number of RANGE key attributes") {
            $0.attributeDefinitions += definitions("x")
            $0.globalSecondaryIndexes?[0].keySchema = schema(["x"], ["g", "h", "l", "pk", "sk"])
        },
        create("The KeySchema contains multiple key attributes with the same name") {
            $0.globalSecondaryIndexes?[0].keySchema = schema(["g", "h"], ["g"])
        },
        create("\(invalid)Unknown ProjectionType: null") { $0.globalSecondaryIndexes?[0].projection = .init() },
        create("\(invalid)ProjectionType is ALL, but NonKeyAttributes is specified") {
            $0.localSecondaryIndexes?[0].projection.nonKeyAttributes = ["x"]
        },
        create("\(invalid)Duplicate element in NonKeyAttributes: x") {
            $0.globalSecondaryIndexes?[0].projection = .including(["x", "y", "x"])
        },
        create("\(invalid)Duplicate index name: local") { $0.globalSecondaryIndexes?[0].indexName = "local" },
        create("\(invalid)Table is being created with a stream disabled, UpdateViewType should not be specified") {
            $0.streamSpecification = .init(streamEnabled: false, streamViewType: .keysOnly)
        },
        create("\(invalid)Table is being created with a stream enabled, UpdateViewType is required") {
            $0.streamSpecification = .init(streamEnabled: true)
        },
        create(
            "\(invalid)MaxReadRequestUnits for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED."
        ) {
            $0.billingMode = .provisioned
            $0.provisionedThroughput = units
            $0.globalSecondaryIndexes?[0].provisionedThroughput = units
            $0.onDemandThroughput = .init(maxReadRequestUnits: 1, maxWriteRequestUnits: 1)
        },
        create("\(invalid)Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range") {
            $0.onDemandThroughput = .init(maxReadRequestUnits: 0, maxWriteRequestUnits: 0)
        },
        create("\(invalid)Requested MaxWriteRequestUnits for OnDemandThroughput for table is outside of valid range") {
            $0.onDemandThroughput = .init(maxReadRequestUnits: 1, maxWriteRequestUnits: -2)
        },
        create("\(invalid)SSEType can not be specified if Enabled is false") {
            $0.sseSpecification = .init(enabled: false, sseType: .kms)
        },
        create(
            "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS]."
        ) { $0.tableClass = .init(rawValue: "GLACIER") },
    ]

    private static let changes: [Refused] = combinations + throughputs + indexes

    private static let combinations: [Refused] = [
        update("Requested resource not found: Table: Absent not found", code: .resourceNotFound, table: "Absent") {
            $0.tableClass = .standard
        },
        update(
            "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required",
            table: "Hash"
        ) { _ in },
        update("\(invalid)Server-Side Encryption modification must be the only operation in the request") {
            $0.sseSpecification = .init(enabled: true)
            $0.tableClass = .standard
        },
        update("\(invalid)TableClass modification must be the only operation in the request") {
            $0.tableClass = .standard
            $0.deletionProtectionEnabled = true
        },
        update("\(invalid)DeletionProtection modification must be the only operation in the request") {
            $0.deletionProtectionEnabled = true
            $0.billingMode = .payPerRequest
        },
        update("\(invalid)WarmThroughput must be the only operation in the request") {
            $0.warmThroughput = .init(readUnitsPerSecond: 20_000)
            $0.billingMode = .payPerRequest
        },
        update("\(invalid)OnDemandThroughput can only be combined with BillingMode in an UpdateTable request") {
            $0.onDemandThroughput = .init(maxReadRequestUnits: 5)
            $0.streamSpecification = .disabled
        },
        update("\(invalid)You cannot modify stream status while updating table IOPS") {
            $0.provisionedThroughput = .init(readCapacityUnits: 5, writeCapacityUnits: 5)
            $0.streamSpecification = .enabled(.keysOnly)
        },
        update("\(invalid)You cannot create or delete index while updating table IOPS") {
            $0.provisionedThroughput = .init(readCapacityUnits: 5, writeCapacityUnits: 5)
            $0.globalSecondaryIndexUpdates = [.delete("global")]
        },
        update("\(invalid)You cannot create or delete index while changing stream status") {
            $0.streamSpecification = .enabled(.keysOnly)
            $0.globalSecondaryIndexUpdates = [.delete("global")]
        },
        update(
            "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS]."
        ) {
            $0.tableClass = .init(rawValue: "GLACIER")
        },
        update("Table has no stream to disable: TableName: Provisioned") { $0.streamSpecification = .disabled },
        update("\(invalid)If stream is being enabled then UpdateViewType is required") {
            $0.streamSpecification = .init(streamEnabled: true)
        },
        update("\(invalid)If stream is being disabled, then UpdateViewType must not be specified") {
            $0.streamSpecification = .init(streamEnabled: false, streamViewType: .keysOnly)
        },
        update("\(invalid)Table is already encrypted by default") { $0.sseSpecification = .init(enabled: false) },
    ]

    private static let throughputs: [Refused] = [
        update(
            "The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: 5. Requested ReadCapacityUnits: 5. Current WriteCapacityUnits provisioned for the table: 5. Requested WriteCapacityUnits: 5. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits."
        ) { $0.provisionedThroughput = units },
        update("\(invalid)ProvisionedThroughput must be specified when BillingMode is PROVISIONED", table: "Hash") {
            $0.billingMode = .provisioned
        },
        update(
            "\(invalid)Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST"
        ) {
            $0.billingMode = .payPerRequest
            $0.provisionedThroughput = units
        },
        update(
            "\(invalid)Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
            table: "Hash"
        ) { $0.provisionedThroughput = units },
        update(
            "1 validation error detected: Value '0' at 'provisionedThroughput.readCapacityUnits' failed to satisfy constraint: Member must have value greater than or equal to 1"
        ) { $0.provisionedThroughput = .init(readCapacityUnits: 0, writeCapacityUnits: 1) },
        update(
            "\(invalid)MaxReadRequestUnits for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED"
        ) { $0.onDemandThroughput = .init(maxReadRequestUnits: 5) },
        update(
            "\(invalid)Requested MaxReadRequestUnits for OnDemandThroughput for table is outside of valid range",
            table: "Hash"
        ) { $0.onDemandThroughput = .init(maxReadRequestUnits: 0) },
    ]

    private static let indexes: [Refused] = [
        update(
            "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
            code: .limitExceeded
        ) {
            $0.attributeDefinitions = definitions("x")
            $0.globalSecondaryIndexUpdates = [newIndex("new1"), .delete("global")]
        },
        update(
            "\(invalid)One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null"
        ) { $0.globalSecondaryIndexUpdates = [.init()] },
        update(
            "\(invalid)Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object"
        ) {
            var both = newIndex("new1")
            both.delete = .init(indexName: "global")
            $0.attributeDefinitions = definitions("x")
            $0.globalSecondaryIndexUpdates = [both]
        },
        update(
            "\(invalid)Only one global secondary index update per index is allowed simultaneously. Index: global"
        ) {
            $0.globalSecondaryIndexUpdates = [
                .update(
                    .init(
                        indexName: "global", provisionedThroughput: .init(readCapacityUnits: 6, writeCapacityUnits: 6))),
                .delete("global"),
            ]
        },
        update("Attempting to create an index which already exists") {
            $0.attributeDefinitions = definitions("x")
            $0.globalSecondaryIndexUpdates = [newIndex("global")]
        },
        update("Attempting to create an index which already exists") {
            $0.attributeDefinitions = definitions("x")
            $0.globalSecondaryIndexUpdates = [newIndex("local")]
        },
        update("Cannot delete an index that is not a GlobalSecondaryIndex: local") {
            $0.globalSecondaryIndexUpdates = [.delete("local")]
        },
        update("Requested resource not found", code: .resourceNotFound) {
            $0.globalSecondaryIndexUpdates = [.delete("absent")]
        },
        update("Requested resource not found", code: .resourceNotFound) {
            $0.globalSecondaryIndexUpdates = [.update(.init(indexName: "absent", provisionedThroughput: units))]
        },
        update("\(invalid)AttributeDefinitions is not specified for index: new1") {
            $0.globalSecondaryIndexUpdates = [newIndex("new1")]
        },
        update(
            "\(invalid)Some index key attributes are not defined in AttributeDefinitions. Keys: [x], AttributeDefinitions: [pk, sk]"
        ) {
            $0.attributeDefinitions = definitions("pk", "sk")
            $0.globalSecondaryIndexUpdates = [newIndex("new1")]
        },
        update("\(invalid)ProvisionedThroughput must be specified for index: new1") {
            $0.attributeDefinitions = definitions("x")
            $0.globalSecondaryIndexUpdates = [newIndex("new1", nil)]
        },
        update(
            "\(invalid)ProvisionedThroughput should not be specified for index: new1 when BillingMode is PAY_PER_REQUEST",
            table: "Hash"
        ) {
            $0.attributeDefinitions = definitions("x")
            $0.globalSecondaryIndexUpdates = [newIndex("new1")]
        },
        update(
            "The provisioned throughput for the index global will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the index: 5. Requested ReadCapacityUnits: 5. Current WriteCapacityUnits provisioned for the index: 5. Requested WriteCapacityUnits: 5. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits."
        ) { $0.globalSecondaryIndexUpdates = [.update(.init(indexName: "global", provisionedThroughput: units))] },
        update(
            "1 validation error detected: Value 'x' at 'globalSecondaryIndexUpdates.1.member.delete.indexName' failed to satisfy constraint: Member must have length greater than or equal to 3"
        ) { $0.globalSecondaryIndexUpdates = [.delete("x")] },
    ]
}
