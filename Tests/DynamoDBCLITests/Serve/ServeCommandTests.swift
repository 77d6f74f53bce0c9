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
            here.appending(path: "serve_command.py"), on: try BuiltProgram.file("dynamodb").path(), [clients.path()])
        #expect(outcome.ending == .exit(0), "\(outcome.output)")
    }
}
