// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import TestSupport
import Testing

struct ClientTests {
    @Test(arguments: ClientProgram.clients)
    func `a client that knows only Amazon DynamoDB works with the server`(program: ClientProgram) async throws {
        let outcome = try await program.outcome()
        #expect(outcome.ending == .exit(0), "\(outcome.output)")
    }

    @Test(arguments: ClientProgram.badClients)
    func `a client that behaves badly does no harm`(program: ClientProgram) async throws {
        let outcome = try await program.outcome()
        #expect(outcome.ending == .exit(0), "\(outcome.output)")
    }
}
