// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import TestSupport
import Testing

/// Processes that are killed in the middle of writing.
struct CrashTests {
    @Test
    func `a killed process loses no acknowledged write, and the file opens again`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swift-dynamodb-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "crash.sqlite").path()
        var acknowledged: Set<String> = []
        for run in 0..<3 {
            let lines = try await Self.linesOfKilledWriter(path: path, run: "run\(run)", after: 150)
            #expect(lines.count >= 150)
            acknowledged.formUnion(lines)

            let database = try EmbeddedDatabase(path: path)
            var stored: Set<String> = []
            for index in [nil, "by-n"] {
                stored = try await Self.names(in: database, index: index)
                #expect(acknowledged.subtracting(stored).isEmpty, "\(index ?? "table")")
            }
            let table = try await database.describeTable(DescribeTableInput(tableName: "Crash")).table
            #expect(table.itemCount == stored.count)
            // The stream tells of each item, once, and of no other.
            let told = try await Self.namesInStream(of: table, in: database)
            #expect(told.count == stored.count && Set(told) == stored)
            #expect(table.globalSecondaryIndexes?.first?.itemCount == stored.count)
            // What was written but not acknowledged: at most the write that each of the four was waiting for.
            #expect(stored.subtracting(acknowledged).count <= 4 * (run + 1))
            await database.close()
        }
    }

    @Test
    func `a transaction that may have been cut off is done once when it is sent again`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swift-dynamodb-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "crash.sqlite").path()
        for run in ["run0", "run1"] {
            let lines = try await Self.linesOfKilledWriter(path: path, run: run, after: 100, "transactions")
            let database = try EmbeddedDatabase(path: path)
            for writer in 0..<4 {
                let partition = "\(run)-\(writer)"
                let acknowledged = lines.count { $0.hasPrefix("\(partition) ") }
                // Some that were acknowledged, the one that may or may not have been done, and again.
                for number in Array(max(0, acknowledged - 3)...acknowledged) + [acknowledged] {
                    let item: Item = [
                        "pk": .string(partition), "n": .number(DynamoDBNumber(number)),
                        "data": .string(String(repeating: "d", count: 300)),
                    ]
                    _ = try await database.transactWriteItems(
                        TransactWriteItemsInput(
                            transactItems: [
                                .put(item, in: "Crash"),
                                .update(["pk": .string(partition), "n": -1], in: "Crash", .increment("count")),
                            ], clientRequestToken: "\(partition)-\(number)"))
                }
                let counter = try await database.getItem(
                    GetItemInput(tableName: "Crash", key: ["pk": .string(partition), "n": -1]))
                #expect(counter.item?["count"]?.int == acknowledged + 1)
            }
            await database.close()
        }
    }

    @Test
    func `an index that was being made when the process was killed is made to the end`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swift-dynamodb-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "crash.sqlite").path()
        var acknowledged = Set(try await Self.linesOfKilledWriter(path: path, run: "first", after: 300))
        acknowledged.formUnion(try await Self.linesOfKilledWriter(path: path, run: "second", after: 20, "late"))

        let database = try EmbeddedDatabase(path: path)
        try await DynamoDBTable("Crash", in: database).waitUntilActive()
        let stored = try await Self.names(in: database, index: nil)
        #expect(acknowledged.subtracting(stored).isEmpty)
        for index in ["by-n", "late"] {
            #expect(try await Self.names(in: database, index: index) == stored, "\(index)")
        }
        let table = try await database.describeTable(DescribeTableInput(tableName: "Crash")).table
        #expect(table.globalSecondaryIndexes?.map(\.itemCount) == [stored.count, stored.count])
        await database.close()
    }

    /// Starts the writer, kills it once it has acknowledged enough, and returns the whole lines it printed.
    private static func linesOfKilledWriter(
        path: String, run: String, after count: Int, _ more: String...
    ) async throws -> [String] {
        let output = ChildProcess.pipe()
        let process = try ChildProcess([BuiltProgram.file("CrashingWriter").path(), path, run] + more, output: output)
        var bytes = Data()
        while bytes.count(where: { $0 == UInt8(ascii: "\n") }) < count {
            let chunk = output.fileHandleForReading.availableData
            guard !chunk.isEmpty else { break }
            bytes.append(chunk)
        }
        process.kill()
        while case let chunk = output.fileHandleForReading.availableData, !chunk.isEmpty { bytes.append(chunk) }
        #expect(await process.wait() == .signal(SIGKILL))
        let text = String(decoding: bytes, as: UTF8.self)
        let whole = text.hasSuffix("\n") ? text[...] : text[..<(text.lastIndex(of: "\n") ?? text.startIndex)]
        return whole.split(separator: "\n").map(String.init)
    }

    private static func namesInStream(
        of table: TableDescription, in database: EmbeddedDatabase
    ) async throws -> [String] {
        var names: [String] = []
        var next: String? = try await database.iterator(of: table.latestStreamArn ?? "")
        while let iterator = next {
            let page = try await database.getRecords(GetRecordsInput(shardIterator: iterator))
            for record in page.records {
                let item = record.dynamodb?.newImage
                names.append("\(item?["pk"]?.string ?? "?") \(item?["n"]?.int ?? -1)")
            }
            next = page.records.isEmpty ? nil : page.nextShardIterator
        }
        return names
    }

    private static func names(in database: EmbeddedDatabase, index: String?) async throws -> Set<String> {
        var names: Set<String> = []
        var input = ScanInput(tableName: "Crash", indexName: index)
        repeat {
            let page = try await database.scan(input)
            for item in page.items ?? [] { names.insert("\(item["pk"]?.string ?? "?") \(item["n"]?.int ?? -1)") }
            input.exclusiveStartKey = page.lastEvaluatedKey
        } while input.exclusiveStartKey != nil
        return names
    }
}
