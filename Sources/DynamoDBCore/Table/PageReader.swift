// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads the pages of a query or scan one after the other: the one place that knows how paging goes.
///
/// It reads a page when it is asked for one, and cuts the last page where the limit is reached.
struct PageReader: Sendable {
    private let read: PagedRead
    private let table: DynamoDBTable
    private let onlyCounting: Bool
    /// The names of the keys of the table, if the caller knows them.
    private let keyNames: [String]?
    /// Items that have expired, by dates that the database cannot filter by.
    private let expired: Expired?
    /// Whether nothing is left out but what has expired and what a schema leaves out by itself.
    private let leavesOutOnlyOwn: Bool
    /// What is done with items that cannot be read; `nil` to let whoever reads them fail.
    private let skipping: Skipping?
    /// What may still be done.
    private var budget: ReadBudget

    /// Made for the first page, as its making can fail.
    private var prepared: Prepared?
    private var startKey: Item?
    /// How many items may still be returned; `nil` if there is no limit.
    private var remaining: Int?
    private var pageNumber = 0
    /// How many items the database evaluated for all pages so far.
    private var scannedCount = 0
    private var isAtEnd = false

    private struct Prepared {
        var request: PageRequest
        /// The names of the attributes of a page's key, if they had to be asked for.
        var keys: [String]?
        /// Attributes that the caller did not ask for, and that are taken out again.
        var addedKeys: [String] = []
        /// The names of the primary key, if items are to be told of by it.
        var primaryKeys: [String] = []
    }

    /// A reader before the first page.
    ///
    /// - Parameters:
    ///   - read: What to read.
    ///   - table: The table to read.
    ///   - keyNames: The names of the keys of the table. Defaults to asking the database, should they be needed, as is done
    ///     for those of an index: they can be more than a schema declares.
    ///   - expired: What is to be left out. Defaults to nothing.
    ///   - filtersOwn: Whether the filter of `read` is a schema's own, which tells rows of a model from others. Defaults to no.
    ///   - skipping: What is done with items that cannot be read, which are left out then. Defaults to nothing.
    ///   - onlyCounting: Whether the pages are to have a count and no items.
    ///   - budget: How much may be done. Defaults to no limit.
    init(
        _ read: PagedRead, of table: DynamoDBTable, keyNames: [String]? = nil, leavingOut expired: Expired? = nil,
        filtersOwn: Bool = false, skipping: Skipping? = nil, onlyCounting: Bool = false,
        budget: ReadBudget = ReadBudget()
    ) {
        var read = read
        self.leavesOutOnlyOwn = filtersOwn || read.filter == nil
        read.filter = .all(read.filter, expired?.live)
        self.expired = expired?.names.isEmpty ?? true ? nil : expired
        // To be counted, the items have to be looked at.
        if onlyCounting, self.expired != nil { read.projection = [] }
        self.read = read
        self.table = table
        self.keyNames = keyNames
        self.skipping = onlyCounting ? nil : skipping
        self.onlyCounting = onlyCounting
        self.budget = budget
        self.startKey = read.startKey
        self.remaining = read.limit
    }

    /// The next page, or `nil` after the last one and after an error.
    mutating func next() async throws(DynamoDBError) -> Page? {
        try await self.next(encoded: nil)?.page
    }

    /// The same with the items left in the answer, if the database and what decodes them can do that.
    mutating func nextRows<Row>(for decoder: RowDecoder<Row>) async throws(DynamoDBError) -> RowPage? {
        try await self.next(encoded: decoder.fromEncoded == nil ? nil : self.table.encodedReading)
    }

    private mutating func next(encoded: (any EncodedReading)?) async throws(DynamoDBError) -> RowPage? {
        guard !self.isAtEnd else { return nil }
        do {
            return try await self.nextPage(encoded)
        } catch {
            self.isAtEnd = true
            throw self.table.explained(error)
        }
    }

    private mutating func nextPage(_ encoded: (any EncodedReading)?) async throws(DynamoDBError) -> RowPage {
        try DynamoDBError.checkCancellation()
        let prepared = try await self.prepare()
        self.pageNumber += 1
        var rows: RowPage
        // What was added to the items has to be taken out again.
        if let encoded, prepared.addedKeys.isEmpty {
            rows = RowPage(
                try await prepared.request.send(to: encoded, from: self.startKey, evaluating: self.evaluatedItems),
                number: self.pageNumber, isCount: self.answersHaveNoItems)
        } else {
            rows = RowPage(
                try await prepared.request.send(
                    to: self.table.database, from: self.startKey, evaluating: self.evaluatedItems),
                number: self.pageNumber, isCount: self.answersHaveNoItems)
        }
        if let expired { rows.drop(expired) }
        if let skipping {
            rows.drop(
                skipping, upTo: self.remaining, keyNames: prepared.primaryKeys, ignoring: prepared.addedKeys)
        }
        if let remaining = self.remaining, rows.page.count >= remaining {
            self.isAtEnd = true
            if rows.page.count > remaining { try await self.cut(&rows, to: remaining, keys: prepared.keys) }
        } else {
            self.remaining = self.remaining.map { $0 - rows.page.count }
            self.isAtEnd = rows.page.lastKey == nil
        }
        self.startKey = rows.page.lastKey
        self.scannedCount += rows.page.scannedCount
        if !self.isAtEnd {
            try self.budget.spend(on: rows.page)
            self.isAtEnd = self.budget.isSpent
        }
        if !prepared.addedKeys.isEmpty {
            for index in rows.page.items.indices {
                rows.page.items[index] = rows.page.items[index].without(prepared.addedKeys)
            }
        }
        return rows
    }

    /// Whether the database is asked for the count alone.
    private var answersHaveNoItems: Bool { self.onlyCounting && self.expired == nil }

    /// Whether some of the items that the database evaluates are left out.
    private var leavesOut: Bool { self.read.filter != nil || self.expired != nil || self.skipping != nil }

    /// How many items the database is to evaluate for the next page. Without a filter each evaluated item is returned, so
    /// that never more need be read than may still be returned. Few items have expired, are of another model or cannot be read,
    /// so that nearly as many are left; where it is not so, each page is as large as all before it, and the pages are few.
    private var evaluatedItems: Int? {
        var bounds = [self.read.pageSize, self.budget.items].compactMap(\.self)
        if let remaining = self.remaining {
            if !self.leavesOut {
                bounds.append(remaining)
            } else if self.leavesOutOnlyOwn {
                bounds.append(max(remaining, self.scannedCount))
            }
        }
        // No page has more items, and a larger number may be no `Limit` for the database.
        return bounds.min().map { min($0, RowPage.largestCount) }
    }

    private mutating func prepare() async throws(DynamoDBError) -> Prepared {
        if let prepared = self.prepared { return prepared }
        if let limit = self.read.limit, limit < 1 {
            throw DynamoDBError(
                .validation, "The limit is \(limit). It has to be at least 1; leave it out to get every item.")
        }
        try self.budget.validate()
        var keys: [String]?
        var addedKeys: [String] = []
        var primaryKeys: [String] = []
        if self.skipping != nil { primaryKeys = try await self.knownKeyNames(index: nil) }
        if let projection = self.read.projection, !self.answersHaveNoItems {
            // A page that may have to be cut needs the key of its last kept item: the next page begins there.
            if self.read.limit != nil, self.leavesOut, !self.onlyCounting {
                keys = try await self.knownKeyNames(index: self.read.index)
            }
            var needed: [String] = []
            for name in (keys ?? []) + primaryKeys + (self.expired?.names ?? [])
            where !needed.contains(where: { $0.hasSameBytes(as: name) }) {
                needed.append(name)
            }
            addedKeys = projection.topLevelNames(missingOf: needed)
        }
        let request = try PageRequest(
            self.read, table: self.table.name, onlyCounting: self.answersHaveNoItems, adding: addedKeys,
            capacity: self.budget.capacity == nil ? nil : .total)
        let prepared = Prepared(request: request, keys: keys, addedKeys: addedKeys, primaryKeys: primaryKeys)
        self.prepared = prepared
        return prepared
    }

    private func knownKeyNames(index: String?) async throws(DynamoDBError) -> [String] {
        if let keyNames, index == nil { return keyNames }
        return try await self.table.keyNames(index: index)
    }

    /// Keeps the first `count` items of a page, and makes it end behind the last of them.
    private func cut(_ rows: inout RowPage, to count: Int, keys: [String]?) async throws(DynamoDBError) {
        rows.page.count = count
        // Nothing is read after the last page of a count.
        guard !self.onlyCounting else { return }
        guard let last = rows.keepFirst(count) else { return }
        var names = rows.page.lastKey?.names ?? keys ?? []
        if names.isEmpty { names = try await self.knownKeyNames(index: self.read.index) }
        let key = last.selecting(names)
        guard key.count == names.count else {
            throw DynamoDBError(
                .invalidResponse,
                "The database returned an item without all of its key attributes \(names.joined(separator: ", ")).")
        }
        rows.page.lastKey = key
    }
}

extension DynamoDBTable {
    /// The names of the attributes that make a page's key: the keys of the table and of the index.
    func keyNames(index: String?) async throws(DynamoDBError) -> [String] {
        var description = try await self.knownDescription()
        if let index, description.index(index) == nil {
            // The index may have been added meanwhile. If it does not exist at all, the database will say so.
            description = try await self.describe()
        }
        var names: [String] = []
        let elements = (description.keySchema ?? []) + (index.flatMap { description.index($0)?.keys } ?? [])
        for element in elements where !names.contains(where: { $0.hasSameBytes(as: element.attributeName) }) {
            names.append(element.attributeName)
        }
        return names
    }
}
