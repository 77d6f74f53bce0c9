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
///
/// What was added after the first version is optional: files of older versions lack it.
struct TableRecord: Codable, Hashable, Sendable {
    var tableName: String
    var tableID: String
    /// Seconds since 1970.
    var creationDateTime: Double
    var attributeDefinitions: [AttributeDefinition]
    var keySchema: [KeySchemaElement]
    var billingMode: BillingMode
    /// When the table came to be paid for by request, in seconds since 1970; `nil` if it never was, and in older files.
    var payPerRequestDateTime: Double?
    var provisionedThroughput: ProvisionedThroughput?
    var throughputHistory: ThroughputHistory?
    var onDemandThroughput: OnDemandThroughput?
    /// What was asked for, beyond what every table has.
    var warmThroughput: WarmThroughput?
    var tableClass: TableClassSummary?
    /// The key that the table is said to be encrypted with; `nil` for DynamoDB's own.
    var encryptionKey: String?
    var tags: [ResourceTag]?
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
        var throughputHistory: ThroughputHistory?
        var onDemandThroughput: OnDemandThroughput?
        var warmThroughput: WarmThroughput?
        /// How far the index is filled from the table; `nil` once it is.
        var backfill: Backfill?
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

    /// How far an index is filled from its table.
    struct Backfill: Codable, Hashable, Sendable {
        /// The key of the last row of the table that the index has been filled from; `nil` if there is none yet.
        ///
        /// The index holds its part of this row and those before it, and of none behind.
        var lastKey: Data?
        /// Whether it has come to an end because the row behind is damaged; `nil` for no.
        var isBroken: Bool?
    }

    /// When the capacity set aside was changed.
    struct ThroughputHistory: Codable, Hashable, Sendable {
        /// Seconds since 1970.
        var lastIncrease: Double?
        /// Seconds since 1970.
        var lastDecrease: Double?
        /// How often it was lowered on the day, in UTC, of the last time.
        var decreases = 0
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

extension TableRecord.ThroughputHistory {
    private static let secondsPerDay: Double = 86_400

    /// Notes a change.
    mutating func note(from old: ProvisionedThroughput, to new: ProvisionedThroughput, now: Double) {
        if new.readCapacityUnits < old.readCapacityUnits || new.writeCapacityUnits < old.writeCapacityUnits {
            self.decreases = self.decreases(onDayOf: now) + 1
            self.lastDecrease = now
        }
        if new.readCapacityUnits > old.readCapacityUnits || new.writeCapacityUnits > old.writeCapacityUnits {
            self.lastIncrease = now
        }
    }

    /// How often the capacity was lowered on the day of a moment.
    func decreases(onDayOf now: Double) -> Int {
        guard let last = self.lastDecrease,
            (last / Self.secondsPerDay).rounded(.down) == (now / Self.secondsPerDay).rounded(.down)
        else { return 0 }
        // A damaged file may have any number here.
        return min(max(self.decreases, 0), 1000)
    }
}
