// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif
public import DynamoDBCore
import Synchronization

/// Keeps the credentials of another provider, and fetches new ones ahead of their end.
///
/// However many callers ask, one refresh is under way at a time. It begins 15 minutes before the end, while everyone
/// still gets the old credentials; in the last 10 minutes callers wait for it. If it fails, the old credentials stay in
/// use to their end. Credentials with a shorter life have shorter times. A cancelled caller stops waiting at once; the
/// refresh goes on for the others.
///
/// ```swift
/// let provider = CachedCredentialProvider(VaultCredentials())
/// ```
public final class CachedCredentialProvider: CredentialProvider {
    private struct State {
        var cache: CredentialCache
        // Not `[:]`, which makes metadata of a pair of these. (StartBenchmark)
        var waiters: [Int: CheckedContinuation<Result<AWSCredentials, DynamoDBError>, Never>] = Dictionary()
        var lastWaiter = 0
    }

    private let source: any CredentialProvider
    private let now: @Sendable () -> Double
    private let state: Mutex<State>

    /// Keeps the credentials of `source`.
    public convenience init(_ source: any CredentialProvider) {
        self.init(source, now: { Date().timeIntervalSince1970 })
    }

    /// - Parameter known: What `source` is known to answer the first time; `nil` to ask it.
    package init(
        _ source: any CredentialProvider, known: AWSCredentials? = nil, now: @escaping @Sendable () -> Double
    ) {
        self.source = source
        self.now = now
        self.state = Mutex(State(cache: CredentialCache(known: known, now: now())))
    }

    /// The credentials, from memory if they are valid for long enough.
    ///
    /// - Throws: The error of the provider that is asked, or ``DynamoDBError/Code/cancelled``.
    public func credentials() async throws(DynamoDBError) -> AWSCredentials {
        switch self.state.withLock({ $0.cache.decide(now: self.now()) }) {
        case .use(let credentials, let startsRefresh):
            if startsRefresh { self.startRefresh() }
            return credentials
        case .wait(let startsRefresh):
            if startsRefresh { self.startRefresh() }
            return try await self.waitForRefresh().get()
        }
    }

    /// The credentials from memory; `nil` if one has to wait for others.
    package func ready() -> AWSCredentials? {
        guard
            case .use(let credentials, let startsRefresh)? = self.state.withLock({ $0.cache.peek(now: self.now()) })
        else { return nil }
        if startsRefresh { self.startRefresh() }
        return credentials
    }

    /// Forgets credentials that the service refused, so that the next call fetches others; once in 30 seconds.
    package func invalidate(_ credentials: AWSCredentials) -> Bool {
        // The source may keep them as well, as one that several databases share does. It forgets them first: who asks it
        // meanwhile must not get them again.
        if let source = self.source as? any RefreshableCredentials, !source.invalidate(credentials) { return false }
        let now = self.now()
        return self.state.withLock { $0.cache.invalidate(credentials, now: now) }
    }

    private func waitForRefresh() async -> Result<AWSCredentials, DynamoDBError> {
        let id = self.state.withLock { state in
            state.lastWaiter &+= 1
            return state.lastWaiter
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let now = self.now()
                let decision = self.state.withLock { state in
                    let decision = state.cache.decide(now: now)
                    if case .wait = decision { state.waiters[id] = continuation }
                    return decision
                }
                switch decision {
                case .use(let credentials, let startsRefresh):
                    if startsRefresh { self.startRefresh() }
                    continuation.resume(returning: .success(credentials))
                case .wait(let startsRefresh):
                    if startsRefresh { self.startRefresh() }
                    // The handler ran before there was a waiter to resume.
                    if Task.isCancelled { self.cancel(id) }
                }
            }
        } onCancel: {
            self.cancel(id)
        }
    }

    private func cancel(_ id: Int) {
        let waiter = self.state.withLock { $0.waiters.removeValue(forKey: id) }
        waiter?.resume(
            returning: .failure(DynamoDBError(.cancelled, "The task was cancelled while it waited for credentials.")))
    }

    /// The refresh is a task of its own: it belongs to no caller, whose cancellation would fail the others, and whose
    /// priority and task-local values, a span for example, are not theirs.
    private func startRefresh() {
        Task.detached(priority: .userInitiated) {
            while await !self.refresh() {}
        }
    }

    /// - Returns: Whether those who wait have got an answer.
    private func refresh() async -> Bool {
        let result: Result<AWSCredentials, DynamoDBError>
        do throws(DynamoDBError) {
            result = .success(try await self.source.credentials())
        } catch {
            result = .failure(error)
        }
        let now = self.now()
        let (answer, waiters) = self.state.withLock { state in
            let answer = state.cache.finish(result, now: now)
            let waiters = answer == nil ? [] : Array(state.waiters.values)
            if answer != nil { state.waiters.removeAll() }
            return (answer, waiters)
        }
        guard let answer else { return false }
        for waiter in waiters { waiter.resume(returning: answer) }
        return true
    }
}

extension CachedCredentialProvider: RefreshableCredentials {}
