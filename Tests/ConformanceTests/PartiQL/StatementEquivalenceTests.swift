// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

/// A statement does what the operation does that it stands for.
struct StatementEquivalenceTests {
    /// A page of a query, a scan or a select.
    private struct Page: Equatable {
        var items: [Item]
        var lastEvaluatedKey: Item?
    }

    @Test(arguments: DatabaseUnderTest.available(with: .statements))
    func `a select returns, page by page, what the query or scan returns`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            var languages = TwoLanguages(random: SeededGenerator(seed: 71))
            for number in 0..<60 {
                var item = languages.item(["pk": .string("p\(number % 4)"), "sk": .string("\(number)")])
                item["lsi1sk"] = .string("\(number % 7)")
                _ = try await database.putItem(PutItemInput(tableName: "Composite", item: item))
            }
            var found = 0
            for _ in 0..<250 { found += try await self.compareSelect(&languages, in: database) }
            #expect(found > 500)
        }
    }

    /// Runs one random select and its counterpart, to the end.
    ///
    /// - Returns: How many items were found.
    private func compareSelect(_ languages: inout TwoLanguages, in database: any DynamoDBDatabase) async throws -> Int {
        languages.begin()
        let limit = languages.random.chance(50) ? nil : Int.random(in: 1...20, using: &languages.random)
        let isQuery = languages.random.chance(60)
        let usesIndex = languages.random.chance(30)
        let descends = isQuery && languages.random.chance(50)
        var keyStatement = ""
        var keyExpression = ""
        if isQuery {
            let partition = languages.text(of: usesIndex ? "3" : "p1")
            keyStatement = "\(usesIndex ? "lsi1sk" : "pk") = \(partition.statement)"
            keyExpression = "\(usesIndex ? "lsi1sk" : "pk") = \(partition.expression)"
            if !usesIndex, languages.random.chance(50) {
                let start = languages.text(of: "3")
                keyStatement += " AND sk >= \(start.statement)"
                keyExpression += " AND sk >= \(start.expression)"
            }
        }
        let filter = isQuery && languages.random.chance(20) ? nil : languages.condition()
        let conditions = [isQuery ? keyStatement : nil, filter?.statement].compactMap(\.self)
        let statement =
            "SELECT * FROM \"Composite\"\(usesIndex ? ".\"gsi1\"" : "") WHERE \(conditions.joined(separator: " AND "))"
            + (descends && !usesIndex ? " ORDER BY sk DESC" : descends ? " ORDER BY lsi1sk DESC" : "")
        var token: String?
        var start: Item?
        var found = 0
        repeat {
            let output = try await database.executeStatement(
                ExecuteStatementInput(
                    statement: statement, parameters: languages.parameters.isEmpty ? nil : languages.parameters,
                    nextToken: token, limit: limit))
            let expected: Page
            if isQuery {
                let query = try await database.query(
                    QueryInput(
                        tableName: "Composite", indexName: usesIndex ? "gsi1" : nil,
                        keyConditionExpression: keyExpression, filterExpression: filter?.expression,
                        expressionAttributeValues: languages.values, limit: limit,
                        scanIndexForward: !descends, exclusiveStartKey: start))
                expected = Page(items: query.items ?? [], lastEvaluatedKey: query.lastEvaluatedKey)
            } else {
                let scan = try await database.scan(
                    ScanInput(
                        tableName: "Composite", indexName: usesIndex ? "gsi1" : nil,
                        filterExpression: filter?.expression,
                        expressionAttributeValues: languages.values.isEmpty ? nil : languages.values, limit: limit,
                        exclusiveStartKey: start))
                expected = Page(items: scan.items ?? [], lastEvaluatedKey: scan.lastEvaluatedKey)
            }
            let page = Page(items: output.items, lastEvaluatedKey: output.lastEvaluatedKey)
            #expect(page == expected, "\(statement) \(languages.parameters)")
            guard page == expected else { return 0 }
            found += page.items.count
            token = output.nextToken
            start = output.lastEvaluatedKey
        } while token != nil
        return found
    }

    /// What a write answers.
    private struct Answer: Equatable {
        var attributes: Item?
        var code: DynamoDBError.Code?
        var message: String?

        init(_ operation: () async throws(DynamoDBError) -> Item?) async {
            do {
                self.attributes = try await operation()
            } catch {
                self.code = error.code
                self.message = error.message
                // An insert has an error of its own for what a put with a condition calls a false condition.
                if error.code == .duplicateItem {
                    self.code = .conditionalCheckFailed
                    self.message = "The conditional request failed"
                }
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available(with: .statements))
    func `a statement that writes does what the operation does`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            for name in ["One", "Two"] {
                _ = try await database.createTable(CreateTableInput(tableName: name, partitionKey: .string("pk")))
            }
            var languages = TwoLanguages(random: SeededGenerator(seed: 72))
            var successes = 0
            for _ in 0..<600 {
                languages.begin()
                let (statement, one, two) = await self.write(&languages, in: database)
                #expect(one == two, "\(statement) \(languages.parameters)")
                if one.code == nil { successes += 1 }
            }
            #expect((100..<550).contains(successes))
            let one = try await database.scan(ScanInput(tableName: "One")).items
            #expect(try await database.scan(ScanInput(tableName: "Two")).items == one)
            #expect(one?.isEmpty == false)
        }
    }

    /// Writes the same by a statement to one table, and by an operation to the other.
    private func write(
        _ languages: inout TwoLanguages, in database: any DynamoDBDatabase
    ) async -> (statement: String, one: Answer, two: Answer) {
        let key: Item = ["pk": .string("k\(Int.random(in: 0..<5, using: &languages.random))")]
        func run(_ statement: String, _ parameters: [AttributeValue]) async -> Answer {
            await Answer { () throws(DynamoDBError) in
                try await database.executeStatement(
                    ExecuteStatementInput(statement: statement, parameters: parameters.isEmpty ? nil : parameters)
                ).items.first
            }
        }
        if languages.random.chance(30) {
            let item = languages.item(key)
            let text = languages.text(of: .map(item))
            let statement = "INSERT INTO One VALUE \(text.statement)"
            let two = await Answer { () throws(DynamoDBError) in
                try await database.putItem(
                    PutItemInput(tableName: "Two", item: item, conditionExpression: "attribute_not_exists(pk)")
                ).attributes
            }
            return (statement, await run(statement, languages.parameters), two)
        }
        let isDelete = languages.random.chance(30)
        let update = isDelete ? nil : languages.update()
        let keyValue = languages.random.chance(50) ? "'\(key["pk"]?.string ?? "")'" : nil
        var parameters = languages.parameters
        if keyValue == nil { parameters.append(key["pk"] ?? .null) }
        let before = languages.parameters.count
        let condition = languages.random.chance(40) ? languages.condition() : nil
        parameters += languages.parameters.dropFirst(before)
        let whereClause = "WHERE pk = \(keyValue ?? "?")" + (condition.map { " AND \($0.statement)" } ?? "")
        let values = languages.values.isEmpty ? nil : languages.values
        if isDelete {
            let statement = "DELETE FROM One \(whereClause) RETURNING ALL OLD *"
            let two = await Answer { () throws(DynamoDBError) in
                try await database.deleteItem(
                    DeleteItemInput(
                        tableName: "Two", key: key,
                        // A statement asks nothing of an item that is not there.
                        conditionExpression: condition.map { "attribute_not_exists(pk) OR \($0.expression)" },
                        expressionAttributeValues: values, returnValues: .allOld)
                ).attributes
            }
            return (statement, await run(statement, parameters), two)
        }
        let (returning, returnValues) = languages.one(
            [
                ("", ReturnValues.none), (" RETURNING ALL OLD *", .allOld), (" RETURNING ALL NEW *", .allNew),
                (" RETURNING MODIFIED OLD *", .updatedOld), (" RETURNING MODIFIED NEW *", .updatedNew),
            ], or: ("", ReturnValues.none))
        let statement = "UPDATE One \(update?.statement ?? "") \(whereClause)\(returning)"
        let exists = "attribute_exists(pk)" + (condition.map { " AND \($0.expression)" } ?? "")
        let two = await Answer { () throws(DynamoDBError) in
            try await database.updateItem(
                UpdateItemInput(
                    tableName: "Two", key: key, updateExpression: update?.expression, conditionExpression: exists,
                    expressionAttributeValues: values, returnValues: returnValues)
            ).attributes
        }
        return (statement, await run(statement, parameters), two)
    }
}
