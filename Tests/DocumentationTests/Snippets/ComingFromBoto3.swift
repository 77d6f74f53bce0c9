// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Logging

/// The code of README's section on the client, and of the article for those who come from boto3.
enum ComingFromBoto3 {
    static func quickStart(database: EmbeddedDatabase) async -> [String] {
        var lines: [String] = []
        func print(_ line: String) { lines.append(line) }

        let client = DynamoDBClient(tableName: "my-table", database: database)

        let created = await client.create(
            item: ["pk": "user#123", "sk": "profile", "name": "John Doe", "email": "john@example.com"],
            preventOverwriteKey: "pk")
        if !created.success { print("\(created.error?.code == .conditionalCheckFailed ? "there already" : "failed")") }

        let found = await client.get(
            partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile")
        print(found.item?["name"]?.string ?? "not found")  // John Doe

        let updated = await client.update(
            key: ["pk": "user#123", "sk": "profile"], updates: ["name": "Jane Doe"])
        print("\(updated.attributes ?? [:])")  // {"name": "Jane Doe"}

        let deleted = await client.delete(key: ["pk": "user#123", "sk": "profile"], returnOld: true)
        print(deleted.item?["name"]?.string ?? "nothing was there")  // Jane Doe
        return lines
    }

    static func queries(_ client: DynamoDBClient) async -> (DynamoDBClient.QueryResult, DynamoDBClient.QueryResult) {
        let orders = await client.query(
            partitionKey: "pk", partitionValue: "user#123",
            sortKeyCondition: .beginsWith("sk", "order#"),
            filterExpression: Attribute("status") == "active",
            limit: 10,
            scanForward: false)

        let byEmail = await client.query(
            partitionKey: "email", partitionValue: "john@example.com", indexName: "email-index")
        return (orders, byEmail)
    }

    static func pages(_ client: DynamoDBClient) async -> [String] {
        var lines: [String] = []
        func print(_ line: String) { lines.append(line) }

        for await page in client.queryPaginated(partitionKey: "pk", partitionValue: "user#123", pageSize: 50) {
            guard page.success else { break }
            print("page \(page.pageNumber): \(page.count) items")
        }
        return lines
    }

    static func oneItem(_ client: DynamoDBClient) async -> (Item?, Item?, DynamoDBNumber?, Int?) {
        let contact = await client.get(
            partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile",
            consistentRead: true, projection: ["name", "email"])

        let key: Item = ["pk": "user#123", "sk": "profile"]
        let whole = await client.update(key: key, updates: ["status": "active"], returnValues: .allNew)
        let logins = await client.increment(key: key, attribute: "logins", amount: 2)
        let tags = await client.appendToList(key: key, attribute: "tags", values: ["swift", "aws"])
        return (contact.item, whole.attributes, logins.newValue, tags.list?.count)
    }

    static func byHand(_ client: DynamoDBClient) async -> [Item] {
        var orders: [Item] = []
        var lastKey: Item?
        repeat {
            let page = await client.query(
                partitionKey: "pk", partitionValue: "user#123", limit: 100, exclusiveStartKey: lastKey)
            guard page.success else { break }
            orders += page.items
            lastKey = page.lastKey
        } while lastKey != nil
        return orders
    }

    static func scans(_ client: DynamoDBClient) async -> (lines: [String], counts: [Int], info: TableInfo?) {
        var lines: [String] = []
        func print(_ line: String) { lines.append(line) }

        let inactive = await client.scan(filterExpression: Attribute("status") == "done", limit: 20)

        for await page in client.scanPaginated(pageSize: 100, maxPages: 5) {
            print("page \(page.pageNumber): \(page.count) items")
        }

        let all = await client.getAll(filterExpression: Attribute("status") == "active", maxItems: 500)

        let active = await client.count(
            partitionKey: "pk", partitionValue: "user#123", filterExpression: Attribute("status") == "active")
        let info = await client.tableInfo().info
        return (lines, [inactive.count, all.count, active.count], info)
    }

    static func locking(_ client: DynamoDBClient) async -> String {
        let result = await client.update(
            key: ["pk": "user#123", "sk": "profile"],
            updates: ["balance": 150, "version": 2],
            conditionExpression: Condition("version = :expected", values: [":expected": 1]))
        if result.error?.code == .conditionalCheckFailed {
            return "modified by somebody else"
        }
        return "written"
    }

    static func batches(_ client: DynamoDBClient) async -> String {
        let items = (0..<100).map { number -> Item in
            ["pk": "user#\(number)", "sk": "profile", "name": "User \(number)"]
        }
        let result = await client.batchCreate(items: items)
        for failure in result.failures { print(failure.error.code) }
        return "\(result.successful) written, \(result.failed) failed"
    }

    static func logging(database: EmbeddedDatabase) -> DynamoDBClient {
        var logger = Logger(label: "agents")
        logger.logLevel = .error
        return DynamoDBClient(tableName: "my-table", database: database, logger: logger)
    }
}
