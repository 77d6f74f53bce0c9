// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// Reads items of the whole table or index: up to ``Scan/limit`` of them, or without a limit one page.
    ///
    /// ```swift
    /// let page = try await table.scan(Scan(filter: Attribute("status") == "inactive"))
    /// ```
    ///
    /// With a limit, as many pages are read as it takes, and ``Page/lastKey`` resumes right behind the last returned item.
    /// Without one, the page ends at ``Scan/pageSize`` evaluated items or at 1 MB, as DynamoDB's pages do.
    ///
    /// - Parameter scan: What to read. Defaults to everything.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the index or an expression does not fit the
    ///   table.
    public func scan(_ scan: Scan = Scan()) async throws(DynamoDBError) -> Page {
        try await self.page(of: .scan(scan))
    }

    /// The pages of a scan, from the first to the last.
    ///
    /// ```swift
    /// for try await page in table.pages(Scan(pageSize: 100)) { print("Page \(page.number): \(page.count) items") }
    /// ```
    ///
    /// Pages can be empty, and the last one often is: DynamoDB knows the end only by reading on.
    ///
    /// - Parameter scan: What to read.
    public func pages(_ scan: Scan) -> Pages {
        Pages(read: .scan(scan), table: self)
    }

    /// The items of a scan, through all of its pages.
    ///
    /// ```swift
    /// for try await item in table.items(Scan()) { print(item) }
    /// ```
    ///
    /// - Parameter scan: What to read.
    public func items(_ scan: Scan) -> Items {
        Items(read: .scan(scan), table: self)
    }

    /// How many items a scan finds, through all of its pages. Every item of the table is read and paid for.
    ///
    /// ```swift
    /// let total = try await table.count()
    /// ```
    ///
    /// - Parameter scan: What to count; with a limit the count stops there. Defaults to everything.
    /// - Throws: ``DynamoDBError`` if one of the pages cannot be read.
    public func count(_ scan: Scan = Scan()) async throws(DynamoDBError) -> Int {
        try await self.count(of: .scan(scan))
    }
}
