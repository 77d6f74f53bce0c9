// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Hummingbird

/// A note of somebody. What is stored is also what the service answers.
struct Note: ResponseCodable, Hashable, Sendable {
    var owner: String
    var id: String
    var text: String
    var version: Int?
    var createdAt: Date?
    var updatedAt: Date?

    static let key = PrimaryKey<Note, String, String>(partition: .string("owner"), sort: .string("id"))
    static let byDate = ModelIndex<Note, String, Date>(
        local: "by-date", of: key, sort: .string("createdAt"))
    static let schema = ModelSchema(
        key: key, indexes: [byDate], version: "version", createdAt: "createdAt", updatedAt: "updatedAt")
}
