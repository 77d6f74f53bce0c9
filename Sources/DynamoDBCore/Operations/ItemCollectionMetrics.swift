// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How large the items with one partition key are together, in a table with local secondary indexes.
public struct ItemCollectionMetrics: Hashable, Sendable {
    /// The partition key.
    public var itemCollectionKey: Item
    /// Between how many gigabytes the size lies: a lower and an upper bound.
    public var sizeEstimateRangeGB: [Double]

    /// Creates a value of its parts.
    public init(
        itemCollectionKey: Item,
        sizeEstimateRangeGB: [Double]
    ) {
        self.itemCollectionKey = itemCollectionKey
        self.sizeEstimateRangeGB = sizeEstimateRangeGB
    }
}
