// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// What reads of models ask the database for, where what has expired cannot be filtered.
struct ModelReadRequestTests {
    private struct Login: Codable, Sendable {
        var id: String
        var user: String
        var ends: Date

        static let key = PrimaryKey<Login, String, Never>(partition: .string("id"))
        static let byUser = ModelIndex<Login, String, Date>(
            "by-user", partition: .string("user"), sort: .number("ends"))
        static let schema = ModelSchema(key: key, indexes: [byUser], expiresAt: "ends")
    }

    private static func database() -> ScriptedDatabase {
        ScriptedDatabase { script in
            script.query = { _ in
                let items = (1...4).map { ["id": .string("\($0)"), "user": "ann", "ends": .init($0 * 1000)] as Item }
                return QueryOutput(items: items, count: 4, scannedCount: 4)
            }
        }
    }

    @Test
    func `a count reads the dates alone, and needs to know nothing of the table`() async throws {
        let database = Self.database()
        var logins = ModelTable(Login.schema, named: "logins", in: database)
        logins.now = { Date(timeIntervalSince1970: 2000) }
        let query = logins.query(Login.byUser, "ann")
        #expect(try await query.count() == 2)
        #expect(try await query.first(1).count() == 1)
        #expect(database.calls.count == 2)
        for call in database.calls {
            guard case .query(let input) = call else {
                Issue.record("\(call)")
                continue
            }
            #expect(input.select == nil && input.filterExpression == nil)
            #expect(input.projectionExpression == "#n1")
            #expect(input.expressionAttributeNames?["#n1"] == "ends")
        }
    }
}
