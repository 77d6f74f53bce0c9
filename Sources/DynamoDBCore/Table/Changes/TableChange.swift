// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A change of one item of a table.
public struct TableChange<Value: Sendable>: Sendable {
    /// What happened: the item was inserted, modified or removed.
    public var kind: StreamEventName
    /// The key of the item.
    public var key: Item
    /// What was there before; `nil` if there was nothing, or the stream does not tell.
    public var old: Value?
    /// What is there now; `nil` if the item was removed, or the stream does not tell.
    public var new: Value?
    /// Whether the item was removed because it had expired.
    public var isExpiry: Bool
    /// About when it happened, by the clock of the database; whole seconds on AWS.
    public var date: Date?
    /// Where to go on behind this change.
    public var checkpoint: StreamCheckpoint
}
