// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Runs a program written in Python, which tests something of ours from outside.
package enum PythonProgram {
    /// How a program ended.
    package struct Outcome: Sendable {
        /// `.exit(0)` is success.
        package var ending: ChildProcess.Ending
        /// What it wrote to standard output and standard error.
        package var output: String
        /// What it left in the file that it was given for its report; empty if nothing.
        package var report: Data
    }

    /// Runs a program to its end. Its arguments are those given, behind the first one the file for its report.
    ///
    /// - Parameters:
    ///   - program: The program.
    ///   - subject: What it tests: its first argument.
    ///   - arguments: What follows the file for the report.
    package static func run(_ program: URL, on subject: String, _ arguments: [String] = []) async throws -> Outcome {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "python-program-\(UUID().uuidString)")
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        let (output, report) = (folder.appending(path: "output"), folder.appending(path: "report"))
        try Data().write(to: output)
        let handle = try FileHandle(forWritingTo: output)
        defer { try? handle.close() }
        let process = try ChildProcess(
            [PythonPeer.interpreter, program.path(), subject, report.path()] + arguments, log: handle)
        let ending = await process.wait()
        return Outcome(
            ending: ending, output: String(decoding: (try? Data(contentsOf: output)) ?? Data(), as: UTF8.self),
            report: (try? Data(contentsOf: report)) ?? Data())
    }
}
