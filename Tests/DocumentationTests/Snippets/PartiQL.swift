// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded

/// The code of the article on PartiQL.
enum PartiQL {
    static func read(from database: some DynamoDBDatabase) async throws -> [Item] {
        let output = try await database.executeStatement(
            ExecuteStatementInput(
                statement: "SELECT id, capability.name FROM \"agents\" WHERE team_code = ? AND active = true",
                parameters: ["AT-001"]))
        for agent in output.items {
            print(agent["id"]?.string ?? "", agent["name"]?.string ?? "")
        }
        return output.items
    }

    static func pages(of database: some DynamoDBDatabase) async throws -> [Item] {
        var request = ExecuteStatementInput(
            statement: "SELECT * FROM \"agents\" WHERE team_code = 'AT-001' ORDER BY id DESC", limit: 2)
        var agents: [Item] = []
        repeat {
            let page = try await database.executeStatement(request)
            agents += page.items
            request.nextToken = page.nextToken
        } while request.nextToken != nil
        return agents
    }

    static func write(to database: some DynamoDBDatabase) async throws -> Item? {
        _ = try await database.executeStatement(
            ExecuteStatementInput(
                statement:
                    "INSERT INTO \"agents\" VALUE {'team_code': 'AT-001', 'id': ?, 'calls': 0, 'tags': <<'new'>>}",
                parameters: ["AG-009"]))

        let changed = try await database.executeStatement(
            ExecuteStatementInput(
                statement: """
                    UPDATE "agents"
                    SET calls = calls + 1
                    SET tags = set_add(tags, <<'busy'>>)
                    WHERE team_code = 'AT-001' AND id = 'AG-009' AND calls < 100
                    RETURNING MODIFIED NEW *
                    """))
        return changed.items.first
    }

    static func batch(_ database: some DynamoDBDatabase) async throws -> [BatchStatementResponse] {
        let output = try await database.batchExecuteStatement(
            BatchExecuteStatementInput(statements: [
                BatchStatementRequest("DELETE FROM \"agents\" WHERE team_code = 'AT-001' AND id = 'AG-001'"),
                BatchStatementRequest("INSERT INTO \"agents\" VALUE {'team_code': 'AT-001', 'id': 'AG-002'}"),
            ]))
        for response in output.responses {
            if let error = response.error { print(error.code.rawValue, error.message ?? "") }
        }
        return output.responses
    }

    static func transaction(_ database: some DynamoDBDatabase) async throws {
        _ = try await database.executeTransaction(
            ExecuteTransactionInput(transactStatements: [
                ParameterizedStatement(
                    "EXISTS(SELECT * FROM \"agents\" WHERE team_code = 'AT-001' AND id = 'AG-003' AND active = false)"),
                ParameterizedStatement("DELETE FROM \"agents\" WHERE team_code = 'AT-001' AND id = 'AG-004'"),
            ]))
    }
}
