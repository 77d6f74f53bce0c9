// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct ExecuteTransactionTests {
    private static let kinds = DatabaseUnderTest.available(with: .statements)

    private func run(
        _ kind: DatabaseUnderTest, _ body: (any DynamoDBDatabase) async throws -> Void
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.createTable(Fixtures.composite)
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "a", "n": 1, "m": ["k": 2]]))
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "b", "n": 2]))
            _ = try await database.putItem(
                PutItemInput(tableName: "Composite", item: ["pk": "p", "sk": "s", "n": 1]))
            try await body(database)
        }
    }

    private func execute(
        _ statements: [ParameterizedStatement], token: String? = nil, in database: any DynamoDBDatabase
    ) async throws(DynamoDBError) -> ExecuteTransactionOutput {
        try await database.executeTransaction(
            ExecuteTransactionInput(
                transactStatements: statements, clientRequestToken: token, returnConsumedCapacity: .total))
    }

    private func numbers(in database: any DynamoDBDatabase) async throws -> [String: AttributeValue] {
        let items = try await database.scan(ScanInput(tableName: "Hash")).items ?? []
        return Dictionary(items.map { ($0["pk"]?.string ?? "", $0["n"] ?? .null) }) { $1 }
    }

    @Test(arguments: kinds)
    func `reads are answered in their order`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let output = try await self.execute(
                [
                    .init("SELECT * FROM Composite WHERE pk = ? AND sk = 's'", parameters: ["p"]),
                    .init("SELECT m.k, n FROM Hash WHERE pk = 'a'"), .init("SELECT * FROM Hash WHERE pk = 'none'"),
                    .init("SELECT absent FROM Hash WHERE pk = 'b'"),
                ], in: database)
            #expect(
                output.responses == [
                    .init(item: ["pk": "p", "sk": "s", "n": 1]), .init(item: ["k": 2, "n": 1]), .init(), .init(),
                ])
            #expect(output.consumedCapacity?.map(\.tableName) == ["Composite", "Hash"])
            #expect(output.consumedCapacity?.map(\.capacityUnits) == [2, 6])
            #expect(output.consumedCapacity?.map(\.readCapacityUnits) == [2, 6])
        }
    }

    @Test(arguments: kinds)
    func `writes happen together, if every condition holds`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let output = try await self.execute(
                [
                    .init("INSERT INTO Hash VALUE {'pk': 'c', 'n': 3}"),
                    .init("FROM Hash WHERE pk = 'a' AND m IS STRUCT SET n = n + ?", parameters: [10]),
                    .init("DELETE FROM Hash WHERE pk = 'b' AND n = 2"),
                    .init("EXISTS(SELECT * FROM Composite WHERE pk = 'p' AND sk = 's' AND n = 1)"),
                ], in: database)
            #expect(output.responses == [])
            #expect(output.consumedCapacity?.map(\.capacityUnits) == [6, 2])
            #expect(output.consumedCapacity?.map(\.writeCapacityUnits) == [6, 2])
            #expect(try await self.numbers(in: database) == ["a": 11, "c": 3])
        }
    }

    @Test(arguments: kinds)
    func `one false condition is a reason against all`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let error = await failure { () throws(DynamoDBError) in
                try await self.execute(
                    [
                        .init("INSERT INTO Hash VALUE {'pk': 'c'}"), .init("INSERT INTO Hash VALUE {'pk': 'a'}"),
                        .init(
                            "UPDATE Hash SET n = 5 WHERE pk = 'b' AND n = 9",
                            returnValuesOnConditionCheckFailure: .allOld),
                        .init("UPDATE Hash SET n = 5 WHERE pk = 'none'"),
                        .init("EXISTS(SELECT * FROM Composite WHERE pk = 'p' AND sk = 'none' AND n = 1)"),
                        .init("DELETE FROM Composite WHERE pk = 'p' AND sk = 's'"),
                    ], in: database)
            }
            #expect(error?.code == .transactionCanceled)
            #expect(
                error?.message
                    == "Transaction cancelled, please refer cancellation reasons for specific reasons [None, DuplicateItem, ConditionalCheckFailed, ConditionalCheckFailed, ConditionalCheckFailed, None]"
            )
            let failed = "The conditional request failed"
            #expect(
                error?.cancellationReasons == [
                    .none, .init(code: .duplicateItem, message: "Duplicate primary key exists in table"),
                    .init(code: .conditionalCheckFailed, message: failed, item: ["pk": "b", "n": 2]),
                    .init(code: .conditionalCheckFailed, message: failed),
                    .init(code: .conditionalCheckFailed, message: failed), .none,
                ])
            let numbers = try await self.numbers(in: database)
            #expect(numbers == ["a": 1, "b": 2])
            #expect(try await database.scan(ScanInput(tableName: "Composite")).count == 1)
        }
    }

    @Test(arguments: kinds)
    func `an item that is there is reason enough against an INSERT and all with it`(
        kind: DatabaseUnderTest
    ) async throws {
        try await self.run(kind) { database in
            let error = await failure { () throws(DynamoDBError) in
                try await self.execute(
                    [
                        .init("INSERT INTO Hash VALUE {'pk': 'c', 'n': 3}"),
                        .init("INSERT INTO Hash VALUE {'pk': 'a', 'n': 9}"),
                    ], in: database)
            }
            #expect(error?.code == .transactionCanceled)
            #expect(error?.cancellationReasons.map(\.code) == [.none, .duplicateItem])
            let numbers = try await self.numbers(in: database)
            #expect(numbers == ["a": 1, "b": 2])
        }
    }

    @Test(arguments: kinds)
    func `a statement that cannot be stored is the one reason`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            for (statement, message) in [
                ("DELETE FROM Hash WHERE pk = 1", "The provided key element does not match the schema"),
                ("SELECT * FROM Hash WHERE pk = 1", "The provided key element does not match the schema"),
                (
                    "INSERT INTO Hash VALUE {'pk': 1}",
                    "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N"
                ),
            ] {
                let error = await failure { () throws(DynamoDBError) in
                    try await self.execute([.init(statement)], in: database)
                }
                #expect(error?.code == .transactionCanceled, "\(statement)")
                #expect(error?.cancellationReasons == [.init(code: .validationError, message: message)])
            }
        }
    }

    @Test(arguments: kinds)
    func `a token makes a transaction happen once`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let statements = [ParameterizedStatement("UPDATE Hash SET n = n + 1 WHERE pk = 'a'")]
            let first = try await self.execute(statements, token: "token", in: database)
            #expect(first.consumedCapacity?.map(\.writeCapacityUnits) == [2])
            let again = try await self.execute(statements, token: "token", in: database)
            #expect(again.consumedCapacity?.map(\.readCapacityUnits) == [2])
            #expect(try await self.numbers(in: database) == ["a": 2, "b": 2])
            let other = [ParameterizedStatement("UPDATE Hash SET n = n + 1 WHERE pk = 'b'")]
            let error = await failure { () throws(DynamoDBError) in
                try await self.execute(other, token: "token", in: database)
            }
            #expect(error?.code == .idempotentParameterMismatch)
            // Clients send the members of a set in any order.
            for members in [["x", "y"], ["y", "x"]] {
                let statement = ParameterizedStatement(
                    "UPDATE Hash SET s = ? WHERE pk = 'a'", parameters: [.stringSet(members)])
                _ = try await self.execute([statement], token: "sets", in: database)
            }
            // The tokens of TransactWriteItems are others.
            _ = try await database.transactWriteItems(
                TransactWriteItemsInput(
                    transactItems: [
                        .delete(
                            TransactDelete(tableName: "Hash", key: ["pk": "a"]))
                    ], clientRequestToken: "token"))
            #expect(try await self.numbers(in: database) == ["b": 2])
        }
    }

    private static let refused: [(statements: [ParameterizedStatement], message: String)] = [
        (
            [],
            "1 validation error detected: Value '[]' at 'transactStatements' failed to satisfy constraint: Member must have length greater than or equal to 1"
        ),
        (
            [.init("UPDATE Hash SET data = 'v' WHERE pk = 'x' RETURNING ALL NEW *")],
            "Validation failed in TransactStatements[0]: RETURNING clause is not supported in ExecuteTransaction."
        ),
        (
            [.init("SELECT * FROM Composite.gsi1 WHERE lsi1sk = 'x'")],
            "Validation failed in TransactStatements[0]: Reads on indices are not supported within transactions."
        ),
        (
            [.init("SELECT * FROM Hash WHERE pk = 'a'"), .init("SELECT * FROM Hash WHERE n = 1")],
            "Validation failed in TransactStatements[1]: Select statements within ExecuteTransaction must specify the primary key in the where clause."
        ),
        (
            [.init("DELETE FROM Hash")],
            "Validation failed in TransactStatements[0]: Where clause does not contain a mandatory equality on all key attributes"
        ),
        (
            [.init("DELETE Hash")],
            "Validation failed in TransactStatements[0]: Statement wasn't well formed, can't be processed: Expected FROM, found Hash at 1:8"
        ),
        (
            [.init("SELECT * FROM Hash WHERE pk = 'a'"), .init("DELETE FROM Hash WHERE pk = 'b'")],
            "ExecuteTransaction API does not support both read and write operations in the same request."
        ),
        (
            [.init("EXISTS(SELECT * FROM Hash WHERE pk = 'a')"), .init("DELETE FROM Hash WHERE pk = 'b'")],
            "Validation failed in TransactStatements[0]: EXISTS() must contain a single item read with additional condition"
        ),
        (
            [.init("DELETE FROM Hash WHERE pk = 'b'"), .init("EXISTS(SELECT * FROM Hash WHERE n = 1)")],
            "Validation failed in TransactStatements[1]: EXISTS() must contain a single item read with additional condition"
        ),
        (
            [.init("DELETE FROM Hash WHERE pk = 'a' AND m <> <<'b', 'b'>>")],
            "Validation failed in TransactStatements[0]: One or more parameter values were invalid: Input collection [b, b] contains duplicates."
        ),
        (
            [.init("DELETE FROM Hash WHERE pk = 'a' AND m <> ?", parameters: [.stringSet(["b", "b"])])],
            "One or more parameter values were invalid: Input collection [b, b] contains duplicates."
        ),
        (
            [.init("SELECT * FROM Hash WHERE pk = 'a' AND attribute_exists(n)")],
            "Validation failed in TransactStatements[0]: Select statements within ExecuteTransaction must specify the primary key in the where clause."
        ),
        (
            [.init("EXISTS(SELECT * FROM Hash WHERE pk = 'a' AND n = 1)"), .init("DELETE FROM Hash WHERE pk = 'a'")],
            "Transaction request cannot include multiple operations on one item"
        ),
        (
            [.init("SELECT * FROM Hash WHERE pk = 'a'"), .init("SELECT n FROM Hash WHERE 'a' = pk")],
            "Transaction request cannot include multiple operations on one item"
        ),
    ]

    @Test(arguments: kinds)
    func `a transaction as a whole obeys its rules`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            for (statements, message) in Self.refused {
                let error = await failure { () throws(DynamoDBError) in
                    try await self.execute(statements, in: database)
                }
                #expect(error?.code == .validation)
                #expect(error?.message == message)
            }
            let missing = await failure { () throws(DynamoDBError) in
                try await self.execute([.init("DELETE FROM nope WHERE pk = 'a'")], in: database)
            }
            #expect(missing?.code == .resourceNotFound)
            let numbers = try await self.numbers(in: database)
            #expect(numbers == ["a": 1, "b": 2])
        }
    }
}
