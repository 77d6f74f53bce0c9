// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation

/// Somebody who is logged in.
struct Session: Codable, Hashable, Sendable {
    var id: String
    var user: String
    var data: [String: String] = [:]
    /// When DynamoDB may delete it. It does so some time later; the table does not show it from this date on.
    var expiresAt: Date
}

extension Session {
    static let key = PrimaryKey<Session, String, Never>(partition: .template("pk", "SESSION#{id}"))
    static let byUser = ModelIndex<Session, String, Date>(
        "by-user", partition: .string("user"), sort: .number("expiresAt"))
    static let schema = ModelSchema(key: key, indexes: [byUser], expiresAt: "expiresAt")
}
