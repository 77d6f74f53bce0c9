// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What to read of the items with one partition key.
///
/// ```swift
/// let orders = Query(
///     partitionKey: "pk", equals: "user#123",
///     sort: .beginsWith("sk", "order#"),
///     filter: Attribute("status") == "active",
///     order: .descending,
///     limit: 10)
/// let page = try await table.query(orders)
/// ```
///
/// There are two limits, and they mean different things. ``limit`` is what a program wants: how many items it *gets*.
/// ``pageSize`` is how the database works: how many items it *looks at* for one page, before the filter. With a filter, a
/// page of size 100 can have any number of items from none to 100.
public struct Query: Sendable {
    /// The name of the partition key: the table's, or that of the index.
    public var partitionKey: String
    /// The value of the partition key.
    public var partitionValue: any AttributeValueConvertible
    /// What the sort key has to be. Defaults to any.
    public var sort: SortKeyCondition?
    /// The secondary index to read instead of the table.
    public var index: String?
    /// Which of the items to return. What it leaves out has been read and is paid for. It cannot name the key attributes
    /// of what is queried.
    public var filter: Condition?
    /// The attributes to return. Defaults to all, or all that the index has.
    public var projection: [Attribute]?
    /// Whether the sort key ascends or descends. Defaults to ascending.
    public var order: Order
    /// Which writes the read is sure to see. Defaults to ``ReadConsistency/eventual``.
    public var consistency: ReadConsistency
    /// Where to go on: ``Page/lastKey`` of the page before. Defaults to the beginning.
    public var startKey: Item?
    /// The most items to return, at least 1. As many pages are read as it takes. Defaults to no limit.
    public var limit: Int?
    /// The most items to evaluate for one page, before the filter, at least 1. Defaults to as many as make 1 MB.
    public var pageSize: Int?

    /// Describes a query; every part but the partition key can be left out.
    ///
    /// - Parameters:
    ///   - partitionKey: The name of the partition key: the table's, or that of the index.
    ///   - partitionValue: Its value.
    ///   - sort: What the sort key has to be. Defaults to any.
    ///   - index: The secondary index to read instead of the table.
    ///   - filter: Which of the items to return. Defaults to all.
    ///   - projection: The attributes to return. Defaults to all.
    ///   - order: Whether the sort key ascends or descends. Defaults to ascending.
    ///   - consistency: Which writes the read is sure to see. Defaults to ``ReadConsistency/eventual``.
    ///   - startKey: Where to go on: ``Page/lastKey`` of the page before.
    ///   - limit: The most items to return. Defaults to no limit.
    ///   - pageSize: The most items to evaluate for one page, before the filter. Defaults to as many as make 1 MB.
    public init(
        partitionKey: String,
        equals partitionValue: any AttributeValueConvertible,
        sort: SortKeyCondition? = nil,
        index: String? = nil,
        filter: Condition? = nil,
        projection: [Attribute]? = nil,
        order: Order = .ascending,
        consistency: ReadConsistency = .eventual,
        startKey: Item? = nil,
        limit: Int? = nil,
        pageSize: Int? = nil
    ) {
        self.partitionKey = partitionKey
        self.partitionValue = partitionValue
        self.sort = sort
        self.index = index
        self.filter = filter
        self.projection = projection
        self.order = order
        self.consistency = consistency
        self.startKey = startKey
        self.limit = limit
        self.pageSize = pageSize
    }

    /// The direction of a query.
    public struct Order: Hashable, Sendable {
        private enum Base { case ascending, descending }

        private let base: Base

        private init(_ base: Base) {
            self.base = base
        }

        /// The smallest sort key first: numbers by value, strings and binaries by their bytes.
        public static let ascending = Self(.ascending)

        /// The largest sort key first.
        public static let descending = Self(.descending)
    }
}
