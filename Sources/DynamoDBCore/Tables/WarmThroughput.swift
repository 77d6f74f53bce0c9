// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a table or an index should be able to take at once, without time to grow.
public struct WarmThroughput: Hashable, Sendable, Codable {
    /// Reads a second, of 4 KB each.
    public var readUnitsPerSecond: Int?
    /// Writes a second, of 1 KB each.
    public var writeUnitsPerSecond: Int?

    /// Creates a value of its parts.
    public init(
        readUnitsPerSecond: Int? = nil,
        writeUnitsPerSecond: Int? = nil
    ) {
        self.readUnitsPerSecond = readUnitsPerSecond
        self.writeUnitsPerSecond = writeUnitsPerSecond
    }

    private enum CodingKeys: String, CodingKey {
        case readUnitsPerSecond = "ReadUnitsPerSecond"
        case writeUnitsPerSecond = "WriteUnitsPerSecond"
    }
}

/// What a table can take at once.
public struct TableWarmThroughputDescription: Hashable, Sendable, Codable {
    /// Reads a second, of 4 KB each.
    public var readUnitsPerSecond: Int?
    /// Writes a second, of 1 KB each.
    public var writeUnitsPerSecond: Int?
    /// Whether it is being changed.
    public var status: TableStatus?

    /// Creates a value of its parts.
    public init(
        readUnitsPerSecond: Int? = nil,
        writeUnitsPerSecond: Int? = nil,
        status: TableStatus? = nil
    ) {
        self.readUnitsPerSecond = readUnitsPerSecond
        self.writeUnitsPerSecond = writeUnitsPerSecond
        self.status = status
    }

    private enum CodingKeys: String, CodingKey {
        case readUnitsPerSecond = "ReadUnitsPerSecond"
        case writeUnitsPerSecond = "WriteUnitsPerSecond"
        case status = "Status"
    }
}

/// What a global secondary index can take at once.
public struct GlobalSecondaryIndexWarmThroughputDescription: Hashable, Sendable, Codable {
    /// Reads a second, of 4 KB each.
    public var readUnitsPerSecond: Int?
    /// Writes a second, of 1 KB each.
    public var writeUnitsPerSecond: Int?
    /// Whether it is being changed.
    public var status: IndexStatus?

    /// Creates a value of its parts.
    public init(
        readUnitsPerSecond: Int? = nil,
        writeUnitsPerSecond: Int? = nil,
        status: IndexStatus? = nil
    ) {
        self.readUnitsPerSecond = readUnitsPerSecond
        self.writeUnitsPerSecond = writeUnitsPerSecond
        self.status = status
    }

    private enum CodingKeys: String, CodingKey {
        case readUnitsPerSecond = "ReadUnitsPerSecond"
        case writeUnitsPerSecond = "WriteUnitsPerSecond"
        case status = "Status"
    }
}
