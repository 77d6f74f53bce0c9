// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Asks whether the most used keys of a table or an index are being counted.
public struct DescribeContributorInsightsInput: Hashable, Sendable, Codable {
    /// The table.
    public var tableName: String
    /// The index; the table itself for `nil`.
    public var indexName: String?

    /// Creates a value of its parts.
    public init(
        tableName: String,
        indexName: String? = nil
    ) {
        self.tableName = tableName
        self.indexName = indexName
    }

    private enum CodingKeys: String, CodingKey {
        case tableName = "TableName"
        case indexName = "IndexName"
    }
}

/// Whether the most used keys of a table or an index are being counted.
public struct DescribeContributorInsightsOutput: Hashable, Sendable, Codable {
    /// The table.
    public var tableName: String?
    /// The index, if one was asked for.
    public var indexName: String?
    /// The names of the rules that count.
    public var contributorInsightsRuleList: [String]?
    /// Whether they are counted.
    public var contributorInsightsStatus: ContributorInsightsStatus?
    /// When that was changed, in seconds since 1970.
    public var lastUpdateDateTime: Double?

    /// Creates a value of its parts.
    public init(
        tableName: String? = nil,
        indexName: String? = nil,
        contributorInsightsRuleList: [String]? = nil,
        contributorInsightsStatus: ContributorInsightsStatus? = nil,
        lastUpdateDateTime: Double? = nil
    ) {
        self.tableName = tableName
        self.indexName = indexName
        self.contributorInsightsRuleList = contributorInsightsRuleList
        self.contributorInsightsStatus = contributorInsightsStatus
        self.lastUpdateDateTime = lastUpdateDateTime
    }

    private enum CodingKeys: String, CodingKey {
        case tableName = "TableName"
        case indexName = "IndexName"
        case contributorInsightsRuleList = "ContributorInsightsRuleList"
        case contributorInsightsStatus = "ContributorInsightsStatus"
        case lastUpdateDateTime = "LastUpdateDateTime"
    }
}

/// Whether the most used keys are being counted.
public struct ContributorInsightsStatus: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// Being turned on.
    public static let enabling = Self(rawValue: "ENABLING")
    /// On.
    public static let enabled = Self(rawValue: "ENABLED")
    /// Being turned off.
    public static let disabling = Self(rawValue: "DISABLING")
    /// Off.
    public static let disabled = Self(rawValue: "DISABLED")
    /// Could not be turned on or off.
    public static let failed = Self(rawValue: "FAILED")
}
