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

/// A client that we did not write, and the program that tests the server with it.
struct RealClient: Sendable, CustomTestStringConvertible {
    /// What it is called in the page of compatibility.
    let name: String
    /// The name of the program.
    let program: String

    var testDescription: String { self.name }

    static let all = [
        RealClient(name: "boto3 client", program: "boto3_client.py"),
        RealClient(name: "boto3 resource", program: "boto3_resource.py"),
        RealClient(name: "aws command", program: "aws_command.py"),
        RealClient(name: "aiobotocore", program: "aiobotocore_client.py"),
    ]

    /// The folder of the programs.
    static let programs = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Programs")

    /// What a program tells of its checks.
    struct Report: Decodable {
        /// A sentence for each.
        var checks: [String]
        /// The operations that were answered with success.
        var operations: [String]
    }

    /// Runs the program, once for all tests, on a server of its own.
    func outcome() async throws -> PythonProgram.Outcome {
        guard let task = Self.runs[self.name] else { throw CancellationError() }
        return try await task.value
    }

    private static let runs: [String: Task<PythonProgram.Outcome, any Error>] = Dictionary(
        uniqueKeysWithValues: all.map { client in
            (client.name, Task { try await Self.run(client.program) })
        })

    /// Runs a program on a server in front of an empty database.
    static func run(
        _ program: String, configuration: DynamoDBHTTPServer.Configuration = DynamoDBHTTPServer.Configuration()
    ) async throws -> PythonProgram.Outcome {
        let database = try EmbeddedDatabase.inMemory()
        let server = try await LoopbackServer(database, configuration: configuration)
        let outcome = try await PythonProgram.run(Self.programs.appending(path: program), on: server.address.url)
        try await server.stop()
        await database.close()
        return outcome
    }
}
