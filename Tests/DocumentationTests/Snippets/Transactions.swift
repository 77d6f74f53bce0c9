// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded

/// The code of the article on transactions.
enum Transactions {
    static func order(in database: any DynamoDBDatabase) async throws(DynamoDBError) {
        try await database.transactWriteItems(
            TransactWriteItemsInput(transactItems: [
                .check(["pk": "customer#7"], in: "customers", Attribute("blocked").notExists),
                .update(
                    ["pk": "product#3"], in: "products", .increment("stock", by: -1),
                    condition: Attribute("stock") >= 1),
                .put(["pk": "order#12", "product": "product#3"], in: "orders", condition: Attribute("pk").notExists),
            ]))
    }

    static func outcome(in database: any DynamoDBDatabase) async -> String {
        do {
            try await order(in: database)
            return "ordered"
        } catch {
            switch error.cancellationReasons.firstIndex(where: { $0.code == .conditionalCheckFailed }) {
            case 0: return "the customer is blocked"
            case 1: return "sold out"
            default: return "not ordered: \(error)"
            }
        }
    }

    static func pay(_ payment: String, in database: any DynamoDBDatabase) async throws {
        var deposit = try TransactWriteItemsInput(transactItems: [
            .update(["pk": "account#1"], in: "accounts", .increment("balance", by: 100)),
            .update(["pk": "account#2"], in: "accounts", .increment("balance", by: -100)),
        ])
        deposit.clientRequestToken = payment
        try await database.transactWriteItems(deposit)
    }

    static func balances(in database: any DynamoDBDatabase) async throws -> [Int] {
        let read = try await database.transactGetItems(
            TransactGetItemsInput(transactItems: [
                .get(["pk": "account#1"], in: "accounts", projection: ["balance"]),
                .get(["pk": "account#2"], in: "accounts", projection: ["balance"]),
            ]))
        let balances = read.responses.map { $0.item?["balance"]?.int ?? 0 }
        return balances
    }
}
