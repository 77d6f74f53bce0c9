// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Where reading a shard begins.
public struct ShardIteratorType: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// With the oldest record that is kept.
    public static let trimHorizon = Self(rawValue: "TRIM_HORIZON")
    /// Behind the newest record.
    public static let latest = Self(rawValue: "LATEST")
    /// With the record that has the sequence number.
    public static let atSequenceNumber = Self(rawValue: "AT_SEQUENCE_NUMBER")
    /// Behind the record that has the sequence number.
    public static let afterSequenceNumber = Self(rawValue: "AFTER_SEQUENCE_NUMBER")
}
