// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

extension QuickStart {
    /// Writes all agents at once.
    mutating func fillTheRegistry() async {
        let client = DynamoDBClient(tableName: Self.agentsTable, database: self.database, logger: self.logger)
        let agents = AgentRegistry.agents
        self.narrator.part("A registry of agents: many items, nested attributes")

        self.narrator.step("Write many items")
        self.narrator.say(
            """
            Any number: they are sent 25 at a time, and what the database leaves undone is sent again.
            """)
        self.narrator.show(
            """
            let written = await client.batchCreate(items: agents)
            """)
        let written = await client.batchCreate(items: agents)
        self.narrator.result("successful: \(written.successful), failed: \(written.failed)")
        self.narrator.expect(written.successful == agents.count, "all \(agents.count) agents are written")
    }

    /// Reads agents by their keys, with filters, projections and the index.
    mutating func readTheRegistry() async {
        let client = DynamoDBClient(tableName: Self.agentsTable, database: self.database, logger: self.logger)
        let narrator = self.narrator
        func print(_ line: String) { narrator.result(line) }

        self.narrator.step("All agents of a team")
        self.narrator.show(
            """
            let team = await client.query(
                partitionKey: "team_code", partitionValue: "AT-001")
            for agent in team.items {
                let id = agent["id"]?.string ?? ""
                let name = agent["name"]?.string ?? ""
                let active = agent["active"]?.bool == true
                print("\\(id)  \\(name)\\(active ? "" : "  (not active)")")
            }
            """)
        let team = await client.query(
            partitionKey: "team_code", partitionValue: "AT-001")
        for agent in team.items {
            let id = agent["id"]?.string ?? ""
            let name = agent["name"]?.string ?? ""
            let active = agent["active"]?.bool == true
            print("\(id)  \(name)\(active ? "" : "  (not active)")")
        }
        self.narrator.expect(team.count == 5 && team.lastKey == nil, "team AT-001 has five agents")

        self.narrator.step("Only the active ones")
        self.narrator.say(
            """
            A filter is applied to what was read: it saves sending, not reading.
            """)
        self.narrator.show(
            """
            let active = await client.query(
                partitionKey: "team_code", partitionValue: "AT-001",
                filterExpression: Attribute("active") == true)
            """)
        let active = await client.query(
            partitionKey: "team_code", partitionValue: "AT-001",
            filterExpression: Attribute("active") == true)
        self.narrator.result("\(active.count) of \(active.scannedCount) agents are active")
        self.narrator.expect(active.count == 4 && active.scannedCount == 5, "four of five are active")

        self.narrator.step("One agent, whole")
        self.narrator.show(
            """
            let agent = await client.get(
                partitionKey: "team_code", partitionValue: "AT-001",
                sortKey: "id", sortValue: "AG-001")
            """)
        let agent = await client.get(
            partitionKey: "team_code", partitionValue: "AT-001",
            sortKey: "id", sortValue: "AG-001")
        if let item = agent.item { self.narrator.result(item) }
        self.narrator.expect(agent.item == AgentRegistry.agents.first, "it comes back as it was written")

        self.narrator.step("A value deep inside it")
        self.narrator.show(
            """
            let skills = agent.item?["capability"]?["skills"]?.list ?? []
            print(skills.compactMap(\\.string).joined(separator: ", "))
            """)
        let skills = agent.item?["capability"]?["skills"]?.list ?? []
        print(skills.compactMap(\.string).joined(separator: ", "))
        self.narrator.expect(skills.count == 4, "the agent has four skills")

        self.narrator.step("Only some attributes")
        self.narrator.say(
            """
            Names such as name are reserved words of DynamoDB. That needs no care: every name is sent under an \
            alias.
            """)
        self.narrator.show(
            """
            let short = await client.query(
                partitionKey: "team_code", partitionValue: "AT-001",
                limit: 2,
                projection: ["id", "name", "capability.domain"])
            for agent in short.items { print("\\(agent)") }
            """)
        let short = await client.query(
            partitionKey: "team_code", partitionValue: "AT-001",
            limit: 2,
            projection: ["id", "name", "capability.domain"])
        for agent in short.items { print("\(agent)") }
        self.narrator.expect(short.count == 2 && short.lastKey != nil, "two agents, and there are more")

        self.narrator.step("A range of the sort key, backwards")
        self.narrator.show(
            """
            let range = await client.query(
                partitionKey: "team_code", partitionValue: "AT-001",
                sortKeyCondition: .between("id", "AG-002", "AG-004"),
                scanForward: false)
            print(range.items.compactMap { $0["id"]?.string }.joined(separator: " "))
            """)
        let range = await client.query(
            partitionKey: "team_code", partitionValue: "AT-001",
            sortKeyCondition: .between("id", "AG-002", "AG-004"),
            scanForward: false)
        print(range.items.compactMap { $0["id"]?.string }.joined(separator: " "))
        self.narrator.expect(
            range.items.compactMap { $0["id"]?.string } == ["AG-004", "AG-003", "AG-002"], "three ids, descending")

        self.narrator.step("By type, across teams, from the index")
        self.narrator.show(
            """
            let reasoning = await client.query(
                partitionKey: "Type", partitionValue: "Reasoning Agent",
                indexName: "type-index",
                projection: ["team_code", "name"])
            for agent in reasoning.items { print("\\(agent)") }
            """)
        let reasoning = await client.query(
            partitionKey: "Type", partitionValue: "Reasoning Agent",
            indexName: "type-index",
            projection: ["team_code", "name"])
        for agent in reasoning.items { print("\(agent)") }
        self.narrator.expect(
            reasoning.success && (!self.isCurrent || reasoning.count == 4), "there are four agents that reason")
    }
}
