// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Tables and streams that requests name by their Amazon Resource Names.
struct ResourceNameTests {
    private typealias Operation = @Sendable (any DynamoDBDatabase, String) async throws(DynamoDBError) -> Void

    private static let key: Item = ["pk": "x"]

    /// An operation of each kind on the table of a name; what changes the table itself comes last.
    private static let operations: [(name: String, run: Operation)] = [
        (
            "PutItem",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.putItem(PutItemInput(tableName: name, item: Self.key))
            }
        ),
        (
            "GetItem",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.getItem(GetItemInput(tableName: name, key: Self.key))
            }
        ),
        (
            "UpdateItem",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.updateItem(
                    UpdateItemInput(
                        tableName: name, key: Self.key, updateExpression: "SET a = :a",
                        expressionAttributeValues: [":a": 1]))
            }
        ),
        (
            "Query",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.query(
                    QueryInput(
                        tableName: name, keyConditionExpression: "pk = :p", expressionAttributeValues: [":p": "x"]))
            }
        ),
        (
            "Scan",
            { (database, name) throws(DynamoDBError) in _ = try await database.scan(ScanInput(tableName: name)) }
        ),
        (
            "BatchGetItem",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.batchGetItem(
                    BatchGetItemInput(requestItems: [name: KeysAndAttributes(keys: [Self.key])]))
            }
        ),
        (
            "BatchWriteItem",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.batchWriteItem(BatchWriteItemInput(requestItems: [name: [.put(Self.key)]]))
            }
        ),
        (
            "TransactGetItems",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.transactGetItems(
                    TransactGetItemsInput(transactItems: [.init(tableName: name, key: Self.key)]))
            }
        ),
        (
            "TransactWriteItems",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.transactWriteItems(
                    TransactWriteItemsInput(transactItems: [.put(.init(tableName: name, item: Self.key))]))
            }
        ),
        (
            "DeleteItem",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.deleteItem(DeleteItemInput(tableName: name, key: Self.key))
            }
        ),
        (
            "DescribeTable",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.describeTable(DescribeTableInput(tableName: name))
            }
        ),
        (
            "DescribeTimeToLive",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.describeTimeToLive(DescribeTimeToLiveInput(tableName: name))
            }
        ),
        (
            "DescribeContinuousBackups",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.describeContinuousBackups(DescribeContinuousBackupsInput(tableName: name))
            }
        ),
        (
            "DescribeContributorInsights",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.describeContributorInsights(DescribeContributorInsightsInput(tableName: name))
            }
        ),
        (
            "UpdateTimeToLive",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.updateTimeToLive(
                    UpdateTimeToLiveInput(
                        tableName: name, timeToLiveSpecification: .init(enabled: true, attributeName: "ttl")))
            }
        ),
        (
            "UpdateTable",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.updateTable(UpdateTableInput(tableName: name, tableClass: .standard))
            }
        ),
        (
            "DeleteTable",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.deleteTable(DeleteTableInput(tableName: name))
            }
        ),
    ]

    private static let statements: [(name: String, run: Operation)] = [
        (
            "ExecuteStatement",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.executeStatement(
                    ExecuteStatementInput(statement: "SELECT * FROM \"\(name)\" WHERE pk = 'x'"))
            }
        ),
        (
            "ExecuteStatement",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.executeStatement(
                    ExecuteStatementInput(statement: "INSERT INTO \"\(name)\" VALUE {'pk': 'y'}"))
            }
        ),
        (
            "ExecuteTransaction",
            { (database, name) throws(DynamoDBError) in
                _ = try await database.executeTransaction(
                    ExecuteTransactionInput(
                        transactStatements: [.init("INSERT INTO \"\(name)\" VALUE {'pk': 'z'}")]))
            }
        ),
    ]

    /// The names that the table with a name would have elsewhere, each with the error that it is refused with.
    private static func foreign(
        _ arn: String
    ) throws -> [(arn: String, code: DynamoDBError.Code, message: String)] {
        let parts = arn.split(separator: ":", maxSplits: 5).map(String.init)
        try #require(parts.count == 6)
        func changed(_ position: Int, _ part: String) -> String {
            var parts = parts
            parts[position] = part
            return parts.joined(separator: ":")
        }
        let elsewhere = [changed(1, "aws-cn"), changed(3, "mars-north-1")]
        let other = changed(4, "111111111111")
        return elsewhere.map { ($0, .validation, "Invalid TableArn: Invalid ResourceArn provided as input \($0)") }
            + [(other, .accessDenied, " on resource: \(other)")]
    }

    private static func check(_ operations: [(name: String, run: Operation)], on kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let arn = try await database.createTable(Fixtures.hash).tableDescription.tableArn ?? ""
            for (name, run) in operations {
                for (foreign, code, message) in try Self.foreign(arn) {
                    let error = await failure { () throws(DynamoDBError) in try await run(database, foreign) }
                    #expect(error?.code == code && error?.message.contains(message) == true, "\(name) of \(foreign)")
                }
            }
            #expect(try await database.scan(ScanInput(tableName: "Hash")).count == 0)
            for (name, run) in operations {
                await #expect(throws: Never.self, "\(name)") { try await run(database, arn) }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a table may be named by its whole name, and one of another place or account is another table`(
        kind: DatabaseUnderTest
    ) async throws {
        try await Self.check(Self.operations, on: kind)
    }

    @Test(arguments: DatabaseUnderTest.available(with: .statements))
    func `a statement may have the whole name of a table, and not one of another place or account`(
        kind: DatabaseUnderTest
    ) async throws {
        try await Self.check(Self.statements, on: kind)
    }

    @Test(arguments: DatabaseUnderTest.available(with: .statements))
    func `in a batch only the statement fails that has the name of another account`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            let arn = try await database.createTable(Fixtures.hash).tableDescription.tableArn ?? ""
            let names = [arn] + (try Self.foreign(arn).map(\.arn))
            let answer = try await database.batchExecuteStatement(
                BatchExecuteStatementInput(
                    statements: names.map { .init("INSERT INTO \"\($0)\" VALUE {'pk': 'x'}") }))
            let codes: [BatchStatementError.Code?] = [nil, .validationError, .validationError, .accessDenied]
            #expect(answer.responses.map { $0.error?.code } == codes)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a stream of another place or account is not found`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            var input = Fixtures.hash
            input.streamSpecification = .enabled(.keysOnly)
            let stream = try await database.createTable(input).tableDescription.latestStreamArn ?? ""
            let shard =
                try await database.describeStream(DescribeStreamInput(streamArn: stream)).streamDescription
                .shards.first?.shardId ?? ""
            for (foreign, _, _) in try Self.foreign(stream) {
                let errors = [
                    await failure { () throws(DynamoDBError) in
                        try await database.describeStream(DescribeStreamInput(streamArn: foreign))
                    },
                    await failure { () throws(DynamoDBError) in
                        try await database.getShardIterator(
                            GetShardIteratorInput(
                                streamArn: foreign, shardId: shard, shardIteratorType: .trimHorizon))
                    },
                ]
                for error in errors {
                    #expect(error?.code == .resourceNotFound)
                    #expect(error?.message == "Requested resource not found: Stream: \(foreign) not found")
                }
            }
        }
    }
}
