// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The capacity set aside for a table or an index.
public struct ProvisionedThroughput: Hashable, Sendable, Codable {
    /// Reads a second, of 4 KB each.
    public var readCapacityUnits: Int
    /// Writes a second, of 1 KB each.
    public var writeCapacityUnits: Int

    /// Creates a value of its parts.
    public init(
        readCapacityUnits: Int,
        writeCapacityUnits: Int
    ) {
        self.readCapacityUnits = readCapacityUnits
        self.writeCapacityUnits = writeCapacityUnits
    }

    private enum CodingKeys: String, CodingKey {
        case readCapacityUnits = "ReadCapacityUnits"
        case writeCapacityUnits = "WriteCapacityUnits"
    }
}

/// The capacity set aside, and how often it was lowered today.
public struct ProvisionedThroughputDescription: Hashable, Sendable, Codable {
    /// Reads a second; 0 when paid for by request.
    public var readCapacityUnits: Int
    /// Writes a second; 0 when paid for by request.
    public var writeCapacityUnits: Int
    /// How often it was lowered today.
    public var numberOfDecreasesToday: Int
    /// When it was last raised, in seconds since 1970.
    public var lastIncreaseDateTime: Double?
    /// When it was last lowered, in seconds since 1970.
    public var lastDecreaseDateTime: Double?

    /// Creates a value of its parts.
    public init(
        readCapacityUnits: Int = 0,
        writeCapacityUnits: Int = 0,
        numberOfDecreasesToday: Int = 0,
        lastIncreaseDateTime: Double? = nil,
        lastDecreaseDateTime: Double? = nil
    ) {
        self.readCapacityUnits = readCapacityUnits
        self.writeCapacityUnits = writeCapacityUnits
        self.numberOfDecreasesToday = numberOfDecreasesToday
        self.lastIncreaseDateTime = lastIncreaseDateTime
        self.lastDecreaseDateTime = lastDecreaseDateTime
    }

    private enum CodingKeys: String, CodingKey {
        case readCapacityUnits = "ReadCapacityUnits"
        case writeCapacityUnits = "WriteCapacityUnits"
        case numberOfDecreasesToday = "NumberOfDecreasesToday"
        case lastIncreaseDateTime = "LastIncreaseDateTime"
        case lastDecreaseDateTime = "LastDecreaseDateTime"
    }

    /// Reads a description; what is left out is 0.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            readCapacityUnits: try container.decodeIfPresent(Int.self, forKey: .readCapacityUnits) ?? 0,
            writeCapacityUnits: try container.decodeIfPresent(Int.self, forKey: .writeCapacityUnits) ?? 0,
            numberOfDecreasesToday: try container.decodeIfPresent(Int.self, forKey: .numberOfDecreasesToday) ?? 0,
            lastIncreaseDateTime: try container.decodeIfPresent(Double.self, forKey: .lastIncreaseDateTime),
            lastDecreaseDateTime: try container.decodeIfPresent(Double.self, forKey: .lastDecreaseDateTime))
    }
}
