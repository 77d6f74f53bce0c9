// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Testing

@testable import AgentRegistry

struct AgentRegistryTests {
    private static func registry() async throws -> AgentRegistry {
        try await AgentRegistry.create(tableName: "agents", in: try EmbeddedDatabase.inMemory())
    }

    private static func agent(
        _ team: String = "AT-001", _ id: String = "AG-001", kind: Agent.Kind = .reasoning, isActive: Bool = true
    ) -> Agent {
        Agent(
            team: team, id: id, name: "document_analysis", kind: kind, isActive: isActive,
            capability: .init(
                domain: "documents", skills: ["document_analysis", "pdf_analysis"], confidenceScore: 0.85,
                estimatedLatency: 5, maxConcurrentTasks: 3),
            request: ["file_keys": .init(from: "file_keys", default: []), "query": .init(from: "query")])
    }

    @Test func `what gets stored`() async throws {
        let registry = try await Self.registry()
        var agent = Self.agent()
        agent.createdAt = Date(timeIntervalSince1970: 1_769_562_272.908)
        #expect(try await registry.register(agent).revision == 1)
        let item = try await registry.agents.table.get(["team_code": "AT-001", "id": "AG-001"])
        #expect(
            item == [
                "team_code": "AT-001", "id": "AG-001", "name": "document_analysis", "Type": "Reasoning Agent",
                "active": true,
                "capability": [
                    "domain": "documents", "skills": ["document_analysis", "pdf_analysis"], "confidence_score": 0.85,
                    "estimated_latency": 5, "max_concurrent_tasks": 3,
                ],
                "request_body": ["file_keys": ["from": "file_keys", "default": []], "query": ["from": "query"]],
                "maxTokens": 4000, "version": "0.0.1", "createdBy": "system",
                "createdAt": "2026-01-28T01:04:32.908Z", "revision": 1,
            ])
        agent.revision = 1
        #expect(try await registry.agent("AT-001", "AG-001") == agent)
    }

    @Test func `an identifier is given once in a team`() async throws {
        let registry = try await Self.registry()
        try await registry.register(Self.agent())
        try await registry.register(Self.agent("AT-002"))
        let error = await #expect(throws: DynamoDBError.self) { try await registry.register(Self.agent()) }
        #expect(error?.code == .conditionalCheckFailed)
    }

    @Test func `agents are found by team, by state and by kind`() async throws {
        let registry = try await Self.registry()
        try await registry.register(Self.agent("AT-001", "AG-001"))
        try await registry.register(Self.agent("AT-001", "AG-002", kind: .retrieval, isActive: false))
        try await registry.register(Self.agent("AT-002", "AG-001"))
        #expect(try await registry.agents(of: "AT-001").collected().map(\.id) == ["AG-001", "AG-002"])
        #expect(try await registry.agents(of: "AT-001", onlyActive: true).collected().map(\.id) == ["AG-001"])
        #expect(try await registry.agents(of: .reasoning).collected().map(\.team) == ["AT-001", "AT-002"])
        #expect(try await registry.agents(of: .reasoning, team: "AT-002").count() == 1)
        #expect(
            try await registry.summaries(of: "AT-001").collected().last
                == .init(id: "AG-002", name: "document_analysis", active: false))
    }

    @Test func `an agent that is not there cannot be switched off`() async throws {
        let registry = try await Self.registry()
        try await registry.register(Self.agent())
        #expect(try await registry.setActive(false, "AT-001", "AG-001").isActive == false)
        let error = await #expect(throws: DynamoDBError.self) {
            try await registry.setActive(false, "AT-001", "AG-404")
        }
        #expect(error?.code == .conditionalCheckFailed && error?.item == nil)
    }

    @Test func `two programs that change one agent do not lose a change`() async throws {
        let registry = try await Self.registry()
        var mine = try await registry.register(Self.agent())
        var theirs = try #require(try await registry.agent("AT-001", "AG-001"))
        theirs.version = "0.0.2"
        try await registry.save(theirs)
        mine.maxTokens = 8000
        let stale = mine
        let error = await #expect(throws: DynamoDBError.self) { try await registry.save(stale) }
        #expect(error?.code == .conditionalCheckFailed && error?.item?["version"] == "0.0.2")
    }

    @Test func `skills taught at the same time are all learnt`() async throws {
        let registry = try await Self.registry()
        try await registry.register(Self.agent())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...4 {
                group.addTask { try await registry.teach("skill \(number)", to: "AT-001", "AG-001") }
            }
            try await group.waitForAll()
        }
        let agent = try #require(try await registry.agent("AT-001", "AG-001"))
        #expect(agent.capability.skills.count == 6 && agent.revision == 5)
        #expect(try await registry.teach("skill 1", to: "AT-001", "AG-001").capability.skills.count == 6)
    }
}
