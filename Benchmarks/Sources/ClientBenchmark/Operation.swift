// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import DynamoDB

/// What the client is measured at: `raw` is to and from `Item`, the others are to and from the model.
enum Operation: String {
    case getRaw = "get-raw"
    case putRaw = "put-raw"
    case queryRaw = "query-raw"
    case get
    case put
    case query
    /// With models that only `Codable` reads and writes.
    case getCodable = "get-codable"
    case putCodable = "put-codable"
    case queryCodable = "query-codable"
    /// BatchWriteItem of 25 items.
    case batch
    /// UpdateItem of one attribute, which gives back the whole item.
    case update
}

extension Order {
    static let key = PrimaryKey<Order, String, String>(partition: .string("pk"), sort: .string("sk"))
    static let schema = ModelSchema(key: key)
}

/// The client that is measured.
struct Subject: Sendable {
    static let tableName = "bench"
    private static let plainKey = PrimaryKey<Plain<Order>, String, String>(
        partition: .string("pk"), sort: .string("sk"))

    private let database: RemoteDatabase
    private let table: DynamoDBTable
    private let orders: ModelTable<Order>
    private let plain: ModelTable<Plain<Order>>

    init(_ endpoint: String, connections: Int = 1, transport: (any HTTPTransport)? = nil) throws {
        var configuration = RemoteDatabase.Configuration()
        configuration.endpoint = endpoint
        configuration.region = "us-east-1"
        configuration.credentials = StaticCredentialProvider(
            AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))
        configuration.maximumConnections = max(configuration.maximumConnections, connections)
        self.database = try RemoteDatabase(configuration, transport: transport)
        self.table = DynamoDBTable(Self.tableName, in: self.database)
        self.orders = ModelTable(Order.schema, in: self.table)
        self.plain = ModelTable(ModelSchema(key: Self.plainKey), in: self.table)
    }

    /// Makes the table, with the 100 orders of one customer.
    func seed() async throws {
        try await ModelTable.create(Order.schema, named: Self.tableName, in: self.database)
        let result = await self.orders.put(contentsOf: (0..<100).map { Order($0) })
        if let error = result.error { throw error }
    }

    /// The pages of a scan.
    var pages: DynamoDBTable.Pages { self.table.pages(Scan()) }

    /// What does an operation once, and checks the answer.
    func run(_ operation: Operation) throws -> @Sendable () async throws -> Void {
        let order = Order(0)
        let item = try Order.schema.item(of: order)
        switch operation {
        case .getRaw:
            return { [table] in
                let found = try await table.get(["pk": .string(order.pk), "sk": .string(order.sk)])
                guard let found, found["quantity"]?.number == 17 else { throw UnexpectedAnswer() }
            }
        case .putRaw: return { [table] in try await table.put(item) }
        case .queryRaw:
            return { [table] in
                let page = try await table.query(Query(partitionKey: "pk", equals: order.pk))
                guard page.items.count == 100, page.items.last?["quantity"]?.number == 116 else {
                    throw UnexpectedAnswer()
                }
            }
        case .get: return Self.get(Order.key, from: self.orders, order, \.self)
        case .getCodable: return Self.get(Self.plainKey, from: self.plain, order, \.value)
        case .put: return { [orders] in try await orders.put(order) }
        case .putCodable:
            let model = Plain(order)
            return { [plain] in try await plain.put(model) }
        case .query: return Self.query(Order.key, in: self.orders, order, \.self)
        case .queryCodable: return Self.query(Self.plainKey, in: self.plain, order, \.value)
        case .batch:
            let requests = try (0..<25).map { WriteRequest.put(try Order.schema.item(of: Order($0))) }
            let input = BatchWriteItemInput(requestItems: [Self.tableName: requests])
            return { [database] in
                guard try await database.batchWriteItem(input).unprocessedItems.isEmpty else {
                    throw UnexpectedAnswer()
                }
            }
        case .update:
            return { [orders] in
                let changed = try await orders.update(Order.key(order.pk, order.sk)) { $0.set("quantity", to: 17) }
                guard changed.quantity == 17 else { throw UnexpectedAnswer() }
            }
        }
    }

    private static func get<Model>(
        _ key: PrimaryKey<Model, String, String>, from table: ModelTable<Model>, _ order: Order,
        _ model: @escaping @Sendable (Model) -> Order
    ) -> @Sendable () async throws -> Void {
        {
            let found = try await table.get(key(order.pk, order.sk))
            guard let found, model(found).quantity == 17 else { throw UnexpectedAnswer() }
        }
    }

    private static func query<Model>(
        _ key: PrimaryKey<Model, String, String>, in table: ModelTable<Model>, _ order: Order,
        _ model: @escaping @Sendable (Model) -> Order
    ) -> @Sendable () async throws -> Void {
        {
            let found = try await table.query(key, order.pk).collected()
            guard found.count == 100, let last = found.last, model(last).quantity == 116 else {
                throw UnexpectedAnswer()
            }
        }
    }
}
