// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

/// Changing tables, and the indexes that come and go.
struct UpdateTableTests {
    private static func create(
        _ name: String, _ key: KeyAttribute, projection: Projection = .all, on table: String = "Hash"
    ) -> UpdateTableInput {
        UpdateTableInput(
            tableName: table,
            attributeDefinitions: [.init(attributeName: key.name, attributeType: key.type)],
            globalSecondaryIndexUpdates: [
                .create(
                    .init(
                        indexName: name, keySchema: [.init(attributeName: key.name, keyType: .hash)],
                        projection: projection))
            ])
    }

    private static func delete(_ name: String, on table: String = "Hash") -> UpdateTableInput {
        UpdateTableInput(tableName: table, globalSecondaryIndexUpdates: [.delete(name)])
    }

    /// Changes a table, and waits until that is done.
    @discardableResult
    private static func update(
        _ input: UpdateTableInput, in database: any DynamoDBDatabase
    ) async throws -> TableDescription {
        let description = try await database.updateTable(input).tableDescription
        try await DynamoDBTable(input.tableName, in: database).waitUntilActive()
        return description
    }

    private static func describe(_ name: String, in database: any DynamoDBDatabase) async throws -> TableDescription {
        try await database.describeTable(DescribeTableInput(tableName: name)).table
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an index that is made later holds what the table holds`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            // No key may have more than 2,048 bytes.
            let longest = String(repeating: "l", count: 2048)
            let values: [AttributeValue?] = [
                "red", "blue", nil, 5, "red", "", .list(["red"]), .string(longest), .string(longest + "l"),
            ]
            for (number, value) in values.enumerated() {
                var item: Item = ["pk": .string("\(number)"), "more": "x"]
                item["color"] = value
                _ = try await database.putItem(PutItemInput(tableName: "Hash", item: item))
            }
            let changed = try await database.updateTable(
                Self.create("by-color", .string("color"), projection: .keysOnly)
            ).tableDescription
            #expect(changed.tableStatus == .updating)
            #expect(changed.globalSecondaryIndexes?.map(\.indexStatus) == [.creating])
            #expect(changed.globalSecondaryIndexes?.map(\.backfilling) == [true])
            try await DynamoDBTable("Hash", in: database).waitUntilActive()

            let table = try await Self.describe("Hash", in: database)
            #expect(table.globalSecondaryIndexes?.map(\.indexStatus) == [.active])
            #expect(table.globalSecondaryIndexes?.first?.backfilling == nil)
            #expect(table.globalSecondaryIndexes?.first?.itemCount == 4)
            #expect(Set(table.attributeDefinitions?.map(\.attributeName) ?? []) == ["pk", "color"])
            let red = try await database.query(
                QueryInput(
                    tableName: "Hash", indexName: "by-color", keyConditionExpression: "color = :c",
                    expressionAttributeValues: [":c": "red"]))
            #expect(Set(red.items ?? []) == [["pk": "0", "color": "red"], ["pk": "4", "color": "red"]])
            // An item that could not be in the index comes to it by a write that makes it fit.
            _ = try await database.updateItem(
                UpdateItemInput(
                    tableName: "Hash", key: ["pk": "3"], updateExpression: "SET color = :c",
                    expressionAttributeValues: [":c": "red"]))
            #expect(try await database.scan(ScanInput(tableName: "Hash", indexName: "by-color")).count == 5)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a deleted index is gone, with the definitions that only it used`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            try await Self.update(Self.create("by-a", .string("a")), in: database)
            try await Self.update(Self.create("by-b", .number("b")), in: database)
            let deleted = try await Self.update(Self.delete("by-a"), in: database)
            #expect(deleted.tableStatus == .updating)
            #expect(deleted.globalSecondaryIndexes?.first { $0.indexName == "by-a" }?.indexStatus == .deleting)
            let table = try await Self.describe("Hash", in: database)
            #expect(table.globalSecondaryIndexes?.map(\.indexName) == ["by-b"])
            #expect(Set(table.attributeDefinitions?.map(\.attributeName) ?? []) == ["pk", "b"])
            let error = await failure { () throws(DynamoDBError) in
                try await database.scan(ScanInput(tableName: "Hash", indexName: "by-a"))
            }
            #expect(error?.message == "The table does not have the specified index: by-a")
            // The name is free again, and an attribute that no key uses may have any type.
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "x", "a": 1]))
            try await Self.update(Self.create("by-a", .number("a")), in: database)
            #expect(try await database.scan(ScanInput(tableName: "Hash", indexName: "by-a")).count == 1)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `between writes, indexes come and go, and each holds exactly its part of the table`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            var random = SeededGenerator(seed: 2026)
            var indexes: Set<String> = []
            for step in 0..<150 {
                let name = ["a", "b", "c"].randomElement(using: &random) ?? "a"
                if step % 5 == 4 {
                    if indexes.contains(name) {
                        try await Self.update(Self.delete("by-\(name)"), in: database)
                        indexes.remove(name)
                    } else {
                        let projection: Projection = name == "b" ? .keysOnly : .all
                        try await Self.update(
                            Self.create("by-\(name)", .string(name), projection: projection), in: database)
                        indexes.insert(name)
                    }
                    continue
                }
                let key: Item = ["pk": .string("p\(Int.random(in: 0..<12, using: &random))")]
                if Int.random(in: 0..<5, using: &random) == 0 {
                    _ = try await database.deleteItem(DeleteItemInput(tableName: "Hash", key: key))
                    continue
                }
                var item = key
                for name in ["a", "b", "c"] where Bool.random(using: &random) {
                    item[name] = .string("v\(Int.random(in: 0..<3, using: &random))")
                }
                _ = try await database.putItem(PutItemInput(tableName: "Hash", item: item))
            }
            let items = try await database.scan(ScanInput(tableName: "Hash")).items ?? []
            let table = try await Self.describe("Hash", in: database)
            #expect(Set(table.globalSecondaryIndexes?.map(\.indexName) ?? []) == Set(indexes.map { "by-\($0)" }))
            for name in indexes {
                let expected = items.filter { $0[name] != nil }.map { name == "b" ? $0.selecting(["pk", "b"]) : $0 }
                let held = try await database.scan(ScanInput(tableName: "Hash", indexName: "by-\(name)")).items ?? []
                #expect(Set(held) == Set(expected) && held.count == expected.count, "\(name)")
                let index = table.globalSecondaryIndexes?.first { $0.indexName == "by-\(name)" }
                #expect(index?.itemCount == expected.count, "\(name)")
                #expect(index?.indexSizeBytes == expected.reduce(0) { $0 + $1.size }, "\(name)")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a table changes how it is paid for`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            var input = CreateTableInput(
                tableName: "Paid", partitionKey: .string("pk"),
                globalSecondaryIndexes: [.init("by-a", partitionKey: .string("a"))])
            input.billingMode = .provisioned
            input.provisionedThroughput = .init(readCapacityUnits: 5, writeCapacityUnits: 5)
            input.globalSecondaryIndexes?[0].provisionedThroughput = .init(readCapacityUnits: 2, writeCapacityUnits: 2)
            _ = try await database.createTable(input)
            var table = try await Self.describe("Paid", in: database)
            #expect(table.billingModeSummary == nil)
            #expect(table.warmThroughput?.readUnitsPerSecond == 5)

            func throughput(_ reads: Int, _ writes: Int) -> UpdateTableInput {
                UpdateTableInput(
                    tableName: "Paid",
                    provisionedThroughput: .init(readCapacityUnits: reads, writeCapacityUnits: writes))
            }
            try await Self.update(throughput(10, 5), in: database)
            table = try await Self.describe("Paid", in: database)
            #expect(table.provisionedThroughput?.readCapacityUnits == 10)
            #expect(table.provisionedThroughput?.lastIncreaseDateTime != nil)
            #expect(table.provisionedThroughput?.lastDecreaseDateTime == nil)
            try await Self.update(throughput(1, 1), in: database)
            try await Self.update(
                UpdateTableInput(
                    tableName: "Paid",
                    globalSecondaryIndexUpdates: [
                        .update(
                            .init(
                                indexName: "by-a",
                                provisionedThroughput: .init(readCapacityUnits: 3, writeCapacityUnits: 2)))
                    ]), in: database)
            table = try await Self.describe("Paid", in: database)
            #expect(table.provisionedThroughput?.numberOfDecreasesToday == 1)
            #expect(table.provisionedThroughput?.lastDecreaseDateTime != nil)
            #expect(table.globalSecondaryIndexes?.first?.provisionedThroughput?.readCapacityUnits == 3)

            let byRequest = UpdateTableInput(tableName: "Paid", billingMode: .payPerRequest)
            try await Self.update(byRequest, in: database)
            try await Self.update(byRequest, in: database)
            table = try await Self.describe("Paid", in: database)
            #expect(table.billingModeSummary?.billingMode == .payPerRequest)
            #expect(table.billingModeSummary?.lastUpdateToPayPerRequestDateTime != nil)
            #expect(table.provisionedThroughput?.readCapacityUnits == 0)
            #expect(table.globalSecondaryIndexes?.first?.provisionedThroughput?.readCapacityUnits == 0)
            #expect(table.warmThroughput?.readUnitsPerSecond == 12_000)
            #expect(table.globalSecondaryIndexes?.first?.warmThroughput?.writeUnitsPerSecond == 4_000)

            try await Self.update(
                UpdateTableInput(
                    tableName: "Paid", billingMode: .provisioned,
                    provisionedThroughput: .init(readCapacityUnits: 7, writeCapacityUnits: 7),
                    globalSecondaryIndexUpdates: [
                        .update(
                            .init(
                                indexName: "by-a",
                                provisionedThroughput: .init(readCapacityUnits: 1, writeCapacityUnits: 1)))
                    ]), in: database)
            table = try await Self.describe("Paid", in: database)
            #expect(table.billingModeSummary?.billingMode == .provisioned)
            #expect(table.provisionedThroughput?.readCapacityUnits == 7)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `limits of an on-demand table merge, and minus one takes one away`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            func limits(_ limits: OnDemandThroughput) async throws -> OnDemandThroughput? {
                try await Self.update(
                    UpdateTableInput(tableName: "Hash", onDemandThroughput: limits), in: database)
                return try await Self.describe("Hash", in: database).onDemandThroughput
            }
            #expect(try await limits(.init(maxReadRequestUnits: 10)) == .init(maxReadRequestUnits: 10))
            #expect(
                try await limits(.init(maxWriteRequestUnits: 20))
                    == .init(maxReadRequestUnits: 10, maxWriteRequestUnits: 20))
            #expect(try await limits(.init(maxReadRequestUnits: -1)) == .init(maxWriteRequestUnits: 20))
            try await Self.update(
                UpdateTableInput(
                    tableName: "Hash", billingMode: .provisioned,
                    provisionedThroughput: .init(readCapacityUnits: 1, writeCapacityUnits: 1)), in: database)
            #expect(try await Self.describe("Hash", in: database).onDemandThroughput == nil)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a table gets a stream, or an index, as it comes to be paid for by request`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            for name in ["Streamed", "Indexed"] {
                var input = CreateTableInput(tableName: name, partitionKey: .string("pk"))
                input.billingMode = .provisioned
                input.provisionedThroughput = .init(readCapacityUnits: 5, writeCapacityUnits: 5)
                _ = try await database.createTable(input)
                var update = Self.create("by-a", .string("a"), on: name)
                if name == "Streamed" {
                    update = UpdateTableInput(tableName: name, streamSpecification: .enabled(.newImage))
                }
                update.billingMode = .payPerRequest
                try await Self.update(update, in: database)
                let table = try await Self.describe(name, in: database)
                #expect(table.billingModeSummary?.billingMode == .payPerRequest)
                #expect((table.latestStreamArn != nil) == (name == "Streamed"))
                #expect((table.globalSecondaryIndexes?.count == 1) == (name == "Indexed"))
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `protection, class and encryption of a table can be changed`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            var input = Fixtures.hash
            input.tableClass = .standardInfrequentAccess
            input.sseSpecification = SSESpecification(enabled: true)
            input.deletionProtectionEnabled = true
            var warm = input
            warm.tableName = "Warm"
            warm.deletionProtectionEnabled = nil
            warm.warmThroughput = WarmThroughput(readUnitsPerSecond: 20_000, writeUnitsPerSecond: 8_000)
            // A type of encryption alone asks for it.
            warm.sseSpecification = SSESpecification(sseType: .kms)
            let warmed = try await database.createTable(warm).tableDescription
            #expect(warmed.warmThroughput?.readUnitsPerSecond == 20_000)
            #expect(warmed.warmThroughput?.writeUnitsPerSecond == 8_000)
            #expect(warmed.sseDescription?.status == .enabled)
            let created = try await database.createTable(input).tableDescription
            #expect(created.tableClassSummary?.tableClass == .standardInfrequentAccess)
            #expect(created.warmThroughput == nil)
            var table = try await Self.describe("Hash", in: database)
            #expect(table.sseDescription?.status == .enabled && table.sseDescription?.sseType == .kms)
            #expect(table.sseDescription?.kmsMasterKeyArn?.hasPrefix("arn:aws:kms:") == true)
            #expect(table.deletionProtectionEnabled == true)
            try await Self.update(
                UpdateTableInput(tableName: "Hash", deletionProtectionEnabled: false), in: database)
            try await Self.update(UpdateTableInput(tableName: "Hash", tableClass: .standard), in: database)
            try await Self.update(
                UpdateTableInput(tableName: "Hash", sseSpecification: SSESpecification(enabled: false)), in: database)
            table = try await Self.describe("Hash", in: database)
            #expect(table.deletionProtectionEnabled == false)
            #expect(table.tableClassSummary?.tableClass == .standard)
            #expect(table.tableClassSummary?.lastUpdateDateTime != nil)
            #expect(table.sseDescription == nil)
            _ = try await database.deleteTable(DeleteTableInput(tableName: "Hash"))
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a stream is switched on and off, and a new one has a new name`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            func stream(_ specification: StreamSpecification) -> UpdateTableInput {
                UpdateTableInput(tableName: "Hash", streamSpecification: specification)
            }
            let changed = try await Self.update(stream(.enabled(.newImage)), in: database)
            #expect(changed.tableStatus == .updating)
            let first = try await Self.describe("Hash", in: database)
            #expect(first.streamSpecification == .enabled(.newImage))
            let arn = try #require(first.latestStreamArn)
            #expect(arn == "\(first.tableArn ?? "")/stream/\(first.latestStreamLabel ?? "")")
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: ["pk": "x"]))
            let refused = await failure { () throws(DynamoDBError) in
                try await database.updateTable(stream(.enabled(.keysOnly)))
            }
            #expect(refused?.message == "Table already has an enabled stream: TableName: Hash")
            try await Self.update(stream(.disabled), in: database)
            #expect(try await Self.describe("Hash", in: database).streamSpecification == nil)
            let ended = try await database.describeStream(DescribeStreamInput(streamArn: arn)).streamDescription
            #expect(ended.streamStatus == .disabled)
            try await Self.update(stream(.enabled(.keysOnly)), in: database)
            let second = try await Self.describe("Hash", in: database)
            #expect(second.streamSpecification == .enabled(.keysOnly) && second.latestStreamArn != arn)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `warm throughput grows only`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            func warm(_ reads: Int) -> UpdateTableInput {
                UpdateTableInput(tableName: "Hash", warmThroughput: .init(readUnitsPerSecond: reads))
            }
            try await Self.update(warm(20_000), in: database)
            let table = try await Self.describe("Hash", in: database)
            #expect(table.warmThroughput?.readUnitsPerSecond == 20_000)
            #expect(table.warmThroughput?.writeUnitsPerSecond == 4_000)
            #expect(table.warmThroughput?.status == .active)
            let error = await failure { () throws(DynamoDBError) in try await database.updateTable(warm(15_000)) }
            #expect(
                error?.message
                    == "One or more parameter values were invalid: Requested ReadUnitsPerSecond for WarmThroughput for table is lower than current WarmThroughput, decreasing WarmThroughput is not supported"
            )
        }
    }
}
