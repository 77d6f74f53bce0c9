// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Testing

/// Where a `SELECT` goes on.
struct SelectCursorTests {
    @Test
    func `a select goes on behind any number of partitions`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        try await database.makeTable()
        for number in 65_997..<66_000 { try await database.put(["pk": .string("\(number)")]) }
        // More partitions than two bytes can count.
        let partitions = stride(from: 0, to: 66_000, by: 100).map { first in
            AttributeValue.list((first..<first + 100).map { .string("\($0)") })
        }
        let conditions = Array(repeating: "pk IN ?", count: partitions.count)
        var input = ExecuteStatementInput(
            statement: "SELECT * FROM \"Table\" WHERE \(conditions.joined(separator: " OR "))", parameters: partitions,
            limit: 2)
        var keys: [[String?]] = []
        repeat {
            let page = try await database.executeStatement(input)
            keys.append(page.items.map { $0["pk"]?.string })
            input.nextToken = page.nextToken
        } while input.nextToken != nil && keys.count < 3
        #expect(keys == [["65997", "65998"], ["65999"]])
    }
}
