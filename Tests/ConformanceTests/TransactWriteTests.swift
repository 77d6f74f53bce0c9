// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Transactions of writes, on every database.
struct TransactWriteTests {
    private static let cancelled = "Transaction cancelled, please refer cancellation reasons for specific reasons"

    /// Runs `body` on a database with both tables and two items: `a` in `Hash`, and `p`/`s` in `Composite`.
    private func run(_ kind: DatabaseUnderTest, _ body: (any DynamoDBDatabase) async throws -> Void) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await database.createTable(Fixtures.composite)
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "a", "n": 1]))
            _ = try await database.putItem(
                PutItemInput(tableName: "Composite", item: ["pk": "p", "sk": "s", "lsi1sk": "l", "n": 1]))
            try await body(database)
        }
    }

    private func item(_ key: Item, in table: String = "Hash", of database: any DynamoDBDatabase) async throws -> Item? {
        try await database.getItem(GetItemInput(tableName: table, key: key, consistentRead: true)).item
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction puts, updates, deletes and checks in several tables`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let output = try await database.transactWriteItems(
                TransactWriteItemsInput(transactItems: [
                    .put(["pk": "b", "n": 5], in: "Hash", condition: Attribute("pk").notExists),
                    .update(
                        ["pk": "new", "sk": "s"], in: "Composite", .set("title", to: "t").increment("n", by: 2),
                        condition: Attribute("pk").notExists),
                    .delete(["pk": "p", "sk": "s"], in: "Composite", condition: Attribute("n") == 1),
                    .check(["pk": "a"], in: "Hash", Attribute("n") < 2),
                ]))
            #expect((output.consumedCapacity ?? []) == [])
            #expect((output.itemCollectionMetrics ?? [:]) == [:])
            #expect(try await self.item(["pk": "b"], of: database) == ["pk": "b", "n": 5])
            #expect(
                try await self.item(["pk": "new", "sk": "s"], in: "Composite", of: database)
                    == ["pk": "new", "sk": "s", "title": "t", "n": 2])
            #expect(try await self.item(["pk": "p", "sk": "s"], in: "Composite", of: database) == nil)
            #expect(try await self.item(["pk": "a"], of: database) == ["pk": "a", "n": 1])
            let index = ScanInput(tableName: "Composite", indexName: "gsi1")
            #expect(try await database.scan(index).count == 0)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `every false condition is told, in order, and nothing is written`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let error = await failure { () throws(DynamoDBError) in
                try await database.transactWriteItems(
                    TransactWriteItemsInput(transactItems: [
                        .put(["pk": "b"], in: "Hash"),
                        .put(
                            ["pk": "a", "n": 9], in: "Hash", condition: Attribute("pk").notExists,
                            itemOnConditionFailure: true),
                        .check(["pk": "missing"], in: "Hash", Attribute("pk").exists, itemOnConditionFailure: true),
                        .delete(["pk": "p", "sk": "s"], in: "Composite"),
                        .update(["pk": "c"], in: "Hash", .set("n", to: 1), condition: Attribute("n") == 1),
                    ]))
            }
            #expect(error?.code == .transactionCanceled)
            #expect(
                error?.message
                    == "\(Self.cancelled) [None, ConditionalCheckFailed, ConditionalCheckFailed, None, ConditionalCheckFailed]"
            )
            let failed = CancellationReason(
                code: .conditionalCheckFailed, message: "The conditional request failed")
            var withItem = failed
            withItem.item = ["pk": "a", "n": 1]
            #expect(error?.cancellationReasons == [.none, withItem, failed, .none, failed])
            #expect(error.map { !"\($0)".contains("\"a\"") } == true)
            let items = try await database.scan(ScanInput(tableName: "Hash")).items
            #expect(items == [["pk": "a", "n": 1]])
            #expect(try await self.item(["pk": "p", "sk": "s"], in: "Composite", of: database) != nil)
        }
    }

    /// A transaction that is refused as a whole.
    struct Refused: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var code = DynamoDBError.Code.validation
        let message: String
        let input: TransactWriteItemsInput

        init(
            _ name: String, _ message: String, code: DynamoDBError.Code = .validation, _ actions: TransactWriteItem...,
            change: (inout TransactWriteItemsInput) -> Void = { _ in }
        ) {
            self.testDescription = name
            self.code = code
            self.message = message
            var input = TransactWriteItemsInput(transactItems: actions)
            change(&input)
            self.input = input
        }
    }

    private static let put = TransactWriteItem.put(TransactPut(tableName: "Hash", item: ["pk": "x"]))
    private static let emptyKey =
        "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: pk"

    private static func update(_ expression: String, key: Item = ["pk": "x"]) -> TransactWriteItem {
        .update(TransactUpdate(tableName: "Hash", key: key, updateExpression: expression))
    }

    static let refused: [Refused] = [
        Refused(
            "no actions",
            "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1"
        ),
        Refused(
            "an empty token",
            "1 validation error detected: Value '' at 'clientRequestToken' failed to satisfy constraint: Member must have length greater than or equal to 1",
            put, change: { $0.clientRequestToken = "" }),
        Refused(
            "a long token",
            "1 validation error detected: Value '\(String(repeating: "t", count: 37))' at 'clientRequestToken' failed to satisfy constraint: Member must have length less than or equal to 36",
            put, change: { $0.clientRequestToken = String(repeating: "t", count: 37) }),
        Refused(
            "an unknown choice",
            "1 validation error detected: Value 'SOME' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
            put, change: { $0.returnConsumedCapacity = .init(rawValue: "SOME") }),
        Refused(
            "an unknown choice of an action",
            "1 validation error detected: Value 'ALL' at 'transactItems.2.member.delete.returnValuesOnConditionCheckFailure' failed to satisfy constraint: Member must satisfy enum value set: [ALL_OLD, NONE]",
            put,
            .delete(
                TransactDelete(
                    tableName: "Hash", key: ["pk": "y"], returnValuesOnConditionCheckFailure: .init(rawValue: "ALL")))),
        Refused(
            "no table name",
            "1 validation error detected: Value '' at 'transactItems.1.member.put.tableName' failed to satisfy constraint: Member must have length greater than or equal to 1",
            .put(TransactPut(tableName: "", item: ["pk": "x"]))),
        Refused(
            "a table that does not exist", "Requested resource not found", code: .resourceNotFound,
            put, .put(TransactPut(tableName: "absent_table", item: ["pk": "x"]))),
        Refused(
            "a syntax error", "Invalid UpdateExpression: Syntax error; token: \"!\", near: \"SET !\"", put,
            update("SET !", key: ["pk": "y"])),
        Refused("no update", "Invalid UpdateExpression: The expression can not be empty;", update("")),
        Refused(
            "an undefined value",
            "Invalid UpdateExpression: An expression attribute value used in expression is not defined; attribute value: :v",
            update("SET a = :v")),
        Refused(
            "an unused name", "Value provided in ExpressionAttributeNames unused in expressions: keys: {#n}",
            .conditionCheck(
                TransactConditionCheck(
                    tableName: "Hash", key: ["pk": "x"], conditionExpression: "attribute_exists(pk)",
                    expressionAttributeNames: ["#n": "n"]))),
        Refused(
            "an item put that is too large", "Item size has exceeded the maximum allowed size", put,
            .put(
                TransactPut(tableName: "Hash", item: ["pk": "y", "d": .string(String(repeating: "d", count: 409_600))])
            )),
        Refused("an empty key of an update", emptyKey, update("REMOVE a", key: ["pk": ""])),
        Refused("an empty key of a delete", emptyKey, put, .delete(TransactDelete(tableName: "Hash", key: ["pk": ""]))),
        Refused(
            "an empty key of a check", emptyKey,
            .conditionCheck(
                TransactConditionCheck(
                    tableName: "Hash", key: ["pk": ""], conditionExpression: "attribute_exists(pk)"))),
        Refused(
            "one item twice", "Transaction request cannot include multiple operations on one item", put,
            .conditionCheck(
                TransactConditionCheck(
                    tableName: "Hash", key: ["pk": "x"], conditionExpression: "attribute_not_exists(pk)"))),
    ]

    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction that breaks a rule of the whole is refused with the words of the service`(
        kind: DatabaseUnderTest
    ) async throws {
        try await self.run(kind) { database in
            for refused in Self.refused {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.transactWriteItems(refused.input)
                }
                #expect(error?.code == refused.code, "\(refused.testDescription)")
                #expect(error?.message == refused.message, "\(refused.testDescription)")
                #expect(error?.cancellationReasons == [], "\(refused.testDescription)")
            }
            let items = try await database.scan(ScanInput(tableName: "Hash")).items
            #expect(items == [["pk": "a", "n": 1]])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `two names of one table do not make two items of one`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let arn = try await database.describeTable(DescribeTableInput(tableName: "Hash")).table.tableArn ?? ""
            let error = await failure { () throws(DynamoDBError) in
                try await database.transactWriteItems(
                    TransactWriteItemsInput(transactItems: [
                        .put(TransactPut(tableName: "Hash", item: ["pk": "x"])),
                        .delete(TransactDelete(tableName: arn, key: ["pk": "x"])),
                    ]))
            }
            #expect(error?.message == "Transaction request cannot include multiple operations on one item")
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an action that breaks a rule of its table or item is the one reason of a cancellation`(
        kind: DatabaseUnderTest
    ) async throws {
        let mismatch = "The provided key element does not match the schema"
        let falseCheck = TransactWriteItem.conditionCheck(
            TransactConditionCheck(
                tableName: "Hash", key: ["pk": "none"], conditionExpression: "attribute_exists(pk)"))
        let cases: [(action: TransactWriteItem, message: String)] = [
            (.delete(TransactDelete(tableName: "Hash", key: ["pk": 1])), mismatch),
            (.delete(TransactDelete(tableName: "Hash", key: [:])), mismatch),
            (.delete(TransactDelete(tableName: "Composite", key: ["pk": "p"])), mismatch),
            (Self.update("REMOVE a", key: ["pk": "x", "sk": "y"]), mismatch),
            (
                .put(TransactPut(tableName: "Hash", item: ["pk": 1])),
                "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N"
            ),
            (
                .put(TransactPut(tableName: "Hash", item: ["a": 1])),
                "One or more parameter values were invalid: Missing the key pk in the item"
            ),
            (
                .put(TransactPut(tableName: "Composite", item: ["pk": "q", "sk": "s", "group": 1])),
                "One or more parameter values were invalid: Type mismatch for Index Key group Expected: S Actual: N IndexName: gsi2"
            ),
            (
                Self.update("REMOVE pk"),
                "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key"
            ),
            (
                Self.update("SET m.a = n", key: ["pk": "a"]),
                "The document path provided in the update expression is invalid for update"
            ),
            (
                .update(
                    TransactUpdate(
                        tableName: "Hash", key: ["pk": "a"], updateExpression: "SET big = :b",
                        expressionAttributeValues: [":b": .string(String(repeating: "b", count: 409_599))])),
                "Item size to update has exceeded the maximum allowed size"
            ),
        ]
        try await self.run(kind) { database in
            for (action, message) in cases {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.transactWriteItems(
                        TransactWriteItemsInput(transactItems: [
                            falseCheck, action, Self.update("SET n = absent", key: ["pk": "other"]),
                        ]))
                }
                #expect(error?.code == .transactionCanceled)
                #expect(
                    error?.cancellationReasons
                        == [.none, CancellationReason(code: .validationError, message: message), .none])
                #expect(error?.message == "\(Self.cancelled) [None, ValidationError, None]")
            }
            // The keys of all actions come first.
            let error = await failure { () throws(DynamoDBError) in
                try await database.transactWriteItems(
                    TransactWriteItemsInput(transactItems: [
                        falseCheck, Self.update("SET m.a = n", key: ["pk": "a"]), Self.update("SET n = n", key: [:]),
                    ]))
            }
            #expect(
                error?.cancellationReasons
                    == [.none, .none, CancellationReason(code: .validationError, message: mismatch)])
            let items = try await database.scan(ScanInput(tableName: "Hash")).items
            #expect(items == [["pk": "a", "n": 1]])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction has a hundred actions and not one more`(kind: DatabaseUnderTest) async throws {
        func input(_ count: Int) -> TransactWriteItemsInput {
            TransactWriteItemsInput(
                transactItems: (0..<count).map {
                    .put(TransactPut(tableName: "Hash", item: ["pk": .string("item\($0)")]))
                })
        }
        try await self.run(kind) { database in
            _ = try await database.transactWriteItems(input(100))
            #expect(try await database.scan(ScanInput(tableName: "Hash")).count == 101)
            let error = await failure { () throws(DynamoDBError) in
                try await database.transactWriteItems(input(101))
            }
            #expect(error?.code == .validation)
            let suffix =
                "' at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100"
            #expect(error?.message.hasSuffix(suffix) == true)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction brings 4 MB at most`(kind: DatabaseUnderTest) async throws {
        func input(_ count: Int) -> TransactWriteItemsInput {
            let data = AttributeValue.string(String(repeating: "d", count: 400_000))
            return TransactWriteItemsInput(
                transactItems: (0..<count).map {
                    .put(TransactPut(tableName: "Hash", item: ["pk": .string("item\($0)"), "d": data]))
                })
        }
        try await self.run(kind) { database in
            _ = try await database.transactWriteItems(input(10))
            let error = await failure { () throws(DynamoDBError) in try await database.transactWriteItems(input(11)) }
            #expect(error?.code == .validation)
            #expect(error?.message.contains("size cannot exceed 4MB") == true)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an update in a transaction makes the missing item, unless it only removes`(kind: DatabaseUnderTest)
        async throws
    {
        try await self.run(kind) { database in
            _ = try await database.transactWriteItems(
                TransactWriteItemsInput(transactItems: [
                    .update(["pk": "made"], in: "Hash", .set("n", to: 1)),
                    .update(["pk": "unmade"], in: "Hash", .remove("n")),
                    .update(["pk": "a"], in: "Hash", .remove("missing")),
                    .delete(["pk": "nothing"], in: "Hash"),
                ]))
            #expect(try await self.item(["pk": "made"], of: database) == ["pk": "made", "n": 1])
            #expect(try await self.item(["pk": "unmade"], of: database) == nil)
            #expect(try await self.item(["pk": "a"], of: database) == ["pk": "a", "n": 1])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction costs twice in the table and once in its indexes`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            var input = try TransactWriteItemsInput(
                transactItems: [
                    .put(["pk": "b", "d": .string(String(repeating: "d", count: 1500))], in: "Hash"),
                    .check(["pk": "a"], in: "Hash", Attribute("pk").exists),
                    .update(["pk": "q", "sk": "s"], in: "Composite", .set("lsi1sk", to: "l")),
                    .delete(["pk": "none", "sk": "s"], in: "Composite"),
                ], returnConsumedCapacity: .indexes)
            let one = Capacity(capacityUnits: 1)
            #expect(
                try await database.transactWriteItems(input).consumedCapacity == [
                    ConsumedCapacity(
                        tableName: "Hash", capacityUnits: 6, writeCapacityUnits: 6,
                        table: Capacity(capacityUnits: 6, writeCapacityUnits: 6)),
                    ConsumedCapacity(
                        tableName: "Composite", capacityUnits: 6, writeCapacityUnits: 6,
                        table: Capacity(capacityUnits: 4, writeCapacityUnits: 4),
                        localSecondaryIndexes: ["lsi1": one], globalSecondaryIndexes: ["gsi1": one]),
                ])
            input.returnConsumedCapacity = .total
            #expect(
                try await database.transactWriteItems(input).consumedCapacity == [
                    ConsumedCapacity(tableName: "Hash", capacityUnits: 6, writeCapacityUnits: 6),
                    ConsumedCapacity(tableName: "Composite", capacityUnits: 4, writeCapacityUnits: 4),
                ])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `the sizes of changed collections are told for tables with a local index`(kind: DatabaseUnderTest) async throws
    {
        try await self.run(kind) { database in
            let output = try await database.transactWriteItems(
                TransactWriteItemsInput(
                    transactItems: [
                        .put(["pk": "b"], in: "Hash"),
                        .put(["pk": "q", "sk": "1"], in: "Composite"),
                        .put(["pk": "q", "sk": "2"], in: "Composite"),
                        .delete(["pk": "r", "sk": "2"], in: "Composite"),
                        .check(["pk": "p", "sk": "s"], in: "Composite", Attribute("pk").exists),
                    ], returnItemCollectionMetrics: .size))
            #expect(
                output.itemCollectionMetrics == [
                    "Composite": [
                        ItemCollectionMetrics(itemCollectionKey: ["pk": "q"], sizeEstimateRangeGB: [0, 1]),
                        ItemCollectionMetrics(itemCollectionKey: ["pk": "r"], sizeEstimateRangeGB: [0, 1]),
                    ]
                ])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a transaction with one token happens once, and costs reads after that`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            var input = try TransactWriteItemsInput(
                transactItems: [
                    .update(["pk": "a"], in: "Hash", .increment("n")),
                    .put(["pk": "b", "d": .string(String(repeating: "d", count: 5000))], in: "Hash"),
                ], clientRequestToken: "token-1")
            _ = try await database.transactWriteItems(input)
            #expect(try await database.transactWriteItems(input) == TransactWriteItemsOutput())
            input.returnConsumedCapacity = .indexes
            #expect(
                try await database.transactWriteItems(input).consumedCapacity == [
                    ConsumedCapacity(
                        tableName: "Hash", capacityUnits: 6, readCapacityUnits: 6,
                        table: Capacity(capacityUnits: 6, readCapacityUnits: 6))
                ])
            #expect(try await self.item(["pk": "a"], of: database)?["n"] == 2)

            var other = input
            other.transactItems.removeLast()
            let mismatch = await failure { () throws(DynamoDBError) in try await database.transactWriteItems(other) }
            #expect(mismatch?.code == .idempotentParameterMismatch)
            // Clients send the members of a set in any order.
            func sets(_ members: [String]) throws -> TransactWriteItemsInput {
                try TransactWriteItemsInput(
                    transactItems: [
                        .put(["pk": "c", "l": [.stringSet(members)]], in: "Hash"),
                        .update(
                            ["pk": "d"], in: "Hash", .set("s", to: AttributeValue.stringSet(members))),
                    ], clientRequestToken: "token-3")
            }
            _ = try await database.transactWriteItems(sets(["x", "y"]))
            _ = try await database.transactWriteItems(sets(["y", "x"]))
            other.clientRequestToken = "token-2"
            _ = try await database.transactWriteItems(other)
            #expect(try await self.item(["pk": "a"], of: database)?["n"] == 3)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a cancelled transaction is not remembered by its token`(kind: DatabaseUnderTest) async throws {
        try await self.run(kind) { database in
            let input = try TransactWriteItemsInput(
                transactItems: [.update(["pk": "a"], in: "Hash", .increment("n"), condition: Attribute("n") == 2)],
                clientRequestToken: "token")
            let error = await failure { () throws(DynamoDBError) in try await database.transactWriteItems(input) }
            #expect(error?.code == .transactionCanceled)
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "a", "n": 2]))
            _ = try await database.transactWriteItems(input)
            #expect(try await self.item(["pk": "a"], of: database)?["n"] == 3)
        }
    }
}
