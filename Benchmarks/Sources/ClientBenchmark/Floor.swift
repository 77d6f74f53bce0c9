// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
import DynamoDB
import NIOCore
import NIOHTTP1
import NIOPosix

/// What calls cost below the client: ready bytes are sent, and the bytes of the answer are read. Nothing is signed, nothing
/// encoded or decoded.
enum Floor: String {
    /// The package's transport, with its pool.
    case transport
    /// SwiftNIO with one handler, no pool and no HTTP parser; the tasks run on other threads.
    case bare
    /// The same, with tasks that run where their connections are served.
    case bareLoop = "bare-loop"
    /// async-http-client.
    case ahc
}

/// The operations that the floors do.
enum FloorOperation: String {
    case get
    case put
    case query
    case batch

    /// The same of the client.
    var operation: Operation {
        switch self {
        case .get: .getRaw
        case .put: .putRaw
        case .query: .queryRaw
        case .batch: .batch
        }
    }

    /// No answer has a shorter body, unless it is an error: the canned one, or that of a server.
    var leastBytes: Int {
        switch self {
        case .get: 900
        case .put, .batch: 2
        case .query: 90_000
        }
    }
}

extension Floor {
    /// Measures the floor.
    func measure(_ operation: FloorOperation, _ plan: MeasuredWork, at endpoint: String) async throws -> String {
        let request = try await RequestRecorder.request(of: operation.operation, at: endpoint)
        let leastBytes = operation.leastBytes
        switch self {
        case .transport:
            var settings = NIOTransport.Settings()
            settings.maximumConnections = max(settings.maximumConnections, plan.concurrency)
            settings.maximumIdleConnections = settings.maximumConnections
            let transport = NIOTransport(settings)
            return try await plan.measure { _ in
                {
                    let response = try await transport.send(
                        request, timeout: .seconds(5), maximumResponseBytes: 20_000_000)
                    guard response.status == 200, response.body.count >= leastBytes else { throw UnexpectedAnswer() }
                }
            }
        case .bare, .bareLoop:
            var connections: [BareConnection] = []
            for _ in 0..<max(plan.concurrency, 1) { connections.append(try await BareConnection.open(request.origin)) }
            let bytes = ByteBuffer(bytes: request.bytes)
            return try await plan.measure { worker in
                let connection = connections[worker]
                return {
                    guard try await connection.bodyLength(ofAnswerTo: bytes) >= leastBytes else {
                        throw UnexpectedAnswer()
                    }
                }
            } executor: { worker in
                self == .bareLoop ? connections[worker].makeTaskExecutor() : nil
            }
        case .ahc:
            var configuration = HTTPClient.Configuration()
            configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = max(8, plan.concurrency)
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            let sent = HTTPClientRequest(request)
            let result = try await plan.measure { _ in
                {
                    let response = try await client.execute(sent, timeout: .seconds(5))
                    let body = try await response.body.collect(upTo: 20_000_000)
                    guard response.status == .ok, body.readableBytes >= leastBytes else { throw UnexpectedAnswer() }
                }
            }
            try await client.shutdown()
            return result
        }
    }
}

extension HTTPRequest {
    /// The request as it goes over the wire.
    fileprivate var bytes: [UInt8] {
        var bytes = Array("\(self.method) \(self.path) HTTP/1.1\r\n".utf8)
        for (name, value) in self.headers { bytes += Array("\(name): \(value)\r\n".utf8) }
        return bytes + Array("Content-Length: \(self.body.count)\r\n\r\n".utf8) + self.body
    }
}

extension HTTPClientRequest {
    fileprivate init(_ request: HTTPRequest) {
        self.init(url: "\(request.origin)\(request.path)")
        self.method = .POST
        for (name, value) in request.headers { self.headers.add(name: name, value: value) }
        self.body = .bytes(ByteBuffer(bytes: request.body))
    }
}
