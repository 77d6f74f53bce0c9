// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

public import DynamoDBCore

/// Answers requests of DynamoDB's protocol from a database: bytes in, bytes out, no socket.
///
/// ```swift
/// let router = RequestRouter(try EmbeddedDatabase.inMemory())
/// let response = await router.answer(
///     RequestRouter.Request(
///         headers: [
///             ("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", "DynamoDB_20120810.ListTables"),
///             ("X-Amz-Date", "20260101T000000Z"),
///             ("Authorization", "AWS4-HMAC-SHA256 Credential=a/b/c/d/e, SignedHeaders=host, Signature=0"),
///         ], body: Array("{}".utf8)))
/// ```
///
/// Every request has an answer, whatever its bytes. The order in which a request is checked is the service's.
///
/// Source: DynamoDB API reference, "Low-level API"; the order of checks was recorded on the service.
public struct RequestRouter: Sendable {
    /// The longest body of a request, in bytes: 16 MiB. A longer one is answered with status 413.
    public static let maximumBodySize = 16 * 1024 * 1024

    let database: any DynamoDBDatabase
    /// The same, if it can answer without making items.
    let jsonAnswering: (any JSONAnswering)?
    private let configuration: Configuration
    private let makeRequestID: @Sendable () -> String
    /// What compressed bodies take when they are no longer compressed; `nil` for as much as they like. The bodies as they
    /// came are counted by whoever holds them.
    package var contentBudget: ByteBudget?

    /// A router in front of a database.
    ///
    /// - Parameters:
    ///   - database: What carries out the operations.
    ///   - configuration: How requests are taken. Defaults to every default.
    public init(_ database: any DynamoDBDatabase, configuration: Configuration = Configuration()) {
        self.init(database, configuration: configuration) { RequestID.random() }
    }

    package init(
        _ database: any DynamoDBDatabase, configuration: Configuration = Configuration(),
        makeRequestID: @escaping @Sendable () -> String
    ) {
        self.database = database
        self.jsonAnswering = database as? any JSONAnswering
        self.configuration = configuration
        self.makeRequestID = makeRequestID
    }

    /// How a router takes requests; change only what you need.
    public struct Configuration: Sendable {
        /// The region that the server says it is in. Defaults to `us-east-1`.
        public var region = "us-east-1"
        /// What checks signatures. Defaults to `nil`: a request must be signed, as clients of the service always do, and
        /// any signature will do.
        public var signatureVerifier: (any SignatureVerifier)?
        /// The origins of pages that may ask from a browser, such as `http://localhost:3000`; `nil` for every origin. What a
        /// page of another origin asks is refused with status 403, and not carried out. Defaults to none: any page that is
        /// open in a browser of this machine could read and write the database, as a server that listens on loopback can be
        /// reached from there.
        public var allowedOrigins: [String]? = []

        /// Creates a configuration with every default.
        public init() {}
    }

    /// Answers a request.
    public func answer(_ request: Request) async -> Response {
        var response = await self.response(to: request)
        ContentCoding.encode(&response, for: request)
        response.headers.append(("x-amzn-RequestId", self.makeRequestID()))
        response.noteChecksum()
        if let origin = request.header("origin") {
            response.headers += CrossOrigin.answerHeaders(to: origin, allowed: self.configuration.allowedOrigins)
        }
        return response
    }

    private func response(to request: Request) async -> Response {
        guard request.body.count <= Self.maximumBodySize else { return Response(status: 413) }
        // A page can make its own name one of this machine, and then no browser asks whether it may read the answer.
        if let origin = request.header("origin"), !CrossOrigin.isAllowed(origin, self.configuration.allowedOrigins) {
            return CrossOrigin.refusal(of: origin)
        }
        switch request.method {
        case "OPTIONS" where request.header("origin") != nil:
            return Response(status: 200, headers: CrossOrigin.preflightHeaders(for: request))
        case "GET" where request.path.prefix { $0 != "?" } == "/":
            return Response(
                status: 200, body: Array("healthy: dynamodb.\(self.configuration.region).amazonaws.com ".utf8))
        case "POST": break
        default: return .notFound
        }
        guard let contentType = JSONContentType(request) else { return .notFound }
        do throws(Refusal) {
            let body = try await self.carryOut(request)
            return Response(status: 200, headers: [("Content-Type", contentType.rawValue)], body: body)
        } catch {
            return error.response(as: contentType)
        }
    }

    private func carryOut(_ request: Request) async throws(Refusal) -> [UInt8] {
        // The signature is one of the body as it was sent.
        var share = ByteBudget.Share(of: self.contentBudget)
        defer { share.giveBack() }
        let body = try ContentCoding.content(of: request, counting: &share)
        let operation: OperationName
        do throws(Refusal) {
            operation = try Self.operation(of: request)
            try Authorization.check(request)
            try self.configuration.signatureVerifier?.check(request)
        } catch {
            // Bytes that are no JSON are told first. On the way of good requests the operation itself finds them.
            guard body.isEmpty || JSONReader.isJSON(body) else { throw .notJSON }
            throw error
        }
        do throws(DynamoDBError) {
            return try await self.answer(operation, body, host: request.header("host") ?? "localhost")
        } catch {
            if operation == .describeContinuousBackups, error.code == .resourceNotFound {
                // The service has an exception of its own for this operation.
                throw Refusal("TableNotFoundException", error.message)
            }
            throw Refusal(error)
        }
    }

    private static func operation(of request: Request) throws(Refusal) -> OperationName {
        let target = request.header("x-amz-target") ?? ""
        if let operation = OperationName(target: target) { return operation }
        throw Refusal("UnknownOperationException", DeclinedOperation(target: target)?.message ?? "")
    }
}
