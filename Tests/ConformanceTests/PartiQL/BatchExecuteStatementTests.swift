// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct BatchExecuteStatementTests {
    private static let kinds = DatabaseUnderTest.available(with: .statements)

    private func run(
        _ kind: DatabaseUnderTest, _ body: (any DynamoDBDatabase) async throws -> Void
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.createTable(Fixtures.composite)
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "a", "n": 1, "m": ["k": 2]]))
            _ = try await database.putItem(
                PutItemInput(tableName: "Composite", item: ["pk": "p", "sk": "s", "n": 1]))
            try await body(database)
        }
    }

    @Test(arguments: kinds)
    func `reads of a batch are answered in their order, each by itself`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let output = try await database.batchExecuteStatement(
                BatchExecuteStatementInput(
                    statements: [
                        .init(
                            "SELECT * FROM Composite WHERE pk = 'p' AND sk = ?", parameters: ["s"], consistentRead: true
                        ),
                        .init("SELECT m.k FROM Hash WHERE pk = 'a'"),
                        .init("SELECT * FROM Hash WHERE pk = 'none'"), .init("SELECT * FROM Hash WHERE n = 1"),
                        .init("SELECT * FROM Composite WHERE pk = 'p' AND sk = 's' AND n = 1"),
                        .init("SELECT * FROM nope WHERE pk = 'a'"), .init("SELECT FROM"),
                        .init("SELECT * FROM Hash WHERE pk = ?"), .init("SELECT * FROM Hash WHERE pk = 1"),
                    ], returnConsumedCapacity: .total))
            let mustFixKey =
                "Select statements within BatchExecuteStatement must specify the primary key in the where clause."
            #expect(
                output.responses == [
                    .init(tableName: "Composite", item: ["pk": "p", "sk": "s", "n": 1]),
                    .init(tableName: "Hash", item: ["k": 2]), .init(tableName: "Hash"),
                    .init(error: .init(.validationError, mustFixKey), tableName: "Hash"),
                    .init(error: .init(.validationError, mustFixKey), tableName: "Composite"),
                    .init(error: .init(.resourceNotFound, "Requested resource not found"), tableName: "nope"),
                    .init(
                        error: .init(
                            .validationError,
                            "Statement wasn't well formed, can't be processed: Expected the name of an attribute, found FROM at 1:8"
                        )),
                    .init(
                        error: .init(.validationError, "Number of parameters in request and statement don't match.")),
                    .init(
                        error: .init(.validationError, "The provided key element does not match the schema"),
                        tableName: "Hash"),
                ])
            #expect(output.consumedCapacity?.map(\.capacityUnits) == [1, 0.5, 0.5])
            #expect(output.consumedCapacity?.map(\.tableName) == ["Composite", "Hash", "Hash"])
        }
    }

    @Test(arguments: kinds)
    func `a write of a batch that fails leaves the others be`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let output = try await database.batchExecuteStatement(
                BatchExecuteStatementInput(statements: [
                    .init("INSERT INTO Hash VALUE {'pk': 'b'}"),
                    .init("INSERT INTO Composite VALUE {'pk':'p','sk':'s'}"),
                    .init(
                        "UPDATE Hash SET n = 5 WHERE pk = 'a' AND n = 9", returnValuesOnConditionCheckFailure: .allOld),
                    .init("UPDATE Hash SET n = 5 WHERE pk = 'none'"),
                    .init("DELETE FROM Composite WHERE pk = 'p' AND sk = 'other' RETURNING ALL OLD *"),
                    .init("FROM Hash SET n = 5"), .init("INSERT INTO Hash VALUE {'n': 1}"),
                ]))
            #expect(
                output.responses == [
                    .init(tableName: "Hash"),
                    .init(
                        error: .init(.duplicateItem, "Duplicate primary key exists in table"), tableName: "Composite"),
                    .init(
                        error: .init(
                            .conditionalCheckFailed, "The conditional request failed",
                            item: ["pk": "a", "n": 1, "m": ["k": 2]]), tableName: "Hash"),
                    .init(
                        error: .init(.conditionalCheckFailed, "The conditional request failed"), tableName: "Hash"),
                    .init(tableName: "Composite"),
                    .init(
                        error: .init(
                            .validationError, "Where clause does not contain a mandatory equality on all key attributes"
                        ), tableName: "Hash"),
                    .init(
                        error: .init(
                            .validationError,
                            "One or more parameter values were invalid: Missing the key pk in the item"),
                        tableName: "Hash"),
                ])
            #expect(output.consumedCapacity == nil)
            #expect(try await database.scan(ScanInput(tableName: "Hash")).count == 2)
            let deleted = try await database.batchExecuteStatement(
                BatchExecuteStatementInput(statements: [.init("DELETE FROM Hash WHERE pk = 'b' RETURNING ALL OLD *")]))
            #expect(deleted.responses == [.init(tableName: "Hash", item: ["pk": "b"])])
        }
    }

    @Test(arguments: kinds)
    func `a batch as a whole obeys its rules`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let read = BatchStatementRequest("SELECT * FROM Hash WHERE pk = 'a'")
            let write = BatchStatementRequest("UPDATE Hash SET n = 2 WHERE pk = 'a'")
            for (statements, message) in [
                (
                    [] as [BatchStatementRequest],
                    "1 validation error detected: Value '[]' at 'statements' failed to satisfy constraint: Member must have length greater than or equal to 1"
                ), ([read, write], "Read and write requests together in the same batch is not supported."),
                ([read, read], "Provided list of item keys contains duplicates"),
                (
                    [write, .init("DELETE FROM Hash WHERE pk = ?", parameters: ["a"])],
                    "Provided list of item keys contains duplicates"
                ),
                (
                    [.init("", parameters: [])],
                    "2 validation errors detected: Value '[]' at 'statements.1.member.parameters' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'statements.1.member.statement' failed to satisfy constraint: Member must have length greater than or equal to 1"
                ),
            ] {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.batchExecuteStatement(BatchExecuteStatementInput(statements: statements))
                }
                #expect(error?.code == .validation)
                #expect(error?.message == message)
            }
            let many = (0..<26).map { BatchStatementRequest("SELECT * FROM Hash WHERE pk = '\($0)'") }
            let error = await failure { () throws(DynamoDBError) in
                try await database.batchExecuteStatement(BatchExecuteStatementInput(statements: many))
            }
            let message = error?.message ?? ""
            #expect(message.hasSuffix("Member must have length less than or equal to 25"))
            let most = try await database.batchExecuteStatement(
                BatchExecuteStatementInput(statements: Array(many.prefix(25))))
            #expect(most.responses.count == 25)
            #expect(
                try await database.getItem(GetItemInput(tableName: "Hash", key: ["pk": "a"])).item?["n"] == 1)
        }
    }

    @Test(arguments: kinds)
    func `what is no statement is told in its place, beside reads as beside writes`(
        kind: DatabaseUnderTest
    ) async throws {
        try await self.run(kind) { database in
            let malformed = BatchStatementRequest("SELEKT * FROM Hash WHERE pk = 'a'")
            let statements: [(String, Item?)] = [
                ("SELECT n FROM Hash WHERE pk = 'a'", ["n": 1]), ("DELETE FROM Hash WHERE pk = 'a'", nil),
            ]
            for (statement, item) in statements {
                let output = try await database.batchExecuteStatement(
                    BatchExecuteStatementInput(statements: [malformed, .init(statement), malformed]))
                #expect(output.responses.count == 3)
                for place in [0, 2] {
                    let error = output.responses[place].error
                    #expect(error?.code == .validationError)
                    #expect(error?.message?.hasPrefix("Statement wasn't well formed, can't be processed: ") == true)
                }
                #expect(output.responses[1] == .init(tableName: "Hash", item: item))
            }
            let alone = try await database.batchExecuteStatement(BatchExecuteStatementInput(statements: [malformed]))
            #expect(alone.responses.first?.error?.code == .validationError)
        }
    }
}
