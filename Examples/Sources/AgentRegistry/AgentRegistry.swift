// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// The agents of all teams.
struct AgentRegistry: Sendable {
    let agents: ModelTable<Agent>

    /// A registry in a table that exists.
    init(tableName: String, in database: some DynamoDBDatabase) {
        self.agents = ModelTable(Agent.schema, named: tableName, in: database)
    }

    /// Creates the table.
    static func create(tableName: String, in database: some DynamoDBDatabase) async throws(DynamoDBError) -> Self {
        try await ModelTable.create(Agent.schema, named: tableName, in: database)
        return Self(tableName: tableName, in: database)
    }

    /// Adds an agent. Fails with `.conditionalCheckFailed` if the team has one of that identifier.
    @discardableResult
    func register(_ agent: Agent) async throws(DynamoDBError) -> Agent {
        try await self.agents.insert(agent)
    }

    func agent(_ team: String, _ id: String) async throws(DynamoDBError) -> Agent? {
        try await self.agents.get(Agent.key(team, id))
    }

    /// The agents of a team, in the order of their identifiers.
    func agents(of team: String, onlyActive: Bool = false) -> ModelSequence<Agent> {
        let all = self.agents.query(Agent.key, team)
        return onlyActive ? all.filter(Attribute("active") == true) : all
    }

    /// The agents of a kind, of all teams or of one: a query of the index.
    func agents(of kind: Agent.Kind, team: String? = nil) -> ModelSequence<Agent> {
        self.agents.query(Agent.byKind, kind, team.map { .equal($0) } ?? .all)
    }

    /// What a list of agents shows.
    struct Summary: Decodable, Hashable, Sendable {
        var id: String
        var name: String
        var active: Bool
    }

    /// Reads only what a list shows.
    func summaries(of team: String) -> ModelSequence<Summary> {
        self.agents.query(Agent.key, team).selecting(["id", "name", "active"], as: Summary.self)
    }

    /// Switches an agent on or off, without reading it.
    @discardableResult
    func setActive(_ isActive: Bool, _ team: String, _ id: String) async throws(DynamoDBError) -> Agent {
        try await self.agents.update(Agent.key(team, id)) { $0.set("active", to: isActive) }
    }

    /// Writes an agent that was read and changed. Fails with `.conditionalCheckFailed` if somebody else wrote it meanwhile;
    /// the error's `item` is what is stored.
    @discardableResult
    func save(_ agent: Agent) async throws(DynamoDBError) -> Agent {
        try await self.agents.update(agent)
    }

    /// Teaches an agent a skill once. Read, changed and written; again from the start if somebody else was faster.
    @discardableResult
    func teach(_ skill: String, to team: String, _ id: String) async throws(DynamoDBError) -> Agent {
        try await self.agents.modify(Agent.key(team, id)) { agent in
            if !agent.capability.skills.contains(skill) { agent.capability.skills.append(skill) }
        }
    }
}
