// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded

/// The code of the article on errors.
enum Errors {
    static func decide(_ item: Item, in users: DynamoDBTable) async -> String {
        do {
            try await users.put(item, condition: Attribute("pk").notExists)
            return "created"
        } catch {
            switch error.code {
            case .conditionalCheckFailed: return "there already"
            case .resourceNotFound: return "no such table"
            case .validation: return "a mistake in the program: \(error.message)"
            default: return "failed: \(error)"
            }
        }
    }

    static func add(_ items: [Item], to users: DynamoDBTable) async throws -> Int {
        var added = 0
        for item in items {
            do {
                try await users.put(item, condition: Attribute("pk").notExists)
                added += 1
            } catch let error where error.code == .conditionalCheckFailed {
                continue  // it is there already
            } catch {
                throw error
            }
        }
        return added
    }

    static func addAtOnce(_ items: [Item], to users: DynamoDBTable) async {
        await withTaskGroup(of: Void.self) { group in
            for item in items {
                group.addTask {
                    do throws(DynamoDBError) {
                        try await users.put(item, condition: Attribute("pk").notExists)
                    } catch {
                        guard error.code != .conditionalCheckFailed else { return }
                        print("failed: \(error)")
                    }
                }
            }
        }
    }

    static func explained(in users: DynamoDBTable) async -> String {
        do {
            _ = try await users.get(["pk": "user#123"])
        } catch {
            return error.message
        }
        return ""
    }

    static func current(_ key: Item, in users: DynamoDBTable) async throws -> Item? {
        do {
            try await users.update(
                key, .increment("version"), condition: Attribute("version") == 1, itemOnConditionFailure: true)
            return nil
        } catch let error where error.code == .conditionalCheckFailed {
            return error.item  // what is stored now
        }
    }
}
