// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

extension QuickStart {
    /// Makes the two tables, in place of those of an earlier run.
    mutating func makeTables() async throws(DynamoDBError) {
        let database = self.database
        self.narrator.part("Tables")
        for name in [Self.usersTable, Self.agentsTable] { try await self.deleteTableIfThere(name) }

        self.narrator.step("Create a table with a partition key and a sort key")
        self.narrator.show(
            """
            let users = try await DynamoDBTable.create(
                CreateTableInput(
                    tableName: "quickstart-users",
                    partitionKey: .string("pk"),
                    sortKey: .string("sk")),
                in: database)
            """)
        let users = try await DynamoDBTable.create(
            CreateTableInput(
                tableName: "quickstart-users",
                partitionKey: .string("pk"),
                sortKey: .string("sk")),
            in: database)
        self.narrator.result("the table \(users.name) can be used")
        self.narrator.expect(users.name == Self.usersTable, "the table has the name it was given")

        self.narrator.step("Create a table with a secondary index")
        self.narrator.say(
            """
            The agents of a team belong together, so the team is the partition key. The index finds agents by \
            their type, across teams.
            """)
        self.narrator.show(
            """
            let agents = try await DynamoDBTable.create(
                CreateTableInput(
                    tableName: "quickstart-agents",
                    partitionKey: .string("team_code"),
                    sortKey: .string("id"),
                    globalSecondaryIndexes: [
                        .init("type-index", partitionKey: .string("Type"))
                    ]),
                in: database)
            """)
        let agents = try await DynamoDBTable.create(
            CreateTableInput(
                tableName: "quickstart-agents",
                partitionKey: .string("team_code"),
                sortKey: .string("id"),
                globalSecondaryIndexes: [
                    .init("type-index", partitionKey: .string("Type"))
                ]),
            in: database)
        self.narrator.result("the table \(agents.name) can be used")
        self.narrator.expect(agents.name == Self.agentsTable, "the table has the name it was given")
    }

    /// Deletes a table that an earlier run made.
    private func deleteTableIfThere(_ name: String) async throws(DynamoDBError) {
        do {
            _ = try await self.database.deleteTable(DeleteTableInput(tableName: name))
            // Until it is gone there can be no other of its name.
            try await DynamoDBTable(name, in: self.database).waitUntilDeleted()
            self.narrator.say("The table \(name) of an earlier run is deleted.")
        } catch let error where error.code == .resourceNotFound {
            // The first run on this file.
        }
    }
}
