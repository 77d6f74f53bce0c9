// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Python's decimal arithmetic, asked about many pairs of texts at once. See `number_oracle.py`.
enum NumberOracle {
    /// What the oracle says about one pair of texts.
    struct Answer {
        /// What reading the first gives: its canonical text, or the kind of the refusal.
        var left: String
        /// What reading the second gives.
        var right: String
        var sum: String
        var difference: String
        /// `<`, `=` or `>`.
        var comparison: String
        var size: String
        /// The bits of the nearest `Double` of the first, in hexadecimal.
        var double: String
    }

    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// Starts one process for all pairs.
    static func answers(to pairs: [(String, String)]) async throws -> [Answer] {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "number-oracle-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        let questions = folder.appending(path: "questions")
        let answers = folder.appending(path: "answers")
        try Data(pairs.map { "\($0.0)\t\($0.1)" }.joined(separator: "\n").utf8).write(to: questions)
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "number_oracle.py")
        let status = try await Self.run("python3", [script.path, questions.path, answers.path])
        guard status == 0 else {
            throw Failure(
                description: status == 127
                    ? "These tests need python3, and there is none on the PATH."
                    : "python3 \(script.path) ended with status \(status).")
        }
        let lines = String(decoding: try Data(contentsOf: answers), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == pairs.count else {
            throw Failure(description: "The oracle gave \(lines.count) answers to \(pairs.count) questions.")
        }
        return try lines.map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 7 else { throw Failure(description: "The oracle answered \"\(line)\".") }
            return Answer(
                left: fields[0], right: fields[1], sum: fields[2], difference: fields[3], comparison: fields[4],
                size: fields[5], double: fields[6])
        }
    }

    /// Runs a command of the PATH to its end; 127 if there is none of that name.
    private static func run(_ command: String, _ arguments: [String]) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [command] + arguments
        process.standardInput = FileHandle.nullDevice
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                // It never started, so the handler is never called.
                continuation.resume(throwing: error)
            }
        }
    }
}
