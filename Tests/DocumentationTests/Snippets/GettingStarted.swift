// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded

/// The code of the article on getting started.
enum GettingStarted {
    static func open(path: String) async throws -> EmbeddedDatabase {
        _ = try EmbeddedDatabase.inMemory()
        _ = path
        return try EmbeddedDatabase(path: path)
    }

    static func configured(path: String) throws -> EmbeddedDatabase {
        var configuration = EmbeddedDatabase.Configuration()
        configuration.durability = .relaxed  // faster; the loss of power may take the last writes with it
        configuration.maximumSize = 1_000_000_000  // bytes; a write beyond them fails and changes nothing
        configuration.busyTimeout = .seconds(1)  // how long to wait for another process that writes, in place of 5
        let database = try EmbeddedDatabase(path: path, configuration: configuration)
        return database
    }

    static func backUp(_ database: EmbeddedDatabase, at path: String) async throws {
        try await database.backUp(to: path + ".2026-11-27")
    }

    static func createIfMissing(in database: EmbeddedDatabase) async throws -> DynamoDBTable {
        let agents = try await DynamoDBTable.createIfMissing(
            CreateTableInput(
                tableName: "agents",
                partitionKey: .string("team_code"),
                sortKey: .string("id"),
                globalSecondaryIndexes: [.init("type-index", partitionKey: .string("Type"))]),
            in: database)
        return agents
    }

    static func verify(in database: EmbeddedDatabase) async throws -> DynamoDBTable {
        let agents = try await DynamoDBTable.verify(
            CreateTableInput(
                tableName: "agents",
                partitionKey: .string("team_code"),
                sortKey: .string("id"),
                globalSecondaryIndexes: [.init("type-index", partitionKey: .string("Type"))]),
            in: database)
        return agents
    }

    static func write(to agents: DynamoDBTable) async throws {
        try await agents.put([
            "team_code": "AT-001",
            "id": "AG-001",
            "name": "document_analysis",
            "Type": "Reasoning Agent",
            "active": true,
            "capability": [
                "confidence_score": 0.85,
                "skills": ["document_analysis", "pdf_analysis"],
            ],
        ])
    }

    static func read(from agents: DynamoDBTable) async throws -> [String] {
        var lines: [String] = []
        func print(_ line: String) { lines.append(line) }

        if let agent = try await agents.get(["team_code": "AT-001", "id": "AG-001"]) {
            print(agent["name"]?.string ?? "")  // document_analysis
            print("\(agent["capability"]?["confidence_score"]?.double ?? 0)")  // 0.85
            print(agent["capability"]?["skills"]?[1]?.string ?? "")  // pdf_analysis
        }
        return lines
    }

    static func readParts(from agents: DynamoDBTable) async throws -> (Item?, BatchGetResult, lines: [String]) {
        var lines: [String] = []
        func print(_ line: String) { lines.append(line) }

        let key: Item = ["team_code": "AT-001", "id": "AG-001"]
        let name = try await agents.get(key, consistency: .strong, projection: ["name"])
        let several = await agents.batchGet([key, ["team_code": "AT-001", "id": "AG-404"]])
        print("\(several.items.count) found, \(several.missingKeys.count) missing, \(several.failed) not read")
        return (name, several, lines)
    }

    static func lookAfter(_ agents: DynamoDBTable, in database: EmbeddedDatabase) async throws -> [String] {
        var lines: [String] = []
        func print(_ line: String) { lines.append(line) }

        let names = try await database.listTables(ListTablesInput()).tableNames
        let info = try await agents.describe()
        print("\(names.count) tables; \(info.tableName) is \(info.tableStatus.rawValue), about \(info.itemCount) items")

        _ = try await database.deleteTable(DeleteTableInput(tableName: agents.name))
        try await agents.waitUntilDeleted()
        return lines
    }

    static func query(_ agents: DynamoDBTable) async throws -> (Page, Page) {
        let team = try await agents.query(Query(partitionKey: "team_code", equals: "AT-001"))
        let reasoning = try await agents.query(
            Query(partitionKey: "Type", equals: "Reasoning Agent", index: "type-index"))
        return (team, reasoning)
    }

    static func change(_ agents: DynamoDBTable) async throws -> (DynamoDBNumber, Item?) {
        let key: Item = ["team_code": "AT-001", "id": "AG-001"]
        try await agents.update(key, .set("capability.confidence_score", to: 0.9).remove("active"))
        let calls = try await agents.increment(key, "calls")
        try await agents.append(["file_analysis"], to: "capability.skills", of: key)
        let deleted = try await agents.delete(key, returning: .allOld)
        return (calls, deleted)
    }

    static func values() throws -> Item {
        let age = 30
        let name: String? = nil
        let item: Item = [
            "pk": "user#123",
            "age": .number(DynamoDBNumber(age)),
            "name": try name.attributeValue(),
            "scores": try [0.5, 0.75].attributeValue(),
            "languages": .stringSet(["en", "mi"]),
            "exact": .number(try DynamoDBNumber(parsing: "3.1415926535897932384626433832795028842")),
        ]
        return item
    }
}
