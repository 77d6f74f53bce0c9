// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Whether the account is part of the endpoint's host name, as in `123456789012.ddb.eu-west-1.amazonaws.com`: such an
/// endpoint serves one account only.
public struct AccountIDEndpointMode: Hashable, Sendable, CustomStringConvertible {
    private enum Base: String { case preferred, disabled, required }

    private let base: Base

    private init(_ base: Base) {
        self.base = base
    }

    /// Where the account is known: from the credentials, or from a table's ARN.
    public static let preferred = Self(.preferred)
    /// Never.
    public static let disabled = Self(.disabled)
    /// Always: a request whose account is not known fails with ``DynamoDBError/Code/configuration``.
    public static let required = Self(.required)

    /// The word for it in the settings of AWS, such as `preferred`.
    public var description: String { self.base.rawValue }

    /// Reads the word for it.
    package init?(text: String) {
        guard let base = Base(rawValue: text.lowercased()) else { return nil }
        self.base = base
    }
}
