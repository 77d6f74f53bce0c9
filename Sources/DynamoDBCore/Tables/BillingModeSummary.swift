// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a table is paid for.
public struct BillingModeSummary: Hashable, Sendable, Codable {
    /// The mode.
    public var billingMode: BillingMode
    /// When it was changed to payment by request, in seconds since 1970.
    public var lastUpdateToPayPerRequestDateTime: Double?

    /// Creates a value of its parts.
    public init(
        billingMode: BillingMode,
        lastUpdateToPayPerRequestDateTime: Double? = nil
    ) {
        self.billingMode = billingMode
        self.lastUpdateToPayPerRequestDateTime = lastUpdateToPayPerRequestDateTime
    }

    private enum CodingKeys: String, CodingKey {
        case billingMode = "BillingMode"
        case lastUpdateToPayPerRequestDateTime = "LastUpdateToPayPerRequestDateTime"
    }
}
