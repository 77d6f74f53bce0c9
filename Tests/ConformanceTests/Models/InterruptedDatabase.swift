// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization

/// A database in which somebody else is faster once: before its first update, or a later one, the other one writes.
final class InterruptedDatabase: ForwardingDatabase {
    let database: any DynamoDBDatabase
    private let updatesLeft: Mutex<Int>
    private let other: @Sendable () async throws(DynamoDBError) -> Void

    init(
        _ database: any DynamoDBDatabase, beforeUpdate number: Int = 1,
        by other: @escaping @Sendable () async throws(DynamoDBError) -> Void
    ) {
        self.database = database
        self.updatesLeft = Mutex(number)
        self.other = other
    }

    func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        let isNow = self.updatesLeft.withLock { left in
            left -= 1
            return left == 0
        }
        if isNow { try await self.other() }
        return try await self.database.updateItem(input)
    }
}
