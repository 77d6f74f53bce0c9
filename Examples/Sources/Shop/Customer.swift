// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// Somebody who orders.
struct Customer: Codable, Hashable, Sendable {
    var id: String
    var name: String
    /// How many orders there have been: the last one's number.
    var orders = 0

    static let key = PrimaryKey<Customer, String, Never>(
        partition: .template("pk", "CUSTOMER#{id}"), sort: .template("sk", "PROFILE"))
    static let schema = ModelSchema(key: key)
}
