// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a piece of a sweep over expired items has done.
struct ExpiredPiece: Sendable {
    /// How many items were deleted.
    var removed = 0
    /// The last entry that was looked at; `nil` when all entries are done.
    var last: [UInt8]?
    /// The error of the first item that is damaged; it was left where it is.
    var damage: DynamoDBError?

    init(last: [UInt8]? = nil) {
        self.last = last
    }
}
