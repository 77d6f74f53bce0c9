// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

extension QuickStart {
    /// Reads page by page, and counts.
    mutating func readPages() async {
        let client = DynamoDBClient(tableName: Self.agentsTable, database: self.database, logger: self.logger)
        let narrator = self.narrator
        var printed: [String] = []
        func print(_ line: String) {
            printed.append(line)
            narrator.result(line)
        }
        self.narrator.part("Pages and counts")

        self.narrator.step("The agents of a team in pages of two")
        self.narrator.show(
            """
            for await page in client.queryPaginated(
                partitionKey: "team_code", partitionValue: "AT-001",
                pageSize: 2)
            {
                print("page \\(page.pageNumber): \\(page.count) agents")
            }
            """)
        for await page in client.queryPaginated(
            partitionKey: "team_code", partitionValue: "AT-001",
            pageSize: 2)
        {
            print("page \(page.pageNumber): \(page.count) agents")
        }
        self.narrator.expect(
            printed == ["page 1: 2 agents", "page 2: 2 agents", "page 3: 1 agents"],
            "five agents make three pages of two")

        self.narrator.step("The first two pages of everything")
        self.narrator.say(
            """
            A scan reads the whole table. Where there is a key to query by, query.
            """)
        self.narrator.show(
            """
            for await page in client.scanPaginated(pageSize: 3, maxPages: 2) {
                print("page \\(page.pageNumber): \\(page.count) agents")
            }
            """)
        for await page in client.scanPaginated(pageSize: 3, maxPages: 2) {
            print("page \(page.pageNumber): \(page.count) agents")
        }
        self.narrator.expect(printed.count == 5, "two pages are read, and no more")

        self.narrator.step("Everything, but no more than four")
        self.narrator.show(
            """
            let some = await client.getAll(maxItems: 4)
            print("\\(some.count) agents")
            """)
        let some = await client.getAll(maxItems: 4)
        print("\(some.count) agents")
        self.narrator.expect(some.count == 4, "four agents, and no more")

        self.narrator.step("A page, and the rest behind it")
        self.narrator.show(
            """
            let first = await client.query(
                partitionKey: "team_code", partitionValue: "AT-001", limit: 3)
            let rest = await client.query(
                partitionKey: "team_code", partitionValue: "AT-001",
                exclusiveStartKey: first.lastKey)
            print("\\(first.count), and \\(rest.count) more")
            """)
        let first = await client.query(
            partitionKey: "team_code", partitionValue: "AT-001", limit: 3)
        let rest = await client.query(
            partitionKey: "team_code", partitionValue: "AT-001",
            exclusiveStartKey: first.lastKey)
        print("\(first.count), and \(rest.count) more")
        self.narrator.expect(first.count == 3 && rest.count == 2, "three agents, and two more")
        self.narrator.expect(rest.lastKey == nil, "nothing is behind the last page")

        self.narrator.step("Counts, of a team and of the table")
        self.narrator.show(
            """
            let inTeam = await client.count(
                partitionKey: "team_code", partitionValue: "AT-001")
            let inAll = await client.count(
                filterExpression: Attribute("active") == true)
            print("\\(inTeam.count) in the team, \\(inAll.count) active in all")
            """)
        let inTeam = await client.count(
            partitionKey: "team_code", partitionValue: "AT-001")
        let inAll = await client.count(
            filterExpression: Attribute("active") == true)
        print("\(inTeam.count) in the team, \(inAll.count) active in all")
        self.narrator.expect(inTeam.count == 5 && inAll.count == 8, "five in the team, eight active in all")
    }
}
