// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What the requests of one batch of reads have in common.
struct BatchGetRequest: Sendable {
    private let consistentRead: Bool?
    private let projectionExpression: String?
    private let names: [String: String]?
    /// Key attributes that the caller did not ask for. They tell which item belongs to which key.
    private let addedNames: [String]

    /// Renders the projection.
    init(_ keys: [Item], consistency: ReadConsistency, projection: [Attribute]?) throws(DynamoDBError) {
        var renderer = ExpressionRenderer()
        var added: [String] = []
        if let projection, !projection.isEmpty {
            // All keys have the same names, but for those that will be refused.
            var names: [String] = []
            for key in keys { names += key.names.filter { name in !names.contains { $0.hasSameBytes(as: name) } } }
            added = projection.topLevelNames(missingOf: names)
            self.projectionExpression = try renderer.projection(projection + added.map { Attribute(name: $0) })
        } else {
            self.projectionExpression = try renderer.projection(ifAny: projection)
        }
        self.addedNames = added
        self.names = renderer.names
        self.consistentRead = consistency.consistentRead
    }

    /// The request for some of the keys.
    func parameters(for keys: [Item]) -> KeysAndAttributes {
        KeysAndAttributes(
            keys: keys, consistentRead: self.consistentRead, projectionExpression: self.projectionExpression,
            expressionAttributeNames: self.names)
    }

    /// An item as the caller asked for it.
    func shaped(_ item: Item) -> Item {
        var shaped = item
        for name in self.addedNames { shaped[name] = nil }
        return shaped
    }
}
