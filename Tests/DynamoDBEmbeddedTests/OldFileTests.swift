// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Testing

/// Files of earlier versions, which must stay usable. Each stands in `Fixtures`; none is ever changed or made anew.
struct OldFileTests {
    private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

    /// `format-1.sqlite` is what `dynamodb quickstart` left before tables could be changed.
    @Test
    func `a file of the first format opens, is read, and can be changed`() async throws {
        let directory = try TestDirectory()
        try FileManager.default.copyItem(
            at: Self.fixtures.appending(path: "format-1.sqlite"), to: URL(filePath: directory.file))
        let database = try EmbeddedDatabase(path: directory.file)
        #expect(
            try await database.listTables(ListTablesInput()).tableNames == ["quickstart-agents", "quickstart-users"])
        var table = try await database.describeTable(DescribeTableInput(tableName: "quickstart-agents")).table
        #expect(table.itemCount == 8 && table.tableSizeBytes == 4798 && table.tableStatus == .active)
        #expect(table.globalSecondaryIndexes?.map(\.itemCount) == [8])
        #expect(table.billingModeSummary?.lastUpdateToPayPerRequestDateTime == table.creationDateTime)
        let items = try await database.scan(ScanInput(tableName: "quickstart-agents")).items ?? []
        #expect(items.count == 8 && items.reduce(0) { $0 + $1.size } == 4798)
        let type = try #require(items.first?["Type"])
        let found = try await database.query(
            QueryInput(
                tableName: "quickstart-agents", indexName: "type-index", keyConditionExpression: "#t = :t",
                expressionAttributeNames: ["#t": "Type"], expressionAttributeValues: [":t": type]))
        #expect(Set(found.items ?? []) == Set(items.filter { $0["Type"] == type }))

        _ = try await database.updateTable(
            UpdateTableInput(
                tableName: "quickstart-agents",
                attributeDefinitions: [.init(attributeName: "id", attributeType: .string)],
                globalSecondaryIndexUpdates: [
                    .create(.init(indexName: "by-id", keySchema: [.init(attributeName: "id", keyType: .hash)]))
                ]))
        _ = try await database.tagResource(
            TagResourceInput(resourceArn: table.tableArn ?? "", tags: [ResourceTag(key: "a", value: "b")]))
        await database.close()

        let again = try EmbeddedDatabase(path: directory.file)
        table = try await again.describeTable(DescribeTableInput(tableName: "quickstart-agents")).table
        #expect(table.globalSecondaryIndexes?.map(\.itemCount) == [8, 8])
        await again.close()
    }
}
