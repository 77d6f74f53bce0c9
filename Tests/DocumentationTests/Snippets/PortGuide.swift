// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation

/// The Swift side of the article for those who come from boto3 or Soto.
enum PortGuide {
    struct User: Codable, Hashable, Sendable {
        var team: String
        var id: String
        var name: String
        var status = "active"
        var points = 0
        var version: Int?

        static let key = PrimaryKey<User, String, String>(partition: .string("team"), sort: .string("id"))
        static let byStatus = ModelIndex<User, String, Int>(
            "by-status", partition: .string("status"), sort: .number("points"))
        static let schema = ModelSchema(key: key, indexes: [byStatus], version: "version")
    }

    static func create(in database: some DynamoDBDatabase) async throws -> ModelTable<User> {
        let users = try await ModelTable.create(User.schema, named: "users", in: database)
        return users
    }

    static func createOnce(in users: ModelTable<User>) async throws -> Bool {
        do {
            try await users.insert(User(team: "blue", id: "ann", name: "Ann"))
            return true
        } catch let error where error.code == .conditionalCheckFailed {
            return false
        }
    }

    static func read(_ users: ModelTable<User>) async throws -> (User?, Bool) {
        let user = try await users.get(User.key("blue", "ann"), consistency: .strong)
        let isThere = try await users.exists(User.key("blue", "ben"))
        return (user, isThere)
    }

    static func query(_ users: ModelTable<User>, _ token: PageToken?) async throws -> ([User], ModelPage<User>) {
        var found: [User] = []
        for try await user in users.query(User.key, "blue", .beginsWith("a")).descending() {
            found.append(user)
        }

        let page = try await users.query(User.byStatus, "active", .from(10)).limit(20).page(after: token)
        // page.items, page.next: the token of the next page, or nil
        return (found, page)
    }

    static func filter(_ users: ModelTable<User>) async throws -> [User] {
        let ahead = try await users.query(User.key, "blue")
            .filter(Attribute("points") > 10 && Attribute("name").contains("n"))
            .collected()
        return ahead
    }

    static func part(_ users: ModelTable<User>) async throws -> [String] {
        struct Name: Decodable { var name: String }
        let names = try await users.query(User.key, "blue").selecting(["name"], as: Name.self).collected()
        return names.map(\.name)
    }

    static func update(_ users: ModelTable<User>) async throws -> User {
        let user = try await users.update(User.key("blue", "ann")) {
            $0.set("name", to: "Anne")
            $0.remove("nickname")
        }
        return user
    }

    static func increment(_ users: ModelTable<User>) async throws -> Int {
        let points = try await users.update(User.key("blue", "ann")) { $0.add("points", 30) }.points
        return points
    }

    static func condition(_ users: ModelTable<User>) async throws {
        try await users.update(User.key("blue", "ann")) {
            $0.subtract("points", 10, floor: 0)
            $0.require(Attribute("status") == "active")
        }
    }

    static func locking(_ users: ModelTable<User>) async throws -> User? {
        if var user = try await users.get(User.key("blue", "ann")) {
            user.name = "Ann"
            try await users.update(user)  // .conditionalCheckFailed if somebody else wrote it meanwhile
        }
        let user = try await users.modify(User.key("blue", "ann")) { $0.points *= 2 }  // reads again and retries
        return user
    }

    static func delete(_ users: ModelTable<User>) async throws -> User? {
        let deleted = try await users.delete(User.key("blue", "ann"), returning: .allOld)  // what was there, or nil
        return deleted
    }

    static func batches(_ users: ModelTable<User>) async throws -> (ModelBatchResult<User>, [String]) {
        var names: [String] = []
        let many = (1...100).map { User(team: "red", id: "user \($0)", name: "User \($0)") }
        let written = await users.put(contentsOf: many)
        for failure in written.failures { print(failure.entry, failure.error) }

        for read in await users.get(keys: [User.key("red", "user 7"), User.key("red", "nobody")]) {
            names.append(try read.model?.name ?? "nobody")
        }
        return (written, names)
    }

    static func scan(_ users: ModelTable<User>) async throws -> Int {
        var names: Set<String> = []
        for try await user in users.scan() { names.insert(user.name) }

        try await users.scan().forEachPage(segments: 4) { page, progress in
            print("\(page.items.count) users more, \(progress.scannedCount) items read")
        }
        return names.count
    }

    static func count(_ users: ModelTable<User>) async throws -> Int {
        let reds = try await users.query(User.key, "red").count()
        return reds
    }

    static func info(_ users: ModelTable<User>) async throws -> String {
        let info = try await users.table.describe()
        return "\(info.tableName) is \(info.tableStatus.rawValue), about \(info.itemCount) items"
    }

    static func transactions(
        _ users: ModelTable<User>, in database: some DynamoDBDatabase
    ) async throws -> (User?, User?) {
        try await database.transaction { (write) throws(DynamoDBError) in
            try write.update(User.key("red", "user 1"), in: users, label: "giver") {
                $0.subtract("points", 5, floor: 0)
            }
            try write.update(User.key("red", "user 2"), in: users) { $0.add("points", 5) }
        }
        let (giver, taker) = try await database.transactionGet(
            users.reading(User.key("red", "user 1")), users.reading(User.key("red", "user 2")))
        return (giver, taker)
    }

    static func errors(_ users: ModelTable<User>, _ user: User) async -> String {
        do {
            try await users.put(user)
            return "written"
        } catch {
            switch error.code {
            case .conditionalCheckFailed: return "changed meanwhile: \(error.item ?? [:])"
            case .resourceNotFound: return "no such table"
            case .throttling, .provisionedThroughputExceeded: return "still throttled after all retries"
            default: return "failed: \(error)"
            }
        }
    }

    static func storedDates() -> DateStrategy {
        let sotoDates = DateStrategy.custom { date in
            try AttributeValue(date.timeIntervalSinceReferenceDate)
        } decode: { value in
            guard let seconds = value.double else { throw DynamoDBError(.decoding, "A date is a number here.") }
            return Date(timeIntervalSinceReferenceDate: seconds)
        }
        return sotoDates
    }

    static func items(_ table: DynamoDBTable) async throws -> Item? {
        try await table.put(["team": "blue", "id": "ann", "name": "Ann"], condition: Attribute("id").notExists)
        let item = try await table.update(
            ["team": "blue", "id": "ann"], .set("name", to: "Anne").increment("points"), returning: .allNew)
        return item
    }
}
