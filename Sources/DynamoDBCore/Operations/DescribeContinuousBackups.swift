// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Asks whether a table can be restored to a moment of the past.
public struct DescribeContinuousBackupsInput: Hashable, Sendable, Codable {
    /// The table.
    public var tableName: String

    /// Creates a value of its parts.
    public init(
        tableName: String
    ) {
        self.tableName = tableName
    }

    private enum CodingKeys: String, CodingKey {
        case tableName = "TableName"
    }
}

/// Whether a table can be restored to a moment of the past.
public struct DescribeContinuousBackupsOutput: Hashable, Sendable, Codable {
    /// The state of its backups.
    public var continuousBackupsDescription: ContinuousBackupsDescription?

    /// Creates a value of its parts.
    public init(
        continuousBackupsDescription: ContinuousBackupsDescription? = nil
    ) {
        self.continuousBackupsDescription = continuousBackupsDescription
    }

    private enum CodingKeys: String, CodingKey {
        case continuousBackupsDescription = "ContinuousBackupsDescription"
    }
}

/// The state of a table's continuous backups.
public struct ContinuousBackupsDescription: Hashable, Sendable, Codable {
    /// Whether there are any: on Amazon DynamoDB always.
    public var continuousBackupsStatus: ContinuousBackupsStatus
    /// Whether the table can be restored from them.
    public var pointInTimeRecoveryDescription: PointInTimeRecoveryDescription?

    /// Creates a value of its parts.
    public init(
        continuousBackupsStatus: ContinuousBackupsStatus,
        pointInTimeRecoveryDescription: PointInTimeRecoveryDescription? = nil
    ) {
        self.continuousBackupsStatus = continuousBackupsStatus
        self.pointInTimeRecoveryDescription = pointInTimeRecoveryDescription
    }

    private enum CodingKeys: String, CodingKey {
        case continuousBackupsStatus = "ContinuousBackupsStatus"
        case pointInTimeRecoveryDescription = "PointInTimeRecoveryDescription"
    }
}

/// Whether, and from when on, a table can be restored.
public struct PointInTimeRecoveryDescription: Hashable, Sendable, Codable {
    /// Whether it can.
    public var pointInTimeRecoveryStatus: PointInTimeRecoveryStatus?
    /// How many days back.
    public var recoveryPeriodInDays: Int?
    /// The first moment, in seconds since 1970.
    public var earliestRestorableDateTime: Double?
    /// The last moment, in seconds since 1970.
    public var latestRestorableDateTime: Double?

    /// Creates a value of its parts.
    public init(
        pointInTimeRecoveryStatus: PointInTimeRecoveryStatus? = nil,
        recoveryPeriodInDays: Int? = nil,
        earliestRestorableDateTime: Double? = nil,
        latestRestorableDateTime: Double? = nil
    ) {
        self.pointInTimeRecoveryStatus = pointInTimeRecoveryStatus
        self.recoveryPeriodInDays = recoveryPeriodInDays
        self.earliestRestorableDateTime = earliestRestorableDateTime
        self.latestRestorableDateTime = latestRestorableDateTime
    }

    private enum CodingKeys: String, CodingKey {
        case pointInTimeRecoveryStatus = "PointInTimeRecoveryStatus"
        case recoveryPeriodInDays = "RecoveryPeriodInDays"
        case earliestRestorableDateTime = "EarliestRestorableDateTime"
        case latestRestorableDateTime = "LatestRestorableDateTime"
    }
}

/// Whether a table has continuous backups.
public struct ContinuousBackupsStatus: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// It has.
    public static let enabled = Self(rawValue: "ENABLED")
    /// It has none.
    public static let disabled = Self(rawValue: "DISABLED")
}

/// Whether a table can be restored to a moment of the past.
public struct PointInTimeRecoveryStatus: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// It can.
    public static let enabled = Self(rawValue: "ENABLED")
    /// It cannot.
    public static let disabled = Self(rawValue: "DISABLED")
}
