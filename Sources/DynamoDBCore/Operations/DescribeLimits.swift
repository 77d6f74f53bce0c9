// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Asks how much capacity may be set aside.
public struct DescribeLimitsInput: Hashable, Sendable, Codable {
    /// Creates a value of its parts.
    public init() {}
}

/// How much capacity may be set aside, in all tables of the account and in one.
public struct DescribeLimitsOutput: Hashable, Sendable, Codable {
    /// Reads a second, in all tables together.
    public var accountMaxReadCapacityUnits: Int?
    /// Writes a second, in all tables together.
    public var accountMaxWriteCapacityUnits: Int?
    /// Reads a second, in one table.
    public var tableMaxReadCapacityUnits: Int?
    /// Writes a second, in one table.
    public var tableMaxWriteCapacityUnits: Int?

    /// Creates a value of its parts.
    public init(
        accountMaxReadCapacityUnits: Int? = nil,
        accountMaxWriteCapacityUnits: Int? = nil,
        tableMaxReadCapacityUnits: Int? = nil,
        tableMaxWriteCapacityUnits: Int? = nil
    ) {
        self.accountMaxReadCapacityUnits = accountMaxReadCapacityUnits
        self.accountMaxWriteCapacityUnits = accountMaxWriteCapacityUnits
        self.tableMaxReadCapacityUnits = tableMaxReadCapacityUnits
        self.tableMaxWriteCapacityUnits = tableMaxWriteCapacityUnits
    }

    private enum CodingKeys: String, CodingKey {
        case accountMaxReadCapacityUnits = "AccountMaxReadCapacityUnits"
        case accountMaxWriteCapacityUnits = "AccountMaxWriteCapacityUnits"
        case tableMaxReadCapacityUnits = "TableMaxReadCapacityUnits"
        case tableMaxWriteCapacityUnits = "TableMaxWriteCapacityUnits"
    }
}
