// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The class of a table.
public struct TableClassSummary: Hashable, Sendable, Codable {
    /// The class.
    public var tableClass: TableClass?
    /// When it was changed, in seconds since 1970.
    public var lastUpdateDateTime: Double?

    /// Creates a value of its parts.
    public init(
        tableClass: TableClass? = nil,
        lastUpdateDateTime: Double? = nil
    ) {
        self.tableClass = tableClass
        self.lastUpdateDateTime = lastUpdateDateTime
    }

    private enum CodingKeys: String, CodingKey {
        case tableClass = "TableClass"
        case lastUpdateDateTime = "LastUpdateDateTime"
    }
}
