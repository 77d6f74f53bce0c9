// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Whether a schema names what its model has.
struct ModelValidationTests {
    private struct Task: Codable, Sendable {
        struct Place: Codable, Sendable { var city: String? }

        var id: String
        var state: String?
        var placed: Date?
        var labels: Set<String> = []
        var place: Place?
        var version: Int?
        var created: Date?
        var updated: Date?
        var ends: Date?
    }

    /// It tells of no state where it has none.
    private struct Silent: Codable, Sendable {
        var id: String
        var state: String?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(self.id, forKey: .id)
            if let state = self.state { try container.encode(state, forKey: .state) }
        }
    }

    private typealias Key = PrimaryKey<Task, String, Never>
    private typealias Index = ModelIndex<Task, String, String>

    private static let key = Key(partition: .template("pk", "T#{id}"))

    private func message(_ body: () throws(DynamoDBError) -> Void) -> String? {
        do throws(DynamoDBError) {
            try body()
            return nil
        } catch {
            #expect(error.code == .validation)
            return error.message
        }
    }

    @Test func `a schema that names what the model has is valid, whether or not the sample has it`() throws {
        let schema = ModelSchema(
            key: Self.key,
            indexes: [
                Index("a", partition: .template("apk", "S#{state}"), sort: .string("placed")),
                Index("b", partition: .template("bpk", "{type}#{place.city}"), sort: .template("bsk", "{created}")),
                Index("c", partition: .template("cpk", "ALL"), sort: .template("csk", "{updated}#{id}")),
                Index("d", partition: .string("id"), sort: .string("pk")),
                Index("e", partition: .string("state"), sort: .string("csk")),
            ], type: EntityType("task"), version: "version", createdAt: "created", updatedAt: "updated",
            expiresAt: "ends")
        for place in [nil, Task.Place(), Task.Place(city: "Bonn")] {
            try schema.validate(Task(id: "1", place: place))
        }
        try schema.validate(
            Task(id: "1", state: "x", placed: .now, labels: ["a"], version: 1, created: .now, updated: .now, ends: .now)
        )
        let sets = ModelSchema(key: Self.key, indexes: [Index("a", partition: .string("labels"))])
        try sets.validate(Task(id: "1"))
    }

    @Test func `each name that is mistyped is told`() {
        let cases: [(ModelSchema<Task>, [String])] = [
            (
                ModelSchema(key: Self.key, indexes: [Index("a", partition: .template("apk", "S#{statsu}"))]),
                ["statsu in the key apk \"S#{statsu}\" of a"]
            ),
            (
                ModelSchema(
                    key: Self.key,
                    indexes: [Index("a", partition: .template("apk", "ALL"), sort: .string("palced"))],
                    expiresAt: "end"), ["palced, a key of a", "end, declared as expiresAt"]
            ),
            (
                ModelSchema(key: Self.key, indexes: [Index("a", partition: .template("apk", "{place.town}"))]),
                ["place.town in the key apk \"{place.town}\" of a"]
            ),
            (
                ModelSchema(
                    key: Key(partition: .template("pk", "T#{di}")), version: "verison", createdAt: "craeted",
                    updatedAt: "udpated"),
                [
                    "di in the key pk \"T#{di}\" of the table", "verison, declared as version",
                    "craeted, declared as createdAt", "udpated, declared as updatedAt",
                ]
            ),
            (ModelSchema(key: Key(partition: .string("di"))), ["di, a key of the table"]),
        ]
        for (schema, names) in cases {
            let message = self.message { () throws(DynamoDBError) in
                try schema.validate(Task(id: "1", place: Task.Place(city: "Bonn")))
            }
            #expect(
                message == "The schema names what Task does not have: \(names.joined(separator: "; ")). What the model "
                    + "tells nothing of where it is nil needs a value in the sample.")
        }
    }

    @Test func `what a hand-written encoder leaves out needs a value in the sample`() throws {
        let key = PrimaryKey<Silent, String, Never>(partition: .string("id"))
        let index = ModelIndex<Silent, String, Never>("i", partition: .string("state"))
        let schema = ModelSchema(key: key, indexes: [index])
        try schema.validate(Silent(id: "1", state: "x"))
        let message = self.message { () throws(DynamoDBError) in try schema.validate(Silent(id: "1")) }
        #expect(message?.contains("state, a key of i") == true)
    }

    @Test func `a date of expiry that is no number, and a sample that cannot be stored, are refused`() {
        let text = ModelSchema(key: Self.key, expiresAt: "state")
        let kind = self.message { () throws(DynamoDBError) in try text.validate(Task(id: "1", state: "x")) }
        #expect(kind == "state is of type S, and expiresAt needs a Date or a number of seconds.")
        let keyless = ModelSchema(key: Key(partition: .template("pk", "T#{state}")))
        let missing = self.message { () throws(DynamoDBError) in try keyless.validate(Task(id: "1")) }
        #expect(missing?.contains("the model has no state") == true)
        let wide = ModelSchema(key: Self.key, indexes: [Index("a", partition: .template("apk", "{state:03}"))])
        let width = self.message { () throws(DynamoDBError) in try wide.validate(Task(id: "1", state: "x")) }
        #expect(width?.contains("needs a number") == true)
    }
}
