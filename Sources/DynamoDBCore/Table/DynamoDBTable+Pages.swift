// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// The pages of a query or scan, read one by one as the loop asks for them.
    ///
    /// Nothing is read before the first page is asked for, and nothing ahead: a slow loop slows the reading. The sequence
    /// can be gone over several times, and each time reads anew. It ends after an error.
    public struct Pages: AsyncSequence, Sendable {
        /// A page.
        public typealias Element = Page
        /// What ends the sequence early.
        public typealias Failure = DynamoDBError

        let read: PagedRead
        let table: DynamoDBTable

        /// Begins to read.
        public func makeAsyncIterator() -> Iterator {
            Iterator(reader: PageReader(self.read, of: self.table))
        }

        /// Reads the pages.
        public struct Iterator: AsyncIteratorProtocol {
            var reader: PageReader

            /// Reads the next page.
            ///
            /// - Returns: The page, or `nil` after the last one.
            /// - Throws: ``DynamoDBError``, with ``DynamoDBError/Code/cancelled`` if the task was cancelled.
            public mutating func next() async throws(DynamoDBError) -> Page? {
                try await self.reader.next()
            }

            /// Reads the next page on the given actor.
            ///
            /// - Returns: The page, or `nil` after the last one.
            /// - Throws: ``DynamoDBError``, with ``DynamoDBError/Code/cancelled`` if the task was cancelled.
            public mutating func next(
                isolation actor: isolated (any Actor)?
            ) async throws(DynamoDBError) -> Page? {
                try await self.reader.next()
            }
        }
    }

    /// The items of a query or scan, a page of them read whenever the loop needs more.
    ///
    /// ```swift
    /// for try await user in table.items(Query(partitionKey: "team", equals: "AT-001")) { print(user) }
    /// ```
    ///
    /// The sequence can be gone over several times, and each time reads anew. It ends after an error.
    public struct Items: AsyncSequence, Sendable {
        /// An item.
        public typealias Element = Item
        /// What ends the sequence early.
        public typealias Failure = DynamoDBError

        let read: PagedRead
        let table: DynamoDBTable

        /// Begins to read.
        public func makeAsyncIterator() -> Iterator {
            Iterator(reader: PageReader(self.read, of: self.table))
        }

        /// Reads all items into memory.
        ///
        /// ```swift
        /// let agents = try await table.items(Query(partitionKey: "team_code", equals: "AT-001")).collected()
        /// ```
        ///
        /// - Throws: ``DynamoDBError`` of the page that failed; the items before it are lost.
        public func collected() async throws(DynamoDBError) -> [Item] {
            var reader = PageReader(self.read, of: self.table)
            var items: [Item] = []
            while let page = try await reader.next() { items.append(contentsOf: page.items) }
            return items
        }

        /// Reads the first item, and no page behind it. Without a filter one item is read, and with one whole pages.
        ///
        /// ```swift
        /// let newest = try await table.items(Query(partitionKey: "pk", equals: "u1", order: .descending)).first()
        /// ```
        ///
        /// - Returns: The item, or `nil` if there is none.
        /// - Throws: ``DynamoDBError`` of the page that failed.
        public func first() async throws(DynamoDBError) -> Item? {
            var read = self.read
            // A limit that is none stays, and is told.
            read.limit = Swift.min(read.limit ?? 1, 1)
            return try await self.table.page(of: read).items.first
        }

        /// Reads the items.
        public struct Iterator: AsyncIteratorProtocol {
            var reader: PageReader
            private var page: IndexingIterator<[Item]> = [].makeIterator()

            init(reader: PageReader) {
                self.reader = reader
            }

            /// Reads the next item.
            ///
            /// - Returns: The item, or `nil` after the last one.
            /// - Throws: ``DynamoDBError``, with ``DynamoDBError/Code/cancelled`` if the task was cancelled.
            public mutating func next() async throws(DynamoDBError) -> Item? {
                try await self.nextItem()
            }

            /// Reads the next item on the given actor.
            ///
            /// - Returns: The item, or `nil` after the last one.
            /// - Throws: ``DynamoDBError``, with ``DynamoDBError/Code/cancelled`` if the task was cancelled.
            public mutating func next(
                isolation actor: isolated (any Actor)?
            ) async throws(DynamoDBError) -> Item? {
                try await self.nextItem()
            }

            private mutating func nextItem() async throws(DynamoDBError) -> Item? {
                while true {
                    if let item = self.page.next() { return item }
                    guard let page = try await self.reader.next() else { return nil }
                    self.page = page.items.makeIterator()
                }
            }
        }
    }
}
