// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import RemoteTestSupport
import Synchronization
import TestSupport
import Testing

/// A cancelled call is `cancelled` only where nothing can have been written.
struct CancelledCallTests {
    private static let put = PutItemInput(tableName: "Things", item: ["pk": "x"])
    private static let get = GetItemInput(tableName: "Things", key: ["pk": "x"])

    /// An attempt that ends as its task is cancelled.
    private static func cancelled(sent: Bool) -> AnsweringTransport.Answer {
        AnsweringTransport.failure(TransportFailure(.cancelled, mayHaveBeenSent: sent, "The task was cancelled.")) {
            withUnsafeCurrentTask { $0?.cancel() }
        }
    }

    private static let lost = AnsweringTransport.failure(
        TransportFailure(.connectionLost, mayHaveBeenSent: true, "The connection was lost."))

    private static func error<Output>(
        _ answers: [AnsweringTransport.Answer],
        of body: @escaping @Sendable (RemoteDatabase) async throws(DynamoDBError) -> Output
    ) async -> DynamoDBError? {
        let remote = RemoteDatabase.test(on: AnsweringTransport(answers))
        return await Task {
            await errorThrown { () async throws(DynamoDBError) in
                _ = try await body(remote)
            }
        }.value
    }

    @Test(arguments: [
        ([cancelled(sent: true)], DynamoDBError.Code.outcomeUnknown), ([cancelled(sent: false)], .cancelled),
        ([lost, cancelled(sent: false)], .outcomeUnknown),
        ([AnsweringTransport.refusal(400, "ThrottlingException"), cancelled(sent: false)], .cancelled),
    ])
    func `a cancelled write that was sent may have been carried out`(
        answers: [AnsweringTransport.Answer], code: DynamoDBError.Code
    ) async {
        let error = await Self.error(answers) { (remote) async throws(DynamoDBError) in
            try await remote.putItem(Self.put)
        }
        #expect(error?.code == code)
        #expect(error?.message.contains("was cancelled") == true)
        #expect(error?.message.contains("may have been carried out") == (code == .outcomeUnknown))
    }

    @Test
    func `a cancelled read is cancelled, sent or not`() async {
        for sent in [true, false] {
            let error = await Self.error([Self.cancelled(sent: sent)]) { (remote) async throws(DynamoDBError) in
                try await remote.getItem(Self.get)
            }
            #expect(error?.code == .cancelled)
        }
    }

    @Test
    func `a write that is cancelled while it waits to be sent again may have been carried out`() async {
        var environment = CallEnvironment.test()
        environment.sleep = { _ in throw CancellationError() }
        let remote = RemoteDatabase.test(
            on: AnsweringTransport([AnsweringTransport.refusal(500, "InternalServerError")]), environment: environment)
        let error = await errorThrown { () throws(DynamoDBError) in try await remote.putItem(Self.put) }
        #expect(error?.code == .outcomeUnknown)
    }

    /// Credentials that are there once, and the next time never come.
    private final class Once: RefreshableCredentials {
        let isAsked = AsyncStream.makeStream(of: Void.self)
        private let count = Mutex(0)

        func credentials() async throws(DynamoDBError) -> AWSCredentials {
            let isFirst = self.count.withLock { count in
                count += 1
                return count == 1
            }
            if isFirst { return .placeholder }
            self.isAsked.continuation.finish()
            let (silence, continuation) = AsyncStream.makeStream(of: Void.self)
            for await _ in silence {}
            continuation.finish()
            throw DynamoDBError(.cancelled, "The task was cancelled while it waited for credentials.")
        }

        func invalidate(_ credentials: AWSCredentials) -> Bool { true }
    }

    @Test
    func `a write that is cancelled while it waits for credentials may have been carried out before`() async {
        let credentials = Once()
        let transport = AnsweringTransport([Self.lost])
        let loop = CallLoop(
            transport: transport, credentials: credentials, endpoints: FixedEndpoint(), environment: .test())
        let task = Task {
            await errorThrown { () throws(DynamoDBError) in
                try await RemoteDatabase(loop: loop).putItem(Self.put)
            }
        }
        for await _ in credentials.isAsked.stream {}
        task.cancel()
        let error = await task.value
        #expect(error?.code == .outcomeUnknown)
        #expect(error?.message.contains("nothing was written") == false)
        #expect(transport.requests.count == 1)
    }
}
