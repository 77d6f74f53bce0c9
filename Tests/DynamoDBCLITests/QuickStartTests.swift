// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCLI
import DynamoDBEmbedded
import Foundation
import Testing

struct QuickStartTests {
    /// What a run on the database writes, and whether all went as it should.
    private static func run(
        on database: some DynamoDBDatabase, in place: QuickStart.Place
    ) async -> (lines: [String], ok: Bool) {
        let transcript = Transcript()
        var quickStart = QuickStart(on: database, in: place) { transcript.lines.append($0) }
        let ok = await quickStart.run()
        return (transcript.lines, ok)
    }

    /// Collects lines from a closure that is called on the task of its owner only.
    private final class Transcript {
        var lines: [String] = []
    }

    @Test func `it runs twice on one file with the same outcome, in 80 columns`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "quickstart-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "quickstart.sqlite").path

        var runs: [[String]] = []
        for _ in 1...2 {
            // Opened anew, as a second run of the command does.
            let database = try EmbeddedDatabase(path: file)
            let (lines, ok) = await Self.run(on: database, in: .file("quickstart.sqlite"))
            #expect(ok, "\(lines.filter { $0.hasPrefix("UNEXPECTED") })")
            for line in lines { #expect(line.count <= 80, "\(line)") }
            runs.append(lines.filter { !$0.contains("of an earlier run is deleted") })
        }
        #expect(runs[0].count > 200)
        #expect(runs[0] == runs[1])
        #expect(runs[0].contains { $0.contains("quickstart.sqlite") })
    }

    @Test func `it touches no table but its own two`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        let mine = try await DynamoDBTable.create(
            CreateTableInput(tableName: "mine", partitionKey: .string("pk")), in: database)
        try await mine.put(["pk": "kept"])
        let (_, ok) = await Self.run(on: database, in: .file("memory"))
        #expect(ok)
        #expect(try await mine.exists(["pk": "kept"]))
        let names = try await database.listTables(ListTablesInput()).tableNames
        #expect(Set(names) == ["mine", "quickstart-users", "quickstart-agents"])
    }

    @Test func `it runs on a service that takes its time`() async throws {
        var configuration = EmbeddedDatabase.Configuration()
        configuration.staleReads = .init(seed: 1, probability: 0.7)
        let database = SlowDatabase(try EmbeddedDatabase.inMemory(configuration: configuration))
        for _ in 1...2 {
            let (lines, ok) = await Self.run(on: database, in: .endpoint("https://slow.example"))
            #expect(ok, "\(lines.filter { $0.hasPrefix("UNEXPECTED") })")
            for line in lines { #expect(line.count <= 80, "\(line)") }
        }
    }

    @Test func `a database that fails makes it say so, and nothing of tables that are there`() async throws {
        let (lines, ok) = await Self.run(on: BrokenDatabase(), in: .file("nowhere"))
        #expect(!ok)
        #expect(lines.contains { $0.hasPrefix("UNEXPECTED") })
        #expect(!lines.contains { $0.contains("The tables are still there") })
    }

    /// What is shown must be what is run: each shown text stands in the source a second time, as code.
    @Test func `each call that is shown is the call that is made`() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/DynamoDBCLI/QuickStart")
        var shown = 0
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift") {
            let source = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            let words = Self.code(source)
            for call in source.components(separatedBy: "self.narrator.show(\n").dropFirst() {
                let text = call.components(separatedBy: "\"\"\"").dropFirst().first ?? ""
                let code = Self.code(text)
                #expect(!code.isEmpty)
                #expect(words.components(separatedBy: code).count == 3, "\(name) shows what it does not do:\n\(text)")
                shown += 1
            }
        }
        #expect(shown > 25)
    }

    /// The text without what differs between code and code in a text: indentation, and doubled backslashes.
    private static func code(_ text: String) -> String {
        text.filter { !$0.isWhitespace }.replacing(#"\\"#, with: #"\"#)
    }
}
