// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

extension QuickStart {
    /// Creates, reads, changes and deletes one item.
    mutating func keepAUser() async {
        let database = self.database
        let logger = self.logger
        self.narrator.part("One item: create, get, update, delete")

        self.narrator.step("A client for one table")
        self.narrator.say(
            """
            Its calls never throw: each result says whether it was a success, and has the error if not. Failures \
            are logged, too; here the logger is a silent one.
            """)
        self.narrator.show(
            """
            let client = DynamoDBClient(
                tableName: "quickstart-users", database: database, logger: logger)
            """)
        let client = DynamoDBClient(
            tableName: "quickstart-users", database: database, logger: logger)
        self.narrator.result("ready")

        self.narrator.step("Create an item, but never over one that is there")
        self.narrator.show(
            """
            let created = await client.create(
                item: [
                    "pk": "user#123", "sk": "profile",
                    "name": "John Doe", "email": "john@example.com",
                ],
                preventOverwriteKey: "pk")
            """)
        let created = await client.create(
            item: [
                "pk": "user#123", "sk": "profile",
                "name": "John Doe", "email": "john@example.com",
            ],
            preventOverwriteKey: "pk")
        self.narrator.result("success: \(created.success)")
        self.narrator.expect(created.success, "the item is created")

        self.narrator.step("Create it again")
        self.narrator.show(
            """
            let again = await client.create(
                item: ["pk": "user#123", "sk": "profile", "name": "Impostor"],
                preventOverwriteKey: "pk")
            """)
        let again = await client.create(
            item: ["pk": "user#123", "sk": "profile", "name": "Impostor"],
            preventOverwriteKey: "pk")
        self.narrator.result("success: \(again.success), \(again.error?.code.description ?? "no error")")
        self.narrator.expect(again.error?.code == .conditionalCheckFailed, "the second one is refused")

        self.narrator.step("Get it")
        self.narrator.show(
            """
            let found = await client.get(
                partitionKey: "pk", partitionValue: "user#123",
                sortKey: "sk", sortValue: "profile")
            """)
        let found = await client.get(
            partitionKey: "pk", partitionValue: "user#123",
            sortKey: "sk", sortValue: "profile")
        if let item = found.item { self.narrator.result(item) }
        self.narrator.expect(found.item?["name"] == "John Doe", "the item is the one that was created")

        self.narrator.step("Change an attribute")
        self.narrator.show(
            """
            let updated = await client.update(
                key: ["pk": "user#123", "sk": "profile"],
                updates: ["name": "Jane Doe"])
            """)
        let updated = await client.update(
            key: ["pk": "user#123", "sk": "profile"],
            updates: ["name": "Jane Doe"])
        if let attributes = updated.attributes { self.narrator.result(attributes) }
        self.narrator.expect(updated.attributes == ["name": "Jane Doe"], "the new name is returned")

        self.narrator.step("Delete it, and see what it was")
        self.narrator.show(
            """
            let deleted = await client.delete(
                key: ["pk": "user#123", "sk": "profile"], returnOld: true)
            """)
        let deleted = await client.delete(
            key: ["pk": "user#123", "sk": "profile"], returnOld: true)
        if let item = deleted.item { self.narrator.result(item) }
        self.narrator.expect(deleted.item?["name"] == "Jane Doe", "the deleted item is returned")

        self.narrator.step("Get what is not there")
        self.narrator.say(
            """
            A missing item is no failure, and a failure is never shown as a missing item.
            """)
        self.narrator.show(
            """
            let missing = await client.get(
                partitionKey: "pk", partitionValue: "user#123",
                sortKey: "sk", sortValue: "profile")
            """)
        let missing = await client.get(
            partitionKey: "pk", partitionValue: "user#123",
            sortKey: "sk", sortValue: "profile")
        self.narrator.result("success: \(missing.success), item: \(missing.item == nil ? "none" : "one")")
        self.narrator.expect(missing.success && missing.item == nil, "a missing item is no failure")
    }
}
