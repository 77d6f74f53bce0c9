// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation

/// Something to be sold.
struct Product: Codable, Hashable, Sendable {
    var id: String
    var price: Decimal
    var stock: Int

    static let key = PrimaryKey<Product, String, Never>(
        partition: .template("pk", "PRODUCT#{id}"), sort: .template("sk", "PRODUCT"))
    static let schema = ModelSchema(key: key)
}
