// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

extension QuickStart {
    /// Counts, appends and changes nested attributes.
    mutating func changeAgents() async {
        let client = DynamoDBClient(tableName: Self.agentsTable, database: self.database, logger: self.logger)
        let key: Item = ["team_code": "AT-001", "id": "AG-001"]
        let narrator = self.narrator
        func print(_ line: String) { narrator.result(line) }
        self.narrator.part("Changes that cannot get lost")
        self.narrator.show(#"let key: Item = ["team_code": "AT-001", "id": "AG-001"]"#)

        self.narrator.step("Count a call")
        self.narrator.say(
            """
            The addition happens in the database, so two programs never count the same number. A missing number \
            counts as 0.
            """)
        self.narrator.show(
            """
            let calls = await client.increment(key: key, attribute: "calls")
            """)
        let calls = await client.increment(key: key, attribute: "calls")
        self.narrator.result("\(calls.newValue?.description ?? "none")")
        self.narrator.expect(calls.newValue == 1, "the first call is counted")

        self.narrator.step("Take away")
        self.narrator.show(
            """
            let tokens = await client.increment(
                key: key, attribute: "maxTokens", amount: -500)
            """)
        let tokens = await client.increment(
            key: key, attribute: "maxTokens", amount: -500)
        self.narrator.result("\(tokens.newValue?.description ?? "none")")
        self.narrator.expect(tokens.newValue == 3500, "4000 - 500 = 3500")

        self.narrator.step("Append to a list")
        self.narrator.show(
            """
            let events = await client.appendToList(
                key: key, attribute: "events",
                values: [["action": "deployed", "by": "system"]])
            """)
        let events = await client.appendToList(
            key: key, attribute: "events",
            values: [["action": "deployed", "by": "system"]])
        self.narrator.result("\(events.list?.count ?? 0) in the list")
        self.narrator.expect(events.list?.first?["action"] == "deployed", "the list is made and has the event")

        self.narrator.step("Change several attributes, and see the whole item")
        self.narrator.show(
            """
            let whole = await client.update(
                key: key,
                updates: ["active": false, "updatedAt": "2026-02-01T00:00:00Z"],
                returnValues: .allNew)
            print("\\(whole.attributes?.count ?? 0) attributes")
            """)
        let whole = await client.update(
            key: key,
            updates: ["active": false, "updatedAt": "2026-02-01T00:00:00Z"],
            returnValues: .allNew)
        print("\(whole.attributes?.count ?? 0) attributes")
        self.narrator.expect(whole.attributes?["active"] == false, "the agent is not active any more")
    }

    /// Two writers change one item; the second one notices.
    mutating func loseARace() async {
        let client = DynamoDBClient(tableName: Self.agentsTable, database: self.database, logger: self.logger)
        let narrator = self.narrator
        func print(_ line: String) { narrator.result(line) }
        let key: Item = ["team_code": "AT-002", "id": "AG-101"]
        self.narrator.part("Optimistic locking: two writers, one item")
        self.narrator.say("Both have read version 0.0.1, and each writes only if that is still the version.")
        self.narrator.show(#"let key: Item = ["team_code": "AT-002", "id": "AG-101"]"#)

        self.narrator.step("The first writer")
        self.narrator.show(
            """
            let won = await client.update(
                key: key,
                updates: ["name": "estimate_audit", "version": "0.0.2"],
                conditionExpression: Attribute("version") == "0.0.1")
            print("success: \\(won.success)")
            """)
        let won = await client.update(
            key: key,
            updates: ["name": "estimate_audit", "version": "0.0.2"],
            conditionExpression: Attribute("version") == "0.0.1")
        print("success: \(won.success)")
        self.narrator.expect(won.success, "the first writer wins")

        self.narrator.step("The second writer loses")
        self.narrator.show(
            """
            let lost = await client.update(
                key: key,
                updates: ["maxTokens": 8000, "version": "0.0.2"],
                conditionExpression: Attribute("version") == "0.0.1")
            print("success: \\(lost.success), \\(lost.error?.code.description ?? "-")")
            """)
        let lost = await client.update(
            key: key,
            updates: ["maxTokens": 8000, "version": "0.0.2"],
            conditionExpression: Attribute("version") == "0.0.1")
        print("success: \(lost.success), \(lost.error?.code.description ?? "-")")
        self.narrator.expect(lost.error?.code == .conditionalCheckFailed, "the second writer loses")

        self.narrator.step("It reads again, and writes on top of what is there")
        self.narrator.show(
            """
            let current = await client.get(
                partitionKey: "team_code", partitionValue: "AT-002",
                sortKey: "id", sortValue: "AG-101",
                consistentRead: true)
            let version = current.item?["version"] ?? .null
            let retried = await client.update(
                key: key,
                updates: ["maxTokens": 8000, "version": "0.0.3"],
                conditionExpression: Attribute("version") == version,
                returnValues: .allNew)
            print("success: \\(retried.success), nothing of either is lost:")
            """)
        let current = await client.get(
            partitionKey: "team_code", partitionValue: "AT-002",
            sortKey: "id", sortValue: "AG-101",
            consistentRead: true)
        let version = current.item?["version"] ?? .null
        let retried = await client.update(
            key: key,
            updates: ["maxTokens": 8000, "version": "0.0.3"],
            conditionExpression: Attribute("version") == version,
            returnValues: .allNew)
        print("success: \(retried.success), nothing of either is lost:")
        if let item = retried.attributes {
            self.narrator.result(item.selecting(["name", "maxTokens", "version"]))
        }
        self.narrator.expect(
            retried.attributes?["name"] == "estimate_audit" && retried.attributes?["maxTokens"] == 8000,
            "both changes are there")
    }
}
