// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What became of a batch of writes of models; `Entry` is the model, or the ``ModelKey`` of one that was to be deleted.
public struct ModelBatchResult<Entry: Sendable>: Sendable {
    /// How many entries are written or deleted for certain.
    public var successful = 0
    /// What failed and why, in the order of the batch: all entries that were taken and are not counted as successful.
    public var failures: [ModelBatchFailure<Entry>] = []
    /// Why the sequence of entries was not taken to its end: its own error, or the ``DynamoDBError`` for which the batch sends
    /// nothing more. All entries before it are counted; those behind it are in no list. Of an array all are taken.
    public var sourceError: (any Error)?

    /// How many entries failed.
    public var failed: Int { self.failures.count }

    /// Whether every entry of the whole sequence succeeded.
    public var success: Bool { self.failures.isEmpty && self.sourceError == nil }

    /// Of what failed, what the database left undone time and again, with all its repetitions: worth trying later.
    public var unprocessed: [ModelBatchFailure<Entry>] { self.failures.filter { $0.error.code == .unprocessed } }

    /// Why the first of the failed entries failed; `nil` if none did.
    public var error: DynamoDBError? { self.failures.first?.error }
}

/// An entry of a batch of models that failed.
public struct ModelBatchFailure<Entry: Sendable>: Sendable {
    /// The model as it was given, or the key.
    public var entry: Entry
    /// How many entries came before it.
    public var position: Int
    /// Why it failed. With ``DynamoDBError/Code/outcomeUnknown`` it may be written or deleted all the same.
    public var error: DynamoDBError
}
