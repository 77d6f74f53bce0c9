// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// A table as the catalog of the file holds it.
struct TableRecord: Codable, Hashable, Sendable {
    var tableName: String
    var tableID: String
    /// Seconds since 1970.
    var creationDateTime: Double
    var attributeDefinitions: [AttributeDefinition]
    var keySchema: [KeySchemaElement]
    var billingMode: BillingMode
    var provisionedThroughput: ProvisionedThroughput?
    var deletionProtectionEnabled: Bool
    /// The tree that holds the items.
    var tree: Int64
    var indexes: [IndexRecord]
    /// The stream that the table has, or had last.
    var latestStream: StreamReference?
    /// How the items expire; `nil` if they do not.
    var timeToLive: TimeToLiveRecord?

    /// An index as the catalog of the file holds it.
    struct IndexRecord: Codable, Hashable, Sendable {
        enum Scope: String, Codable { case local, global }

        var indexName: String
        var scope: Scope
        var keySchema: [KeySchemaElement]
        var projection: Projection
        var provisionedThroughput: ProvisionedThroughput?
        /// The tree that holds the projected items.
        var tree: Int64
    }

    /// A stream of the table. What else is known of it is in the list of streams, as it outlives the table.
    struct StreamReference: Codable, Hashable, Sendable {
        var label: String
        var viewType: StreamViewType
        /// The tree that holds the records.
        var tree: Int64
        /// Whether it takes records.
        var isEnabled: Bool
    }

    /// The expiry of items as the catalog of the file holds it.
    struct TimeToLiveRecord: Codable, Hashable, Sendable {
        var attributeName: String
        /// The tree that holds the times.
        var tree: Int64
        /// Whether the items that were there before are in the tree, too.
        var isComplete: Bool
    }
}

extension TableRecord {
    /// The record as the catalog stores it: JSON, which later versions can extend.
    func encoded() throws(DynamoDBError) -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(self))
        } catch {
            throw DynamoDBError(.storage, "The table's description cannot be stored: \(error)")
        }
    }

    /// Reads a record of the catalog.
    init(decoding bytes: [UInt8], of table: String) throws(DynamoDBError) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(bytes))
        } catch {
            throw DynamoDBError(
                .corrupt, "The catalog entry of table \(table) is damaged. Restore the database file from a copy.")
        }
    }
}
