// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import DynamoDBEmbedded
import DynamoDBServer
import RemoteTestSupport
import Testing

struct DynamoDBHTTPServerTests {
    @Test func `a database is reached through the server by another of this package`() async throws {
        let engine = try EmbeddedDatabase.inMemory()
        let server = try await LoopbackServer(engine)
        let remote = server.remoteDatabase()
        _ = try await remote.createTable(CreateTableInput(tableName: "table", partitionKey: .string("pk")))
        _ = try await remote.putItem(PutItemInput(tableName: "table", item: ["pk": "a"]))
        let item = try await engine.getItem(GetItemInput(tableName: "table", key: ["pk": "a"])).item
        #expect(item == ["pk": "a"])
        try await server.stop()
    }

    @Test func `the outcome of the work is that of the server's run`() async throws {
        var configuration = DynamoDBHTTPServer.Configuration()
        configuration.port = 0
        let server = DynamoDBHTTPServer(try EmbeddedDatabase.inMemory(), configuration: configuration)
        let port = try await server.withServer { address in
            #expect(address.url == "http://127.0.0.1:\(address.port)")
            return address.port
        }
        #expect(port > 0)
        await #expect(throws: Failure.self) {
            try await server.withServer { _ in throw Failure() }
        }
    }

    @Test func `bodies that are too many bytes together are refused, and what is done makes room`() async throws {
        var configuration = DynamoDBHTTPServer.Configuration()
        configuration.port = 0
        configuration.maximumBodyBytes = 1000
        let server = DynamoDBHTTPServer(try EmbeddedDatabase.inMemory(), configuration: configuration)
        try await server.withServer { address in
            let remote = Self.remoteDatabase(at: address)
            _ = try await remote.createTable(CreateTableInput(tableName: "table", partitionKey: .string("pk")))
            func put(_ length: Int) async throws(DynamoDBError) {
                let item: Item = ["pk": "a", "text": .string(String(repeating: "x", count: length))]
                _ = try await remote.putItem(PutItemInput(tableName: "table", item: item))
            }
            for _ in 1...5 { try await put(400) }
            let error = await #expect(throws: DynamoDBError.self) { try await put(2000) }
            #expect(error?.message.contains("Too many bytes") == true)
            try await put(400)
        }
    }

    @Test func `what compressed bodies become counts, too`() async throws {
        var configuration = DynamoDBHTTPServer.Configuration()
        configuration.port = 0
        configuration.maximumBodyBytes = 10_000
        let server = DynamoDBHTTPServer(try EmbeddedDatabase.inMemory(), configuration: configuration)
        try await server.withServer { address in
            for (length, status) in [(9000, 200), (20_000, 503), (9000, 200)] {
                let content = Array("{}".utf8) + [UInt8](repeating: 0x20, count: length - 2)
                let answer = try await NIOTransport().send(
                    HTTPRequest(
                        method: "POST", origin: HTTPOrigin(isSecure: false, host: address.host, port: address.port),
                        path: "/",
                        headers: [
                            ("Content-Type", "application/x-amz-json-1.0"), ("Content-Encoding", "gzip"),
                            ("X-Amz-Target", "DynamoDB_20120810.ListTables"), ("X-Amz-Date", "20260101T000000Z"),
                            ("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0"),
                        ], body: try #require(Gzip.deflate(content))),
                    timeout: .seconds(30), maximumResponseBytes: 100_000)
                #expect(answer.status == status)
            }
        }
    }

    @Test(.timeLimit(.minutes(10))) func `who is told of the start may use the server, and ends with it`()
        async throws
    {
        let (found, find) = AsyncStream<[String]?>.makeStream()
        let (ends, end) = AsyncStream<Never>.makeStream()
        var configuration = DynamoDBHTTPServer.Configuration()
        configuration.port = 0
        let server = DynamoDBHTTPServer(try EmbeddedDatabase.inMemory(), configuration: configuration) { address in
            find.yield(try? await Self.remoteDatabase(at: address).listTables(ListTablesInput()).tableNames)
            for await _ in ends {}
        }
        try await server.withServer { _ in
            #expect(await found.first { _ in true } == [])
        }
        withExtendedLifetime(end) {}
    }

    private static func remoteDatabase(at address: DynamoDBHTTPServer.Address) -> RemoteDatabase {
        RemoteDatabase(
            loop: CallLoop(
                transport: NIOTransport(), credentials: TestCredentials(),
                endpoints: FixedEndpoint(HTTPOrigin(isSecure: false, host: address.host, port: address.port)),
                settings: .patient, environment: .test()))
    }

    @Test func `a port that is taken is an error that says so`() async throws {
        let first = try await LoopbackServer(try EmbeddedDatabase.inMemory())
        var configuration = DynamoDBHTTPServer.Configuration()
        configuration.port = first.address.port
        let second = DynamoDBHTTPServer(try EmbeddedDatabase.inMemory(), configuration: configuration)
        let error = await #expect(throws: DynamoDBError.self) { try await second.withServer { _ in } }
        #expect(error?.code == .configuration)
        #expect(error?.message.hasPrefix("Port \(first.address.port) of 127.0.0.1 is taken") == true)
        try await first.stop()
    }

    @Test(arguments: [("no.such.host.invalid", "There is no host"), ("192.0.2.1", "192.0.2.1 is no address")])
    func `a host that is none of this machine is an error that says so`(host: String, message: String) async throws {
        var configuration = DynamoDBHTTPServer.Configuration()
        configuration.host = host
        configuration.port = 0
        let server = DynamoDBHTTPServer(try EmbeddedDatabase.inMemory(), configuration: configuration)
        let error = await #expect(throws: DynamoDBError.self) { try await server.withServer { _ in } }
        #expect(error?.message.hasPrefix(message) == true)
    }

    @Test(arguments: [("127.0.0.1", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000")])
    func `an address is an endpoint for clients`(host: String, url: String) {
        #expect(DynamoDBHTTPServer.Address(host: host, port: 8000).url == url)
    }

    @Test(arguments: [(1024, 960), (256, 192), (100, 50), (64, 32), (1, 1), (0, 1)])
    func `some of the files that may be open are left for the database`(limit: Int, connections: Int) {
        #expect(OpenFiles.connections(outOf: limit) == connections)
    }

    private struct Failure: Error {}
}
