// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBClient {
    /// The pages of a query or scan, read one by one as the loop asks for them. The sequence never throws: if a page
    /// cannot be read, one last page has the error.
    public struct Pages: AsyncSequence, Sendable {
        /// A page.
        public typealias Element = PageResult
        /// Nothing is thrown.
        public typealias Failure = Never

        let client: DynamoDBClient
        let operation: String
        let pages: DynamoDBTable.Pages
        let maxPages: Int?

        /// Begins to read.
        public func makeAsyncIterator() -> Iterator {
            Iterator(
                client: self.client, operation: self.operation, pages: self.pages.makeAsyncIterator(),
                maxPages: self.maxPages)
        }

        /// Reads the pages.
        public struct Iterator: AsyncIteratorProtocol {
            let client: DynamoDBClient
            let operation: String
            var pages: DynamoDBTable.Pages.Iterator
            let maxPages: Int?
            private var pageNumber = 0

            init(client: DynamoDBClient, operation: String, pages: DynamoDBTable.Pages.Iterator, maxPages: Int?) {
                self.client = client
                self.operation = operation
                self.pages = pages
                self.maxPages = maxPages
            }

            /// Reads the next page.
            ///
            /// - Returns: The page, or `nil` after the last one.
            public mutating func next() async -> PageResult? {
                await self.nextPage()
            }

            /// Reads the next page on the given actor.
            ///
            /// - Returns: The page, or `nil` after the last one.
            public mutating func next(isolation actor: isolated (any Actor)?) async -> PageResult? {
                await self.nextPage()
            }

            private mutating func nextPage() async -> PageResult? {
                if let maxPages = self.maxPages, self.pageNumber >= maxPages { return nil }
                do {
                    guard let page = try await self.pages.next() else { return nil }
                    self.pageNumber = page.number
                    return PageResult(
                        pageNumber: page.number, items: page.items, count: page.count,
                        scannedCount: page.scannedCount, lastKey: page.lastKey, error: nil)
                } catch {
                    self.client.log(error, operation: self.operation)
                    self.pageNumber += 1
                    return PageResult(
                        pageNumber: self.pageNumber, items: [], count: 0, scannedCount: 0, lastKey: nil, error: error)
                }
            }
        }
    }
}
