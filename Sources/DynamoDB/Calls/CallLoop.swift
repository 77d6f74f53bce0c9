// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore
    import Synchronization

    /// Makes calls: sends a request, judges the answer, and tries again where that is right.
    ///
    /// Everything it decides is decided by values without a clock or a socket; this is the one place that waits and sends.
    package final class CallLoop: Sendable {
        /// How far the service's clock may be from ours before it is corrected, in seconds.
        private static let toleratedSkew = 240.0

        private let transport: any HTTPTransport
        private let credentials: any RefreshableCredentials
        private let endpoints: any EndpointSource
        private let settings: CallSettings
        private let environment: CallEnvironment
        private let observer: CallObserver
        private let state = Mutex(SharedState())

        /// What the calls of one client share.
        private struct SharedState {
            var bucket = RetryTokenBucket()
            var limiter = AdaptiveRateLimiter()
            var hedging = HedgingBudget()
            /// What to add to our clock to have the service's.
            var clockOffset = 0.0
            var signers: [String: SigV4Signer] = [:]
        }

        package init(
            transport: any HTTPTransport, credentials: any RefreshableCredentials, endpoints: any EndpointSource,
            settings: CallSettings = CallSettings(), environment: CallEnvironment = .system,
            observer: CallObserver = CallObserver()
        ) {
            self.transport = transport
            self.credentials = credentials
            self.endpoints = endpoints
            self.settings = settings
            self.environment = environment
            self.observer = observer
        }

        /// A new identifier, such as the token of a transaction.
        package func makeID() -> String { self.environment.makeID() }

        /// Makes a call.
        ///
        /// - Throws: ``CallFailure`` after the last attempt. If a write may have been carried out although no attempt got
        ///   an answer, its error is `outcomeUnknown`.
        package func perform(_ call: RemoteCall) async throws(CallFailure) -> CallAnswer {
            let observation = self.observer.begin(call)
            do {
                let answer = try await self.attempts(of: call, observation)
                observation.end(answer)
                return answer
            } catch {
                observation.end(error)
                throw error
            }
        }

        private func attempts(
            of call: RemoteCall, _ observation: CallObservation
        ) async throws(CallFailure) -> CallAnswer {
            let start = self.environment.uptime()
            let invocation = self.environment.makeID()
            var retries = RetryState(self.settings.retries)
            var hasLostAnswer = false

            func failure(_ error: DynamoDBError) -> CallFailure {
                CallFailure(error: error, followsLostAnswer: hasLostAnswer, attempts: retries.attempts)
            }

            while true {
                guard !Task.isCancelled else {
                    throw failure(Self.cancelled(call, sent: hasLostAnswer))
                }
                let remaining = self.settings.callTimeout - .seconds(self.environment.uptime() - start)
                guard remaining > .zero else { throw failure(Self.timedOut(call, hasLostAnswer)) }
                try await self.waitForRate(call, sent: hasLostAnswer, attempts: retries.attempts)
                retries.beginAttempt()

                let prepared: SignedRequest
                do {
                    prepared = try await self.request(for: call, invocation: invocation, attempt: retries.attempts)
                } catch {
                    throw failure(error)
                }
                let sentAt = self.environment.uptime()
                let timeout = min(remaining, self.settings.attemptTimeout)
                let result = await self.send(prepared.request, for: call, timeout: timeout)
                self.learn(from: result, at: prepared.target.origin)
                observation.attempt(
                    retries.attempts, result, duration: self.environment.uptime() - sentAt,
                    origin: prepared.target.origin)

                guard let failureClass = result.failureClass else {
                    guard case .success(let body, let requestID) = result else { continue }
                    self.state.withLock { $0.bucket.giveBack(retries.lastCost) }
                    return CallAnswer(
                        body: body, requestID: requestID, attempts: retries.attempts, followsLostAnswer: hasLostAnswer)
                }
                if result.mayHaveBeenApplied, call.effect != .none { hasLostAnswer = true }
                if case .failed(let transportFailure) = result, transportFailure.kind == .cancelled {
                    throw failure(Self.cancelled(call, sent: hasLostAnswer))
                }
                let error = result.error(operation: call.operation.rawValue)
                if call.effect == .repeating, hasLostAnswer {
                    throw failure(Self.outcomeUnknown(call, because: error))
                }
                guard self.mend(failureClass, after: result, signedWith: prepared.credentials) else {
                    throw failure(error)
                }
                let random = self.environment.random()
                let decision = self.state.withLock { state in
                    retries.decide(failureClass, random: random, hint: result.retryAfter, bucket: &state.bucket)
                }
                let elapsed = Duration.seconds(self.environment.uptime() - start)
                guard case .retry(let delay) = decision, elapsed + delay < self.settings.callTimeout else {
                    // The service's own refusal of these bytes says that they were not carried out before either.
                    if hasLostAnswer, !result.isRefusalForGood {
                        throw failure(Self.outcomeUnknown(call, because: error))
                    }
                    throw failure(error)
                }
                observation.retrying(after: delay, failureClass)
                if delay > .zero {
                    do {
                        try await self.environment.sleep(delay)
                    } catch {
                        throw failure(Self.cancelled(call, sent: hasLostAnswer))
                    }
                }
            }
        }

        // MARK: One attempt

        /// A signed request; the body is the same for every attempt, the date is not.
        private func request(
            for call: RemoteCall, invocation: String, attempt: Int
        ) async throws(DynamoDBError) -> SignedRequest {
            let credentials = try await self.credentials.credentials()
            let target = try await self.endpoints.target(for: call, accountID: credentials.accountID)
            var request = HTTPRequest(
                method: "POST", origin: target.origin, path: target.path,
                headers: [
                    ("Host", target.origin.hostHeader), ("Content-Type", "application/x-amz-json-1.0"),
                    ("X-Amz-Target", call.operation.target),
                    // So that the checksum is over the bytes that come.
                    ("Accept-Encoding", "identity"), ("User-Agent", self.settings.userAgent),
                    ("amz-sdk-invocation-id", invocation),
                    ("amz-sdk-request", "attempt=\(attempt); max=\(self.settings.retries.maximumAttempts)"),
                ], body: call.body)
            let (signer, offset) = self.state.withLock { state in
                let known = state.signers[target.signingRegion]
                let signer = known ?? SigV4Signer(region: target.signingRegion, service: "dynamodb")
                if known == nil { state.signers[target.signingRegion] = signer }
                return (signer, state.clockOffset)
            }
            signer.sign(&request, with: credentials, now: self.environment.now(), clockOffset: offset)
            return SignedRequest(request: request, target: target, credentials: credentials)
        }

        /// A request that is ready to be sent, and what was used to make it.
        private struct SignedRequest {
            var request: HTTPRequest
            var target: CallTarget
            var credentials: AWSCredentials
        }

        private func send(_ request: HTTPRequest, for call: RemoteCall, timeout: Duration) async -> AttemptResult {
            guard call.effect == .none, let delay = self.settings.hedgingDelay, delay < timeout else {
                return await self.send(request, timeout: timeout)
            }
            self.state.withLock { $0.hedging.earn() }
            return await withTaskGroup(of: AttemptResult?.self) { group in
                group.addTask { await self.send(request, timeout: timeout) }
                group.addTask {
                    do {
                        try await self.environment.sleep(delay)
                    } catch {
                        return nil
                    }
                    guard self.state.withLock({ $0.hedging.spend() }) else { return nil }
                    return await self.send(request, timeout: timeout - delay)
                }
                var result: AttemptResult?
                while let next = await group.next() {
                    guard let next else { continue }
                    result = next
                    // The first success is the answer. A failure stands too: what else is to be done is decided by the
                    // rules for retries.
                    break
                }
                group.cancelAll()
                return result ?? .failed(TransportFailure(.cancelled, mayHaveBeenSent: true, "Nothing was answered."))
            }
        }

        private func send(_ request: HTTPRequest, timeout: Duration) async -> AttemptResult {
            do {
                return AttemptResult(
                    try await self.transport.send(
                        request, timeout: timeout, maximumResponseBytes: self.settings.maximumResponseBytes))
            } catch {
                return .failed(error)
            }
        }

        /// Waits until the rate of an adaptive client allows another request.
        private func waitForRate(_ call: RemoteCall, sent: Bool, attempts: Int) async throws(CallFailure) {
            guard self.settings.isAdaptive else { return }
            let now = self.environment.uptime()
            let wait = self.state.withLock { $0.limiter.take(at: now) }
            guard wait > 0 else { return }
            do {
                try await self.environment.sleep(.seconds(wait))
            } catch {
                throw CallFailure(
                    error: Self.cancelled(call, sent: sent), followsLostAnswer: sent, attempts: attempts)
            }
        }

        private func learn(from result: AttemptResult, at origin: HTTPOrigin) {
            if case .failed(let failure) = result {
                self.endpoints.note(origin, isReachable: failure.kind == .cancelled)
            } else {
                self.endpoints.note(origin, isReachable: true)
            }
            guard self.settings.isAdaptive else { return }
            let now = self.environment.uptime()
            self.state.withLock { $0.limiter.answered(isThrottled: result.failureClass == .throttling, at: now) }
        }

        /// Removes the cause of a failure, where that is in our hands.
        ///
        /// - Returns: `false` if it cannot be removed, so that another attempt would fail the same way.
        private func mend(
            _ failureClass: FailureClass, after result: AttemptResult, signedWith credentials: AWSCredentials
        ) -> Bool {
            switch failureClass {
            case .credentials:
                self.credentials.invalidate(credentials)
                return true
            case .clockSkew:
                guard case .refused(let refusal) = result, let date = refusal.date else { return false }
                let now = self.environment.now()
                return self.state.withLock { state in
                    guard abs(date - (now + state.clockOffset)) > Self.toleratedSkew else { return false }
                    state.clockOffset = date - now
                    return true
                }
            case .permanent, .transient, .throttling, .staleConnection: return true
            }
        }

        // MARK: Errors

        private static func cancelled(_ call: RemoteCall, sent: Bool) -> DynamoDBError {
            DynamoDBError(
                .cancelled,
                sent
                    ? "\(call.operation.rawValue) was cancelled after it was sent; it may have been carried out."
                    : "\(call.operation.rawValue) was cancelled; nothing was written.")
        }

        private static func timedOut(_ call: RemoteCall, _ hasLostAnswer: Bool) -> DynamoDBError {
            let error = DynamoDBError(.timeout, "\(call.operation.rawValue) was not done within the time for the call.")
            return hasLostAnswer ? self.outcomeUnknown(call, because: error) : error
        }

        private static func outcomeUnknown(_ call: RemoteCall, because error: DynamoDBError) -> DynamoDBError {
            DynamoDBError(
                .outcomeUnknown,
                "\(call.operation.rawValue) was sent and its answer was lost, so it may have been carried out or not. Read the item to find out. The last failure was: \(error)",
                requestID: error.requestID)
        }
    }

    extension AttemptResult {
        /// Whether the service has judged the request, and would judge it the same again.
        fileprivate var isRefusalForGood: Bool {
            if case .refused(let failure) = self { failure.failureClass == .permanent } else { false }
        }

        fileprivate var retryAfter: Duration? {
            if case .refused(let failure) = self { failure.retryAfter } else { nil }
        }
    }
#endif
