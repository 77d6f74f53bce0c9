// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation

/// A scan of everything with a filter that lets one item in a hundred through.
struct ScanMeasures {
    private let database: EmbeddedDatabase
    private let floor: Floor
    private let filtered = ScanInput(
        tableName: Tables.name, filterExpression: "#a >= :a AND #s = :s",
        expressionAttributeNames: ["#a": "amount", "#s": "status"],
        expressionAttributeValues: [":a": .number(930), ":s": .string("returned")])

    init(_ database: EmbeddedDatabase, _ floor: Floor) {
        self.database = database
        self.floor = floor
    }

    /// The time of one evaluated item, and of one row that is only copied.
    func contenders() -> [Contender] {
        let scans = [("scan-filtered", self.filtered), ("scan", ScanInput(tableName: Tables.name))]
        return [Contender(name: "floor-scan") { count in try self.floor.readOn(count) }]
            + scans.map { name, input in
                // 300,000 items a second are 3,333 ns each, whatever the floor needs.
                let cursor = Cursor()
                return Contender(name: name, floor: "floor-scan") { count in
                    var input = input
                    var rest = count
                    while rest > 0 {
                        input.exclusiveStartKey = cursor.key
                        input.limit = rest
                        let page = try await self.database.scan(input)
                        cursor.key = page.lastEvaluatedKey
                        rest -= page.scannedCount
                    }
                }
            }
    }

    /// Scans all of it once, and tells what memory the process has before and after.
    func memory(into report: inout Report) async throws {
        guard report.wants("scan-memory") else { return }
        report.add("scan-memory-before", Self.residentMemory, unit: "KiB")
        var input = self.filtered
        var evaluated = 0
        var largest = 0.0
        repeat {
            let page = try await self.database.scan(input)
            input.exclusiveStartKey = page.lastEvaluatedKey
            evaluated += page.scannedCount
            largest = max(largest, Self.residentMemory)
        } while input.exclusiveStartKey != nil
        report.add("scan-memory-items", Double(evaluated), unit: "items")
        report.add("scan-memory-largest", largest, unit: "KiB")
    }

    /// The resident memory of this process in KiB; 0 where the system does not tell it in a file.
    private static var residentMemory: Double {
        guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return 0 }
        let fields = text.split(separator: " ")
        guard fields.count > 1, let pages = Double(fields[1]) else { return 0 }
        return pages * Double(sysconf(Int32(_SC_PAGESIZE))) / 1024
    }

    private final class Cursor {
        var key: Item?
    }
}
