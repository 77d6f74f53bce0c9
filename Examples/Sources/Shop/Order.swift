// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation

/// What somebody ordered. It stands below its customer: one query reads both.
struct Order: Codable, Hashable, Sendable {
    enum Status: String, Codable, Sendable { case open, shipped }

    struct Line: Codable, Hashable, Sendable {
        var product: String
        var quantity: Int
        var price: Decimal
    }

    var customer: String
    var number: Int
    var status = Status.open
    var placed: Date
    var lines: [Line]
    var version: Int?

    var total: Decimal { self.lines.reduce(0) { $0 + $1.price * Decimal($1.quantity) } }
}

extension Order {
    static let key = PrimaryKey<Order, String, Int>(
        partition: .template("pk", "CUSTOMER#{customer}"), sort: .template("sk", "ORDER#{number:06}"))
    static let byStatus = ModelIndex<Order, Status, Date>(
        "by-status", partition: .template("gsi1pk", "STATUS#{status}"), sort: .string("placed"))
    static let schema = ModelSchema(key: key, indexes: [byStatus], version: "version")
}
