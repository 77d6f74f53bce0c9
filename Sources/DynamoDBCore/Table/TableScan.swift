// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What to read of a whole table or index.
///
/// ```swift
/// let inactive = Scan(filter: Attribute("status") == "inactive", limit: 100)
/// let page = try await table.scan(inactive)
/// ```
///
/// A scan reads, and costs, every item of the table, whatever the filter. Prefer a ``Query`` where there is a key for it.
///
/// There are two limits, and they mean different things. ``limit`` is how many items a program *gets*; ``pageSize`` is how
/// many items the database *looks at* for one page, before the filter.
public struct Scan: Sendable {
    /// The secondary index to read instead of the table. Items that lack one of its keys are not in it.
    public var index: String?
    /// Which of the items to return. What it leaves out has been read and is paid for.
    public var filter: Condition?
    /// The attributes to return. Defaults to all, or all that the index has.
    public var projection: [Attribute]?
    /// Which writes the read is sure to see. Defaults to ``ReadConsistency/eventual``.
    public var consistency: ReadConsistency
    /// Which part of a parallel scan to read, from 0. Needs ``totalSegments``.
    public var segment: Int?
    /// In how many parts several readers scan at the same time. The parts do not overlap. Needs ``segment``.
    public var totalSegments: Int?
    /// Where to go on: ``Page/lastKey`` of the page before. Defaults to the beginning.
    public var startKey: Item?
    /// The most items to return, at least 1. As many pages are read as it takes. Defaults to no limit.
    public var limit: Int?
    /// The most items to evaluate for one page, before the filter, at least 1. Defaults to as many as make 1 MB.
    public var pageSize: Int?

    /// Describes a scan; without any parameter, that of the whole table.
    ///
    /// - Parameters:
    ///   - index: The secondary index to read instead of the table.
    ///   - filter: Which of the items to return. Defaults to all.
    ///   - projection: The attributes to return. Defaults to all.
    ///   - consistency: Which writes the read is sure to see. Defaults to ``ReadConsistency/eventual``.
    ///   - segment: Which part of a parallel scan to read, from 0.
    ///   - totalSegments: In how many parts several readers scan at the same time.
    ///   - startKey: Where to go on: ``Page/lastKey`` of the page before.
    ///   - limit: The most items to return. Defaults to no limit.
    ///   - pageSize: The most items to evaluate for one page, before the filter. Defaults to as many as make 1 MB.
    public init(
        index: String? = nil,
        filter: Condition? = nil,
        projection: [Attribute]? = nil,
        consistency: ReadConsistency = .eventual,
        segment: Int? = nil,
        totalSegments: Int? = nil,
        startKey: Item? = nil,
        limit: Int? = nil,
        pageSize: Int? = nil
    ) {
        self.index = index
        self.filter = filter
        self.projection = projection
        self.consistency = consistency
        self.segment = segment
        self.totalSegments = totalSegments
        self.startKey = startKey
        self.limit = limit
        self.pageSize = pageSize
    }
}
