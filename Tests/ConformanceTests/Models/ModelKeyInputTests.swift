// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// What is given for a key, and becomes attributes of the model.
struct ModelKeyInputTests {
    private struct Branch: Codable, Hashable, Sendable {
        struct Place: Codable, Hashable, Sendable {
            var country: String
            var city: String
            var street: String?
        }

        var place: Place
        var visits: Int?

        static let key = PrimaryKey<Branch, String, String>(
            partition: .template("pk", "{place.country}"), sort: .template("sk", "{place.city}"))
        static let byStreet = ModelIndex<Branch, String, Never>(
            "by-street", partition: .template("gpk", "STREET#{place.street}"))
        static let schema = ModelSchema(key: key, indexes: [byStreet])
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an upsert stores the inputs of both parts of the key in one map`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let branches = try await ModelTable.create(Branch.schema, named: "branches", in: database)
            let key = Branch.key("au", "sydney")
            let made = Branch(place: Branch.Place(country: "au", city: "sydney"), visits: 1)
            #expect(try await branches.upsert(key) { $0.add("visits") } == made)
            #expect(try await branches.upsert(key) { $0.add("visits") }.visits == 2)
            try await branches.table.delete(["pk": "au", "sk": "sydney"])
            try await database.transaction { (write) throws(DynamoDBError) in
                try write.upsert(key, in: branches) { $0.add("visits") }
            }
            #expect(try await branches.get(key) == made)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `what a key value has beside the inputs in a map is not stored`(_ kind: DatabaseUnderTest) async throws {
        struct Whole: Codable, Sendable { var place: Branch.Place }
        let whole = PrimaryKey<Branch, Whole, Never>(partition: .template("pk", "{place.country}#{place.city}"))
        let schema = ModelSchema(key: whole, indexes: [Branch.byStreet])
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let branches = try await ModelTable.create(schema, named: "branches", in: database)
            let place = Branch.Place(country: "au", city: "sydney", street: "guessed")
            let branch = try await branches.upsert(whole(Whole(place: place))) { $0.add("visits") }
            #expect(branch.place == Branch.Place(country: "au", city: "sydney"))
            #expect(try await branches.query(Branch.byStreet, "guessed").collected().isEmpty)
        }
    }

    private struct User: Codable, Hashable, Sendable {
        var tenant: String
        var user: String

        static let key = PrimaryKey<User, String, User>(
            partition: .template("pk", "T#{tenant}"), sort: .template("sk", "T#{tenant}#U#{user}"))
        static let schema = ModelSchema(key: key)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `one input with two values makes no key`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let users = try await ModelTable.create(User.schema, named: "users", in: database)
            let ann = User(tenant: "a", user: "ann")
            try await users.insert(ann)
            #expect(try await users.get(User.key("a", ann)) == ann)
            let wrong = User.key("b", ann)
            for error in [
                await failure { () async throws(DynamoDBError) in try await users.get(wrong) },
                await failure { () async throws(DynamoDBError) in try await users.upsert(wrong) { _ in } },
                await failure { () async throws(DynamoDBError) in try await users.delete(wrong) },
            ] {
                #expect(error?.code == .validation)
                #expect(error?.message.contains("two different values for tenant") == true, "\(error?.message ?? "")")
            }
            #expect(try await users.scan().collected() == [ann])
        }
    }

    private struct Settings: Codable, Hashable, Sendable {
        var theme: String

        static let key = PrimaryKey<Settings, Never, Never>(partition: .template("pk", "SETTINGS"))
        static let schema = ModelSchema(key: key)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `nothing is given for the key of the one item that there can be`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let settings = try await ModelTable.create(Settings.schema, named: "settings", in: database)
            #expect(try await settings.get(Settings.key()) == nil)
            try await settings.upsert(Settings.key()) { $0.set("theme", to: "dark") }
            #expect(try await settings.get(Settings.key()) == Settings(theme: "dark"))
            #expect(try await settings.query(Settings.key).collected() == [Settings(theme: "dark")])
            #expect(try await settings.table.get(["pk": "SETTINGS"])?["theme"] == "dark")
        }
    }

    private struct Block: Codable, Hashable, Sendable {
        var file: Data
        var digest: Data
        var size: Int

        static let key = PrimaryKey<Block, Data, Data>(partition: .binary("file"), sort: .binary("digest"))
        static let schema = ModelSchema(key: key)
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `bytes of a model are its key, in the order of bytes without a sign`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run { (database: any DynamoDBDatabase) async throws in
            let blocks = try await ModelTable.create(Block.schema, named: "blocks", in: database)
            let file = Data([0, 255])
            let digests: [[UInt8]] = [[1], [1, 0], [127], [128]]
            let all = digests.enumerated().map { size, digest in
                Block(file: file, digest: Data(digest), size: size)
            }
            for block in all.reversed() { try await blocks.insert(block) }
            try await blocks.insert(Block(file: Data([0]), digest: Data([1]), size: 9))
            #expect(try await blocks.query(Block.key, file).collected() == all)
            #expect(try await blocks.query(Block.key, file, .after(Data([1]))).collected() == Array(all[1...]))
            #expect(try await blocks.get(Block.key(file, Data([128]))) == all[3])
            let row = try await blocks.table.get(["file": .binary(file), "digest": .binary(Data([127]))])
            #expect(row?["size"] == 2)
        }
    }
}
