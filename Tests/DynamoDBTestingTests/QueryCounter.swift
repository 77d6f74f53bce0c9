// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization

/// A wrapper as the documentation of `ForwardingDatabase` has it.
final class QueryCounter: ForwardingDatabase {
    let database: any DynamoDBDatabase
    private let queries = Atomic(0)

    init(_ database: any DynamoDBDatabase) {
        self.database = database
    }

    var count: Int { self.queries.load(ordering: .relaxed) }

    func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        self.queries.add(1, ordering: .relaxed)
        return try await self.database.query(input)
    }
}
