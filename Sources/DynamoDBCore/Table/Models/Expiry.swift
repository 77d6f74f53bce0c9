// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What a read of models leaves out: the items whose date of expiry has come when it begins.
struct Expiry: Sendable {
    /// The attributes with such dates that the database can filter by.
    private var filtered: [String] = []
    /// Those that it refuses to filter by, since they are keys of what is queried.
    private var keys: [String] = []
    /// Why the dates cannot be seen at all.
    private var fault: DynamoDBError?
    private let now: @Sendable () -> Date

    /// - Parameters:
    ///   - layouts: The models that are read.
    ///   - source: What is read; `nil` for a scan of the table.
    ///   - isQuery: Whether it is a query.
    ///   - now: The clock.
    init(
        of layouts: [RowLayout], reading source: ModelKeySource?, isQuery: Bool, now: @escaping @Sendable () -> Date
    ) {
        self.now = now
        for layout in layouts {
            guard let name = layout.expiresAt,
                !(self.filtered + self.keys).contains(where: { $0.hasSameBytes(as: name) })
            else { continue }
            func isAmong(_ parts: [KeyPart]?) -> Bool { parts?.contains { $0.name.hasSameBytes(as: name) } ?? false }
            let isKey = isAmong(source?.layout.parts)
            if let index = source?.index, !isKey, !isAmong(layout.keyParts), !index.projects(name) {
                self.fault = DynamoDBError(
                    .validation,
                    "The index \(index.name) does not hold \(name), so a read of it would give models that have expired. "
                        + "Project the attribute into the index.")
            }
            if isQuery, isKey { self.keys.append(name) } else { self.filtered.append(name) }
        }
    }

    /// What has expired by now.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if that cannot be known.
    func expired() throws(DynamoDBError) -> Expired {
        if let fault { throw fault }
        let date = RowLayout.seconds(self.now())
        let live = self.filtered.reduce(nil as Condition?) { .all($0, RowLayout.isLive($1, at: date)) }
        return Expired(live: live, names: self.keys, date: date)
    }
}

/// The items that have expired at a certain time.
struct Expired: Sendable {
    /// True of the others; `nil` if the database has nothing to filter by.
    let live: Condition?
    /// The attributes whose dates are looked at here.
    let names: [String]
    let date: DynamoDBNumber

    /// Whether an item has expired by the dates that are looked at here.
    func includes(_ number: (String) -> DynamoDBNumber?) -> Bool {
        self.names.contains { name in number(name).map { $0 <= self.date } ?? false }
    }
}
