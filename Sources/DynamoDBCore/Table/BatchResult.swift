// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What became of a batch of writes or deletes.
///
/// ```swift
/// let result = await table.batchPut(items)
/// print("Created \(result.successful) items, \(result.failed) failed")
/// for failure in result.failures { print(failure.error) }
/// ```
public struct BatchResult: Sendable {
    /// How many entries are written or deleted for certain.
    public var successful: Int
    /// What failed and why, in the order of the batch.
    public var failures: [BatchFailure]

    /// How many entries failed.
    public var failed: Int { self.failures.count }
    /// Whether every entry succeeded.
    public var success: Bool { self.failures.isEmpty }
    /// Why the first of the failed entries failed; `nil` if none did.
    public var error: DynamoDBError? { self.failures.first?.error }
}

/// An entry of a batch that failed.
public struct BatchFailure: Sendable {
    /// The item that was to be written, or the key that was to be deleted or read.
    public var entry: Item
    /// Why it failed. ``DynamoDBError/Code/unprocessed`` says that the database left the entry undone time and again,
    /// ``DynamoDBError/Code/outcomeUnknown`` that an answer was lost: the entry may be written or deleted all the same.
    public var error: DynamoDBError
}

/// What a batch of reads found.
public struct BatchGetResult: Sendable {
    /// The items found, in the order of the keys.
    public var items: [Item]
    /// The keys that no item has, in order.
    public var missingKeys: [Item]
    /// The keys that could not be read and why, in order.
    public var failures: [BatchFailure]

    /// How many keys could not be read.
    public var failed: Int { self.failures.count }
    /// Whether every key could be read, found or not.
    public var success: Bool { self.failures.isEmpty }
    /// Why the first of the failed keys failed; `nil` if none did.
    public var error: DynamoDBError? { self.failures.first?.error }
}
