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

/// Numbers that look random and are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        self.state = seed
    }

    mutating func next() -> UInt64 {
        self.state &+= 0x9E37_79B9_7F4A_7C15
        var value = self.state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
