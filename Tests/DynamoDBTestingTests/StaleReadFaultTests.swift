// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBTesting
import Testing

/// Reads that do not see the last writes.
@Suite(.dynamoDB(tables: [.things]))
struct StaleReadFaultTests {
    private static func written() async throws -> TestDatabase {
        let test = try TestDatabase.current
        for number in 1...3 { try await test.table("things").put(["pk": "a", "n": .number(DynamoDBNumber(number))]) }
        return test
    }

    @Test(arguments: [(0, 3), (1, 2), (2, 1), (3, nil), (99, nil)] as [(Int, Int?)])
    func `a read misses as many writes as asked, and the next none`(missed: Int, seen: Int?) async throws {
        let test = try await Self.written()
        let things = test.table("things")
        try test.database.inject(.staleRead(missing: missed), into: .getItem)
        #expect(try await things.get(["pk": "a"])?["n"]?.int == seen)
        #expect(try await things.get(["pk": "a"])?["n"] == 3)
    }

    @Test func `a consistent read is never stale, and the fault waits for one that can be`() async throws {
        let test = try await Self.written()
        let things = test.table("things")
        try test.database.inject(.staleRead)
        #expect(try await things.get(["pk": "a"], consistency: .strong)?["n"] == 3)
        #expect(test.database.pendingFaults == 1)
        #expect(try await things.scan().items.map { $0["n"] } == [2])
        #expect(test.database.pendingFaults == 0)
    }

    @Test func `every kind of read can be stale`() async throws {
        let test = try await Self.written()
        test.database.plan = FaultPlan().adding(.staleRead, probability: 1)
        let statement = #"SELECT * FROM "things" WHERE pk = 'a'"#
        let database = test.database
        let seen = [
            try await database.getItem(GetItemInput(tableName: "things", key: ["pk": "a"])).item,
            try await database.query(
                QueryInput(
                    tableName: "things", keyConditionExpression: "pk = :a", expressionAttributeValues: [":a": "a"])
            ).items?.first,
            try await database.batchGetItem(
                BatchGetItemInput(requestItems: ["things": KeysAndAttributes(keys: [["pk": "a"]])])
            ).responses["things"]?.first,
            try await database.executeStatement(ExecuteStatementInput(statement: statement)).items.first,
            try await database.batchExecuteStatement(
                BatchExecuteStatementInput(statements: [BatchStatementRequest(statement)])
            ).responses.first?.item,
        ]
        #expect(seen.map { $0?["n"] } == [2, 2, 2, 2, 2])
    }

    @Test func `a database without a past says so`() async throws {
        let database = FaultInjectingDatabase(try EmbeddedDatabase.inMemory())
        _ = try await database.createTable(.things)
        let refused = #expect(throws: DynamoDBError.self) { try database.inject(.staleRead) }
        #expect(refused?.code == .unsupported)
        database.plan = FaultPlan().adding(.staleRead, probability: 1)
        let error = await #expect(throws: DynamoDBError.self) {
            try await DynamoDBTable("things", in: database).get(["pk": "a"])
        }
        #expect(error?.code == .unsupported)
    }
}
