// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import DynamoDBServer
import Foundation
import Testing

/// `docs/compatibility.md`, made from what the programs tell.
struct CompatibilityPageTests {
    private static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let file = repository.appending(path: "docs/compatibility.md")

    @Test func `the page of compatibility tells what the clients did`() async throws {
        let page = try await Self.page()
        if ProcessInfo.processInfo.environment["WRITE_COMPATIBILITY"] != nil {
            try page.write(to: Self.file, atomically: true, encoding: .utf8)
        }
        let written = try String(contentsOf: Self.file, encoding: .utf8)
        #expect(written == page, "docs/compatibility.md is out of date. Run: make compatibility")
    }

    private static func page() async throws -> String {
        var lines = [
            "# Compatibility", "",
            "What clients of Amazon DynamoDB do with our server in the tests. `make compatibility` writes this page from",
            "what the programs in `Tests/DynamoDBServerTests/Clients/Programs` tell, and a test fails when it is out of date.",
            "", "## Operations", "",
            "A mark means: the client's program sent the operation, and the answer was what it expected.", "",
        ]
        var reports: [(name: String, report: ClientProgram.Report)] = []
        for program in ClientProgram.clients { reports.append((program.name, try await program.report())) }
        lines.append("| operation | " + reports.map(\.name).joined(separator: " | ") + " |")
        lines.append("|---|" + reports.map { _ in "---|" }.joined())
        for operation in OperationName.allCases {
            let marks = reports.map { $0.report.operations.contains(operation.rawValue) ? "✓" : "" }
            lines.append("| \(operation.rawValue) | \(marks.joined(separator: " | ")) |")
        }
        lines += ["", "The clients: \(try Self.versions()).", "", "## Not offered", ""]
        lines += Self.wrapped(
            "These are answered with `UnknownOperationException` and a sentence, which no client tries again: "
                + DeclinedOperation.names.sorted().joined(separator: ", ") + ".")
        for program in ClientProgram.badClients { reports.append((program.name, try await program.report())) }
        for (name, report) in reports {
            lines += ["", "## Checked: \(name)", ""]
            for check in report.checks { lines += Self.wrapped("- \(check)", indent: "  ") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The exact versions of the clients.
    private static func versions() throws -> String {
        let requirements = try String(contentsOf: repository.appending(path: "Tests/requirements.txt"), encoding: .utf8)
        return ["boto3", "awscli", "aiobotocore"].compactMap { name in
            requirements.split(separator: "\n").first { $0.hasPrefix("\(name)==") }.map {
                $0.replacingOccurrences(of: "==", with: " ")
            }
        }.joined(separator: ", ")
    }

    private static func wrapped(_ text: String, indent: String = "") -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ") {
            if let last = lines.last, last.count + word.count < 118 {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append(lines.isEmpty ? String(word) : indent + word)
            }
        }
        return lines
    }
}
