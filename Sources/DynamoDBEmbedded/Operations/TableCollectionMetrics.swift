// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The sizes of the item collections that a request for several items has changed, each told once.
struct TableCollectionMetrics {
    private var tables: [String: [ItemCollectionMetrics]] = [:]

    /// Adds the size for a write to a table, if there is one to tell.
    mutating func add(_ metrics: ItemCollectionMetrics?, to tableName: String) {
        guard let metrics, !(self.tables[tableName] ?? []).contains(metrics) else { return }
        self.tables[tableName, default: []].append(metrics)
    }

    /// What there is to tell; `nil` for nothing.
    var report: [String: [ItemCollectionMetrics]]? { self.tables.isEmpty ? nil : self.tables }
}
