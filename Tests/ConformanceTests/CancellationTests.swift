// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// What a task gets that was cancelled.
struct CancellationTests {
    /// A call of a table with the items `a` and `b`.
    struct Call: Sendable {
        var name: String
        var run: @Sendable (DynamoDBTable) async throws(DynamoDBError) -> Void

        init(_ name: String, _ run: @escaping @Sendable (DynamoDBTable) async throws(DynamoDBError) -> Void) {
            (self.name, self.run) = (name, run)
        }
    }

    static let calls = [
        Call("get") { (table) throws(DynamoDBError) in _ = try await table.get(["pk": "a"]) },
        Call("exists") { (table) throws(DynamoDBError) in _ = try await table.exists(["pk": "a"]) },
        Call("query") { (table) throws(DynamoDBError) in
            _ = try await table.query(Query(partitionKey: "pk", equals: "a"))
        },
        Call("scan") { (table) throws(DynamoDBError) in _ = try await table.scan() },
        Call("BatchGetItem") { (table) throws(DynamoDBError) in
            _ = try await table.database.batchGetItem(
                BatchGetItemInput(requestItems: [table.name: .init(keys: [["pk": "a"]])]))
        },
        Call("TransactGetItems") { (table) throws(DynamoDBError) in
            _ = try await table.database.transactGetItems(
                TransactGetItemsInput(transactItems: [.get(["pk": "a"], in: table.name)]))
        },
        Call("DescribeTable") { (table) throws(DynamoDBError) in _ = try await table.describe() },
        Call("put") { (table) throws(DynamoDBError) in try await table.put(["pk": "c"]) },
        Call("update") { (table) throws(DynamoDBError) in try await table.update(["pk": "a"], .set("n", to: 1)) },
        Call("delete") { (table) throws(DynamoDBError) in try await table.delete(["pk": "b"]) },
    ]

    @Test(arguments: DatabaseUnderTest.available)
    func `a task that was cancelled reads nothing and writes nothing`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            let table = DynamoDBTable("Hash", in: database)
            for key in ["a", "b"] { try await table.put(["pk": .string(key)]) }
            for call in Self.calls {
                let task = Task { () -> DynamoDBError? in
                    withUnsafeCurrentTask { $0?.cancel() }
                    return await failure { () throws(DynamoDBError) in try await call.run(table) }
                }
                #expect(await task.value?.code == .cancelled, "\(call.name)")
            }
            #expect(try await table.scan().items.map { $0["pk"] }.count == 2)
            #expect(try await table.get(["pk": "a"]) == ["pk": "a"])
        }
    }
}
