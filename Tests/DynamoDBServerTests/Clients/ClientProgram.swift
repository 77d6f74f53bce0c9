// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import DynamoDBServer
import Foundation
import RemoteTestSupport
import TestSupport
import Testing

/// A program that tests the server as a client of it.
struct ClientProgram: Sendable, CustomTestStringConvertible {
    /// What it is called in the page of compatibility.
    let name: String
    /// The name of its file.
    let file: String
    /// How long its server lets requests take to arrive, answers to be taken, and connections be idle; `nil` for as long as
    /// others do.
    var patience: Duration?

    var testDescription: String { self.name }

    /// Clients that we did not write.
    static let clients = [
        ClientProgram(name: "boto3 client", file: "boto3_client.py"),
        ClientProgram(name: "boto3 resource", file: "boto3_resource.py"),
        ClientProgram(name: "aws command", file: "aws_command.py"),
        ClientProgram(name: "aiobotocore", file: "aiobotocore_client.py"),
    ]

    /// Clients that no one would write.
    static let badClients = [
        ClientProgram(name: "bad clients and bad days", file: "bad_days.py"),
        ClientProgram(name: "slow clients", file: "slow_clients.py", patience: .seconds(1)),
    ]

    /// The folder of the programs.
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Programs")

    /// What a program tells of its checks.
    struct Report: Decodable {
        /// A sentence for each.
        var checks: [String]
        /// The operations that were answered with success.
        var operations: [String]
    }

    /// Runs the program, once for all tests.
    func outcome() async throws -> PythonProgram.Outcome {
        guard let task = Self.runs[self.file] else { throw CancellationError() }
        return try await task.value
    }

    /// What it tells, once it has run.
    func report() async throws -> Report {
        try JSONDecoder().decode(Report.self, from: try await self.outcome().report)
    }

    private static let runs: [String: Task<PythonProgram.Outcome, any Error>] = Dictionary(
        uniqueKeysWithValues: (clients + badClients).map { program in
            (program.file, Task { try await program.run() })
        })

    /// Runs the program on a server in front of an empty database.
    private func run() async throws -> PythonProgram.Outcome {
        OpenFiles.raiseLimit()
        var configuration = DynamoDBHTTPServer.Configuration()
        if let patience {
            configuration.arrivalTimeout = patience
            configuration.deliveryTimeout = patience
            configuration.idleTimeout = patience
        }
        let database = try EmbeddedDatabase.inMemory()
        let server = try await LoopbackServer(database, configuration: configuration)
        let outcome = try await PythonProgram.run(Self.folder.appending(path: self.file), on: server.address.url)
        try await server.stop()
        await database.close()
        return outcome
    }
}
