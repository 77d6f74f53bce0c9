// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Foundation
import Synchronization
import Testing

struct CachedCredentialProviderTests {
    /// A provider whose answers wait until the test gives them.
    private final class Source: CredentialProvider {
        private struct State {
            var calls = 0
            var waiting: [CheckedContinuation<Result<AWSCredentials, DynamoDBError>, Never>] = []
            var arrivals: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
        }

        private let state = Mutex(State())

        var calls: Int { self.state.withLock { $0.calls } }

        func credentials() async throws(DynamoDBError) -> AWSCredentials {
            let result = await withCheckedContinuation { continuation in
                let arrived = self.state.withLock { state in
                    state.calls += 1
                    state.waiting.append(continuation)
                    let arrived = state.arrivals.filter { $0.count <= state.calls }
                    state.arrivals.removeAll { $0.count <= state.calls }
                    return arrived
                }
                for arrival in arrived { arrival.continuation.resume() }
            }
            return try result.get()
        }

        /// Waits until the provider was asked so many times.
        func isAsked(_ count: Int) async {
            await withCheckedContinuation { continuation in
                let isThere = self.state.withLock { state in
                    if state.calls < count { state.arrivals.append((count, continuation)) }
                    return state.calls >= count
                }
                if isThere { continuation.resume() }
            }
        }

        func answer(_ result: Result<AWSCredentials, DynamoDBError>) {
            let waiting = self.state.withLock { state in
                defer { state.waiting = [] }
                return state.waiting
            }
            for continuation in waiting { continuation.resume(returning: result) }
        }
    }

    private static func credentials(_ key: String, until expiration: Double?) -> AWSCredentials {
        AWSCredentials(
            accessKeyID: key, secretAccessKey: "SECRETKEY",
            expiration: expiration.map { Date(timeIntervalSince1970: $0) })
    }

    @Test func `a hundred callers share one refresh`() async throws {
        let source = Source()
        let provider = CachedCredentialProvider(source, now: { 0 })
        let keys = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<100 { group.addTask { try await provider.credentials().accessKeyID } }
            await source.isAsked(1)
            source.answer(.success(Self.credentials("A", until: 3600)))
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(keys == Array(repeating: "A", count: 100))
        #expect(source.calls == 1)
    }

    @Test func `the others get valid credentials while they are refreshed`() async throws {
        let source = Source()
        let clock = Mutex(0.0)
        let provider = CachedCredentialProvider(source, now: { clock.withLock { $0 } })
        async let first = provider.credentials()
        await source.isAsked(1)
        source.answer(.success(Self.credentials("A", until: 3600)))
        #expect(try await first.accessKeyID == "A")

        clock.withLock { $0 = 2750 }
        for _ in 0..<5 { #expect(try await provider.credentials().accessKeyID == "A") }
        await source.isAsked(2)

        // Nobody gets the old ones any more, and nobody asks a second time.
        clock.withLock { $0 = 3100 }
        async let waiting = provider.credentials()
        source.answer(.success(Self.credentials("B", until: 7200)))
        #expect(try await waiting.accessKeyID == "B")
        #expect(source.calls == 2)
    }

    @Test func `a failure reaches everyone who waits, and the next caller tries again`() async throws {
        let source = Source()
        let provider = CachedCredentialProvider(source, now: { 0 })
        let first = Task { try await provider.credentials() }
        await source.isAsked(1)
        source.answer(.failure(DynamoDBError(.credentials, "broken")))
        await #expect(throws: DynamoDBError.self) { try await first.value }
        async let second = provider.credentials()
        await source.isAsked(2)
        source.answer(.success(Self.credentials("A", until: nil)))
        #expect(try await second.accessKeyID == "A")
        #expect(try await provider.credentials().accessKeyID == "A")
        #expect(source.calls == 2)
    }

    @Test func `a cancelled caller stops waiting at once, and the refresh goes on`() async throws {
        let source = Source()
        let provider = CachedCredentialProvider(source, now: { 0 })
        let cancelled = Task { try await provider.credentials() }
        async let patient = provider.credentials()
        await source.isAsked(1)
        cancelled.cancel()
        let error = await #expect(throws: DynamoDBError.self) { try await cancelled.value }
        #expect(error?.code == .cancelled)
        source.answer(.success(Self.credentials("A", until: nil)))
        #expect(try await patient.accessKeyID == "A")
        #expect(source.calls == 1)
    }

    @Test func `credentials that are known beforehand are used, and refreshed like others`() async throws {
        let source = Source()
        let clock = Mutex(0.0)
        let known = Self.credentials("K", until: 3600)
        let provider = CachedCredentialProvider(source, known: known, now: { clock.withLock { $0 } })
        #expect(provider.ready() == known)
        #expect(try await provider.credentials() == known)
        #expect(source.calls == 0)

        clock.withLock { $0 = 3100 }
        #expect(provider.ready() == nil)
        async let waiting = provider.credentials()
        await source.isAsked(1)
        source.answer(.success(Self.credentials("B", until: 7200)))
        #expect(try await waiting.accessKeyID == "B")
        #expect(CachedCredentialProvider(source, known: known, now: { 3600 }).ready() == nil)
    }

    @Test func `refused credentials are fetched anew`() async throws {
        let source = Source()
        let provider = CachedCredentialProvider(source, now: { 0 })
        async let first = provider.credentials()
        await source.isAsked(1)
        source.answer(.success(Self.credentials("A", until: nil)))
        let refused = try await first
        #expect(provider.invalidate(refused))
        async let second = provider.credentials()
        await source.isAsked(2)
        source.answer(.success(Self.credentials("B", until: nil)))
        #expect(try await second.accessKeyID == "B")
    }

    @Test(.timeLimit(.minutes(10)))
    func `credentials that are refused during a refresh do not come back by it`() async throws {
        let source = Source()
        let clock = Mutex(0.0)
        let old = Self.credentials("A", until: 3600)
        let provider = CachedCredentialProvider(source, known: old, now: { clock.withLock { $0 } })
        clock.withLock { $0 = 2750 }
        #expect(try await provider.credentials() == old)
        await source.isAsked(1)
        #expect(provider.invalidate(old))
        async let waiting = provider.credentials()
        source.answer(.success(old))
        await source.isAsked(2)
        source.answer(.success(Self.credentials("B", until: 7200)))
        #expect(try await waiting.accessKeyID == "B")
        #expect(source.calls == 2)
    }

    /// A provider whose answer tells which caller's task asks it.
    private struct Caller: CredentialProvider {
        @TaskLocal static var name = "nobody"

        func credentials() async throws(DynamoDBError) -> AWSCredentials {
            CachedCredentialProviderTests.credentials(Self.name, until: nil)
        }
    }

    @Test func `a refresh has no task-local values of who set it off`() async throws {
        let provider = CachedCredentialProvider(Caller(), now: { 0 })
        let key = try await Caller.$name.withValue("somebody") { try await provider.credentials().accessKeyID }
        #expect(key == "nobody")
    }
}
