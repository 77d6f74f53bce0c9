// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a table is paid for on Amazon DynamoDB.
public struct BillingMode: RawRepresentable, Hashable, Sendable, Codable {
    /// The name as the service writes it.
    public var rawValue: String

    /// A value by the service's name for it; a database refuses one that it does not know.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// For the capacity that is set aside.
    public static let provisioned = Self(rawValue: "PROVISIONED")
    /// For each request.
    public static let payPerRequest = Self(rawValue: "PAY_PER_REQUEST")
}
