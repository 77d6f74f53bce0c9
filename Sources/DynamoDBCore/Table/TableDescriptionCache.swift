// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Remembers what a table's description said, for all copies of a ``DynamoDBTable``.
final class TableDescriptionCache: Sendable {
    private let state = Mutex<TableDescription?>(nil)

    /// The last description stored.
    var value: TableDescription? { self.state.withLock(\.self) }

    /// Keeps a description. That of a table that is being created or deleted is not kept, as the next one with this name
    /// may be another table.
    func store(_ description: TableDescription) {
        let lasts = description.tableStatus == .active || description.tableStatus == .updating
        self.state.withLock { $0 = lasts ? description : nil }
    }
}
