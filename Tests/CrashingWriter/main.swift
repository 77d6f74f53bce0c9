// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation

// Writes items for ever and prints the name of each one that the database has acknowledged, until it is killed: the other
// half of CrashTests.
//
// Arguments: the database file, a name for this run, and maybe `transactions` to write each item in a transaction with a
// token that also counts it, or else the name of an index to make meanwhile, row by row.

let arguments = CommandLine.arguments
guard arguments.count == 3 || arguments.count == 4 else {
    FileHandle.standardError.write(Data("usage: CrashingWriter FILE RUN [transactions | INDEX]\n".utf8))
    exit(2)
}
let run = arguments[2]
let isTransactional = arguments.last == "transactions"
let newIndex = arguments.count == 4 && !isTransactional ? arguments[3] : nil
var environment = EmbeddedDatabase.Environment.system
environment.backfillPiece.rows = 1
let database = try EmbeddedDatabase(
    at: .file(arguments[1]), configuration: EmbeddedDatabase.Configuration(), environment: environment)
do {
    var table = CreateTableInput(
        tableName: "Crash", partitionKey: .string("pk"), sortKey: .number("n"),
        globalSecondaryIndexes: [.init("by-n", partitionKey: .number("n"), projection: .keysOnly)])
    table.streamSpecification = .enabled(.newImage)
    _ = try await database.createTable(table)
} catch {
    // An earlier run may have made it.
    guard error.code == .resourceInUse else { throw error }
}

if let newIndex {
    _ = try await database.updateTable(
        UpdateTableInput(
            tableName: "Crash", attributeDefinitions: [.init(attributeName: "data", attributeType: .string)],
            globalSecondaryIndexUpdates: [
                .create(.init(indexName: newIndex, keySchema: [.init(attributeName: "data", keyType: .hash)]))
            ]))
}

await withThrowingTaskGroup { group in
    for writer in 0..<4 {
        group.addTask {
            let partition = "\(run)-\(writer)"
            for number in 0... {
                let item: Item = [
                    "pk": .string(partition), "n": .number(DynamoDBNumber(number)),
                    "data": .string(String(repeating: "d", count: 300)),
                ]
                if isTransactional {
                    _ = try await database.transactWriteItems(
                        TransactWriteItemsInput(
                            transactItems: [
                                .put(item, in: "Crash"),
                                .update(["pk": .string(partition), "n": -1], in: "Crash", .increment("count")),
                            ], clientRequestToken: "\(partition)-\(number)"))
                } else {
                    _ = try await database.putItem(PutItemInput(tableName: "Crash", item: item))
                }
                // One write call for one line: whole lines come through the pipe, whenever the end comes.
                FileHandle.standardOutput.write(Data("\(partition) \(number)\n".utf8))
            }
        }
    }
}
