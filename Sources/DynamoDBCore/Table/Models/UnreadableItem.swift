// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A stored item of which no model can be made; see ``ModelSequence/skippingUnreadable(_:)``.
public struct UnreadableItem: Sendable {
    /// The item as it is stored. Of a read of some attributes it has those and its key, and what else the read needs.
    public var item: Item
    /// Its primary key, by which it can be read, mended or deleted.
    public var key: Item
    /// Why it could not be read.
    public var error: DynamoDBError
}

/// What a read does with items that cannot be read, in place of ending.
struct Skipping: Sendable {
    /// Tells why something cannot be made of an item of a page; `nil` if it can. Attributes of the names given are no part of
    /// it.
    let error: @Sendable (_ page: RowPage, _ index: Int, _ ignored: [String]) -> DynamoDBError?
    let tell: @Sendable (UnreadableItem) -> Void

    init<Row>(_ decoder: RowDecoder<Row>, _ tell: @escaping @Sendable (UnreadableItem) -> Void) {
        self.error = { page, index, ignored in
            do throws(DynamoDBError) {
                if ignored.isEmpty {
                    _ = try page.row(index, decoder)
                } else {
                    _ = try decoder.fromItem(page.item(index).without(ignored))
                }
                return nil
            } catch {
                return error
            }
        }
        self.tell = tell
    }
}
