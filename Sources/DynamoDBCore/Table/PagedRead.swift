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
        get {
            switch self {
            case .query(let query): query.filter
            case .scan(let scan): scan.filter
            }
        }
        set {
            switch self {
            case .query(var query):
                query.filter = newValue
                self = .query(query)
            case .scan(var scan):
                scan.filter = newValue
                self = .scan(scan)
            }
        }
    }

    package var projection: [Attribute]? {
        get {
            switch self {
            case .query(let query): query.projection
            case .scan(let scan): scan.projection
            }
        }
        set {
            switch self {
            case .query(var query):
                query.projection = newValue
                self = .query(query)
            case .scan(var scan):
                scan.projection = newValue
                self = .scan(scan)
            }
        }
    }

    package var startKey: Item? {
        get {
            switch self {
            case .query(let query): query.startKey
            case .scan(let scan): scan.startKey
            }
        }
        set {
            switch self {
            case .query(var query):
                query.startKey = newValue
                self = .query(query)
            case .scan(var scan):
                scan.startKey = newValue
                self = .scan(scan)
            }
        }
    }

    package var limit: Int? {
        get {
            switch self {
            case .query(let query): query.limit
            case .scan(let scan): scan.limit
            }
        }
        set {
            switch self {
            case .query(var query):
                query.limit = newValue
                self = .query(query)
            case .scan(var scan):
                scan.limit = newValue
                self = .scan(scan)
            }
        }
    }

    package var pageSize: Int? {
        get {
            switch self {
            case .query(let query): query.pageSize
            case .scan(let scan): scan.pageSize
            }
        }
        set {
            switch self {
            case .query(var query):
                query.pageSize = newValue
                self = .query(query)
            case .scan(var scan):
                scan.pageSize = newValue
                self = .scan(scan)
            }
        }
    }

    package var consistency: ReadConsistency {
        get {
            switch self {
            case .query(let query): query.consistency
            case .scan(let scan): scan.consistency
            }
        }
        set {
            switch self {
            case .query(var query):
                query.consistency = newValue
                self = .query(query)
            case .scan(var scan):
                scan.consistency = newValue
                self = .scan(scan)
            }
        }
    }
}
