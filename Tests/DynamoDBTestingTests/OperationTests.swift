// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import DynamoDBTesting
import Testing

/// Every operation goes through the wrappers.
struct OperationTests {
    typealias Operation = FaultInjectingDatabase.Operation
    typealias Call = @Sendable (any DynamoDBDatabase) async throws -> Void

    private static let arn = "arn:aws:dynamodb:us-east-1:000000000000:table/things"

    private static let calls: [(Operation, Call)] = [
        (.putItem, { _ = try await $0.putItem(PutItemInput(tableName: "things", item: ["pk": "a"])) }),
        (.getItem, { _ = try await $0.getItem(GetItemInput(tableName: "things", key: ["pk": "a"])) }),
        (.updateItem, { _ = try await $0.updateItem(UpdateItemInput(tableName: "things", key: ["pk": "a"])) }),
        (.deleteItem, { _ = try await $0.deleteItem(DeleteItemInput(tableName: "things", key: ["pk": "a"])) }),
        (
            .query,
            {
                _ = try await $0.query(
                    QueryInput(
                        tableName: "things", keyConditionExpression: "pk = :a", expressionAttributeValues: [":a": "a"]))
            }
        ),
        (.scan, { _ = try await $0.scan(ScanInput(tableName: "things")) }),
        (
            .batchGetItem,
            {
                _ = try await $0.batchGetItem(
                    BatchGetItemInput(requestItems: ["things": KeysAndAttributes(keys: [["pk": "a"]])]))
            }
        ),
        (
            .batchWriteItem,
            { _ = try await $0.batchWriteItem(BatchWriteItemInput(requestItems: ["things": [.put(["pk": "a"])]])) }
        ),
        (
            .transactGetItems,
            {
                _ = try await $0.transactGetItems(
                    TransactGetItemsInput(transactItems: [TransactGet(tableName: "things", key: ["pk": "a"])]))
            }
        ),
        (
            .transactWriteItems,
            {
                _ = try await $0.transactWriteItems(
                    TransactWriteItemsInput(transactItems: [.put(TransactPut(tableName: "things", item: ["pk": "a"]))]))
            }
        ),
        (
            .executeStatement,
            { _ = try await $0.executeStatement(ExecuteStatementInput(statement: #"SELECT * FROM "things""#)) }
        ),
        (
            .batchExecuteStatement,
            {
                _ = try await $0.batchExecuteStatement(
                    BatchExecuteStatementInput(statements: [
                        BatchStatementRequest(#"SELECT * FROM "things" WHERE pk = 'a'"#)
                    ]))
            }
        ),
        (
            .executeTransaction,
            {
                _ = try await $0.executeTransaction(
                    ExecuteTransactionInput(transactStatements: [
                        ParameterizedStatement(#"SELECT * FROM "things" WHERE pk = 'a'"#)
                    ]))
            }
        ),
        (.createTable, { _ = try await $0.createTable(.others) }),
        (.describeTable, { _ = try await $0.describeTable(DescribeTableInput(tableName: "things")) }),
        (.listTables, { _ = try await $0.listTables(ListTablesInput()) }),
        (.deleteTable, { _ = try await $0.deleteTable(DeleteTableInput(tableName: "others")) }),
        (
            .updateTable,
            { _ = try await $0.updateTable(UpdateTableInput(tableName: "things", billingMode: .payPerRequest)) }
        ),
        (.tagResource, { _ = try await $0.tagResource(TagResourceInput(resourceArn: Self.arn, tags: [])) }),
        (.untagResource, { _ = try await $0.untagResource(UntagResourceInput(resourceArn: Self.arn, tagKeys: [])) }),
        (.listTagsOfResource, { _ = try await $0.listTagsOfResource(ListTagsOfResourceInput(resourceArn: Self.arn)) }),
        (.describeLimits, { _ = try await $0.describeLimits(DescribeLimitsInput()) }),
        (.describeEndpoints, { _ = try await $0.describeEndpoints(DescribeEndpointsInput()) }),
        (
            .describeContinuousBackups,
            { _ = try await $0.describeContinuousBackups(DescribeContinuousBackupsInput(tableName: "things")) }
        ),
        (
            .describeContributorInsights,
            { _ = try await $0.describeContributorInsights(DescribeContributorInsightsInput(tableName: "things")) }
        ),
        (
            .updateTimeToLive,
            {
                _ = try await $0.updateTimeToLive(
                    UpdateTimeToLiveInput(
                        tableName: "things",
                        timeToLiveSpecification: TimeToLiveSpecification(enabled: true, attributeName: "t")))
            }
        ),
        (.describeTimeToLive, { _ = try await $0.describeTimeToLive(DescribeTimeToLiveInput(tableName: "things")) }),
        (.listStreams, { _ = try await $0.listStreams(ListStreamsInput()) }),
        (.describeStream, { _ = try await $0.describeStream(DescribeStreamInput(streamArn: Self.arn)) }),
        (
            .getShardIterator,
            {
                _ = try await $0.getShardIterator(
                    GetShardIteratorInput(streamArn: Self.arn, shardId: "s", shardIteratorType: .latest))
            }
        ),
        (.getRecords, { _ = try await $0.getRecords(GetRecordsInput(shardIterator: "i")) }),
    ]

    @Test func `no operation is missing`() {
        #expect(Self.calls.map(\.0.description) == OperationName.allCases.map(\.rawValue))
    }

    @Test func `every operation can fail, and is recorded`() async throws {
        let database = FaultInjectingDatabase(try EmbeddedDatabase.inMemory())
        for (operation, call) in Self.calls {
            try database.inject(.requestLimitExceeded, into: operation)
            let error = await #expect(throws: DynamoDBError.self) { try await call(database) }
            #expect(error?.code == .requestLimitExceeded, "\(operation)")
        }
        #expect(database.calls.map(\.operation) == Self.calls.map(\.0))
        #expect(database.pendingFaults == 0)
    }

    @Test(arguments: [false, true])
    func `without faults every operation answers as the database itself`(isForwarded: Bool) async throws {
        let wrapped = try await TestDatabase(tables: [.things])
        let plain = try await TestDatabase(tables: [.things])
        let wrapper: any DynamoDBDatabase = isForwarded ? QueryCounter(wrapped.engine) : wrapped.database
        for (operation, call) in Self.calls {
            func outcome(_ database: any DynamoDBDatabase) async -> String {
                do {
                    try await call(database)
                    return "done"
                } catch {
                    return "\(error)"
                }
            }
            let outcomes = (await outcome(wrapper), await outcome(plain.engine))
            #expect(outcomes.0 == outcomes.1, "\(operation)")
            #expect(!outcomes.0.hasPrefix("Unsupported"), "\(operation)")
        }
        await wrapped.close()
        await plain.close()
    }

    @Test(.dynamoDB) func `a wrapper of a program's own is not passed by, by models either`() async throws {
        let counter = QueryCounter(try TestDatabase.current.engine)
        let accounts = try await ModelTable.create(Account.schema, named: "accounts", in: counter)
        let stored = try await accounts.put(Account(owner: "ann"))
        #expect(try await accounts.query(Account.key, "ann").collected() == [stored])
        #expect(try await accounts.table.query(Query(partitionKey: "pk", equals: "ACCOUNT#ann")).count == 1)
        #expect(counter.count == 2)
    }
}
