// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How much a read may do, whatever it finds.
///
/// A read that reaches a part of its budget ends with the page it is at. What is left can be read later, from the page's key
/// or token.
public struct ReadBudget: Hashable, Sendable {
    /// The most pages to read, at least 1.
    public var pages: Int?
    /// The most items to evaluate, before the filter, at least 1.
    public var items: Int?
    /// How many capacity units to consume; the page that reaches them is the last one. Above 0. A database that does not
    /// tell what a page consumed cannot be read with it.
    public var capacity: Double?

    /// A budget; without any part, no limit.
    public init(pages: Int? = nil, items: Int? = nil, capacity: Double? = nil) {
        self.pages = pages
        self.items = items
        self.capacity = capacity
    }

    /// Throws if a part is too small for anything.
    func validate() throws(DynamoDBError) {
        if let pages, pages < 1 { throw Self.tooSmall("pages", "\(pages)") }
        if let items, items < 1 { throw Self.tooSmall("items", "\(items)") }
        if let capacity, !(capacity > 0) { throw Self.tooSmall("capacity units", "\(capacity)") }
    }

    private static func tooSmall(_ what: String, _ amount: String) -> DynamoDBError {
        DynamoDBError(.validation, "A budget of \(amount) \(what) does not allow to read anything.")
    }

    /// Takes off what a page used.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/unsupported`` if that cannot be known: the read could go on for
    ///   ever.
    mutating func spend(on page: Page) throws(DynamoDBError) {
        if let pages { self.pages = pages - 1 }
        if let items { self.items = items - page.scannedCount }
        if let capacity {
            guard let units = page.consumedCapacity?.capacityUnits else {
                throw DynamoDBError(
                    .unsupported,
                    "The database does not tell the consumed capacity, so a budget of it cannot be kept. Give pages or items."
                )
            }
            self.capacity = capacity - units
        }
    }

    /// Whether a part is used up.
    var isSpent: Bool {
        (self.pages ?? 1) <= 0 || (self.items ?? 1) <= 0 || (self.capacity ?? 1) <= 0
    }
}
