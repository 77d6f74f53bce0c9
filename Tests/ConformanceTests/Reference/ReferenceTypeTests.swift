// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// The reference's "Type Serialization".
struct ReferenceTypeTests {
    @Test(arguments: DatabaseUnderTest.available)
    func `Swift values become DynamoDB's types and come back`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run(with: ReferenceTables.simple) { client in
            let item: Item = [
                "id": "user#123",
                "name": "John",
                "age": 30,
                "balance": 99.99,
                "active": true,
                "nickname": nil,
                "tags": ["python", "aws"],
                "metadata": ["key": "value"],
            ]
            #expect(await client.create(item: item).success)
            let read = try #require(await client.get(partitionKey: "id", partitionValue: "user#123").item)
            #expect(read == item)
            #expect(read["name"]?.kind == .string)
            #expect(read["age"]?.kind == .number)
            #expect(read["active"]?.kind == .bool)
            #expect(read["nickname"]?.kind == .null)
            #expect(read["tags"]?.kind == .list)
            #expect(read["metadata"]?.kind == .map)
            #expect(read["age"]?.int == 30)
            #expect(read["balance"]?.double == 99.99)
            #expect(read["balance"]?.decimal == Decimal(string: "99.99"))
            #expect(read["active"]?.bool == true)
            #expect(read["tags"]?[1]?.string == "aws")
            #expect(read["metadata"]?["key"]?.string == "value")
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `sets, binaries and large numbers`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run(with: ReferenceTables.simple) { client in
            let number = try #require(DynamoDBNumber("12345678901234567890.123456789012345678"))
            let item: Item = [
                "id": "x",
                "names": .stringSet(["b", "a"]),
                "numbers": .numberSet([3, 1.5, -2]),
                "blobs": .binarySet([Data([1]), Data([2, 3])]),
                "blob": .binary(Data([0, 255])),
                "number": .number(number),
                "empty": ["", [], [:]],
            ]
            #expect(await client.create(item: item).success)
            let read = try #require(await client.get(partitionKey: "id", partitionValue: "x").item)
            #expect(read == item)
            #expect(read["number"]?.number?.description == "12345678901234567890.123456789012345678")
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `strings that look the same and have other bytes are other keys`(_ kind: DatabaseUnderTest) async throws {
        try await kind.run(with: ReferenceTables.simple) { client in
            let composed = "\u{E9}"
            let decomposed = "e\u{301}"
            #expect(await client.create(item: ["id": .string(composed), "n": 1], preventOverwriteKey: "id").success)
            #expect(await client.create(item: ["id": .string(decomposed), "n": 2], preventOverwriteKey: "id").success)
            #expect(await client.get(partitionKey: "id", partitionValue: composed).item?["n"] == 1)
            #expect(await client.get(partitionKey: "id", partitionValue: decomposed).item?["n"] == 2)
            let both = await client.batchCreate(items: [["id": .string(composed)], ["id": .string(decomposed)]])
            #expect(both.successful == 2)
            #expect(await client.count().count == 2)
        }
    }
}
