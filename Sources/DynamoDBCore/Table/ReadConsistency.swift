// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Which writes a read is sure to see.
public struct ReadConsistency: Hashable, Sendable {
    private enum Base { case eventual, strong }

    private let base: Base

    private init(_ base: Base) {
        self.base = base
    }

    /// The read may miss writes of the last moments. It costs half of a strong one, and it is the default everywhere.
    public static let eventual = Self(.eventual)

    /// The read sees every write that finished before it. Global secondary indexes do not offer it.
    public static let strong = Self(.strong)

    /// The parameter of a request; nothing is sent for the default.
    package var consistentRead: Bool? { self == .strong ? true : nil }
}
