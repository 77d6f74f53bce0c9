// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The parts of an ARN, such as that of a table.
package struct AmazonResourceName: Hashable, Sendable {
    /// The service, such as `dynamodb`.
    package let service: String
    /// The region; empty where the resource belongs to none.
    package let region: String
    /// The account; empty where the resource belongs to none.
    package let accountID: String

    /// Reads `arn:aws:dynamodb:eu-west-1:123456789012:table/Music`; `nil` for any other text.
    package init?(_ text: String) {
        // Most names are no ARNs, and this is asked for every request.
        guard text.hasPrefix("arn:") else { return nil }
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, !parts[1].isEmpty, !parts[2].isEmpty, !parts[5].isEmpty else { return nil }
        self.service = String(decoding: parts[2], as: UTF8.self)
        self.region = String(decoding: parts[3], as: UTF8.self)
        self.accountID = String(decoding: parts[4], as: UTF8.self)
    }
}
