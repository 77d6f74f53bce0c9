// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Tables that many tests use.
enum Fixtures {
    /// A table with only a partition key.
    static let hash = CreateTableInput(tableName: "Hash", partitionKey: .string("pk"))

    /// A table with a sort key, a local index and two global ones.
    static let composite = CreateTableInput(
        tableName: "Composite", partitionKey: .string("pk"), sortKey: .string("sk"),
        localSecondaryIndexes: [.init("lsi1", sortKey: .string("lsi1sk"), projection: .keysOnly)],
        globalSecondaryIndexes: [
            .init("gsi1", partitionKey: .string("lsi1sk")),
            .init("gsi2", partitionKey: .string("group"), sortKey: .number("rank"), projection: .including(["title"])),
        ])
}

/// Runs an operation that has to fail, and returns its error.
func failure<Success>(
    of operation: () async throws(DynamoDBError) -> Success, sourceLocation: SourceLocation = #_sourceLocation
) async -> DynamoDBError? {
    do {
        _ = try await operation()
        Issue.record("The operation succeeded", sourceLocation: sourceLocation)
        return nil
    } catch {
        return error
    }
}
