// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import TestSupport
import Testing

/// Random transactions against a model of the table: everything or nothing, and the right reasons.
struct TransactionModelTests {
    private static let keys = (0..<6).map { "k\($0)" }

    /// An action of which it is known what it does.
    private struct Planned {
        var action: TransactWriteItem
        var key: String
        /// Whether the condition holds for what is there.
        var holds: (Int?) -> Bool = { _ in true }
        /// What is there afterwards; `nil` from the function for nothing.
        var result: (Int?) -> Int?
        /// Whether the update cannot be applied to what is there.
        var fails: (Int?) -> Bool = { _ in false }
    }

    private static func plan(_ random: inout SeededGenerator, key: String) throws -> Planned {
        let itemKey: Item = ["pk": .string(key)]
        let number = Int.random(in: 0...3, using: &random)
        var holds: (Int?) -> Bool = { _ in true }
        var condition: Condition?
        switch Int.random(in: 0..<4, using: &random) {
        case 0: (condition, holds) = (Attribute("pk").exists, { $0 != nil })
        case 1: (condition, holds) = (Attribute("pk").notExists, { $0 == nil })
        case 2: (condition, holds) = (Attribute("n") <= number, { $0.map { $0 <= number } ?? false })
        default: break
        }
        switch Int.random(in: 0..<5, using: &random) {
        case 0:
            let item: Item = ["pk": .string(key), "n": .number(DynamoDBNumber(number))]
            return Planned(
                action: try .put(item, in: "Hash", condition: condition), key: key, holds: holds,
                result: { _ in number }
            )
        case 1:
            return Planned(
                action: try .delete(itemKey, in: "Hash", condition: condition), key: key, holds: holds,
                result: { _ in nil })
        case 2:
            return Planned(
                action: try .update(
                    itemKey, in: "Hash", .increment("n", by: DynamoDBNumber(number)), condition: condition),
                key: key, holds: holds, result: { ($0 ?? 0) + number })
        case 3:
            // Refers to an attribute that may not be there.
            return Planned(
                action: .update(
                    TransactUpdate(
                        tableName: "Hash", key: itemKey, updateExpression: "SET n = n + :one",
                        expressionAttributeValues: [":one": 1])), key: key, result: { ($0 ?? 0) + 1 },
                fails: { $0 == nil })
        default:
            return Planned(
                action: try .check(itemKey, in: "Hash", condition ?? (Attribute("n") >= 0)), key: key,
                holds: condition == nil ? { $0 != nil } : holds, result: { $0 })
        }
    }

    @Test(arguments: 0..<8)
    func `random transactions do everything or nothing`(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let database = try EmbeddedDatabase.inMemory()
        _ = try await database.createTable(
            CreateTableInput(
                tableName: "Hash", partitionKey: .string("pk"),
                globalSecondaryIndexes: [.init("by-n", partitionKey: .number("n"))]))
        var model: [String: Int] = [:]
        var counts = (done: 0, refused: 0, cancelled: 0)
        for _ in 0..<150 {
            let keys = Self.keys.shuffled(using: &random).prefix(Int.random(in: 1...4, using: &random))
            var plan: [Planned] = []
            for key in keys { plan.append(try Self.plan(&random, key: key)) }
            let names = random.chance(10)
            if names, let first = plan.first { plan.append(first) }

            var codes = plan.map { planned -> CancellationReason.Code in
                let now = model[planned.key]
                if !planned.holds(now) { return .conditionalCheckFailed }
                return planned.fails(now) ? .validationError : .none
            }
            if let first = codes.firstIndex(of: .validationError) {
                codes = codes.indices.map { $0 == first ? .validationError : .none }
            }
            do {
                _ = try await database.transactWriteItems(
                    TransactWriteItemsInput(transactItems: plan.map(\.action)))
                #expect(!names && codes.allSatisfy { $0 == .none })
                for planned in plan { model[planned.key] = planned.result(model[planned.key]) }
                counts.done += 1
            } catch  where names {
                #expect(error.message == "Transaction request cannot include multiple operations on one item")
                counts.refused += 1
            } catch {
                #expect(error.cancellationReasons.map(\.code) == codes)
                counts.cancelled += 1
            }
            for index in [nil, "by-n"] {
                let items = try await database.scan(ScanInput(tableName: "Hash", indexName: index)).items ?? []
                let stored = Dictionary(
                    items.map { ($0["pk"]?.string ?? "", $0["n"]?.int ?? -1) }, uniquingKeysWith: { $1 })
                #expect(stored == model)
            }
        }
        #expect(counts.done > 20 && counts.cancelled > 20 && counts.refused > 0)
    }
}
