// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// Reads items with one partition key: up to ``Query/limit`` of them, or without a limit one page.
    ///
    /// ```swift
    /// let page = try await table.query(Query(partitionKey: "pk", equals: "user#123", order: .descending, limit: 10))
    /// for item in page.items { print(item) }
    /// if let lastKey = page.lastKey { /* there may be more: startKey of the next query */ }
    /// ```
    ///
    /// With a limit, as many pages are read as it takes, and ``Page/lastKey`` resumes right behind the last returned item.
    /// Without one, the page ends at ``Query/pageSize`` evaluated items or at 1 MB, as DynamoDB's pages do. Use
    /// ``items(_:)-(Query)`` or ``pages(_:)-(Query)`` to read everything.
    ///
    /// - Parameter query: What to read.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the key, the index, or an expression does not
    ///   fit the table.
    public func query(_ query: Query) async throws(DynamoDBError) -> Page {
        try await self.page(of: .query(query))
    }

    /// The pages of a query, from the first to the last.
    ///
    /// ```swift
    /// for try await page in table.pages(Query(partitionKey: "pk", equals: "user#123", pageSize: 50)) {
    ///     print("Page \(page.number) with \(page.count) items")
    /// }
    /// ```
    ///
    /// Pages can be empty, and the last one often is: DynamoDB knows the end only by reading on.
    ///
    /// - Parameter query: What to read.
    public func pages(_ query: Query) -> Pages {
        Pages(read: .query(query), table: self)
    }

    /// The items of a query, through all of its pages.
    ///
    /// ```swift
    /// for try await order in table.items(Query(partitionKey: "pk", equals: "user#123")) { print(order) }
    /// ```
    ///
    /// - Parameter query: What to read.
    public func items(_ query: Query) -> Items {
        Items(read: .query(query), table: self)
    }

    /// How many items a query finds, through all of its pages. The items are read and paid for, and not sent.
    ///
    /// ```swift
    /// let active = try await table.count(
    ///     Query(partitionKey: "pk", equals: "user#123", filter: Attribute("status") == "active"))
    /// ```
    ///
    /// - Parameter query: What to count; with a limit the count stops there.
    /// - Throws: ``DynamoDBError`` if one of the pages cannot be read.
    public func count(_ query: Query) async throws(DynamoDBError) -> Int {
        try await self.count(of: .query(query))
    }

    /// Reads one page, or as many as a limit takes, as one page.
    func page(of read: PagedRead) async throws(DynamoDBError) -> Page {
        var reader = PageReader(read, of: self)
        var whole = Page(items: [], count: 0, scannedCount: 0, lastKey: nil, number: 1)
        while let page = try await reader.next() {
            whole.items.append(contentsOf: page.items)
            whole.count += page.count
            whole.scannedCount += page.scannedCount
            whole.lastKey = page.lastKey
            if let consumed = page.consumedCapacity {
                whole.consumedCapacity = whole.consumedCapacity?.adding(consumed) ?? consumed
            }
            if read.limit == nil { break }
        }
        return whole
    }

    /// Counts through all pages.
    func count(of read: PagedRead) async throws(DynamoDBError) -> Int {
        var reader = PageReader(read, of: self, onlyCounting: true)
        var count = 0
        while let page = try await reader.next() { count += page.count }
        return count
    }
}
