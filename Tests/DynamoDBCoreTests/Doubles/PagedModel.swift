// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// A simple model of how DynamoDB pages: the items of one partition, or of a table, in their order.
///
/// The filter of a request is stood for by `matches`, and a page without a limit ends after `itemsOfOnePage` items.
struct PagedModel: Sendable {
    var items: [Item]
    var itemsOfOnePage: Int
    var keyNames = ["pk", "sk"]
    var matches: @Sendable (Item) -> Bool = { _ in true }

    struct Answer {
        var items: [Item]?
        var count: Int
        var scannedCount: Int
        var lastKey: Item?
    }

    func page(
        from startKey: Item?, limit: Int?, filter: String?, projection: String?, names: [String: String]?,
        select: Select?
    ) -> Answer {
        var start = 0
        if let startKey {
            start = (self.items.firstIndex { $0.selecting(self.keyNames) == startKey } ?? self.items.count) + 1
        }
        let most = min(limit ?? self.itemsOfOnePage, self.itemsOfOnePage)
        let evaluated = self.items.dropFirst(start).prefix(most)
        // A page that is full does not know whether it is the last.
        let lastKey = evaluated.count == most ? evaluated.last?.selecting(self.keyNames) : nil
        let found = filter == nil ? Array(evaluated) : evaluated.filter(self.matches)
        let wanted = projection?.split(separator: ", ").map { names?[String($0)] ?? String($0) }
        return Answer(
            items: select == .count ? nil : found.map { item in wanted.map { item.selecting($0) } ?? item },
            count: found.count, scannedCount: evaluated.count, lastKey: lastKey)
    }

    /// A database that answers queries and scans with this model.
    var database: ScriptedDatabase {
        ScriptedDatabase { script in
            script.query = { input in
                let page = self.page(
                    from: input.exclusiveStartKey, limit: input.limit, filter: input.filterExpression,
                    projection: input.projectionExpression, names: input.expressionAttributeNames,
                    select: input.select)
                return QueryOutput(
                    items: page.items, count: page.count, scannedCount: page.scannedCount,
                    lastEvaluatedKey: page.lastKey)
            }
            script.scan = { input in
                let page = self.page(
                    from: input.exclusiveStartKey, limit: input.limit, filter: input.filterExpression,
                    projection: input.projectionExpression, names: input.expressionAttributeNames,
                    select: input.select)
                return ScanOutput(
                    items: page.items, count: page.count, scannedCount: page.scannedCount,
                    lastEvaluatedKey: page.lastKey)
            }
        }
    }

    /// `count` items of one partition, with a name and a number.
    static func numbered(_ count: Int) -> [Item] {
        (0..<count).map { number in
            [
                "pk": "p", "sk": .string("s\(String(number + 10_000))"), "number": .number(DynamoDBNumber(number)),
                "name": .string("n\(number)"), "type": "t",
            ]
        }
    }
}
