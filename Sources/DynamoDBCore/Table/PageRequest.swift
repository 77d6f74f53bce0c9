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
        var consumedCapacity: ConsumedCapacity?
    }

    /// Renders a read.
    ///
    /// - Parameters:
    ///   - read: The read.
    ///   - table: The name of the table.
    ///   - onlyCounting: Whether the items themselves are not wanted.
    ///   - keys: Names of attributes to return in addition to the projection.
    ///   - capacity: Whether the answers tell what they consumed. Defaults to no.
    init(
        _ read: PagedRead, table: String, onlyCounting: Bool, adding keys: [String],
        capacity: ReturnConsumedCapacity? = nil
    ) throws(DynamoDBError) {
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
                    select: select,
                    returnConsumedCapacity: capacity))
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
                    select: select,
                    returnConsumedCapacity: capacity))
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
                lastKey: output.lastEvaluatedKey, consumedCapacity: output.consumedCapacity)
        case .scan(var input):
            input.exclusiveStartKey = startKey
            input.limit = limit
            let output = try await database.scan(input)
            return Answer(
                items: output.items ?? [], count: output.count, scannedCount: output.scannedCount,
                lastKey: output.lastEvaluatedKey, consumedCapacity: output.consumedCapacity)
        }
    }

    /// Asks for one page whose items stay in the answer.
    func send(
        to database: any EncodedReading, from startKey: Item?, evaluating limit: Int?
    ) async throws(DynamoDBError) -> EncodedPageOutput {
        switch self.kind {
        case .query(var input):
            input.exclusiveStartKey = startKey
            input.limit = limit
            return try await database.queryEncoded(input)
        case .scan(var input):
            input.exclusiveStartKey = startKey
            input.limit = limit
            return try await database.scanEncoded(input)
        }
    }

    /// What tells this read from others: a hash of all that decides which items it finds, in which order. It is the same
    /// in every process.
    func fingerprint() throws(DynamoDBError) -> UInt64 {
        var bytes: [UInt8]
        let names: [String: String]?
        switch self.kind {
        case .query(var input):
            names = input.expressionAttributeNames
            input.consistentRead = nil
            input.expressionAttributeNames = nil
            bytes = try JSONWriter.encode(input)
        case .scan(var input):
            names = input.expressionAttributeNames
            input.consistentRead = nil
            input.expressionAttributeNames = nil
            bytes = try JSONWriter.encode(input)
        }
        // A dictionary has another order in every process.
        for (key, name) in (names ?? [:]).sorted(by: { $0.key < $1.key }) {
            bytes += Array(key.utf8) + [0] + Array(name.utf8) + [0]
        }
        // FNV-1a: it tells mistakes, and is no protection against forgers.
        return bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
