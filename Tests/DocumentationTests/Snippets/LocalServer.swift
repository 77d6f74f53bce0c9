// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import DynamoDBServer
import Logging
import ServiceLifecycle
import UnixSignals

func serve() async throws {
    let database = try EmbeddedDatabase(path: "app.sqlite")
    let server = DynamoDBHTTPServer(database)
    let group = ServiceGroup(
        services: [server], gracefulShutdownSignals: [.sigterm, .sigint], logger: Logger(label: "app"))
    try await group.run()
    await database.close()
}

func test(_ tool: (String) async throws -> Void) async throws {
    var configuration = DynamoDBHTTPServer.Configuration()
    configuration.port = 0
    let server = DynamoDBHTTPServer(try EmbeddedDatabase.inMemory(), configuration: configuration)
    try await server.withServer { address in
        try await tool(address.url)  // http://127.0.0.1:49152
    }
}

func callWithoutSocket() async throws -> Int {
    let router = RequestRouter(try EmbeddedDatabase.inMemory())
    let response = await router.answer(
        RequestRouter.Request(
            headers: [
                ("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", "DynamoDB_20120810.ListTables"),
                ("X-Amz-Date", "20260101T000000Z"),
                ("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0"),
            ], body: Array("{}".utf8)))
    return response.status
}
