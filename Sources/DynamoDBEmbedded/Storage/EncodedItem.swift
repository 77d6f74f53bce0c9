// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// An item as it is stored. It is made where the caller of a write is, so that the one that writes for all has less to do.
struct EncodedItem: Sendable {
    let bytes: [UInt8]
    /// The size of the item as DynamoDB counts it.
    let size: Int

    /// - Parameter size: The size of the item, if the caller knows it.
    init(_ item: Item, size: Int? = nil) {
        self.size = size ?? item.size
        self.bytes = ItemCodec.encode(item, size: self.size)
    }
}
