// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How often and when a failed request is sent again.
public struct RetryMode: Hashable, Sendable, CustomStringConvertible {
    private enum Base: String { case standard, adaptive }

    private let base: Base

    private init(_ base: Base) {
        self.base = base
    }

    /// After a random time that grows with each attempt, from a budget that successes refill.
    public static let standard = Self(.standard)
    /// As ``standard``, and slower than asked for while the service throttles.
    public static let adaptive = Self(.adaptive)

    /// The word for it in the settings of AWS, such as `standard`.
    public var description: String { self.base.rawValue }

    /// Reads the word for it. `legacy`, the oldest mode of other libraries, counts as ``standard``.
    package init?(text: String) {
        let text = text.lowercased()
        guard let base = Base(rawValue: text == "legacy" ? "standard" : text) else { return nil }
        self.base = base
    }
}
