// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Hummingbird
import Logging

@testable import Notes

/// The service on a database in memory, asked without a socket.
struct TestService {
    struct Answer {
        var status: Int
        var body: Data

        func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
            let decoder = JSONDecoder()
            decoder.dateDecodingStrategy = .iso8601
            return try decoder.decode(type, from: self.body)
        }
    }

    struct TestSource: RequestContextSource {
        let logger = Logger(label: "test")
    }

    struct Context: RequestContext {
        typealias Source = TestSource

        var coreContext: CoreRequestContextStorage

        init(source: TestSource) { self.coreContext = .init(source: source) }
    }

    private let responder: RouterResponder<Context>

    init() async throws {
        let router = Router(context: Context.self)
        let service = NotesService(tableName: "notes", in: try EmbeddedDatabase.inMemory())
        try await service.createTable()
        service.addRoutes(to: router)
        self.responder = router.buildResponder()
    }

    /// A service that has nothing but a route that fails.
    init(failingWith error: DynamoDBError) {
        let router = Router(context: Context.self)
        router.add(middleware: DatabaseErrors())
        router.get("fails") { _, _ -> HTTPResponse.Status in throw error }
        self.responder = router.buildResponder()
    }

    func send(_ method: HTTPRequest.Method, _ path: String, _ body: String = "") async throws -> Answer {
        let request = Request(
            head: HTTPRequest(method: method, scheme: "http", authority: "localhost", path: path),
            body: RequestBody(buffer: ByteBuffer(string: body)))
        let context = Context(source: TestSource())
        let response: Response
        do {
            response = try await self.responder.respond(to: request, context: context)
        } catch let error as any HTTPResponseError {
            // An application does this with what its routes throw.
            response = try error.response(from: request, context: context)
        }
        let collected = Collected()
        try await response.body.write(Writer(collected: collected))
        return Answer(status: response.status.code, body: await collected.data)
    }

    private actor Collected {
        var data = Data()

        func append(_ buffer: ByteBuffer) { self.data.append(contentsOf: buffer.readableBytesView) }
    }

    private struct Writer: ResponseBodyWriter {
        let collected: Collected

        mutating func write(_ buffer: ByteBuffer) async throws { await self.collected.append(buffer) }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
