// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How much one transaction of upkeep looks at or changes, so that other writes need not wait long: what is used up first
/// ends it. The first row always fits.
struct UpkeepPiece {
    /// How many rows are left.
    private(set) var rows: Int
    private var bytes = 4_000_000

    /// - Parameter rows: How many rows at most. Defaults to 500.
    init(rows: Int = 500) {
        self.rows = rows
    }

    /// Whether another row fits.
    mutating func takes(_ size: Int) -> Bool {
        guard self.rows > 0, self.bytes > 0 else { return false }
        self.rows -= 1
        self.bytes -= size
        return true
    }
}
