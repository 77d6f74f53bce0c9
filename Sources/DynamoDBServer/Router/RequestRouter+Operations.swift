// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

extension RequestRouter {
    /// Carries out an operation: one line for each.
    ///
    /// - Parameters:
    ///   - operation: The operation.
    ///   - body: What it is asked with.
    ///   - host: Where the client found this server.
    func answer(_ operation: OperationName, _ body: [UInt8], host: String) async throws(DynamoDBError) -> [UInt8] {
        switch operation {
        case .putItem: try await self.run(body, self.database.putItem)
        case .getItem: try await self.run(body, self.database.getItem, self.jsonAnswering?.getItemBody)
        case .updateItem: try await self.run(body, self.database.updateItem)
        case .deleteItem: try await self.run(body, self.database.deleteItem)
        case .query: try await self.run(body, self.database.query, self.jsonAnswering?.queryBody)
        case .scan: try await self.run(body, self.database.scan, self.jsonAnswering?.scanBody)
        case .batchGetItem: try await self.run(body, self.database.batchGetItem, self.jsonAnswering?.batchGetItemBody)
        case .batchWriteItem: try await self.run(body, self.database.batchWriteItem)
        case .transactGetItems: try await self.run(body, self.database.transactGetItems)
        case .transactWriteItems: try await self.run(body, self.database.transactWriteItems)
        case .executeStatement: try await self.run(body, self.database.executeStatement)
        case .batchExecuteStatement: try await self.run(body, self.database.batchExecuteStatement)
        case .executeTransaction: try await self.run(body, self.database.executeTransaction)
        case .createTable: try await self.run(body, self.database.createTable)
        case .describeTable: try await self.run(body, self.database.describeTable)
        case .listTables: try await self.run(body, self.database.listTables)
        case .deleteTable: try await self.run(body, self.database.deleteTable)
        case .updateTable: try await self.run(body, self.database.updateTable)
        case .tagResource: try await self.run(body, self.database.tagResource)
        case .untagResource: try await self.run(body, self.database.untagResource)
        case .listTagsOfResource: try await self.run(body, self.database.listTagsOfResource)
        case .describeLimits: try await self.run(body, self.database.describeLimits)
        // Whatever stands behind this server: another address would lead its clients away.
        case .describeEndpoints:
            try await self.run(body) { (_: DescribeEndpointsInput) in
                DescribeEndpointsOutput(endpoints: [DatabaseEndpoint(address: host, cachePeriodInMinutes: 1440)])
            }
        case .describeContinuousBackups: try await self.run(body, self.database.describeContinuousBackups)
        case .describeContributorInsights: try await self.run(body, self.database.describeContributorInsights)
        case .updateTimeToLive: try await self.run(body, self.database.updateTimeToLive)
        case .describeTimeToLive: try await self.run(body, self.database.describeTimeToLive)
        case .listStreams: try await self.run(body, self.database.listStreams)
        case .describeStream: try await self.run(body, self.database.describeStream)
        case .getShardIterator: try await self.run(body, self.database.getShardIterator)
        case .getRecords: try await self.run(body, self.database.getRecords)
        }
    }

    /// - Parameter answer: The same operation, if its answer can be had as the body.
    private func run<Input: OperationInput>(
        _ body: [UInt8], _ operation: (Input) async throws(DynamoDBError) -> Input.Output,
        _ answer: ((Input) async throws(DynamoDBError) -> [UInt8])? = nil
    ) async throws(DynamoDBError) -> [UInt8] {
        let input: Input
        do throws(WireError) {
            input = try JSONReader.decode(Input.self, from: body)
        } catch {
            // What is no JSON at all is told before a member of the wrong type that stands further to the front.
            guard JSONReader.isJSON(body) else { throw DynamoDBError(.serialization, "") }
            throw error.requestError
        }
        try DeclinedParameter.check(Input.operation, body)
        if let answer { return try await answer(input) }
        return try await operation(input).body()
    }
}
