// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization

/// A database in which somebody else is faster once: before its first update, the other one writes.
final class InterruptedDatabase: ForwardingDatabase {
    let database: any DynamoDBDatabase
    private let other: Mutex<(@Sendable () async throws(DynamoDBError) -> Void)?>

    init(_ database: any DynamoDBDatabase, by other: @escaping @Sendable () async throws(DynamoDBError) -> Void) {
        self.database = database
        self.other = Mutex(other)
    }

    func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        let other = self.other.withLock { other in
            defer { other = nil }
            return other
        }
        try await other?()
        return try await self.database.updateItem(input)
    }
}
