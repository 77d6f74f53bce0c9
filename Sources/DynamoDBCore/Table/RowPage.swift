// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A page of a read, whose items may still stand in the answer.
struct RowPage: Sendable {
    /// The page; it has no items if they are in `encoded`.
    var page: Page
    /// The items in the answer; `nil` if the page has them.
    private(set) var encoded: EncodedItems?

    /// - Parameter isCount: Whether the database was asked for the count alone. Else the items that came are counted.
    init(_ answer: PageRequest.Answer, number: Int, isCount: Bool) {
        self.page = Page(
            items: answer.items, count: isCount ? Self.bounded(answer.count) : answer.items.count,
            scannedCount: Self.bounded(answer.scannedCount), lastKey: answer.lastKey, number: number,
            consumedCapacity: answer.consumedCapacity)
    }

    /// - Parameter isCount: Whether the database was asked for the count alone. Else the items that came are counted.
    init(_ answer: EncodedPageOutput, number: Int, isCount: Bool) {
        self.page = Page(
            items: [], count: isCount ? Self.bounded(answer.count) : answer.items?.count ?? 0,
            scannedCount: Self.bounded(answer.scannedCount), lastKey: answer.lastEvaluatedKey, number: number,
            consumedCapacity: answer.consumedCapacity)
        self.encoded = answer.items
    }

    /// More than any page has: it is of 1 MiB, and an item has two bytes at least.
    static let largestCount = 1 << 20

    /// A number of items that a server tells, bounded so that sums of such numbers do not overflow.
    private static func bounded(_ told: Int) -> Int { min(max(told, 0), Self.largestCount) }

    /// How many items there are.
    var rowCount: Int { self.encoded?.count ?? self.page.items.count }

    /// What is made of an item.
    ///
    /// - Parameter index: Its number from 0, below ``rowCount``.
    func row<Row>(_ index: Int, _ decoder: RowDecoder<Row>) throws(DynamoDBError) -> Row {
        guard let encoded else { return try decoder.fromItem(self.page.items[index]) }
        return try decoder.row(of: encoded[index])
    }

    /// Adds what is made of all items.
    func add<Row>(to rows: inout [Row], _ decoder: RowDecoder<Row>) throws(DynamoDBError) {
        // Of later pages the array makes its own growing room.
        if rows.isEmpty { rows.reserveCapacity(self.rowCount) }
        if let encoded, let decode = decoder.fromEncodedPage { return try decode(encoded, &rows) }
        for index in 0..<self.rowCount { rows.append(try self.row(index, decoder)) }
    }

    /// Drops the items that have expired.
    mutating func drop(_ expired: Expired) {
        self.page.items.removeAll { item in expired.includes { item[$0]?.number } }
        self.encoded?.removeAll { item in expired.includes { item.number(named: $0) } }
        self.page.count = self.rowCount
    }

    /// An item of the page.
    ///
    /// - Parameter index: Its number from 0, below ``rowCount``.
    func item(_ index: Int) -> Item { self.encoded?[index].item ?? self.page.items[index] }

    /// Drops the items that cannot be read, and tells of each. They are looked for until so many are found that can be read:
    /// what stands behind these is left as it is.
    ///
    /// - Parameters:
    ///   - limit: How many; `nil` for all.
    ///   - keyNames: The names of the primary key.
    ///   - ignored: Attributes that were added to the items.
    mutating func drop(_ skipping: Skipping, upTo limit: Int?, keyNames: [String], ignoring ignored: [String]) {
        var kept: [Int] = []
        kept.reserveCapacity(self.rowCount)
        for index in 0..<self.rowCount {
            if let limit, kept.count >= limit {
                kept.append(index)
            } else if let error = skipping.error(self, index, ignored) {
                let item = self.item(index)
                skipping.tell(UnreadableItem(item: item, key: item.selecting(keyNames), error: error))
            } else {
                kept.append(index)
            }
        }
        guard kept.count < self.rowCount else { return }
        if self.encoded == nil { self.page.items = kept.map { self.page.items[$0] } }
        self.encoded?.keep(kept)
        self.page.count = self.rowCount
    }

    /// Drops the items behind the first `count`.
    ///
    /// - Returns: The last one that is left.
    mutating func keepFirst(_ count: Int) -> Item? {
        guard self.encoded == nil else {
            self.encoded?.keepFirst(count)
            return self.encoded?.last?.item
        }
        self.page.items.removeLast(self.page.items.count - min(count, self.page.items.count))
        return self.page.items.last
    }
}

/// Makes something of items: of those in memory, and of those in an answer. It is an object that a table makes once.
final class RowDecoder<Row: Sendable>: Sendable {
    let fromItem: @Sendable (Item) throws(DynamoDBError) -> Row
    /// `nil` for what cannot be made without an item.
    let fromEncoded: (@Sendable (EncodedItem) throws(DynamoDBError) -> Row)?
    /// The same for all items of a page, which is faster.
    let fromEncodedPage: (@Sendable (EncodedItems, inout [Row]) throws(DynamoDBError) -> Void)?

    /// What is made of an item in an answer.
    func row(of item: EncodedItem) throws(DynamoDBError) -> Row {
        guard let fromEncoded else { return try self.fromItem(item.item) }
        return try fromEncoded(item)
    }

    private init(
        fromItem: @escaping @Sendable (Item) throws(DynamoDBError) -> Row,
        fromEncoded: (@Sendable (EncodedItem) throws(DynamoDBError) -> Row)?,
        fromEncodedPage: (@Sendable (EncodedItems, inout [Row]) throws(DynamoDBError) -> Void)?
    ) {
        self.fromItem = fromItem
        self.fromEncoded = fromEncoded
        self.fromEncodedPage = fromEncodedPage
    }

    /// For what cannot be made without an item.
    convenience init(_ fromItem: @escaping @Sendable (Item) throws(DynamoDBError) -> Row) {
        self.init(fromItem: fromItem, fromEncoded: nil, fromEncodedPage: nil)
    }
}

extension RowDecoder where Row: Decodable {
    /// For models.
    convenience init(_ type: Row.Type, _ context: CodingContext) {
        let decoder = DynamoDBDecoder(context)
        let direct = DirectReading(type)
        self.init(
            fromItem: { (item) throws(DynamoDBError) in try decoder.decode(type, from: item, directly: direct) },
            fromEncoded: { (item) throws(DynamoDBError) in try decoder.decode(type, from: item, directly: direct) },
            fromEncodedPage: { (items, rows) throws(DynamoDBError) in
                try decoder.decode(type, from: items, directly: direct, into: &rows)
            })
    }
}
