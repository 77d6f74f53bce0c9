// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The request for the pages of one read. The expressions are rendered once; only where to begin and how many items to
/// evaluate change from page to page.
struct PageRequest: Sendable {
    private enum Kind: Sendable {
        case query(QueryInput)
        case scan(ScanInput)
    }

    private var kind: Kind

    /// What the database answered.
    struct Answer: Sendable {
        var items: [Item]
        var count: Int
        var scannedCount: Int
        var lastKey: Item?
    }

    /// Renders a read.
    ///
    /// - Parameters:
    ///   - read: The read.
    ///   - table: The name of the table.
    ///   - onlyCounting: Whether the items themselves are not wanted.
    ///   - keys: Names of attributes to return in addition to the projection.
    init(_ read: PagedRead, table: String, onlyCounting: Bool, adding keys: [String]) throws(DynamoDBError) {
        var renderer = ExpressionRenderer()
        var projection = onlyCounting ? nil : read.projection
        projection?.append(contentsOf: keys.map { Attribute(name: $0) })
        let select: Select? = onlyCounting ? .count : nil
        switch read {
        case .query(let query):
            let keyCondition = try renderer.keyCondition(
                partitionKey: query.partitionKey,
                equals: try query.partitionValue.attributeValue(),
                sort: query.sort)
            let filter = try renderer.filter(ifAny: query.filter)
            let projection = try renderer.projection(ifAny: projection)
            self.kind = .query(
                QueryInput(
                    tableName: table,
                    indexName: query.index,
                    keyConditionExpression: keyCondition,
                    filterExpression: filter,
                    projectionExpression: projection,
                    expressionAttributeNames: renderer.names,
                    expressionAttributeValues: renderer.values,
                    scanIndexForward: query.order == .descending ? false : nil,
                    consistentRead: query.consistency.consistentRead,
                    select: select))
        case .scan(let scan):
            let filter = try renderer.filter(ifAny: scan.filter)
            let projection = try renderer.projection(ifAny: projection)
            self.kind = .scan(
                ScanInput(
                    tableName: table,
                    indexName: scan.index,
                    filterExpression: filter,
                    projectionExpression: projection,
                    expressionAttributeNames: renderer.names,
                    expressionAttributeValues: renderer.values,
                    segment: scan.segment,
                    totalSegments: scan.totalSegments,
                    consistentRead: scan.consistency.consistentRead,
                    select: select))
        }
    }

    /// Asks for one page.
    func send(
        to database: any DynamoDBDatabase, from startKey: Item?, evaluating limit: Int?
    ) async throws(DynamoDBError) -> Answer {
        switch self.kind {
        case .query(var input):
            input.exclusiveStartKey = startKey
            input.limit = limit
            let output = try await database.query(input)
            return Answer(
                items: output.items ?? [], count: output.count, scannedCount: output.scannedCount,
                lastKey: output.lastEvaluatedKey)
        case .scan(var input):
            input.exclusiveStartKey = startKey
            input.limit = limit
            let output = try await database.scan(input)
            return Answer(
                items: output.items ?? [], count: output.count, scannedCount: output.scannedCount,
                lastKey: output.lastEvaluatedKey)
        }
    }
}
