// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Asks a Python script, and through it a library that is not ours, what is right.
package enum PythonPeer {
    package struct Failure: Error, CustomStringConvertible {
        package var description: String
    }

    /// The status with which a script ends that cannot import what it needs.
    private static let missingLibrary: Int32 = 3

    /// Runs a script on questions in JSON and reads its answers.
    ///
    /// - Parameters:
    ///   - script: The name of the script, which lies beside the calling file.
    ///   - questions: What is asked.
    ///   - answer: The type of the answers.
    ///   - file: The calling file.
    package static func ask<Question: Encodable, Answer: Decodable>(
        _ script: String, _ questions: Question, for answer: Answer.Type, file: String = #filePath
    ) async throws -> Answer {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "python-peer-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        let (input, output) = (folder.appending(path: "questions.json"), folder.appending(path: "answers.json"))
        try JSONEncoder().encode(questions).write(to: input)
        let path = URL(filePath: file).deletingLastPathComponent().appending(path: script).path
        switch try await self.run([self.python(near: file), path, input.path, output.path]) {
        case 0: return try JSONDecoder().decode(Answer.self, from: Data(contentsOf: output))
        case 127: throw Failure(description: "This test needs Python 3 and finds none. Run: make test")
        case Self.missingLibrary:
            throw Failure(description: "This test needs the packages of Tests/requirements.txt. Run: make test")
        case let status: throw Failure(description: "\(script) ended with status \(status).")
        }
    }

    /// The interpreter of the package's own virtual environment, else that of the system.
    private static func python(near file: String) -> String {
        var folder = URL(filePath: file).deletingLastPathComponent()
        while folder.path != "/"
            && !FileManager.default.fileExists(atPath: folder.appending(path: "Package.swift").path)
        {
            folder = folder.deletingLastPathComponent()
        }
        let own = folder.appending(path: ".venv/bin/python3").path
        return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
    }

    /// Runs a command of the PATH to its end; 127 if there is none of that name.
    private static func run(_ command: [String]) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
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
