// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How much one page may still evaluate: a number of items, and a number of bytes.
struct PageBudget {
    /// What to do after an item.
    enum Decision: Equatable { case goOn, stop }

    /// The bytes that end a page of the service: the item that crosses the line is still in it.
    static let maximumBytes = 1_048_576

    private var items: Int?
    private var bytes: Int

    init(limit: Int?, bytes: Int = PageBudget.maximumBytes) {
        self.items = limit
        self.bytes = bytes
    }

    /// Counts an evaluated item.
    mutating func add(itemOfSize size: Int) -> Decision {
        self.bytes -= size
        if let items = self.items { self.items = items - 1 }
        return self.bytes <= 0 || self.items.map { $0 <= 0 } ?? false ? .stop : .goOn
    }
}
