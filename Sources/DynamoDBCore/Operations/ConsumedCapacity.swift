// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The capacity that a request consumed in one table.
public struct ConsumedCapacity: Hashable, Sendable, Codable {
    /// The table.
    public var tableName: String
    /// All units together.
    public var capacityUnits: Double
    /// The units of reads, if the operation tells them apart, as transactions do.
    public var readCapacityUnits: Double?
    /// The units of writes, if the operation tells them apart, as transactions do.
    public var writeCapacityUnits: Double?
    /// The share of the table itself, if asked for by index.
    public var table: Capacity?
    /// The shares of local secondary indexes that were touched.
    public var localSecondaryIndexes: [String: Capacity]?
    /// The shares of global secondary indexes that were touched.
    public var globalSecondaryIndexes: [String: Capacity]?

    /// Creates a value of its parts.
    public init(
        tableName: String,
        capacityUnits: Double,
        readCapacityUnits: Double? = nil,
        writeCapacityUnits: Double? = nil,
        table: Capacity? = nil,
        localSecondaryIndexes: [String: Capacity]? = nil,
        globalSecondaryIndexes: [String: Capacity]? = nil
    ) {
        self.tableName = tableName
        self.capacityUnits = capacityUnits
        self.readCapacityUnits = readCapacityUnits
        self.writeCapacityUnits = writeCapacityUnits
        self.table = table
        self.localSecondaryIndexes = localSecondaryIndexes
        self.globalSecondaryIndexes = globalSecondaryIndexes
    }

    private enum CodingKeys: String, CodingKey {
        case tableName = "TableName"
        case capacityUnits = "CapacityUnits"
        case readCapacityUnits = "ReadCapacityUnits"
        case writeCapacityUnits = "WriteCapacityUnits"
        case table = "Table"
        case localSecondaryIndexes = "LocalSecondaryIndexes"
        case globalSecondaryIndexes = "GlobalSecondaryIndexes"
    }
}

/// Capacity units of a table or an index.
public struct Capacity: Hashable, Sendable, Codable {
    /// The units.
    public var capacityUnits: Double
    /// The units of reads, if the operation tells them apart, as transactions do.
    public var readCapacityUnits: Double?
    /// The units of writes, if the operation tells them apart, as transactions do.
    public var writeCapacityUnits: Double?

    /// Creates a value of its parts.
    public init(
        capacityUnits: Double,
        readCapacityUnits: Double? = nil,
        writeCapacityUnits: Double? = nil
    ) {
        self.capacityUnits = capacityUnits
        self.readCapacityUnits = readCapacityUnits
        self.writeCapacityUnits = writeCapacityUnits
    }

    private enum CodingKeys: String, CodingKey {
        case capacityUnits = "CapacityUnits"
        case readCapacityUnits = "ReadCapacityUnits"
        case writeCapacityUnits = "WriteCapacityUnits"
    }
}

extension ConsumedCapacity {
    /// What two calls on one table consumed together.
    func adding(_ other: Self) -> Self {
        Self(
            tableName: self.tableName, capacityUnits: self.capacityUnits + other.capacityUnits,
            readCapacityUnits: self.readCapacityUnits.joined(other.readCapacityUnits, by: +),
            writeCapacityUnits: self.writeCapacityUnits.joined(other.writeCapacityUnits, by: +),
            table: self.table.joined(other.table) { $0.adding($1) },
            localSecondaryIndexes: self.localSecondaryIndexes.joined(other.localSecondaryIndexes, by: Self.adding),
            globalSecondaryIndexes: self.globalSecondaryIndexes.joined(other.globalSecondaryIndexes, by: Self.adding))
    }

    private static func adding(_ left: [String: Capacity], _ right: [String: Capacity]) -> [String: Capacity] {
        left.merging(right) { $0.adding($1) }
    }
}

extension Capacity {
    fileprivate func adding(_ other: Self) -> Self {
        Self(
            capacityUnits: self.capacityUnits + other.capacityUnits,
            readCapacityUnits: self.readCapacityUnits.joined(other.readCapacityUnits, by: +),
            writeCapacityUnits: self.writeCapacityUnits.joined(other.writeCapacityUnits, by: +))
    }
}

extension Optional {
    /// Both as one, or the one that is there.
    fileprivate func joined(_ other: Self, by join: (Wrapped, Wrapped) -> Wrapped) -> Self {
        guard let self, let other else { return self ?? other }
        return join(self, other)
    }
}
