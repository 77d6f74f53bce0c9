// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation

/// Makes the databases that the measures need, and runs these.
struct EngineBenchmark {
    let options: Options
    let folder: URL
    var report: Report
    private let rounds: Rounds

    init(_ options: Options) throws {
        self.options = options
        self.folder = URL(fileURLWithPath: options.folder).appendingPathComponent(
            "engine-benchmark-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        self.report = Report(options)
        self.rounds = options.isQuick ? Rounds(count: 5, length: 0.04) : Rounds(count: 11, length: 0.15)
    }

    mutating func run() async throws {
        defer { try? FileManager.default.removeItem(at: self.folder) }
        try await self.reads()
        try await self.writes()
        try await self.sizes()
    }

    private func path(_ name: String) -> String { self.folder.appendingPathComponent("\(name).sqlite").path }

    private func open(_ name: String, _ durability: EmbeddedDatabase.Durability) throws -> EmbeddedDatabase {
        var configuration = EmbeddedDatabase.Configuration()
        configuration.durability = durability
        return try EmbeddedDatabase(path: self.path(name), configuration: configuration)
    }

    /// Items of 1 KB, 10,000 of them, in a file and in memory.
    private mutating func reads() async throws {
        let names = ["get", "query-100", "floor-get", "floor-query", "memory-"]
        guard
            names.contains(where: { name in self.options.only.contains { $0.hasPrefix(name) || name.hasPrefix($0) } })
                || self.options.only.isEmpty
        else { return }
        let file = try self.open("reads", .relaxed)
        let memory = try EmbeddedDatabase.inMemory()
        for database in [file, memory] {
            try await Tables.make(in: database)
            for start in stride(from: 0, to: 10_000, by: 25) {
                let batch = try (start..<(start + 25)).map { WriteRequest.put(try Tables.order($0)) }
                _ = try await database.batchWriteItem(BatchWriteItemInput(requestItems: [Tables.name: batch]))
            }
        }
        let floor = try Floor(path: self.path("reads"))
        try floor.checkpoint()
        let measures = try ReadMeasures(file, floor)
        let answers = try RouterMeasures(file, floor)
        try await self.rounds.measure(
            measures.contenders() + measures.modelContenders() + answers.contenders(), into: &self.report)
        let concurrency = try ConcurrencyMeasures(file, path: self.path("reads"))
        try await self.rounds.measure(concurrency.contenders(), into: &self.report)
        let memoryFloor = try Floor(path: nil)
        try memoryFloor.makeTable(copying: self.path("reads"))
        let memoryMeasures = try ReadMeasures(memory, memoryFloor)
        try await self.rounds.measure(
            memoryMeasures.contenders(prefix: "memory-") + memoryMeasures.modelContenders(prefix: "memory-")
                + RouterMeasures(memory, memoryFloor).contenders(prefix: "memory-"),
            into: &self.report)
        let puts = WriteMeasures(rowSize: try floor.rowSize())
        try await self.rounds.measure(
            [
                puts.floor("memory-floor-put", memoryFloor, clock: .processor),
                try puts.engine("memory-put", memory, floor: "memory-floor-put", goal: 3, clock: .processor),
            ], into: &self.report)
        await file.close()
        await memory.close()
    }

    /// Puts of items of 1 KB, each acknowledged before the next one of its task.
    private mutating func writes() async throws {
        let names = ["put", "floor-put"]
        guard
            names.contains(where: { name in self.options.only.contains { $0.hasPrefix(name) } })
                || self.options.only.isEmpty
        else { return }
        let durable = try self.open("durable", .full)
        let relaxed = try self.open("relaxed", .relaxed)
        let indexed = try self.open("indexed", .relaxed)
        try await Tables.make(in: durable)
        try await Tables.make(in: relaxed)
        try await Tables.make(in: indexed, index: true)
        _ = try await relaxed.putItem(PutItemInput(tableName: Tables.name, item: try Tables.order(0)))
        let measures = WriteMeasures(rowSize: try Floor(path: self.path("relaxed")).rowSize())
        let synced = try Floor(path: self.path("floor-durable"), durability: .full)
        let unsynced = try Floor(path: self.path("floor-relaxed"), durability: .relaxed)
        try synced.makeTable()
        try unsynced.makeTable()
        try await self.rounds.measure(
            [
                measures.floor("floor-put-durable", synced),
                measures.floor("floor-put-durable-64", synced, together: 64),
                try measures.engine("put-durable", durable, floor: "floor-put-durable"),
                try measures.engine("put-durable-64", durable, floor: "floor-put-durable", goal: 1 / 20, writers: 64),
                measures.floor("floor-put-durable-scattered", synced, order: .scattered),
                try measures.engine(
                    "put-durable-64-scattered", durable, floor: "floor-put-durable-scattered", writers: 64,
                    order: .scattered),
            ], into: &self.report)
        try await self.rounds.measure(
            [
                measures.floor("floor-put-relaxed", unsynced),
                try measures.engine("put-relaxed", relaxed, floor: "floor-put-relaxed", goal: 3),
                try measures.engine("put-relaxed-64", relaxed, floor: "floor-put-relaxed", goal: 3, writers: 64),
                try measures.engine("put-relaxed-gsi", indexed, floor: "put-relaxed", goal: 2.2),
                try measures.engine("put-relaxed-gsi-64", indexed, floor: "put-relaxed-64", goal: 2.2, writers: 64),
                measures.floor("floor-put-relaxed-scattered", unsynced, order: .scattered),
                try measures.engine(
                    "put-relaxed-64-scattered", relaxed, floor: "floor-put-relaxed-scattered", writers: 64,
                    order: .scattered),
            ], into: &self.report)
        await durable.close()
        await relaxed.close()
        await indexed.close()
    }

    /// The same reads in tables of several sizes, and scans. The items have about 200 bytes.
    private mutating func sizes() async throws {
        var sizes = self.options.isQuick ? [("10k", 10_000), ("200k", 200_000)] : [("10k", 10_000), ("1m", 1_000_000)]
        if self.options.isLarge { sizes.append(("10m", 10_000_000)) }
        for (suffix, count) in sizes {
            let isScanned = count > 10_000 && count <= 1_000_000
            let names =
                ["get-\(suffix)", "query-100-\(suffix)"] + (isScanned ? ["scan", "scan-filtered", "scan-memory"] : [])
            guard names.contains(where: { name in self.report.wants(name) }) else { continue }
            let database = try self.open(suffix, .relaxed)
            try await Tables.make(in: database)
            try await Tables.load(count, into: database)
            let floor = try Floor(path: self.path(suffix))
            try floor.checkpoint()
            try await self.rounds.measure(
                try ReadMeasures(database, floor).contenders("-\(suffix)"), into: &self.report)
            if isScanned {
                let scans = ScanMeasures(database, floor)
                try await self.rounds.measure(scans.contenders(), into: &self.report)
                try await scans.memory(into: &self.report)
            }
            await database.close()
        }
    }
}
