// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import DynamoDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// What all measurements work on: a hundred orders in every form, and a client that gets them without a network.
struct Samples {
    let orders = (0..<100).map { Order($0) }
    let items: [Item]
    let key: Item

    /// Bodies of answers and requests, in DynamoDB's JSON.
    let getBytes: [UInt8]
    let queryBytes: [UInt8]
    let putBytes: [UInt8]
    let batchBytes: [UInt8]
    /// The orders as JSON without the types of DynamoDB.
    let plainBytes: [UInt8]

    let database: RemoteDatabase
    let orderKey = PrimaryKey<Order, String, String>(partition: .string("pk"), sort: .string("sk"))
    let table: ModelTable<Order>
    /// The same models, read and written by `Codable` alone.
    let plainKey = PrimaryKey<Plain<Order>, String, String>(partition: .string("pk"), sort: .string("sk"))
    let plainTable: ModelTable<Plain<Order>>
    let query: QueryInput

    init() throws {
        self.items = try self.orders.map { try DynamoDBEncoder().encode($0) }
        self.key = ["pk": .init(self.orders[0].pk), "sk": .init(self.orders[0].sk)]

        let texts = try self.items.map(WireText.item)
        let writes = texts.prefix(25).map { #"{"PutRequest":{"Item":\#($0)}}"# }
        self.getBytes = Array(#"{"Item":\#(texts[0])}"#.utf8)
        self.queryBytes = Array(
            #"{"Count":100,"Items":[\#(texts.joined(separator: ","))],"ScannedCount":100}"#.utf8)
        self.putBytes = Array(#"{"TableName":"bench","Item":\#(texts[0])}"#.utf8)
        self.batchBytes = Array(#"{"RequestItems":{"bench":[\#(writes.joined(separator: ","))]}}"#.utf8)
        self.plainBytes = [UInt8](try JSONEncoder().encode(self.orders))

        var configuration = RemoteConfiguration()
        configuration.endpoint = "http://localhost:8000"
        configuration.region = "us-east-1"
        configuration.credentials = StaticCredentialProvider(
            AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))
        self.database = try RemoteDatabase(
            configuration,
            transport: CannedTransport([
                "GetItem": self.getBytes, "Query": self.queryBytes,
                "BatchWriteItem": Array(#"{"UnprocessedItems":{}}"#.utf8),
            ]))
        self.table = ModelTable(ModelSchema(key: self.orderKey), named: "bench", in: self.database)
        self.plainTable = ModelTable(ModelSchema(key: self.plainKey), named: "bench", in: self.database)
        self.query = QueryInput(
            tableName: "bench", keyConditionExpression: "pk = :p",
            expressionAttributeValues: [":p": .init(self.orders[0].pk)])
    }

    /// Stops the program if two ways do not give the same.
    func check() async throws {
        let first = self.orders[0]
        let got = try await self.table.get(self.orderKey(first.pk, first.sk))
        let models = try await self.table.query(self.orderKey, first.pk).collected()
        let plain = try await self.plainTable.query(self.plainKey, first.pk).collected().map(\.value)
        let items = try await self.database.query(self.query).items
        let data = Data(self.queryBytes)
        let values = try JSONDecoder().decode(WirePage.self, from: data).Items.map { Order(wire: $0) }
        let wrappers = try JSONDecoder().decode(WireOrder.Page.self, from: data).Items.map { Order(wire: $0) }
        precondition(got == first && models == self.orders && plain == models && items == self.items)
        precondition(values == self.orders && wrappers == self.orders)
    }
}
