// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBClient {
    /// What reading an item gave.
    public struct GetResult: Sendable {
        /// The item; `nil` if there is none, and if reading failed.
        public var item: Item?
        /// Why reading failed; `nil` on success.
        public var error: DynamoDBError?
        /// Whether the database answered, be it that there is no such item.
        public var success: Bool { self.error == nil }
    }

    /// Whether there is an item.
    public struct ExistsResult: Sendable {
        /// Whether the item exists; `false`, too, if asking failed.
        public var exists: Bool
        /// Why asking failed; `nil` on success.
        public var error: DynamoDBError?
        /// Whether the database answered.
        public var success: Bool { self.error == nil }
    }

    /// What a query or a scan found.
    public struct QueryResult: Sendable {
        /// The items; empty if nothing matched, and if reading failed. After a failure of
        /// ``DynamoDBClient/getAll(filterExpression:maxItems:)`` those of the pages before it.
        public var items: [Item]
        /// How many items there are.
        public var count: Int
        /// How many items the database read, before the filter.
        public var scannedCount: Int
        /// Where to go on, as the `exclusiveStartKey` of the next call; `nil` if there is no more, and if the first page
        /// failed.
        public var lastKey: Item?
        /// Why reading failed; `nil` on success.
        public var error: DynamoDBError?
        /// Whether the database answered.
        public var success: Bool { self.error == nil }

        init(items: [Item], count: Int, scannedCount: Int, lastKey: Item?, error: DynamoDBError?) {
            self.items = items
            self.count = count
            self.scannedCount = scannedCount
            self.lastKey = lastKey
            self.error = error
        }

        init(_ result: Result<Page, DynamoDBError>) {
            let page = result.value
            self.init(
                items: page?.items ?? [], count: page?.count ?? 0, scannedCount: page?.scannedCount ?? 0,
                lastKey: page?.lastKey, error: result.error)
        }
    }

    /// A page of a query or a scan.
    public struct PageResult: Sendable {
        /// Which page this is, from 1.
        public var pageNumber: Int
        /// The items. A page can be empty and not the last.
        public var items: [Item]
        /// How many items there are.
        public var count: Int
        /// How many items the database read for the page, before the filter.
        public var scannedCount: Int
        /// Where to go on, as the `exclusiveStartKey` of another call; `nil` on the last page.
        public var lastKey: Item?
        /// Why the page could not be read; `nil` on success.
        public var error: DynamoDBError?
        /// Whether the page was read.
        public var success: Bool { self.error == nil }
    }

    /// How many items there are.
    public struct CountResult: Sendable {
        /// The count; 0, too, if counting failed.
        public var count: Int
        /// Why counting failed; `nil` on success.
        public var error: DynamoDBError?
        /// Whether the database answered.
        public var success: Bool { self.error == nil }
    }

    /// What is known of the table.
    public struct TableInfoResult: Sendable {
        /// The table; `nil` if asking failed.
        public var info: TableInfo?
        /// Why asking failed; `nil` on success.
        public var error: DynamoDBError?
        /// Whether the database answered.
        public var success: Bool { self.error == nil }
    }
}
