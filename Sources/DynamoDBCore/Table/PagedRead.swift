// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What is read in pages: the two kinds differ only in the request.
package enum PagedRead: Sendable {
    case query(Query)
    case scan(Scan)

    package var index: String? {
        switch self {
        case .query(let query): query.index
        case .scan(let scan): scan.index
        }
    }

    package var filter: Condition? {
        switch self {
        case .query(let query): query.filter
        case .scan(let scan): scan.filter
        }
    }

    package var projection: [Attribute]? {
        switch self {
        case .query(let query): query.projection
        case .scan(let scan): scan.projection
        }
    }

    package var startKey: Item? {
        switch self {
        case .query(let query): query.startKey
        case .scan(let scan): scan.startKey
        }
    }

    package var limit: Int? {
        switch self {
        case .query(let query): query.limit
        case .scan(let scan): scan.limit
        }
    }

    package var pageSize: Int? {
        switch self {
        case .query(let query): query.pageSize
        case .scan(let scan): scan.pageSize
        }
    }
}
