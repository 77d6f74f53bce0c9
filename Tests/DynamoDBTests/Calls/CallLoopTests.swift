// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Logging
import RemoteTestSupport
import Synchronization
import Testing

/// What the call loop does about each kind of answer.
struct CallLoopTests {
    private static let read = GetItemInput(tableName: "Things", key: ["pk": "x"])
    fileprivate static let item = #"{"Item":{"pk":{"S":"x"}}}"#

    private func failure<Success>(of operation: () async throws(DynamoDBError) -> Success) async -> DynamoDBError? {
        do {
            _ = try await operation()
            return nil
        } catch {
            return error
        }
    }

    @Test
    func `a request is one of DynamoDB's protocol, signed`() async throws {
        let transport = AnsweringTransport([AnsweringTransport.success(Self.item)])
        let output = try await RemoteDatabase.test(on: transport).getItem(Self.read)
        #expect(output.item == ["pk": "x"])
        let request = try #require(transport.requests.first)
        let headers = Dictionary(request.headers.map { ($0.name.lowercased(), $0.value) }, uniquingKeysWith: { $1 })
        #expect(request.method == "POST" && request.path == "/")
        #expect(headers["host"] == "localhost:8000")
        #expect(headers["content-type"] == "application/x-amz-json-1.0")
        #expect(headers["x-amz-target"] == "DynamoDB_20120810.GetItem")
        #expect(headers["accept-encoding"] == "identity")
        #expect(headers["x-amz-date"] == "20231114T221320Z")
        let scope = "Credential=AKIDEXAMPLE/20231114/us-east-1/dynamodb/aws4_request"
        #expect(headers["authorization"]?.hasPrefix("AWS4-HMAC-SHA256 \(scope)") == true)
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"TableName":"Things","Key":{"pk":{"S":"x"}}}"#)
    }

    @Test(
        arguments: [
            AnsweringTransport.refusal(400, "ThrottlingException"),
            AnsweringTransport.refusal(400, "ProvisionedThroughputExceededException"),
            AnsweringTransport.refusal(500, "InternalServerError"),
            AnsweringTransport.refusal(503, "ServiceUnavailable"),
            AnsweringTransport.failure(TransportFailure(.timeout, mayHaveBeenSent: true, "Too slow.")),
            AnsweringTransport.response(HTTPResponse(status: 502, headers: [], body: Array("<html>".utf8))),
            AnsweringTransport.response(
                HTTPResponse(status: 200, headers: [("x-amz-crc32", "1")], body: Array("{}".utf8))),
            AnsweringTransport.response(HTTPResponse(status: 200, headers: [], body: Array("<html>".utf8))),
        ] as [AnsweringTransport.Answer])
    func `a read is sent again after what may pass`(answer: @escaping AnsweringTransport.Answer) async throws {
        let transport = AnsweringTransport([answer, answer, AnsweringTransport.success(Self.item)])
        #expect(try await RemoteDatabase.test(on: transport).getItem(Self.read).item == ["pk": "x"])
        #expect(transport.requests.count == 3)
        #expect(Set(transport.requests.map(\.body)).count == 1)
    }

    @Test(
        arguments: [
            (AnsweringTransport.refusal(400, "ResourceNotFoundException"), DynamoDBError.Code.resourceNotFound),
            (AnsweringTransport.refusal(400, "AccessDeniedException"), .accessDenied),
            (AnsweringTransport.refusal(400, "SomethingNewException"), .unknown),
            (
                AnsweringTransport.response(
                    HTTPResponse(status: 404, headers: [("Content-Type", "text/html")], body: Array("<p>".utf8))),
                .invalidResponse
            ),
            (
                AnsweringTransport.response(
                    HTTPResponse(status: 301, headers: [("Location", "http://elsewhere/")], body: [])),
                .invalidResponse
            ),
            (
                AnsweringTransport.failure(TransportFailure(.tls, mayHaveBeenSent: false, "Expired.")),
                .network
            ),
        ] as [(AnsweringTransport.Answer, DynamoDBError.Code)])
    func `what cannot pass is reported at once`(
        answer: @escaping AnsweringTransport.Answer, code: DynamoDBError.Code
    ) async throws {
        let transport = AnsweringTransport([answer])
        let remote = RemoteDatabase.test(on: transport)
        let error = await self.failure { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
        #expect(error?.code == code)
        #expect(error?.message.isEmpty == false)
        #expect(transport.requests.count == 1)
    }

    @Test
    func `a wrong clock is corrected by the service's, for all later requests too`() async throws {
        let skewed = AnsweringTransport.refusal(
            400, "InvalidSignatureException", headers: [("Date", "Tue, 14 Nov 2023 23:13:20 GMT")])
        let transport = AnsweringTransport([skewed, AnsweringTransport.success(Self.item)])
        let remote = RemoteDatabase.test(on: transport)
        _ = try await remote.getItem(Self.read)
        _ = try await remote.getItem(Self.read)
        let dates = transport.requests.compactMap { request in request.headers.first { $0.name == "X-Amz-Date" }?.value
        }
        #expect(dates == ["20231114T221320Z", "20231114T231320Z", "20231114T231320Z"])
    }

    @Test
    func `a wrong secret is not a wrong clock`() async {
        let refused = AnsweringTransport.refusal(
            400, "InvalidSignatureException", headers: [("Date", "Tue, 14 Nov 2023 22:13:25 GMT")])
        let transport = AnsweringTransport([refused])
        let remote = RemoteDatabase.test(on: transport)
        let error = await self.failure { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
        #expect(error?.code == .authentication)
        #expect(transport.requests.count == 1)
    }

    /// Credentials that are other ones after they were refused.
    private final class RotatingCredentials: RefreshableCredentials {
        private let number = Mutex(1)

        func credentials() async throws(DynamoDBError) -> AWSCredentials {
            AWSCredentials(accessKeyID: "KEY\(self.number.withLock { $0 })", secretAccessKey: "secret")
        }

        func invalidate(_ credentials: AWSCredentials) { self.number.withLock { $0 += 1 } }
    }

    @Test
    func `expired credentials are fetched anew once`() async throws {
        let expired = AnsweringTransport.refusal(400, "ExpiredTokenException")
        let transport = AnsweringTransport([expired, AnsweringTransport.success(Self.item)])
        let loop = CallLoop(
            transport: transport, credentials: RotatingCredentials(), endpoints: FixedEndpoint(), environment: .test())
        _ = try await RemoteDatabase(loop: loop).getItem(Self.read)
        let keys = transport.requests.compactMap { request in
            request.headers.first { $0.name == "Authorization" }?.value.split(separator: "/").first?.suffix(4)
        }
        #expect(keys == ["KEY1", "KEY2"])
    }

    @Test
    func `a call ends at its deadline, and no attempt is allowed more than is left`() async {
        let clock = Mutex(0.0)
        var environment = CallEnvironment.test()
        environment.uptime = { clock.withLock { $0 } }
        var settings = CallSettings()
        settings.callTimeout = .seconds(12)
        settings.retries.maximumAttempts = 10
        let slow = TransportFailure(.timeout, mayHaveBeenSent: true, "Too slow.")
        let transport = AnsweringTransport([
            AnsweringTransport.failure(slow, after: { clock.withLock { $0 += 5 } })
        ])
        let remote = RemoteDatabase.test(on: transport, settings: settings, environment: environment)
        let error = await self.failure { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
        #expect(error?.code == .timeout)
        #expect(transport.timeouts == [.seconds(5), .seconds(5), .seconds(2)])
    }

    /// Leaves the first request without an answer until it is cancelled, and passes the others on.
    private struct SlowToBegin: HTTPTransport {
        let next: AnsweringTransport
        let isFirst = FirstTime()

        func send(
            _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
        ) async throws(TransportFailure) -> HTTPResponse {
            guard self.isFirst.take() else {
                return try await self.next.send(
                    request, timeout: timeout, maximumResponseBytes: maximumResponseBytes)
            }
            // A stream without elements ends only when its reader is cancelled.
            let (silence, continuation) = AsyncStream.makeStream(of: Void.self)
            for await _ in silence {}
            continuation.finish()
            throw TransportFailure(.cancelled, mayHaveBeenSent: true, "Cancelled.")
        }
    }

    private final class FirstTime: Sendable {
        private let isOver = Mutex(false)

        func take() -> Bool {
            self.isOver.withLock { isOver in
                defer { isOver = true }
                return !isOver
            }
        }
    }

    @Test
    func `a slow read is sent twice, and the first answer counts`() async throws {
        var settings = CallSettings()
        settings.hedgingDelay = .milliseconds(10)
        let transport = AnsweringTransport([AnsweringTransport.success(Self.item)])
        let remote = RemoteDatabase.test(on: SlowToBegin(next: transport), settings: settings)
        #expect(try await remote.getItem(Self.read).item == ["pk": "x"])
        #expect(transport.requests.count == 1)
    }

    @Test
    func `a write is never sent twice for speed`() async throws {
        var settings = CallSettings()
        settings.hedgingDelay = .milliseconds(10)
        let transport = AnsweringTransport([AnsweringTransport.success("{}")])
        let remote = RemoteDatabase.test(on: transport, settings: settings)
        _ = try await remote.putItem(PutItemInput(tableName: "Things", item: ["pk": "x"]))
        #expect(transport.requests.count == 1)
    }

    @Test
    func `hedging stops when a tenth of the reads is used up`() {
        var budget = HedgingBudget()
        var spent = 0
        for _ in 0..<1000 {
            budget.earn()
            if budget.spend() { spent += 1 }
        }
        #expect((100...110).contains(spent))
    }

    @Test
    func `a cancelled task sends nothing more`() async {
        let transport = AnsweringTransport([AnsweringTransport.refusal(500, "InternalServerError")])
        let remote = RemoteDatabase.test(on: transport)
        let error = await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await self.failure { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
        }.value
        #expect(error?.code == .cancelled)
        #expect(transport.requests.isEmpty)
    }

    /// A cluster of two nodes, of which one is down.
    private final class Cluster: HTTPTransport {
        private let log = Mutex<[String]>([])

        var requests: [String] { self.log.withLock { $0 } }

        func send(
            _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
        ) async throws(TransportFailure) -> HTTPResponse {
            self.log.withLock { $0.append("\(request.origin.host):\(request.origin.port)\(request.path)") }
            if request.path == "/localnodes" {
                return HTTPResponse(status: 200, body: Array(#"["10.0.0.2","10.0.0.3"]"#.utf8))
            }
            guard request.origin.host != "10.0.0.2" else {
                throw TransportFailure(.connect, mayHaveBeenSent: false, "Connection refused.")
            }
            return RouterTransport.response(200, Array(CallLoopTests.item.utf8))
        }
    }

    @Test
    func `calls go round the nodes of a cluster, past one that is down`() async throws {
        let cluster = Cluster()
        let endpoints = try AlternatorEndpoints(
            seeds: [HTTPOrigin(isSecure: false, host: "10.0.0.1", port: 8000)], signingRegion: "us-east-1",
            transport: cluster, environment: .test())
        let loop = CallLoop(
            transport: cluster, credentials: TestCredentials(), endpoints: endpoints, environment: .test())
        let remote = RemoteDatabase(loop: loop)
        for _ in 0..<4 { _ = try await remote.getItem(Self.read) }
        #expect(
            cluster.requests == [
                "10.0.0.1:8000/localnodes", "10.0.0.2:8000/", "10.0.0.3:8000/", "10.0.0.3:8000/", "10.0.0.3:8000/",
                "10.0.0.3:8000/",
            ])
    }

    @Test(
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777.0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Thu, 29 Feb 2024 23:59:60 GMT", 1_709_251_200), ("Mon, 23 Nov 2026 12:00:00 GMT", 1_795_435_200),
            ("yesterday", nil), ("Sun, 06 Nov 1994 25:49:37 GMT", nil), ("Sun, 06 Foo 1994 08:49:37 GMT", nil),
        ] as [(String, Double?)])
    func `the service's date is read`(text: String, seconds: Double?) {
        #expect(HTTPDate.seconds(text) == seconds)
    }
}
