// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// `INSERT`, `UPDATE` and `DELETE`.
struct WriteStatementTests {
    private static let kinds = DatabaseUnderTest.available(with: .statements)

    private func run(
        _ kind: DatabaseUnderTest, _ body: (any DynamoDBDatabase) async throws -> Void
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.createTable(Fixtures.composite)
            _ = try await database.putItem(
                PutItemInput(
                    tableName: "Hash", item: ["pk": "a", "n": 1, "l": [1], "s": .stringSet(["x"]), "m": ["k": 1]]))
            try await body(database)
        }
    }

    private func item(_ key: String, of database: any DynamoDBDatabase) async throws -> Item? {
        try await database.getItem(GetItemInput(tableName: "Hash", key: ["pk": .string(key)])).item
    }

    @Test(arguments: kinds)
    func `an insert writes a new item, and refuses a second one`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let input = ExecuteStatementInput(
                statement:
                    "INSERT INTO \"Hash\" VALUE {'pk': ?, 'n': -1.5, 's': <<'b', 'a'>>, 'x': {'y': [null, true]}}",
                parameters: ["new"], returnConsumedCapacity: .total)
            let output = try await database.executeStatement(input)
            #expect(output.items.isEmpty && output.consumedCapacity?.capacityUnits == 1)
            let item: Item = ["pk": "new", "n": -1.5, "s": .stringSet(["a", "b"]), "x": ["y": [nil, true]]]
            #expect(try await self.item("new", of: database) == item)
            let error = await failure { () throws(DynamoDBError) in try await database.executeStatement(input) }
            #expect(error?.code == .duplicateItem)
            #expect(error?.message == "Duplicate primary key exists in table")
            #expect(try await self.item("new", of: database) == item)
        }
    }

    private static let updates: [(statement: String, items: [Item], after: Item)] = [
        (
            "UPDATE Hash SET n = n + 1 SET z = 'y' REMOVE l WHERE pk = 'a'", [],
            ["pk": "a", "n": 2, "z": "y", "s": .stringSet(["x"]), "m": ["k": 1]]
        ),
        (
            "UPDATE Hash SET l = list_append(l, [2, 3]), m.k = n, m.j = 'z' WHERE 'a' = pk RETURNING MODIFIED NEW *",
            [["l": [1, 2, 3], "m": ["k": 1, "j": "z"]]],
            ["pk": "a", "n": 1, "l": [1, 2, 3], "s": .stringSet(["x"]), "m": ["k": 1, "j": "z"]]
        ),
        (
            "UPDATE Hash SET s = set_add(s, <<'y'>>) WHERE pk = 'a' RETURNING MODIFIED OLD *",
            [["s": .stringSet(["x"])]],
            ["pk": "a", "n": 1, "l": [1], "s": .stringSet(["x", "y"]), "m": ["k": 1]]
        ),
        (
            "UPDATE Hash SET s = set_delete(s, <<'x'>>) REMOVE m.k, l[0] WHERE pk = 'a' AND n = 1 RETURNING ALL NEW *",
            [["pk": "a", "n": 1, "l": [], "m": [:]]], ["pk": "a", "n": 1, "l": [], "m": [:]]
        ),
        (
            "UPDATE Hash SET n = 5 WHERE pk = 'a' RETURNING ALL OLD *",
            [["pk": "a", "n": 1, "l": [1], "s": .stringSet(["x"]), "m": ["k": 1]]],
            ["pk": "a", "n": 5, "l": [1], "s": .stringSet(["x"]), "m": ["k": 1]]
        ),
        (
            "FROM Hash WHERE pk = 'a' AND attribute_exists(m.k) SET n = 7 REMOVE l, s RETURNING ALL NEW *",
            [["pk": "a", "n": 7, "m": ["k": 1]]], ["pk": "a", "n": 7, "m": ["k": 1]]
        ),
        (
            "UPDATE Hash SET l = [] WHERE pk = 'a' AND l IS LIST AND n IS NOT STRING AND ATTRIBUTE_NOT_EXISTS(x)", [],
            ["pk": "a", "n": 1, "l": [], "s": .stringSet(["x"]), "m": ["k": 1]]
        ),
        (
            "UPDATE Hash REMOVE absent WHERE pk = 'a' RETURNING MODIFIED NEW *", [],
            ["pk": "a", "n": 1, "l": [1], "s": .stringSet(["x"]), "m": ["k": 1]]
        ),
    ]

    @Test(arguments: kinds)
    func `an update changes an item, and returns what it was asked for`(kind: DatabaseUnderTest) async throws {
        for (statement, items, after) in Self.updates {
            try await self.run(kind) { database in
                let output = try await database.executeStatement(ExecuteStatementInput(statement: statement))
                #expect(output.items == items, "\(statement)")
                #expect(try await self.item("a", of: database) == after, "\(statement)")
            }
        }
    }

    @Test(arguments: kinds)
    func `a delete removes the item, and is content with none`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let item = try await self.item("a", of: database)
            let input = ExecuteStatementInput(
                statement: "DELETE FROM Hash WHERE pk = ? RETURNING ALL OLD *", parameters: ["a"])
            #expect(try await database.executeStatement(input).items == [item])
            #expect(try await self.item("a", of: database) == nil)
            #expect(try await database.executeStatement(input).items == [])
            // What else it asks for is asked of an item that is there.
            for condition in ["n = 1", "attribute_exists(pk)", "pk = 'a'"] {
                let statement = "DELETE FROM Hash WHERE pk = 'a' AND \(condition) RETURNING ALL OLD *"
                #expect(try await database.executeStatement(ExecuteStatementInput(statement: statement)).items == [])
                _ = try await database.executeTransaction(
                    ExecuteTransactionInput(transactStatements: [
                        ParameterizedStatement("DELETE FROM Hash WHERE pk = 'a' AND \(condition)")
                    ]))
            }
        }
    }

    private static let failing: [(statement: String, code: DynamoDBError.Code, message: String)] = [
        ("UPDATE Hash SET n = 1 WHERE pk = 'none'", .conditionalCheckFailed, "The conditional request failed"),
        ("UPDATE Hash REMOVE n WHERE pk = 'none'", .conditionalCheckFailed, "The conditional request failed"),
        ("UPDATE Hash SET n = 1 WHERE pk = 'a' AND n = 2", .conditionalCheckFailed, "The conditional request failed"),
        ("DELETE FROM Hash WHERE pk = 'a' AND n > 1", .conditionalCheckFailed, "The conditional request failed"),
        (
            "DELETE FROM Hash WHERE pk = 'a' AND pk = 'b'", .validation,
            "Multiple conditions on same key pk. Only single item Update/Insert/Delete are supported"
        ),
        (
            "UPDATE Composite SET n = 1 WHERE pk = 'a' AND sk = 'b' AND n = 1 AND 'c' = sk", .validation,
            "Multiple conditions on same key sk. Only single item Update/Insert/Delete are supported"
        ),
        (
            "DELETE FROM Hash WHERE pk = 'a' AND attribute_exists(absent)", .conditionalCheckFailed,
            "The conditional request failed"
        ),
        (
            "UPDATE Hash SET n = 1 WHERE pk = 'none' AND attribute_not_exists(pk)", .conditionalCheckFailed,
            "The conditional request failed"
        ),
        ("FROM Hash WHERE pk = 'none' SET n = 1", .conditionalCheckFailed, "The conditional request failed"),
        (
            "FROM Hash WHERE n = 1 SET n = 1", .validation,
            "Where clause does not contain a mandatory equality on all key attributes"
        ),
        (
            "DELETE FROM Hash WHERE pk = 'a' AND s <> <<'b', 'b'>>", .validation,
            "One or more parameter values were invalid: Input collection [b, b] contains duplicates."
        ),
        (
            "UPDATE Hash SET s = set_add(s, <<'z', 'z'>>) WHERE pk = 'none'", .validation,
            "One or more parameter values were invalid: Input collection [z, z] contains duplicates."
        ),
        (
            "UPDATE Hash SET n = 1", .validation,
            "Where clause does not contain a mandatory equality on all key attributes"
        ),
        (
            "UPDATE Composite SET n = 1 WHERE pk = 'a'", .validation,
            "Where clause does not contain a mandatory equality on all key attributes"
        ),
        (
            "DELETE FROM Composite WHERE pk = 'a' AND sk > 'b'", .validation,
            "Where clause does not contain a mandatory equality on all key attributes"
        ),
        (
            "DELETE FROM Hash WHERE pk = 'a' OR n = 1", .validation,
            "Where clause does not contain a mandatory equality on all key attributes"
        ),
        ("DELETE FROM Hash WHERE pk = 1", .validation, "The provided key element does not match the schema"),
        (
            "UPDATE Hash SET pk = 'b' WHERE pk = 'a'", .validation,
            "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key"
        ),
        (
            "UPDATE Hash SET n = absent WHERE pk = 'a'", .validation,
            "The provided expression refers to an attribute that does not exist in the item"
        ),
        (
            "UPDATE Hash SET l = l + 1 WHERE pk = 'a'", .validation,
            "An operand in the update expression has an incorrect data type"
        ),
        (
            "UPDATE Hash SET n.x = 1 WHERE pk = 'a'", .validation,
            "The document path provided in the update expression is invalid for update"
        ),
        (
            "INSERT INTO Hash VALUE {'n': 1}", .validation,
            "One or more parameter values were invalid: Missing the key pk in the item"
        ),
        (
            "INSERT INTO Hash VALUE {'pk': 1}", .validation,
            "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N"
        ),
        (
            "INSERT INTO Hash VALUE {'pk': ''}", .validation,
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk"
        ),
        (
            "INSERT INTO Hash VALUE {'pk': 'b', 's': <<'x', 'x'>>}", .validation,
            "One or more parameter values were invalid: Input collection [x, x] contains duplicates."
        ),
        (
            "INSERT INTO Composite VALUE {'pk': 'b', 'sk': 'c', 'rank': 'x'}", .validation,
            "One or more parameter values were invalid: Type mismatch for Index Key rank Expected: N Actual: S IndexName: gsi2"
        ),
        ("INSERT INTO nope VALUE {'pk': 'b'}", .resourceNotFound, "Requested resource not found"),
        (
            "DELETE FROM Hash WHERE pk = 'x' RETURNING ALL NEW *", .validation,
            "Invalid returning clause: RETURNING ALL NEW *. Only RETURNING ALL OLD * is allowed in DELETE statements."
        ),
        (
            "DELETE FROM nope WHERE", .validation,
            "Statement wasn't well formed, can't be processed: Expected an attribute or a value, found the end at 1:23"
        ),
        (
            "", .validation,
            "1 validation error detected: Value '' at 'statement' failed to satisfy constraint: Member must have length greater than or equal to 1"
        ),
    ]

    @Test(arguments: kinds)
    func `a write that cannot be changes nothing`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let before = try await self.item("a", of: database)
            for (statement, code, message) in Self.failing {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.executeStatement(ExecuteStatementInput(statement: statement))
                }
                #expect(error?.code == code, "\(statement)")
                #expect(error?.message == message, "\(statement)")
                #expect(error?.item == nil)
            }
            #expect(try await self.item("a", of: database) == before)
            #expect(try await database.scan(ScanInput(tableName: "Hash")).count == 1)
            #expect(try await database.scan(ScanInput(tableName: "Composite")).count == 0)
        }
    }

    @Test(arguments: kinds)
    func `a false condition has the item if it was asked for`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            for statement in [
                "UPDATE Hash SET n = 1 WHERE pk = 'a' AND n = 2", "DELETE FROM Hash WHERE pk = 'a' AND n = 2",
            ] {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.executeStatement(
                        ExecuteStatementInput(statement: statement, returnValuesOnConditionCheckFailure: .allOld))
                }
                #expect(error?.code == .conditionalCheckFailed)
                #expect(error?.item?["n"] == 1)
            }
        }
    }

    @Test(arguments: kinds)
    func `a statement keeps the indexes, and costs what the operation costs`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            func consumed(_ statement: String) async throws -> ConsumedCapacity? {
                try await database.executeStatement(
                    ExecuteStatementInput(statement: statement, returnConsumedCapacity: .indexes)
                ).consumedCapacity
            }
            let insert = try await consumed("INSERT INTO Composite VALUE {'pk':'p','sk':'s','group':'g','rank':1}")
            #expect(insert?.capacityUnits == 2 && insert?.globalSecondaryIndexes?["gsi2"]?.capacityUnits == 1)
            let moved = try await consumed("UPDATE Composite SET rank = 2 WHERE sk = 's' AND pk = 'p'")
            #expect(moved?.capacityUnits == 3 && moved?.globalSecondaryIndexes?["gsi2"]?.capacityUnits == 2)
            let index = ScanInput(tableName: "Composite", indexName: "gsi2")
            #expect(try await database.scan(index).items == [["pk": "p", "sk": "s", "group": "g", "rank": 2]])
            #expect(try await consumed("DELETE FROM Composite WHERE pk = 'p' AND sk = 's'")?.capacityUnits == 2)
            #expect(try await database.scan(index).count == 0)
        }
    }

    @Test(arguments: kinds)
    func `a list of parameters is not empty`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            for (parameters, message) in [
                (
                    [] as [AttributeValue],
                    "1 validation error detected: Value '[]' at 'parameters' failed to satisfy constraint: Member must have length greater than or equal to 1"
                ), (["a", "b"], "Number of parameters in request and statement don't match."),
                (
                    [.stringSet([])], "One or more parameter values were invalid: An string set  may not be empty"
                ),
            ] {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.executeStatement(
                        ExecuteStatementInput(statement: "SELECT * FROM Hash WHERE pk = ?", parameters: parameters))
                }
                #expect(error?.code == .validation)
                #expect(error?.message == message)
            }
        }
    }
}
