// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct ClientReadTests {
    private static func client(_ database: ScriptedDatabase) -> DynamoDBClient {
        DynamoDBClient(tableName: "things", database: database, logger: RecordingLogHandler.Log().logger)
    }

    private static let model = PagedModel(items: PagedModel.numbered(23), itemsOfOnePage: 100)

    @Test
    func `a query sends every parameter under the reference's names`() async {
        let database = ScriptedDatabase()
        let result = await Self.client(database).query(
            partitionKey: "type", partitionValue: "t", sortKeyCondition: .beginsWith("sk", "order#"),
            filterExpression: Attribute("status") == "active", indexName: "by-type", limit: 10, scanForward: false,
            projection: ["name", "pk", "sk", "type"], exclusiveStartKey: ["pk": "a"])
        #expect(result.success)
        #expect(
            database.dataCalls == [
                .query(
                    QueryInput(
                        tableName: "things", indexName: "by-type",
                        keyConditionExpression: "#n0 = :v0 AND begins_with(#n1, :v1)", filterExpression: "#n2 = :v2",
                        projectionExpression: "#n3, #n4, #n1, #n0",
                        expressionAttributeNames: [
                            "#n0": "type", "#n1": "sk", "#n2": "status", "#n3": "name", "#n4": "pk",
                        ],
                        expressionAttributeValues: [":v0": "t", ":v1": "order#", ":v2": "active"],
                        scanIndexForward: false, exclusiveStartKey: ["pk": "a"]))
            ])
    }

    @Test
    func `a query without a limit reads one page`() async {
        let database = PagedModel(items: PagedModel.numbered(23), itemsOfOnePage: 6).database
        let result = await Self.client(database).query(partitionKey: "pk", partitionValue: "p")
        #expect(result.count == 6)
        #expect(result.scannedCount == 6)
        #expect(result.lastKey == ["pk": "p", "sk": "s10005"])
        #expect(database.calls.count == 1)
    }

    @Test
    func `pages by hand give every item`() async {
        let client = Self.client(Self.model.database)
        var items: [Item] = []
        var lastKey: Item?
        repeat {
            let result = await client.query(
                partitionKey: "pk", partitionValue: "p", limit: 10, exclusiveStartKey: lastKey)
            items += result.items
            lastKey = result.lastKey
        } while lastKey != nil
        #expect(items == PagedModel.numbered(23))
    }

    @Test
    func `pages are numbered from 1 and evaluate 100 items unless told otherwise`() async {
        let database = Self.model.database
        let client = Self.client(database)
        var numbers: [Int] = []
        var counts: [Int] = []
        for await page in client.queryPaginated(partitionKey: "pk", partitionValue: "p", pageSize: 10) {
            numbers.append(page.pageNumber)
            counts.append(page.count)
            #expect(page.success)
        }
        #expect(numbers == [1, 2, 3])
        #expect(counts == [10, 10, 3])
        for await _ in client.queryPaginated(partitionKey: "pk", partitionValue: "p") {}
        for await _ in client.scanPaginated() {}
        let limits = database.calls.map { call -> Int? in
            switch call {
            case .query(let input): input.limit
            case .scan(let input): input.limit
            default: nil
            }
        }
        #expect(limits == [10, 10, 10, 100, 100])
    }

    @Test(arguments: [(nil, 3), (5, 3), (2, 2), (0, 0), (-1, 0)] as [(Int?, Int)])
    func `a scan ends after the most pages`(maxPages: Int?, pages: Int) async {
        let database = Self.model.database
        var read = 0
        for await _ in Self.client(database).scanPaginated(pageSize: 10, maxPages: maxPages) { read += 1 }
        #expect(read == pages)
        #expect(database.calls.count == pages)
    }

    @Test
    func `a page that cannot be read is the last page, and has the error`() async {
        let database = ScriptedDatabase { script in
            script.query = { input throws(DynamoDBError) in
                guard input.exclusiveStartKey == nil else { throw DynamoDBError(.throttling, "slow down") }
                return QueryOutput(items: [["pk": "p"]], count: 1, scannedCount: 1, lastEvaluatedKey: ["pk": "p"])
            }
        }
        var pages: [DynamoDBClient.PageResult] = []
        for await page in Self.client(database).queryPaginated(partitionKey: "pk", partitionValue: "p") {
            pages.append(page)
        }
        #expect(pages.map(\.success) == [true, false])
        #expect(pages.map(\.pageNumber) == [1, 2])
        #expect(pages.last?.items.isEmpty == true)
        #expect(pages.last?.error?.code == .throttling)
    }

    @Test
    func `getAll reads through all pages, up to the most items`() async {
        let client = Self.client(PagedModel(items: PagedModel.numbered(23), itemsOfOnePage: 6).database)
        let all = await client.getAll()
        #expect(all.items == PagedModel.numbered(23))
        #expect(all.count == 23)
        #expect(all.lastKey == nil)
        let some = await client.getAll(filterExpression: Attribute("number") >= 0, maxItems: 8)
        #expect(some.items == Array(PagedModel.numbered(8)))
        #expect(some.lastKey == ["pk": "p", "sk": "s10007"])
    }

    @Test
    func `getAll keeps the items before a failure, and where to go on`() async {
        let database = ScriptedDatabase { script in
            script.scan = { input throws(DynamoDBError) in
                guard input.exclusiveStartKey == nil else { throw DynamoDBError(.throttling, "slow down") }
                return ScanOutput(items: [["pk": "p"]], count: 1, scannedCount: 1, lastEvaluatedKey: ["pk": "p"])
            }
        }
        let result = await Self.client(database).getAll()
        #expect(!result.success)
        #expect(result.items == [["pk": "p"]])
        #expect(result.lastKey == ["pk": "p"])
    }

    @Test
    func `count queries a partition and scans a table`() async {
        let database = Self.model.database
        let client = Self.client(database)
        #expect(await client.count(partitionKey: "pk", partitionValue: "p").count == 23)
        #expect(await client.count().count == 23)
        let kinds = database.calls.map { if case .query = $0 { "query" } else { "scan" } }
        #expect(kinds == ["query", "scan"])
    }

    @Test(arguments: [
        ("eq", "#n1 = :v1"), ("lt", "#n1 < :v1"), ("lte", "#n1 <= :v1"), ("gt", "#n1 > :v1"), ("gte", "#n1 >= :v1"),
        ("begins_with", "begins_with(#n1, :v1)"),
    ])
    func `a sort key operator can be given by its name`(name: String, text: String) async {
        let database = ScriptedDatabase()
        let result = await Self.client(database).query(
            partitionKey: "pk", partitionValue: "p", sortKeyCondition: SortKeyCondition("sk", name, "order#"))
        #expect(result.success)
        guard case .query(let input)? = database.calls.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(input.keyConditionExpression == "#n0 = :v0 AND \(text)")
        #expect(input.expressionAttributeValues == [":v0": "p", ":v1": "order#"])
    }

    @Test
    func `between takes two values`() async {
        let database = ScriptedDatabase()
        _ = await Self.client(database).query(
            partitionKey: "pk", partitionValue: "p",
            sortKeyCondition: SortKeyCondition("created_at", "between", "2024-01-01", "2024-06-30"))
        guard case .query(let input)? = database.calls.first else {
            Issue.record("nothing was sent")
            return
        }
        #expect(input.keyConditionExpression == "#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2")
        #expect(input.expressionAttributeValues == [":v0": "p", ":v1": "2024-01-01", ":v2": "2024-06-30"])
    }

    @Test(arguments: [
        (SortKeyCondition("sk", "like", "a"), "\"like\" is no sort key operator."),
        (SortKeyCondition("sk", "between", "a"), "The sort key operator \"between\" was given 1 values"),
        (SortKeyCondition("sk", "eq"), "The sort key operator \"eq\" was given 0 values"),
        (SortKeyCondition("sk", "eq", "a", "b"), "The sort key operator \"eq\" was given 2 values"),
        (SortKeyCondition("sk", "lt", Double.nan), "The parameter cannot be converted to a numeric value: "),
    ])
    func `a wrong sort key operator fails the query`(condition: SortKeyCondition, message: String) async {
        let database = ScriptedDatabase()
        let result = await Self.client(database).query(
            partitionKey: "pk", partitionValue: "p", sortKeyCondition: condition)
        #expect(result.error?.code == .validation)
        #expect(result.error?.message.hasPrefix(message) == true, "\(result.error?.message ?? "")")
        #expect(database.calls.isEmpty)
    }
}
