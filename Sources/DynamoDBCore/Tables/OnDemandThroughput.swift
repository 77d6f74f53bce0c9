// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The most a table or an index that is paid for by request may consume.
public struct OnDemandThroughput: Hashable, Sendable, Codable {
    /// Reads a second, of 4 KB each; -1 takes the limit away.
    public var maxReadRequestUnits: Int?
    /// Writes a second, of 1 KB each; -1 takes the limit away.
    public var maxWriteRequestUnits: Int?

    /// Creates a value of its parts.
    public init(
        maxReadRequestUnits: Int? = nil,
        maxWriteRequestUnits: Int? = nil
    ) {
        self.maxReadRequestUnits = maxReadRequestUnits
        self.maxWriteRequestUnits = maxWriteRequestUnits
    }

    private enum CodingKeys: String, CodingKey {
        case maxReadRequestUnits = "MaxReadRequestUnits"
        case maxWriteRequestUnits = "MaxWriteRequestUnits"
    }
}
