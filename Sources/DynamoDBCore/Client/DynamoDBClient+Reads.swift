// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBClient {
    /// Reads one item by its key.
    ///
    /// ```swift
    /// let result = await client.get(
    ///     partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile")
    /// if let item = result.item { print(item) } else { print("Item not found") }
    /// ```
    ///
    /// - Parameters:
    ///   - partitionKey: The name of the partition key.
    ///   - partitionValue: Its value.
    ///   - sortKey: The name of the sort key, if the table has one.
    ///   - sortValue: Its value.
    ///   - consistentRead: Whether to see every write that finished before this call, at twice the cost. Defaults to no.
    ///   - projection: The attributes to return. Defaults to all.
    /// - Returns: A success with or without an item, or a failure.
    public func get(
        partitionKey: String,
        partitionValue: any AttributeValueConvertible,
        sortKey: String? = nil,
        sortValue: (any AttributeValueConvertible)? = nil,
        consistentRead: Bool = false,
        projection: [Attribute]? = nil
    ) async -> GetResult {
        let result = await self.result(of: "get") { () async throws(DynamoDBError) in
            try await self.table.get(
                try Self.key(partitionKey, partitionValue, sortKey, sortValue),
                consistency: consistentRead ? .strong : .eventual,
                projection: projection)
        }
        return GetResult(item: result.value ?? nil, error: result.error)
    }

    /// Tells whether there is an item with this key.
    ///
    /// ```swift
    /// let result = await client.exists(
    ///     partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile")
    /// print(result.exists ? "User exists!" : "User not found")
    /// ```
    ///
    /// - Parameters:
    ///   - partitionKey: The name of the partition key.
    ///   - partitionValue: Its value.
    ///   - sortKey: The name of the sort key, if the table has one.
    ///   - sortValue: Its value.
    public func exists(
        partitionKey: String,
        partitionValue: any AttributeValueConvertible,
        sortKey: String? = nil,
        sortValue: (any AttributeValueConvertible)? = nil
    ) async -> ExistsResult {
        let result = await self.result(of: "exists") { () async throws(DynamoDBError) in
            try await self.table.exists(try Self.key(partitionKey, partitionValue, sortKey, sortValue))
        }
        return ExistsResult(exists: result.value ?? false, error: result.error)
    }

    /// Reads items with one partition key.
    ///
    /// ```swift
    /// let result = await client.query(
    ///     partitionKey: "pk",
    ///     partitionValue: "user#123",
    ///     sortKeyCondition: .beginsWith("sk", "order#"),
    ///     filterExpression: Attribute("status") == "active",
    ///     limit: 10,
    ///     scanForward: false)
    /// print("Found \(result.count) items")
    /// ```
    ///
    /// Without a limit, one page of up to 1 MB is read, as DynamoDB does; a ``QueryResult/lastKey`` says that there is
    /// more. With a limit, as many pages are read as it takes.
    ///
    /// - Parameters:
    ///   - partitionKey: The name of the partition key: the table's, or that of the index.
    ///   - partitionValue: Its value.
    ///   - sortKeyCondition: What the sort key has to be. Defaults to any.
    ///   - filterExpression: Which of the items to return. Defaults to all.
    ///   - indexName: The secondary index to read instead of the table.
    ///   - limit: The most items to return. Defaults to no limit.
    ///   - scanForward: Whether the sort key ascends. Defaults to yes.
    ///   - projection: The attributes to return. Defaults to all.
    ///   - exclusiveStartKey: Where to go on: the `lastKey` of the result before.
    public func query(
        partitionKey: String,
        partitionValue: any AttributeValueConvertible,
        sortKeyCondition: SortKeyCondition? = nil,
        filterExpression: Condition? = nil,
        indexName: String? = nil,
        limit: Int? = nil,
        scanForward: Bool = true,
        projection: [Attribute]? = nil,
        exclusiveStartKey: Item? = nil
    ) async -> QueryResult {
        let result = await self.result(of: "query") { () async throws(DynamoDBError) in
            try await self.table.query(
                Query(
                    partitionKey: partitionKey, equals: partitionValue, sort: sortKeyCondition, index: indexName,
                    filter: filterExpression, projection: projection, order: scanForward ? .ascending : .descending,
                    startKey: exclusiveStartKey, limit: limit))
        }
        return QueryResult(result)
    }

    /// The pages of a query, read one by one as the loop asks for them.
    ///
    /// ```swift
    /// for await page in client.queryPaginated(partitionKey: "pk", partitionValue: "user#123", pageSize: 50) {
    ///     print("Processing page \(page.pageNumber) with \(page.count) items")
    /// }
    /// ```
    ///
    /// If a page cannot be read, one last page says so: it has no items, its `success` is `false`, and it carries the
    /// error.
    ///
    /// - Parameters:
    ///   - partitionKey: The name of the partition key: the table's, or that of the index.
    ///   - partitionValue: Its value.
    ///   - pageSize: The most items to evaluate for one page; with a filter fewer are returned. Defaults to 100.
    ///   - sortKeyCondition: What the sort key has to be. Defaults to any.
    ///   - filterExpression: Which of the items to return. Defaults to all.
    ///   - indexName: The secondary index to read instead of the table.
    ///   - scanForward: Whether the sort key ascends. Defaults to yes.
    ///   - projection: The attributes to return. Defaults to all.
    ///   - exclusiveStartKey: Where to go on: the `lastKey` of a page.
    public func queryPaginated(
        partitionKey: String,
        partitionValue: any AttributeValueConvertible,
        pageSize: Int = 100,
        sortKeyCondition: SortKeyCondition? = nil,
        filterExpression: Condition? = nil,
        indexName: String? = nil,
        scanForward: Bool = true,
        projection: [Attribute]? = nil,
        exclusiveStartKey: Item? = nil
    ) -> Pages {
        let query = Query(
            partitionKey: partitionKey, equals: partitionValue, sort: sortKeyCondition, index: indexName,
            filter: filterExpression, projection: projection, order: scanForward ? .ascending : .descending,
            startKey: exclusiveStartKey, pageSize: pageSize)
        return Pages(client: self, operation: "queryPaginated", pages: self.table.pages(query), maxPages: nil)
    }

    /// Reads items of the whole table or index. It costs every item of it: use it sparingly.
    ///
    /// ```swift
    /// let result = await client.scan(filterExpression: Attribute("status") == "inactive")
    /// ```
    ///
    /// Without a limit, one page of up to 1 MB is read, as DynamoDB does; a ``QueryResult/lastKey`` says that there is
    /// more. With a limit, as many pages are read as it takes.
    ///
    /// - Parameters:
    ///   - filterExpression: Which of the items to return. Defaults to all.
    ///   - projection: The attributes to return. Defaults to all.
    ///   - limit: The most items to return. Defaults to no limit.
    ///   - exclusiveStartKey: Where to go on: the `lastKey` of the result before.
    ///   - indexName: The secondary index to read instead of the table.
    public func scan(
        filterExpression: Condition? = nil,
        projection: [Attribute]? = nil,
        limit: Int? = nil,
        exclusiveStartKey: Item? = nil,
        indexName: String? = nil
    ) async -> QueryResult {
        let result = await self.result(of: "scan") { () async throws(DynamoDBError) in
            try await self.table.scan(
                Scan(
                    index: indexName, filter: filterExpression, projection: projection, startKey: exclusiveStartKey,
                    limit: limit))
        }
        return QueryResult(result)
    }

    /// The pages of a scan, read one by one as the loop asks for them.
    ///
    /// ```swift
    /// for await page in client.scanPaginated(pageSize: 100, maxPages: 5) {
    ///     print("Page \(page.pageNumber): \(page.count) items")
    /// }
    /// ```
    ///
    /// If a page cannot be read, one last page says so, as in ``queryPaginated(partitionKey:partitionValue:pageSize:sortKeyCondition:filterExpression:indexName:scanForward:projection:exclusiveStartKey:)``.
    ///
    /// - Parameters:
    ///   - pageSize: The most items to evaluate for one page; with a filter fewer are returned. Defaults to 100.
    ///   - maxPages: The most pages to read. Defaults to all.
    ///   - filterExpression: Which of the items to return. Defaults to all.
    ///   - projection: The attributes to return. Defaults to all.
    ///   - exclusiveStartKey: Where to go on: the `lastKey` of a page.
    ///   - indexName: The secondary index to read instead of the table.
    public func scanPaginated(
        pageSize: Int = 100,
        maxPages: Int? = nil,
        filterExpression: Condition? = nil,
        projection: [Attribute]? = nil,
        exclusiveStartKey: Item? = nil,
        indexName: String? = nil
    ) -> Pages {
        let scan = Scan(
            index: indexName, filter: filterExpression, projection: projection, startKey: exclusiveStartKey,
            pageSize: pageSize)
        return Pages(client: self, operation: "scanPaginated", pages: self.table.pages(scan), maxPages: maxPages)
    }

    /// Reads all items of the table into memory, through all pages. Use it with caution on large tables.
    ///
    /// ```swift
    /// let active = await client.getAll(filterExpression: Attribute("status") == "active", maxItems: 500)
    /// for user in active.items { print(user) }
    /// ```
    ///
    /// - Parameters:
    ///   - filterExpression: Which of the items to return. Defaults to all.
    ///   - maxItems: The most items to return. Defaults to no limit.
    /// - Returns: The items. On a failure, those of the pages before it, with the `lastKey` to go on from.
    public func getAll(filterExpression: Condition? = nil, maxItems: Int? = nil) async -> QueryResult {
        var all = QueryResult(items: [], count: 0, scannedCount: 0, lastKey: nil, error: nil)
        do {
            for try await page in self.table.pages(Scan(filter: filterExpression, limit: maxItems)) {
                all.items.append(contentsOf: page.items)
                all.count += page.count
                all.scannedCount += page.scannedCount
                all.lastKey = page.lastKey
            }
        } catch {
            self.log(error, operation: "getAll")
            all.error = error
        }
        return all
    }

    /// Counts items: with a partition key those it has, and without one all items of the table, which costs reading them.
    ///
    /// ```swift
    /// let active = await client.count(
    ///     partitionKey: "pk", partitionValue: "user#123", filterExpression: Attribute("status") == "active")
    /// print(active.count)
    /// ```
    ///
    /// - Parameters:
    ///   - partitionKey: The name of the partition key.
    ///   - partitionValue: Its value.
    ///   - filterExpression: Which of the items to count. Defaults to all.
    public func count(
        partitionKey: String? = nil,
        partitionValue: (any AttributeValueConvertible)? = nil,
        filterExpression: Condition? = nil
    ) async -> CountResult {
        let result = await self.result(of: "count") { () async throws(DynamoDBError) in
            switch (partitionKey, partitionValue) {
            case (let key?, let value?):
                try await self.table.count(Query(partitionKey: key, equals: value, filter: filterExpression))
            case (nil, nil):
                try await self.table.count(Scan(filter: filterExpression))
            default:
                throw DynamoDBError(.validation, "To count one partition, give partitionKey and partitionValue.")
            }
        }
        return CountResult(count: result.value ?? 0, error: result.error)
    }

    /// What is known of the table now: its status, keys, and about how many items it has.
    ///
    /// Each call asks the database, so that the status and the count are never those of an earlier day.
    ///
    /// ```swift
    /// if let info = await client.tableInfo().info { print("Table: \(info.name), \(info.itemCount) items") }
    /// ```
    public func tableInfo() async -> TableInfoResult {
        let result = await self.result(of: "tableInfo") { () async throws(DynamoDBError) in
            try await self.table.describe()
        }
        return TableInfoResult(info: result.value.map { TableInfo($0) }, error: result.error)
    }
}
