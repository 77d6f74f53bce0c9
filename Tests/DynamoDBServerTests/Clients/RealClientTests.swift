// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import Foundation
import TestSupport
import Testing

struct RealClientTests {
    @Test(arguments: RealClient.all)
    func `a client that knows only Amazon DynamoDB works with the server`(client: RealClient) async throws {
        let outcome = try await client.outcome()
        #expect(outcome.status == 0, "\(outcome.output)")
    }

    @Test func `bad clients and bad days do no harm`() async throws {
        OpenFiles.raiseLimit()
        let outcome = try await RealClient.run("bad_days.py")
        #expect(outcome.status == 0, "\(outcome.output)")
    }

    @Test func `slow clients are not waited for without end`() async throws {
        var configuration = DynamoDBHTTPServer.Configuration()
        configuration.arrivalTimeout = .seconds(1)
        configuration.idleTimeout = .seconds(2)
        let outcome = try await RealClient.run("slow_clients.py", configuration: configuration)
        #expect(outcome.status == 0, "\(outcome.output)")
    }
}
