// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded

/// The code of the article on conditions and updates.
enum ConditionsAndUpdates {
    static func operators() -> Condition {
        let condition =
            Attribute("status") == "active"
            && Attribute("age").between(18, 65)
            && !Attribute("deleted").exists
            && Attribute("address.city").in("Sydney", "Auckland")
            && Attribute("tags").contains("swift")
            && Attribute("tags").size < 10
        return condition
    }

    static func interpolated(limit: Int) -> Condition {
        let condition: Condition = "version < \(limit) AND \(name: "status") = \("active")"
        return condition
    }

    static func plain() -> Condition {
        let condition = Condition(
            "attribute_not_exists(pk) OR version < :v", values: [":v": 3])
        return condition
    }

    static func createOnce(_ item: Item, in users: DynamoDBTable) async throws -> Bool {
        do {
            try await users.put(item, condition: Attribute("pk").notExists)
            return true
        } catch let error where error.code == .conditionalCheckFailed {
            return false  // somebody else was first; their item stands
        }
    }

    static func updates(key: Item, in users: DynamoDBTable) async throws -> Item? {
        let changed = try await users.update(
            key,
            .set("address.city", to: "Sydney")
                .set("created", ifNotExists: "2026-01-28")
                .increment("logins")
                .append("history", ["moved"])
                .remove("nickname"))
        return changed
    }

    static func spend(_ amount: DynamoDBNumber, of key: Item, in users: DynamoDBTable) async throws {
        while true {
            guard let user = try await users.get(key, consistency: .strong),
                let version = user["version"], let balance = user["balance"]?.number
            else { return }
            do {
                try await users.update(
                    key,
                    .set("balance", to: try balance.subtracting(amount)).increment("version"),
                    condition: Attribute("version") == version)
                return
            } catch let error where error.code == .conditionalCheckFailed {
                continue  // another writer changed it: read again
            } catch {
                throw error
            }
        }
    }
}
