// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct ReadRequestTests {
    @Test
    func `a query sends every parameter`() async throws {
        let database = ScriptedDatabase()
        _ = try await DynamoDBTable("things", in: database).query(
            Query(
                partitionKey: "type",
                equals: "agent",
                sort: .between("created", "2024-01-01", "2024-06-30"),
                index: "by-type",
                filter: Attribute("status") == "active",
                projection: ["name", "pk"],
                order: .descending,
                consistency: .strong,
                startKey: ["pk": "a"],
                pageSize: 7))
        #expect(
            database.calls == [
                .query(
                    QueryInput(
                        tableName: "things",
                        indexName: "by-type",
                        keyConditionExpression: "#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2",
                        filterExpression: "#n2 = :v3",
                        projectionExpression: "#n3, #n4",
                        expressionAttributeNames: [
                            "#n0": "type", "#n1": "created", "#n2": "status", "#n3": "name", "#n4": "pk",
                        ],
                        expressionAttributeValues: [
                            ":v0": "agent", ":v1": "2024-01-01", ":v2": "2024-06-30", ":v3": "active",
                        ],
                        limit: 7,
                        scanIndexForward: false,
                        exclusiveStartKey: ["pk": "a"],
                        consistentRead: true))
            ])
    }

    @Test
    func `a query of a partition sends nothing else`() async throws {
        let database = ScriptedDatabase()
        let page = try await DynamoDBTable("things", in: database).query(Query(partitionKey: "pk", equals: 5))
        #expect(page == Page(items: [], count: 0, scannedCount: 0, lastKey: nil, number: 1))
        #expect(
            database.calls == [
                .query(
                    QueryInput(
                        tableName: "things", keyConditionExpression: "#n0 = :v0",
                        expressionAttributeNames: ["#n0": "pk"], expressionAttributeValues: [":v0": 5]))
            ])
    }

    @Test
    func `a scan sends every parameter`() async throws {
        let database = ScriptedDatabase()
        _ = try await DynamoDBTable("things", in: database).scan(
            Scan(
                index: "by-type", filter: Attribute("a") > 1, projection: ["b"], consistency: .strong, segment: 1,
                totalSegments: 4, startKey: ["pk": "x"], pageSize: 9))
        #expect(
            database.calls == [
                .scan(
                    ScanInput(
                        tableName: "things", indexName: "by-type", filterExpression: "#n0 > :v0",
                        projectionExpression: "#n1", expressionAttributeNames: ["#n0": "a", "#n1": "b"],
                        expressionAttributeValues: [":v0": 1], limit: 9, segment: 1, totalSegments: 4,
                        exclusiveStartKey: ["pk": "x"], consistentRead: true))
            ])
    }

    @Test
    func `a scan of everything sends the table alone`() async throws {
        let database = ScriptedDatabase()
        _ = try await DynamoDBTable("things", in: database).scan()
        #expect(database.calls == [.scan(ScanInput(tableName: "things"))])
    }

    @Test
    func `a count asks for no items`() async throws {
        let database = ScriptedDatabase { script in
            script.query = { _ in QueryOutput(count: 3, scannedCount: 8) }
            script.scan = { _ in ScanOutput(count: 4, scannedCount: 8) }
        }
        let table = DynamoDBTable("things", in: database)
        #expect(try await table.count(Query(partitionKey: "pk", equals: "a", projection: ["name"])) == 3)
        #expect(try await table.count() == 4)
        #expect(
            database.calls == [
                .query(
                    QueryInput(
                        tableName: "things", keyConditionExpression: "#n0 = :v0",
                        expressionAttributeNames: ["#n0": "pk"], expressionAttributeValues: [":v0": "a"],
                        select: .count)),
                .scan(ScanInput(tableName: "things", select: .count)),
            ])
    }

    @Test(arguments: [0, -1])
    func `a limit below 1 is refused before anything is sent`(limit: Int) async {
        let database = ScriptedDatabase()
        let table = DynamoDBTable("things", in: database)
        let error = await #expect(throws: DynamoDBError.self) { try await table.scan(Scan(limit: limit)) }
        #expect(error?.code == .validation)
        #expect(error?.message == "The limit is \(limit). It has to be at least 1; leave it out to get every item.")
        #expect(database.calls.isEmpty)
    }
}
