// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import DynamoDBEmbedded
import Testing

/// Mixed operations of one caller on items of its own, each answer compared with what the engine behind the service has.
struct FaultyOperations {
    let remote: RemoteDatabase
    let engine: EmbeddedDatabase
    let caller: Int

    /// Does so many operations, one after the other.
    ///
    /// - Parameters:
    ///   - time: The seconds of the clock that the client goes by.
    ///   - limit: How many of them an operation may take.
    func run(_ count: Int, time: @Sendable () -> Double = { 0 }, limit: Double = .infinity) async throws {
        // How often the counter was incremented, as far as the caller knows.
        var counter = 0
        for number in 0..<count {
            let key: Item = ["pk": .string("\(self.caller)-\(number % 10)")]
            let read = GetItemInput(tableName: "Things", key: key, consistentRead: true)
            let before = try await self.engine.getItem(read).item
            let start = time()
            do throws(DynamoDBError) {
                try await self.operate(number, key, before: before, &counter)
            } catch {
                switch error.code {
                case .conditionalCheckFailed: #expect(before != nil)
                case .outcomeUnknown:
                    guard number % 6 == 2 else { break }
                    let counted = try await self.counted()
                    #expect([counter, counter + 1].contains(counted))
                    counter = counted
                case .network, .timeout, .throttling, .provisionedThroughputExceeded, .internalServerError,
                    .invalidResponse:
                    // Refused or not begun: nothing may have changed.
                    #expect(try await self.engine.getItem(read).item == before, "\(error)")
                    #expect(try await self.counted() == counter, "\(error)")
                default: Issue.record("unexpected: \(error)")
                }
            }
            #expect(time() - start <= limit)
        }
        #expect(try await self.counted() == counter)
    }

    private var counterKey: Item { ["pk": .string("counter-\(self.caller)")] }

    private func counted() async throws -> Int {
        try await self.engine.getItem(GetItemInput(tableName: "Things", key: self.counterKey)).item?["n"]?.int ?? 0
    }

    private func operate(
        _ number: Int, _ key: Item, before: Item?, _ counter: inout Int
    ) async throws(DynamoDBError) {
        let read = GetItemInput(tableName: "Things", key: key, consistentRead: true)
        switch number % 6 {
        case 0:
            let item = key.merging(["n": .number(DynamoDBNumber(number))])
            // Half of them return the old item, and are not sent again after a lost answer.
            let input = PutItemInput(
                tableName: "Things", item: item, returnValues: number % 12 == 0 ? .allOld : nil)
            let output = try await self.remote.putItem(input)
            #expect(input.returnValues == nil || output.attributes == before)
            #expect(try await self.engine.getItem(read).item == item)
        case 1: #expect(try await self.remote.getItem(read).item == before)
        case 2:
            let output = try await self.remote.updateItem(
                UpdateItemInput(
                    tableName: "Things", key: self.counterKey, updateExpression: "ADD n :one",
                    expressionAttributeValues: [":one": 1], returnValues: .updatedNew))
            counter += 1
            #expect(output.attributes?["n"]?.int == counter)
        case 3:
            let output = try await self.remote.deleteItem(
                DeleteItemInput(tableName: "Things", key: key, returnValues: .allOld))
            #expect(output.attributes == before)
        case 4:
            let output = try await self.remote.batchGetItem(
                BatchGetItemInput(requestItems: ["Things": KeysAndAttributes(keys: [key])]))
            #expect(output.responses["Things"]?.first == before)
        default:
            let item = key.merging(["created": .number(DynamoDBNumber(number))])
            _ = try await self.remote.putItem(
                PutItemInput(tableName: "Things", item: item, conditionExpression: "attribute_not_exists(pk)"))
            #expect(before == nil)
            #expect(try await self.engine.getItem(read).item == item)
        }
    }
}
