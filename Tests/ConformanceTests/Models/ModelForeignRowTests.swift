// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Keys of indexes in rows that other programs wrote, with attributes that the model lacks or stores in another form.
struct ModelForeignRowTests {
    private struct Meeting: Codable, Hashable, Sendable {
        struct Slot: Codable, Hashable, Sendable {
            var at: Date
            var state: State
            var room: String
        }

        enum State: String, Codable {
            case new, other

            /// As programs read what later ones write.
            init(from decoder: any Decoder) throws {
                self = Self(rawValue: try decoder.singleValueContainer().decode(String.self)) ?? .other
            }
        }

        var id: String
        var slot: Slot
        var note: String?

        static let key = PrimaryKey<Meeting, String, Never>(partition: .template("pk", "MEETING#{id}"))
        static let byDay = ModelIndex<Meeting, Date, Never>("by-day", partition: .template("day", "DAY#{slot.at}"))
        static let byState = ModelIndex<Meeting, State, Never>(
            "by-state", partition: .template("st", "STATE#{slot.state}"))
        static let schema = ModelSchema(key: key, indexes: [byDay, byState])
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `modify keeps a key with the stored form of its input, and makes it anew where that is written anew`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let meetings = try await ModelTable.create(Meeting.schema, named: "meetings", in: database)
            let key: Item = ["pk": "MEETING#1"]
            try await meetings.table.put([
                "pk": "MEETING#1", "id": "1",
                "slot": ["at": "2026-01-28T10:30:00+01:00", "state": "late", "room": "a"],
                "day": "DAY#2026-01-28T10:30:00+01:00", "st": "STATE#late",
            ])
            try await meetings.modify(Meeting.key("1")) { $0.note = "x" }
            let kept = try await meetings.table.get(key)
            #expect(kept?["day"] == "DAY#2026-01-28T10:30:00+01:00" && kept?["st"] == "STATE#late")
            // A map is written as a whole, and so all that is in it in the form of the model.
            try await meetings.modify(Meeting.key("1")) { $0.slot.room = "b" }
            let row = try await meetings.table.get(key)
            #expect(row?["slot"] == ["at": "2026-01-28T09:30:00.000Z", "state": "other", "room": "b"])
            #expect(row?["day"] == "DAY#2026-01-28T09:30:00.000Z" && row?["st"] == "STATE#other")
            let date = Date(timeIntervalSince1970: 1_769_592_600)
            #expect(try await meetings.query(Meeting.byDay, date).count() == 1)
        }
    }

    private struct Entry: Codable, Hashable, Sendable {
        var id: String
        var created: Date?

        static let key = PrimaryKey<Entry, String, Never>(partition: .string("id"))
        static let byDay = ModelIndex<Entry, Never, Date>(
            "by-day", partition: .template("gpk", "ALL"), sort: .template("gsk", "DAY#{created}"))
        static let schema = ModelSchema(key: key, indexes: [byDay], createdAt: "created")
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `modify makes a key of the date of creation in the form of the model, as queries ask for it`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let entries = try await ModelTable.create(Entry.schema, named: "entries", in: database)
            try await entries.table.put(["id": "1", "created": "2026-01-28T09:30:00Z"])
            try await entries.modify(Entry.key("1")) { _ in }
            let row = try await entries.table.get(["id": "1"])
            #expect(row?["gsk"] == "DAY#2026-01-28T09:30:00.000Z" && row?["created"] == "2026-01-28T09:30:00Z")
            let date = Date(timeIntervalSince1970: 1_769_592_600)
            #expect(try await entries.query(Entry.byDay, .equal(date)).count() == 1)
            #expect(try await entries.query(Entry.byDay, .through(date)).count() == 1)
        }
    }

    private struct Parcel: Codable, Hashable, Sendable {
        var id: String
        var status: String

        static let key = PrimaryKey<Parcel, String, Never>(partition: .string("id"))
        /// The model does not know the region.
        static let byPlace = ModelIndex<Parcel, String, Never>(
            "by-place", partition: .template("rk", "{region}#{status}"))
        static let schema = ModelSchema(key: key, indexes: [byPlace])
    }

    /// What is stored, what somebody else writes meanwhile, what `modify` sets, and the key in the end.
    private static let races: [(stored: Item, other: Update, status: String, key: AttributeValue)] = [
        (
            ["status": "open", "region": "eu", "rk": "eu#open"],
            Update.set("region", to: "us").set("rk", to: "us#open"), "shipped", "us#shipped"
        ),
        // One that was not in the index comes into it.
        (["status": "open"], Update.set("region", to: "eu").set("rk", to: "eu#open"), "shipped", "eu#shipped"),
        // One that lacks its key gets it.
        (
            ["status": "open", "region": "eu"],
            Update.set("region", to: "us").set("rk", to: "us#open"), "open", "us#open"
        ),
        (["status": "open", "region": "eu"], Update.set("region", to: "us"), "open", "us#open"),
    ]

    @Test(arguments: DatabaseUnderTest.available)
    func `modify without a version sees that others change what a key is made of, and the model does not know`(
        _ kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let table = try await DynamoDBTable.create(
                CreateTableInput(tableName: "parcels", for: Parcel.schema), in: database)
            for (stored, update, status, key) in Self.races {
                try await table.put(stored.merging(["id": "1"]))
                var slower = DynamoDBTable(
                    "parcels",
                    in: InterruptedDatabase(database) { () async throws(DynamoDBError) in
                        try await table.update(["id": "1"], update)
                    })
                slower.waits.sleep = { _ in }
                try await ModelTable(Parcel.schema, in: slower).modify(Parcel.key("1")) { $0.status = status }
                let row = try await table.get(["id": "1"])
                #expect(row?["rk"] == key && row?["status"] == .string(status))
            }
        }
    }
}
