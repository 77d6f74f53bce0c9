// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

extension QuickStart {
    /// Mistakes, and what is said about them.
    mutating func makeMistakes() async {
        let database = self.database
        let logger = self.logger
        let client = DynamoDBClient(tableName: Self.agentsTable, database: database, logger: logger)
        let narrator = self.narrator
        func print(_ line: String) { narrator.result(line) }
        self.narrator.part("Mistakes, on purpose")

        self.narrator.step("Half a key")
        self.narrator.show(
            """
            let halfKey = await client.get(
                partitionKey: "team_code", partitionValue: "AT-001")
            print(halfKey.error?.message ?? "no error")
            """)
        let halfKey = await client.get(
            partitionKey: "team_code", partitionValue: "AT-001")
        print(halfKey.error?.message ?? "no error")
        self.narrator.expect(halfKey.error?.code == .validation, "half a key is refused")

        self.narrator.step("A placeholder without a value")
        self.narrator.show(
            """
            let unbound = await client.delete(
                key: ["team_code": "AT-001", "id": "AG-001"],
                conditionExpression: Condition("version = :expected"))
            print(unbound.error?.message ?? "no error")
            """)
        let unbound = await client.delete(
            key: ["team_code": "AT-001", "id": "AG-001"],
            conditionExpression: Condition("version = :expected"))
        print(unbound.error?.message ?? "no error")
        self.narrator.expect(unbound.error?.code == .validation, "the unbound placeholder is refused")

        self.narrator.step("A table that is not there")
        self.narrator.show(
            """
            let elsewhere = DynamoDBClient(
                tableName: "no-such-table", database: database, logger: logger)
            let nowhere = await elsewhere.count()
            print(nowhere.error?.description ?? "no error")
            """)
        let elsewhere = DynamoDBClient(
            tableName: "no-such-table", database: database, logger: logger)
        let nowhere = await elsewhere.count()
        print(nowhere.error?.description ?? "no error")
        self.narrator.expect(nowhere.error?.code == .resourceNotFound, "the missing table is noticed")
        self.narrator.expect(!nowhere.success, "and is no count of 0")
    }

    /// Deletes some agents and looks at the table.
    mutating func cleanUp() async {
        let client = DynamoDBClient(tableName: Self.agentsTable, database: self.database, logger: self.logger)
        let narrator = self.narrator
        func print(_ line: String) { narrator.result(line) }
        self.narrator.part("Deleting, and the table itself")

        self.narrator.step("Delete only what is not active")
        self.narrator.say(
            """
            A condition can also be text with placeholders, as in existing code.
            """)
        self.narrator.show(
            """
            let spared = await client.delete(
                key: ["team_code": "AT-001", "id": "AG-002"],
                conditionExpression: Condition(
                    "active = :expected", values: [":expected": false]))
            print("success: \\(spared.success)")
            """)
        let spared = await client.delete(
            key: ["team_code": "AT-001", "id": "AG-002"],
            conditionExpression: Condition(
                "active = :expected", values: [":expected": false]))
        print("success: \(spared.success)")
        self.narrator.expect(spared.error?.code == .conditionalCheckFailed, "an active agent is spared")

        self.narrator.step("Delete several")
        self.narrator.show(
            """
            let removed = await client.batchDelete(keys: [
                ["team_code": "AT-001", "id": "AG-004"],
                ["team_code": "AT-002", "id": "AG-103"],
            ])
            let still = await client.exists(
                partitionKey: "team_code", partitionValue: "AT-001",
                sortKey: "id", sortValue: "AG-004")
            print("successful: \\(removed.successful), still there: \\(still.exists)")
            """)
        let removed = await client.batchDelete(keys: [
            ["team_code": "AT-001", "id": "AG-004"],
            ["team_code": "AT-002", "id": "AG-103"],
        ])
        let still = await client.exists(
            partitionKey: "team_code", partitionValue: "AT-001",
            sortKey: "id", sortValue: "AG-004")
        print("successful: \(removed.successful), still there: \(still.exists)")
        self.narrator.expect(removed.successful == 2 && !still.exists, "both are deleted")

        self.narrator.step("What the table says of itself")
        self.narrator.show(
            """
            let table = await client.tableInfo()
            if let info = table.info {
                print("\\(info.name): \\(info.status), \\(info.itemCount) items")
                let keys = info.keySchema.map { "\\($0.key) \\($0.value)" }
                print("keys: \\(keys.sorted().joined(separator: ", "))")
            }
            """)
        let table = await client.tableInfo()
        if let info = table.info {
            print("\(info.name): \(info.status), \(info.itemCount) items")
            let keys = info.keySchema.map { "\($0.key) \($0.value)" }
            print("keys: \(keys.sorted().joined(separator: ", "))")
        }
        self.narrator.expect(table.info?.status == "ACTIVE", "the table can be used")
        self.narrator.expect(!self.isCurrent || table.info?.itemCount == 8, "eight agents are left")
    }
}
