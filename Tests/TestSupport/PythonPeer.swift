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
        let process: ChildProcess
        do {
            process = try ChildProcess([self.interpreter, path, input.path, output.path])
        } catch {
            throw Failure(description: "This test needs Python 3 (\(error)). Run: make test")
        }
        switch await process.wait() {
        case .exit(0): return try JSONDecoder().decode(Answer.self, from: Data(contentsOf: output))
        case .exit(Self.missingLibrary):
            throw Failure(description: "This test needs the packages of Tests/requirements.txt. Run: make test")
        case let ending: throw Failure(description: "\(script) ended with \(ending).")
        }
    }

    /// The interpreter of the virtual environment that `make test` sets up, else that of the system.
    package static let interpreter: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let own = root.appending(path: ".venv/bin/python3").path
        return FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
    }()
}
