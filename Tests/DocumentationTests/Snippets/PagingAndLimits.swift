// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded

/// The code of the article on paging and limits.
enum PagingAndLimits {
    static func items(of agents: DynamoDBTable) async throws -> [String] {
        var names: [String] = []
        for try await agent in agents.items(Query(partitionKey: "team_code", equals: "AT-001")) {
            names.append(agent["name"]?.string ?? "")
        }
        return names
    }

    static func pages(of agents: DynamoDBTable) async throws -> [String] {
        var lines: [String] = []
        let team = Query(partitionKey: "team_code", equals: "AT-001", pageSize: 2)
        for try await page in agents.pages(team) {
            lines.append("page \(page.number): \(page.count) of \(page.scannedCount) evaluated")
        }
        return lines
    }

    static func limited(_ agents: DynamoDBTable) async throws -> (Page, Page) {
        let newest = Query(
            partitionKey: "team_code", equals: "AT-001", sort: .beginsWith("id", "AG-"),
            filter: Attribute("active") == true, order: .descending, limit: 2)
        let first = try await agents.query(newest)

        var rest = newest
        rest.startKey = first.lastKey
        let second = try await agents.query(rest)
        return (first, second)
    }

    static func counts(_ agents: DynamoDBTable) async throws -> (Int, Int) {
        let ofTeam = try await agents.count(Query(partitionKey: "team_code", equals: "AT-001"))
        let ofAll = try await agents.count(Scan(filter: Attribute("active") == true))
        return (ofTeam, ofAll)
    }

    static func inParallel(_ agents: DynamoDBTable) async throws -> Int {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for segment in 0..<4 {
                group.addTask { try await agents.count(Scan(segment: segment, totalSegments: 4)) }
            }
            return try await group.reduce(0, +)
        }
    }
}
