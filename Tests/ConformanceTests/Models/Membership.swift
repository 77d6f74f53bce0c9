// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// Who belongs to what: there is nothing but the key.
struct Membership: Codable, Hashable, Sendable {
    var user: String
    var group: String

    static let key = PrimaryKey<Membership, String, String>(partition: .string("user"), sort: .string("group"))
    static let schema = ModelSchema(key: key)
}
