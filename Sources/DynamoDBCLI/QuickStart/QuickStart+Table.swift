// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

extension QuickStart {
    /// The same table by the interface that throws.
    mutating func useTheTable() async throws(DynamoDBError) {
        let database = self.database
        let narrator = self.narrator
        func print(_ line: String) { narrator.result(line) }
        self.narrator.part("The same in the way of Swift: DynamoDBTable")
        self.narrator.say("Its calls throw a DynamoDBError, and nil means that something is not there.")

        self.narrator.step("A loop over items, read as they are needed")
        self.narrator.show(
            """
            let agents = DynamoDBTable("quickstart-agents", in: database)
            let team = Query(partitionKey: "team_code", equals: "AT-003")
            for try await agent in agents.items(team) {
                print(agent["name"]?.string ?? "")
            }
            """)
        let agents = DynamoDBTable("quickstart-agents", in: database)
        let team = Query(partitionKey: "team_code", equals: "AT-003")
        for try await agent in agents.items(team) {
            print(agent["name"]?.string ?? "")
        }
        let operations = try await agents.count(team)
        self.narrator.expect(operations == 2, "team AT-003 has two agents")

        self.narrator.step("Nested attributes, and a condition in words")
        self.narrator.show(
            """
            let minimum = 0.8
            let changed = try await agents.update(
                ["team_code": "AT-003", "id": "AG-201"],
                .set("capability.confidence_score", to: 0.95)
                    .append("capability.skills", ["postmortem"])
                    .remove("request_type"),
                condition: "capability.confidence_score > \\(minimum)",
                returning: .allNew)
            let capability = changed?["capability"]?.map ?? [:]
            """)
        let minimum = 0.8
        let changed = try await agents.update(
            ["team_code": "AT-003", "id": "AG-201"],
            .set("capability.confidence_score", to: 0.95)
                .append("capability.skills", ["postmortem"])
                .remove("request_type"),
            condition: "capability.confidence_score > \(minimum)",
            returning: .allNew)
        let capability = changed?["capability"]?.map ?? [:]
        self.narrator.result(capability)
        self.narrator.expect(capability["confidence_score"] == 0.95, "the score is changed")
        self.narrator.expect(capability["skills"]?.list?.count == 3, "the skill is appended")
        self.narrator.expect(changed?["request_type"] == nil, "the attribute is removed")

        self.narrator.step("An error that one decides on")
        self.narrator.show(
            """
            do {
                try await agents.put(
                    ["team_code": "AT-003", "id": "AG-201"],
                    condition: Attribute("id").notExists)
                print("written")
            } catch let error where error.code == .conditionalCheckFailed {
                print("there already")
            }
            """)
        do {
            try await agents.put(
                ["team_code": "AT-003", "id": "AG-201"],
                condition: Attribute("id").notExists)
            print("written")
        } catch let error where error.code == .conditionalCheckFailed {
            print("there already")
        }
        let kept = try await agents.get(["team_code": "AT-003", "id": "AG-201"])
        self.narrator.expect(kept?["name"] == "incident_triage", "the agent that was there stands")
    }
}
