// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Foundation
import Logging
import RemoteTestSupport
import Synchronization
import TestSupport
import Testing

/// What the call loop does about each kind of answer.
struct CallLoopTests {
    private static let read = GetItemInput(tableName: "Things", key: ["pk": "x"])
    fileprivate static let item = #"{"Item":{"pk":{"S":"x"}}}"#

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
            AnsweringTransport.response(
                HTTPResponse(
                    status: 400, headers: [("x-amz-crc32", "1")], body: Array(#"{"__type":"ThrottlingException"}"#.utf8)
                )),
            AnsweringTransport.response(HTTPResponse(status: 200, headers: [], body: Array("<html>".utf8))),
            AnsweringTransport.response(HTTPResponse(status: 200)),
            AnsweringTransport.response(HTTPResponse(status: 204)),
            AnsweringTransport.response(HTTPResponse(status: 200, body: Array("{".utf8))),
            AnsweringTransport.response(HTTPResponse(status: 200, body: Array("{\"Item\":{\"pk\" \r\n".utf8))),
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
        ] as [(AnsweringTransport.Answer, DynamoDBError.Code)])
    func `what cannot pass is reported at once`(
        answer: @escaping AnsweringTransport.Answer, code: DynamoDBError.Code
    ) async throws {
        let transport = AnsweringTransport([answer])
        let remote = RemoteDatabase.test(on: transport)
        let error = await errorThrown { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
        #expect(error?.code == code)
        #expect(error?.message.isEmpty == false)
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: ["InvalidSignatureException", "RequestTimeTooSkewed", "AccessDeniedException"])
    func `a wrong clock is corrected by the service's, for all later requests too`(code: String) async throws {
        let skewed = AnsweringTransport.refusal(
            400, code, headers: [("Date", "Tue, 14 Nov 2023 23:13:20 GMT")])
        let transport = AnsweringTransport([skewed, AnsweringTransport.success(Self.item)])
        let remote = RemoteDatabase.test(on: transport)
        _ = try await remote.getItem(Self.read)
        _ = try await remote.getItem(Self.read)
        let dates = transport.requests.compactMap { $0.header("X-Amz-Date") }
        #expect(dates == ["20231114T221320Z", "20231114T231320Z", "20231114T231320Z"])
    }

    /// Keeps the first two requests until both are there, and answers the others at once.
    private final class HoldingTwo: HTTPTransport {
        private let next: AnsweringTransport
        private let held = Mutex<[CheckedContinuation<Void, Never>]>([])
        private let count = Atomic(0)

        init(next: AnsweringTransport) {
            self.next = next
        }

        func send(
            _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
        ) async throws(TransportFailure) -> HTTPResponse {
            if self.count.add(1, ordering: .relaxed).oldValue < 2 {
                await withCheckedContinuation { continuation in
                    let both = self.held.withLock { held in
                        held.append(continuation)
                        return held.count == 2 ? held : []
                    }
                    for one in both { one.resume() }
                }
            }
            return try await self.next.send(request, timeout: timeout, maximumResponseBytes: maximumResponseBytes)
        }
    }

    @Test(arguments: [false, true])
    func `a wrong clock fails no call that was under way when another one, or its success, corrected it`(
        isSuccess: Bool
    ) async throws {
        let headers = [(name: "Date", value: "Tue, 14 Nov 2023 23:13:20 GMT")]
        let refusal = AnsweringTransport.refusal(400, "InvalidSignatureException", headers: headers)
        let success: AnsweringTransport.Answer = { _ in
            var response = RouterTransport.response(200, Array(Self.item.utf8))
            response.headers += headers
            return response
        }
        let judged: AnsweringTransport.Answer = { request in
            let isRight = request.header("X-Amz-Date") == "20231114T231320Z"
            return try await isRight ? success(request) : refusal(request)
        }
        let transport = AnsweringTransport(isSuccess ? [success, judged] : [judged])
        let remote = RemoteDatabase.test(on: HoldingTwo(next: transport))
        async let first = remote.getItem(Self.read)
        async let second = remote.getItem(Self.read)
        let items = try await [first.item, second.item]
        #expect(items == [["pk": "x"], ["pk": "x"]])
        let dates = transport.requests.compactMap { $0.header("X-Amz-Date") }
        let retried = Array(repeating: "20231114T231320Z", count: isSuccess ? 1 : 2)
        #expect(dates.sorted() == ["20231114T221320Z", "20231114T221320Z"] + retried)
    }

    @Test
    func `a wrong secret is not a wrong clock`() async {
        let refused = AnsweringTransport.refusal(
            400, "InvalidSignatureException", headers: [("Date", "Tue, 14 Nov 2023 22:13:25 GMT")])
        let transport = AnsweringTransport([refused])
        let remote = RemoteDatabase.test(on: transport)
        let error = await errorThrown { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
        #expect(error?.code == .authentication)
        #expect(transport.requests.count == 1)
    }

    @Test
    func `a call that stays throttled tells by which limit`() async {
        let body = #"{"__type":"x#ThrottlingException","throttlingReasons":[{"reason":"TableReadX","resource":"arn"}]}"#
        let transport = AnsweringTransport([
            AnsweringTransport.response(HTTPResponse(status: 400, body: Array(body.utf8)))
        ])
        let error = await errorThrown { () throws(DynamoDBError) in
            try await RemoteDatabase.test(on: transport).getItem(Self.read)
        }
        #expect(error?.code == .throttling)
        #expect(error?.throttlingReasons == [ThrottlingReason(reason: "TableReadX", resource: "arn")])
    }

    /// Credentials that are other ones after they were refused.
    private final class RotatingCredentials: RefreshableCredentials {
        private let number = Mutex(1)

        func credentials() async throws(DynamoDBError) -> AWSCredentials {
            AWSCredentials(accessKeyID: "KEY\(self.number.withLock { $0 })", secretAccessKey: "secret")
        }

        func invalidate(_ credentials: AWSCredentials) -> Bool {
            self.number.withLock { $0 += 1 }
            return true
        }
    }

    @Test
    func `expired credentials are fetched anew once`() async throws {
        let expired = AnsweringTransport.refusal(400, "ExpiredTokenException")
        let transport = AnsweringTransport([expired, AnsweringTransport.success(Self.item)])
        let loop = CallLoop(
            transport: transport, credentials: RotatingCredentials(), endpoints: FixedEndpoint(), environment: .test())
        _ = try await RemoteDatabase(loop: loop).getItem(Self.read)
        let keys = transport.requests.compactMap {
            $0.header("Authorization")?.split(separator: "/").first?.suffix(4)
        }
        #expect(keys == ["KEY1", "KEY2"])
    }

    @Test
    func `credentials that are refused are fetched anew once for a call`() async throws {
        let unknown = AnsweringTransport.refusal(400, "UnrecognizedClientException")
        let credentials = RotatingCredentials()
        let loop = CallLoop(
            transport: AnsweringTransport([unknown]), credentials: credentials, endpoints: FixedEndpoint(),
            environment: .test())
        for fetched in 2...4 {
            let error = await errorThrown { () throws(DynamoDBError) in
                try await RemoteDatabase(loop: loop).getItem(Self.read)
            }
            #expect(error?.code == .authentication)
            let next = try await credentials.credentials()
            #expect(next.accessKeyID == "KEY\(fetched)")
        }
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
        let error = await errorThrown { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
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
        // The second request has what is left of the time for an attempt.
        #expect(transport.timeouts == [.milliseconds(4990)])
    }

    @Test
    func `a read that fails before its second request begins does not wait for that`() async {
        var settings = CallSettings()
        settings.hedgingDelay = .milliseconds(10)
        var environment = CallEnvironment.test()
        environment.sleep = { _ in try await Task.sleep(for: .seconds(3600)) }
        let transport = AnsweringTransport([AnsweringTransport.refusal(400, "ResourceNotFoundException")])
        let remote = RemoteDatabase.test(on: transport, settings: settings, environment: environment)
        let error = await errorThrown { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
        #expect(error?.code == .resourceNotFound)
        #expect(transport.requests.count == 1)
    }

    @Test
    func `a wait that would end after the time for the call is not begun`() async {
        var settings = CallSettings()
        settings.callTimeout = .seconds(3)
        let busy = AnsweringTransport.refusal(400, "ThrottlingException", headers: [("x-amz-retry-after", "4000")])
        let transport = AnsweringTransport([busy, AnsweringTransport.success(Self.item)])
        let remote = RemoteDatabase.test(on: transport, settings: settings)
        let error = await errorThrown { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
        #expect(error?.code == .throttling)
        #expect(transport.requests.count == 1)
    }

    @Test
    func `a client that repeats nothing any more says so`() async {
        let busy = AnsweringTransport.refusal(500, "InternalServerError")
        let transport = AnsweringTransport(Array(repeating: busy, count: 200))
        let remote = RemoteDatabase.test(on: transport)
        var messages: [String] = []
        for _ in 0..<20 {
            let error = await errorThrown { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
            messages.append(error?.message ?? "")
        }
        #expect(messages.first?.contains("repeats hardly any") == false)
        #expect(messages.last?.contains("repeats hardly any until calls succeed") == true)
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
        // However many reads were fast, no more than ten are sent twice at once.
        for _ in 0..<1000 { budget.earn() }
        spent = 0
        while budget.spend() { spent += 1 }
        #expect(spent == 10)
    }

    @Test
    func `a cancelled task sends nothing more`() async {
        let transport = AnsweringTransport([AnsweringTransport.refusal(500, "InternalServerError")])
        let remote = RemoteDatabase.test(on: transport)
        let error = await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await errorThrown { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
        }.value
        #expect(error?.code == .cancelled)
        #expect(transport.requests.isEmpty)
    }

    /// Answers the first request once it has refused the second.
    private struct RefusingSeconds: HTTPTransport {
        let next: AnsweringTransport
        let isFirst = FirstTime()
        let refused = AsyncStream.makeStream(of: Void.self)

        func send(
            _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
        ) async throws(TransportFailure) -> HTTPResponse {
            let isFirst = self.isFirst.take()
            if isFirst { for await _ in self.refused.stream {} }
            defer { if !isFirst { self.refused.continuation.finish() } }
            return try await self.next.send(request, timeout: timeout, maximumResponseBytes: maximumResponseBytes)
        }
    }

    @Test
    func `a slow read whose second request fails waits for the first`() async throws {
        var settings = CallSettings()
        settings.hedgingDelay = .milliseconds(10)
        let transport = AnsweringTransport([
            AnsweringTransport.refusal(400, "ThrottlingException"), AnsweringTransport.success(Self.item),
        ])
        let remote = RemoteDatabase.test(on: RefusingSeconds(next: transport), settings: settings)
        #expect(try await remote.getItem(Self.read).item == ["pk": "x"])
        #expect(transport.requests.count == 2)
    }

    @Test(arguments: [["23:13:20"], ["23:13:20", "20:13:20"], ["23:13:20", "22:13:20", "22:53:20"]])
    func `the service's clock is followed from its successes too, each time`(times: [String]) async throws {
        let transport = AnsweringTransport(
            times.map { time -> AnsweringTransport.Answer in
                { _ in
                    var response = RouterTransport.response(200, Array(Self.item.utf8))
                    response.headers.append(("Date", "Tue, 14 Nov 2023 \(time) GMT"))
                    return response
                }
            })
        let remote = RemoteDatabase.test(on: transport)
        for _ in 0..<times.count + 2 { _ = try await remote.getItem(Self.read) }
        let dates = transport.requests.compactMap { $0.header("X-Amz-Date") }
        let followed = (times + times.suffix(1)).map { "20231114T\($0.filter { $0 != ":" })Z" }
        #expect(dates == ["20231114T221320Z"] + followed)
    }

    @Test
    func `credentials that are made up take no part of an address out of an error`() async {
        struct MadeUp: RefreshableCredentials {
            func credentials() async throws(DynamoDBError) -> AWSCredentials { .placeholder }

            func invalidate(_ credentials: AWSCredentials) -> Bool { true }
        }
        let transport = AnsweringTransport([
            AnsweringTransport.failure(
                TransportFailure(.connect, mayHaveBeenSent: false, "Cannot connect to http://localhost:1."))
        ])
        let loop = CallLoop(
            transport: transport, credentials: MadeUp(), endpoints: FixedEndpoint(), environment: .test())
        let remote = RemoteDatabase(loop: loop)
        let error = await errorThrown { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
        #expect(error?.message.contains("http://localhost:1.") == true)
    }

    @Test
    func `neither an error nor a log shows a secret that the service cites`() async {
        struct Temporary: RefreshableCredentials {
            func credentials() async throws(DynamoDBError) -> AWSCredentials {
                AWSCredentials(accessKeyID: "AKID", secretAccessKey: "SECRETKEY", sessionToken: "SESSION/TOKEN+1==")
            }

            func invalidate(_ credentials: AWSCredentials) -> Bool { true }
        }
        let message =
            "The request signature we calculated does not match. The Canonical String should have been 'POST\\n/\\n\\nx-amz-security-token:SESSION/TOKEN+1==\\n'"
        let transport = AnsweringTransport([
            AnsweringTransport.response(
                HTTPResponse(
                    status: 400,
                    body: Array(#"{"__type":"x#InvalidSignatureException","message":"\#(message)"}"#.utf8)))
        ])
        let loop = CallLoop(
            transport: transport, credentials: Temporary(), endpoints: FixedEndpoint(), environment: .test())
        let log = TestLog()
        let remote = RemoteDatabase(loop: loop, observer: CallObserver(logger: log.logger, logsValues: true))
        let error = await errorThrown { () throws(DynamoDBError) in try await remote.getItem(Self.read) }
        #expect(error?.code == .authentication)
        #expect(error?.message.contains("does not match") == true)
        #expect(log.lines.contains { $0.contains("does not match") })
        #expect(!log.lines.contains { $0.contains("SESSION/TOKEN") })
        #expect(error?.message.contains("SESSION/TOKEN") == false)
        #expect(!"\(transport.requests)".contains("SESSION/TOKEN"))
        var dumped = ""
        dump(transport.requests, to: &dumped)
        #expect(!dumped.contains("SESSION/TOKEN") && !dumped.contains("Signature"))
    }

    /// Never has an answer; ends when its caller is cancelled.
    private struct Silent: RefreshableCredentials, EndpointSource {
        let hasCredentials: Bool

        func readyTarget(for call: RemoteCall, accountID: String?) throws(DynamoDBError) -> CallTarget? { nil }

        func ready() -> AWSCredentials? { self.hasCredentials ? .placeholder : nil }

        func credentials() async throws(DynamoDBError) -> AWSCredentials { throw await Self.silence() }

        func target(for call: RemoteCall, accountID: String?) async throws(DynamoDBError) -> CallTarget {
            throw await Self.silence()
        }

        func invalidate(_ credentials: AWSCredentials) -> Bool { true }

        func note(_ origin: HTTPOrigin, isReachable: Bool) {}

        private static func silence() async -> DynamoDBError {
            let (silence, continuation) = AsyncStream.makeStream(of: Void.self)
            for await _ in silence {}
            continuation.finish()
            return DynamoDBError(.cancelled, "Cancelled.")
        }
    }

    @Test(arguments: [false, true])
    func `a call ends at its deadline though nobody tells its credentials or its endpoint`(
        hasCredentials: Bool
    ) async {
        let silent = Silent(hasCredentials: hasCredentials)
        var environment = CallEnvironment.test()
        environment.expire = { _ in }
        let transport = AnsweringTransport([])
        let loop = CallLoop(
            transport: transport, credentials: silent, endpoints: silent, environment: environment)
        let error = await errorThrown { () throws(DynamoDBError) in
            try await RemoteDatabase(loop: loop).getItem(Self.read)
        }
        #expect(error?.code == .timeout)
        // Cancelling ends the wait as well.
        let patient = CallLoop(
            transport: transport, credentials: silent, endpoints: silent, environment: .test())
        let task = Task {
            await errorThrown { () throws(DynamoDBError) in
                try await RemoteDatabase(loop: patient).getItem(Self.read)
            }
        }
        task.cancel()
        #expect(await task.value?.code == .cancelled)
        #expect(transport.requests.isEmpty)
    }

    @Test func `no answer of a batch is too long to be read`() throws {
        let most = CallSettings().maximumResponseBytes
        // 16 MB of items, as DynamoDB counts them.
        let limit = 16 * 1024 * 1024
        var items: [Item] = [
            ["pk": "a", "data": .binary(Data(repeating: 255, count: 390_000))],
            ["pk": "a", "text": .string(String(repeating: "\u{1}", count: 390_000))],
        ]
        for element: AttributeValue in [
            .null, .bool(false), .string(""), .binary(Data()), .number(0), .list([]), .map([:]),
        ] {
            items.append(["pk": "a", "list": .list(Array(repeating: element, count: 100_000))])
        }
        for item in items {
            let bytes = try JSONWriter.encode(item).count
            #expect(Double(bytes) / Double(item.size) * Double(limit) < Double(most))
        }
    }

    @Test
    func `operations on tables may take longer`() async throws {
        let transport = AnsweringTransport([AnsweringTransport.success(#"{"TableNames":[]}"#)])
        let remote = RemoteDatabase.test(on: transport)
        _ = try await remote.listTables(ListTablesInput())
        _ = try await remote.scan(ScanInput(tableName: "Things"))
        #expect(transport.timeouts == [.seconds(15), .seconds(5)])
    }

    @Test
    func `a large request may take a second longer for each 128 KB`() async throws {
        let transport = AnsweringTransport([AnsweringTransport.success("{}")])
        let remote = RemoteDatabase.test(on: transport)
        let text = String(repeating: "x", count: 384_000)
        _ = try await remote.putItem(PutItemInput(tableName: "Things", item: ["pk": "a", "text": .string(text)]))
        let timeout = try #require(transport.timeouts.first)
        #expect(timeout >= .seconds(8) && timeout < .seconds(8.01))
    }

    @Test(arguments: [(429, FailureClass.throttling), (500, .transient), (501, .permanent), (404, .permanent)])
    func `an answer that is none of DynamoDB's is judged by its status`(status: Int, failureClass: FailureClass) {
        let call = RemoteCall(operation: .getItem, tables: [], body: [], effect: .none)
        let result = AttemptResult(HTTPResponse(status: status, body: Array("<html>".utf8)), to: call)
        #expect(result.failureClass == failureClass)
    }

    @Test(arguments: [
        (429, DynamoDBError.Code.throttling), (502, .internalServerError), (503, .internalServerError),
        (501, .invalidResponse), (404, .invalidResponse),
    ])
    func `an answer of a proxy that passes is told as what passes, and says who answered`(
        status: Int, code: DynamoDBError.Code
    ) async {
        let transport = AnsweringTransport([
            AnsweringTransport.response(HTTPResponse(status: status, body: Array("<html>".utf8)))
        ])
        let error = await errorThrown { () throws(DynamoDBError) in
            try await RemoteDatabase.test(on: transport).getItem(Self.read)
        }
        #expect(error?.code == code && error?.isTransient == (code != .invalidResponse))
        #expect(error?.message.contains("HTTP status \(status)") == true)
    }

    @Test
    func `a request that is too large for the endpoint is told with its size`() async {
        let transport = AnsweringTransport([AnsweringTransport.response(HTTPResponse(status: 413))])
        let input = PutItemInput(tableName: "Things", item: ["pk": "a", "text": .string("\u{e9}")])
        let error = await errorThrown { () throws(DynamoDBError) in
            try await RemoteDatabase.test(on: transport).putItem(input)
        }
        let size = transport.requests.first?.body.count ?? 0
        #expect(error?.code == .invalidResponse)
        #expect(
            error?.message
                == "The request is too large for the endpoint: its \(size) bytes were answered with HTTP status 413 and no content type. DynamoDB takes requests of at most 16 MiB (16,777,216 bytes), and a proxy before it may take less."
        )
        #expect(transport.requests.count == 1)
    }

    @Test
    func `a closed idle connection says nothing about its node`() async throws {
        let nodes = Cluster()
        let endpoints = try AlternatorEndpoints(
            seeds: [HTTPOrigin(isSecure: false, host: "10.0.0.3", port: 8000)], signingRegion: "us-east-1",
            transport: nodes, environment: .test())
        let stale = AnsweringTransport.failure(TransportFailure(.staleConnection, mayHaveBeenSent: true, "Closed."))
        let transport = AnsweringTransport([stale, AnsweringTransport.success(Self.item)])
        let loop = CallLoop(
            transport: transport, credentials: TestCredentials(), endpoints: endpoints, environment: .test())
        for _ in 0..<3 { _ = try await RemoteDatabase(loop: loop).getItem(Self.read) }
        #expect(transport.requests.map(\.origin.host) == ["10.0.0.2", "10.0.0.3", "10.0.0.2", "10.0.0.3"])
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
}
