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

    private struct Shipment: Codable, Hashable, Sendable {
        var id: String
        var status: String?
        var owner: String?
        var rank = 0

        private enum CodingKeys: String, CodingKey { case id, status, owner, rank }

        init(_ id: String, status: String? = nil, owner: String? = nil) {
            self.id = id
            self.status = status
            self.owner = owner
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.id = try container.decode(String.self, forKey: .id)
            self.status = try container.decodeIfPresent(String.self, forKey: .status)
            self.owner = try container.decodeIfPresent(String.self, forKey: .owner)
            self.rank = try container.decodeIfPresent(Int.self, forKey: .rank) ?? 0
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(self.id, forKey: .id)
            try container.encodeIfPresent(self.status, forKey: .status)
            try container.encodeIfPresent(self.owner, forKey: .owner)
            if self.rank > 0 { try container.encode(self.rank, forKey: .rank) }
        }

        static let key = PrimaryKey<Shipment, String, Never>(partition: .string("id"))
        static let byOwner = ModelIndex<Shipment, String, Int>(
            "by-owner", partition: .string("owner"), sort: .number("rank"))
        /// The model does not know the region.
        static let byRegion = ModelIndex<Shipment, String, String>(
            "by-region", partition: .template("rk", "R#{region}"), sort: .template("rsk", "{id}#{region}"))
        static let byStatus = ModelIndex<Shipment, String, Never>("by-status", partition: .template("sk", "S#{status}"))
        static let byPlace = ModelIndex<Shipment, String, Never>(
            "by-place", partition: .template("pk", "{region}#{status}"))
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an upsert of a model leaves keys of indexes alone that it tells nothing of`(
        _ kind: DatabaseUnderTest
    ) async throws {
        let indexes: [any ModelKeyDeclaration<Shipment>] = [Shipment.byOwner, Shipment.byRegion, Shipment.byStatus]
        let schema = ModelSchema(key: Shipment.key, indexes: indexes)
        let stored: Item = [
            "id": "1", "status": "open", "sk": "S#open", "owner": "ann", "rank": 5, "region": "eu", "rk": "R#eu",
            "rsk": "1#eu",
        ]
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shipments = try await ModelTable.create(schema, named: "shipments", in: database)
            try await shipments.table.put(stored)
            try await shipments.upsert(Shipment("1", status: "out", owner: "eve"))
            #expect(
                try await shipments.table.get(["id": "1"])
                    == stored.merging(["status": "out", "sk": "S#out", "owner": "eve"]))
            #expect(try await shipments.query(Shipment.byRegion, "eu").count() == 1)
            // What it says that there is not, is not.
            var rest = stored
            for name in ["status", "sk", "owner"] { rest[name] = nil }
            try await shipments.upsert(Shipment("1"))
            #expect(try await shipments.table.get(["id": "1"]) == rest)
            // The same where the schema stores NULL, which no key of an index can be.
            let nulls = ModelTable(
                ModelSchema(key: Shipment.key, indexes: indexes, nils: .null), in: shipments.table)
            try await shipments.table.put(stored)
            try await nulls.upsert(Shipment("1"))
            #expect(try await shipments.table.get(["id": "1"]) == rest.merging(["status": nil]))
        }
    }

    /// A model with a property of the name of a key that is made of what it does not know.
    private struct Crate: Codable, Sendable {
        var id: String
        var label: String
        var rk: String?
    }

    @Test(arguments: DatabaseUnderTest.available, [NilStrategy.omitted, .null])
    func `an upsert of a model does not take the key of an index for a property of its name`(
        _ kind: DatabaseUnderTest, _ nils: NilStrategy
    ) async throws {
        let schema = ModelSchema(
            key: PrimaryKey<Crate, String, Never>(partition: .string("id")),
            indexes: [ModelIndex<Crate, String, Never>("by-region", partition: .template("rk", "R#{region}"))],
            nils: nils)
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let crates = try await ModelTable.create(schema, named: "crates", in: database)
            let stored: Item = ["id": "1", "region": "eu", "rk": "R#eu"]
            try await crates.table.put(stored)
            try await crates.upsert(Crate(id: "1", label: "x"))
            #expect(
                try await crates.table.get(["id": "1"], consistency: .strong) == stored.merging(["label": "x"]))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an upsert of a model is refused where it tells a part of what a key of an index is made of`(
        _ kind: DatabaseUnderTest
    ) async throws {
        let schema = ModelSchema(key: Shipment.key, indexes: [Shipment.byPlace])
        let stored: Item = ["id": "1", "status": "open", "region": "eu", "pk": "eu#open"]
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let shipments = try await ModelTable.create(schema, named: "shipments", in: database)
            try await shipments.table.put(stored)
            let error = await failure { () async throws(DynamoDBError) in
                try await shipments.upsert(Shipment("1", status: "out"))
            }
            #expect(error?.code == .validation && error?.message.contains("region") == true, "\(error?.message ?? "")")
            #expect(try await shipments.table.get(["id": "1"]) == stored)
            // Without a status it is not in the index, whatever the region is.
            try await shipments.upsert(Shipment("1"))
            #expect(try await shipments.table.get(["id": "1"]) == ["id": "1", "region": "eu"])
        }
    }
}
