// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// The reference's "Querying Agent Registry by Team Code".
struct AgentRegistryTests {
    private static let table = CreateTableInput(
        tableName: "agents", partitionKey: .string("team_code"), sortKey: .string("id"),
        globalSecondaryIndexes: [.init("type-index", partitionKey: .string("Type"))])

    private static let firstAgent: Item = [
        "id": "AG-001",
        "active": true,
        "agent_prompt_code": "AP-001",
        "capability": [
            "confidence_score": 0.85,
            "domain": "documents",
            "estimated_latency": 5,
            "max_concurrent_tasks": 3,
            "skills": ["document_analysis", "pdf_analysis", "risk_extraction", "file_analysis"],
        ],
        "createdAt": "2026-01-28T01:04:32.908Z",
        "createdBy": "system",
        "lambda_arn": "arn:aws:lambda:ap-southeast-2:123456789012:function:agent-api",
        "maxTokens": 4000,
        "name": "document_analysis",
        "request_body": [
            "agent_code": ["from": "agent_prompt_code"],
            "bucket_name": ["default": "", "from": "bucket_name"],
            "chat-history": ["default": [], "from": "chat_history"],
            "file_keys": ["default": [], "from": "file_keys"],
            "kb_id": ["default": "", "from": "kb_id"],
            "query": ["from": "query"],
        ],
        "request_type": "wrapped",
        "team_code": "AT-001",
        "Type": "Reasoning Agent",
        "version": "0.0.1",
    ]

    /// Two teams: three agents with one of them inactive, and two agents.
    private static let agents: [Item] =
        [firstAgent]
        + [("AT-001", "AG-002", "Chat Agent", true), ("AT-001", "AG-003", "Reasoning Agent", false)].map(agent)
        + [("AT-002", "AG-001", "Reasoning Agent", true), ("AT-002", "AG-002", "Chat Agent", true)].map(agent)

    private static func agent(team: String, id: String, type: String, active: Bool) -> Item {
        firstAgent.merging([
            "team_code": .string(team), "id": .string(id), "Type": .string(type), "active": .bool(active),
        ])
    }

    private func withRegistry(
        on kind: DatabaseUnderTest, _ body: (DynamoDBClient) async throws -> Void
    ) async throws {
        try await kind.run(with: Self.table) { client in
            #expect(await client.batchCreate(items: Self.agents).successful == 5)
            try await body(client)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `all agents of a team, with their nested structure`(_ kind: DatabaseUnderTest) async throws {
        try await self.withRegistry(on: kind) { client in
            let result = await client.query(partitionKey: "team_code", partitionValue: "AT-001")
            #expect(result.count == 3)
            #expect(result.scannedCount == 3)
            #expect(result.lastKey == nil)
            #expect(result.items.first == Self.firstAgent)
            let agent = try #require(result.items.first)
            #expect(agent["name"]?.string == "document_analysis")
            #expect(agent["active"]?.bool == true)
            #expect(agent["capability"]?["confidence_score"]?.double == 0.85)
            #expect(
                agent["capability"]?["skills"]?.list
                    == ["document_analysis", "pdf_analysis", "risk_extraction", "file_analysis"])
            #expect(agent["request_body"]?["chat-history"]?["default"]?.list == [])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `only the active agents`(_ kind: DatabaseUnderTest) async throws {
        try await self.withRegistry(on: kind) { client in
            let result = await client.query(
                partitionKey: "team_code", partitionValue: "AT-001", filterExpression: Attribute("active") == true)
            #expect(result.items.map { $0["id"] } == ["AG-001", "AG-002"])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `agents by what they can do`(_ kind: DatabaseUnderTest) async throws {
        try await self.withRegistry(on: kind) { client in
            for filter in [
                Attribute("capability.skills").contains("pdf_analysis"),
                Attribute("capability.confidence_score") >= 0.8 && Attribute("capability.skills").size == 4,
                Attribute("capability.skills[1]") == "pdf_analysis",
                Attribute("request_body.chat-history.from") == "chat_history",
            ] {
                let result = await client.query(
                    partitionKey: "team_code", partitionValue: "AT-002", filterExpression: filter)
                #expect(result.count == 2, "\(filter)")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `one agent`(_ kind: DatabaseUnderTest) async throws {
        try await self.withRegistry(on: kind) { client in
            let found = await client.get(
                partitionKey: "team_code", partitionValue: "AT-001", sortKey: "id", sortValue: "AG-001")
            #expect(found.item == Self.firstAgent)
            let missing = await client.get(
                partitionKey: "team_code", partitionValue: "AT-001", sortKey: "id", sortValue: "AG-999")
            #expect(missing.success && missing.item == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `only the fields that are needed`(_ kind: DatabaseUnderTest) async throws {
        try await self.withRegistry(on: kind) { client in
            let result = await client.query(
                partitionKey: "team_code", partitionValue: "AT-001",
                projection: ["id", "name", "active", "Type", "lambda_arn"])
            #expect(result.count == 3)
            #expect(result.items.allSatisfy { $0.names == ["Type", "active", "id", "lambda_arn", "name"] })
            let nested = await client.query(
                partitionKey: "team_code", partitionValue: "AT-001", limit: 1,
                projection: ["capability.skills[0]", "request_body.chat-history"])
            #expect(
                nested.items == [
                    [
                        "capability": ["skills": ["document_analysis"]],
                        "request_body": ["chat-history": ["default": [], "from": "chat_history"]],
                    ]
                ])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `agents of a type across teams, through the index`(_ kind: DatabaseUnderTest) async throws {
        try await self.withRegistry(on: kind) { client in
            let result = await client.query(
                partitionKey: "Type", partitionValue: "Reasoning Agent", indexName: "type-index")
            let found = Set(result.items.map { $0.selecting(["team_code", "id"]) })
            #expect(
                found == [
                    ["team_code": "AT-001", "id": "AG-001"], ["team_code": "AT-001", "id": "AG-003"],
                    ["team_code": "AT-002", "id": "AG-001"],
                ])
            // Page by page: several items have one index key, and none is lost or repeated.
            for filter in [nil, Attribute("version") == "0.0.1"] as [Condition?] {
                var paged: [Item] = []
                var lastKey: Item?
                repeat {
                    let page = await client.query(
                        partitionKey: "Type", partitionValue: "Reasoning Agent", filterExpression: filter,
                        indexName: "type-index", limit: 1, projection: ["name"], exclusiveStartKey: lastKey)
                    #expect(page.success)
                    #expect(page.items.allSatisfy { $0 == ["name": "document_analysis"] })
                    #expect(page.lastKey == nil || page.lastKey?.names == ["Type", "id", "team_code"])
                    paged += page.items
                    lastKey = page.lastKey
                } while lastKey != nil && paged.count < 10
                #expect(paged.count == 3)
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an agent that changes its type moves in the index`(_ kind: DatabaseUnderTest) async throws {
        try await self.withRegistry(on: kind) { client in
            await client.update(key: ["team_code": "AT-001", "id": "AG-001"], updates: ["Type": "Chat Agent"])
            let reasoning = await client.query(
                partitionKey: "Type", partitionValue: "Reasoning Agent", indexName: "type-index")
            let chat = await client.query(partitionKey: "Type", partitionValue: "Chat Agent", indexName: "type-index")
            #expect(reasoning.count == 2)
            #expect(chat.count == 3)
        }
    }
}
