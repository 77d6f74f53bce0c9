// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reads a page of all items of a table or index.
public struct ScanInput: Hashable, Sendable {
    /// The table.
    public var tableName: String
    /// The index to read instead of the table.
    public var indexName: String?
    /// Which of the evaluated items to return.
    public var filterExpression: String?
    /// The attributes to return. Defaults to all.
    public var projectionExpression: String?
    /// The attribute names behind the `#` placeholders.
    public var expressionAttributeNames: [String: String]?
    /// The values behind the `:` placeholders.
    public var expressionAttributeValues: Item?
    /// How many items to evaluate at most, before the filter. Defaults to as many as make 1 MB.
    public var limit: Int?
    /// Which part of a parallel scan, from 0.
    public var segment: Int?
    /// In how many parts to scan.
    public var totalSegments: Int?
    /// Where to go on: the last page's `lastEvaluatedKey`.
    public var exclusiveStartKey: Item?
    /// Whether the read sees every write that finished before it. Defaults to false.
    public var consistentRead: Bool?
    /// Which attributes to return.
    public var select: Select?
    /// Whether the answer tells the consumed capacity. Defaults to no.
    public var returnConsumedCapacity: ReturnConsumedCapacity?
    /// What the request said in JSON besides.
    package var notes = RequestNotes()

    /// Creates a value of its parts.
    public init(
        tableName: String,
        indexName: String? = nil,
        filterExpression: String? = nil,
        projectionExpression: String? = nil,
        expressionAttributeNames: [String: String]? = nil,
        expressionAttributeValues: Item? = nil,
        limit: Int? = nil,
        segment: Int? = nil,
        totalSegments: Int? = nil,
        exclusiveStartKey: Item? = nil,
        consistentRead: Bool? = nil,
        select: Select? = nil,
        returnConsumedCapacity: ReturnConsumedCapacity? = nil
    ) {
        self.tableName = tableName
        self.indexName = indexName
        self.filterExpression = filterExpression
        self.projectionExpression = projectionExpression
        self.expressionAttributeNames = expressionAttributeNames
        self.expressionAttributeValues = expressionAttributeValues
        self.limit = limit
        self.segment = segment
        self.totalSegments = totalSegments
        self.exclusiveStartKey = exclusiveStartKey
        self.consistentRead = consistentRead
        self.select = select
        self.returnConsumedCapacity = returnConsumedCapacity
    }
}

/// A page of a scan.
public struct ScanOutput: Hashable, Sendable {
    /// The items; `nil` when only the count was asked for.
    public var items: [Item]?
    /// How many items the page has.
    public var count: Int
    /// How many items were evaluated, before the filter.
    public var scannedCount: Int
    /// Where the next page begins; `nil` at the end. A page can be empty and not the last.
    public var lastEvaluatedKey: Item?
    /// The consumed capacity, if asked for.
    public var consumedCapacity: ConsumedCapacity?

    /// Creates a value of its parts.
    public init(
        items: [Item]? = nil,
        count: Int,
        scannedCount: Int,
        lastEvaluatedKey: Item? = nil,
        consumedCapacity: ConsumedCapacity? = nil
    ) {
        self.items = items
        self.count = count
        self.scannedCount = scannedCount
        self.lastEvaluatedKey = lastEvaluatedKey
        self.consumedCapacity = consumedCapacity
    }
}
