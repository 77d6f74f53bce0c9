// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
import Testing

struct ServeCommandTests {
    @Test func `the command serves, and ends as it should`() async throws {
        let here = URL(filePath: #filePath).deletingLastPathComponent()
        let clients = here.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "DynamoDBServerTests/Clients/Programs")
        let outcome = try await PythonProgram.run(
            here.appending(path: "serve_command.py"), on: try Self.command().path(), [clients.path()])
        #expect(outcome.ending == .exit(0), "\(outcome.output)")
    }

    /// The executable, which the package manager builds beside the tests.
    private static func command() throws -> URL {
        let candidates = Bundle.allBundles.map(\.bundleURL) + [URL(filePath: CommandLine.arguments[0])]
        for candidate in candidates {
            let url = candidate.deletingLastPathComponent().appending(path: "dynamodb")
            if FileManager.default.isExecutableFile(atPath: url.path()) { return url }
        }
        throw Missing()
    }

    private struct Missing: Error, CustomStringConvertible {
        let description = "The command is not beside the tests: build with `swift build --build-tests`."
    }
}
