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
        static let toleratedSkew = 240.0

        private let transport: any HTTPTransport
        private let credentials: any RefreshableCredentials
        private let endpoints: any EndpointSource
        private let settings: CallSettings
        private let environment: CallEnvironment
        private let signer: CallSigner
        /// The time for a call, in seconds.
        private let callTimeout: Double
        /// What has to be left of that for a request that waits for the rate: time for an answer.
        private let reserve: Double
        /// What to add to our clock to have the service's. It is changed while `state` is locked.
        private let clockOffset = Atomic(0.0)
        private let state = Mutex(SharedState())

        /// What the calls of one client share.
        private struct SharedState {
            var bucket = RetryTokenBucket()
            var limiter = AdaptiveRateLimiter()
            var hedging = HedgingBudget()
            /// The last date that a success came with: it changes once a second, and is read once.
            var lastDate: [UInt8] = []
        }

        package init(
            transport: any HTTPTransport, credentials: any RefreshableCredentials, endpoints: any EndpointSource,
            settings: CallSettings = CallSettings(), environment: CallEnvironment = .system
        ) {
            self.transport = transport
            self.credentials = credentials
            self.endpoints = endpoints
            self.settings = settings
            self.environment = environment
            self.signer = CallSigner(
                userAgent: settings.userAgent, maximumAttempts: settings.retries.maximumAttempts,
                id: environment.makeID())
            self.callTimeout = settings.callTimeout.inSeconds
            self.reserve = min(settings.attemptTimeout.inSeconds, self.callTimeout / 10)
        }

        /// A new identifier, such as the token of a transaction.
        package func makeID() -> String { self.environment.makeID() }

        /// How far one call has come.
        private struct Progress {
            let start: Double
            var retries: RetryState
            /// Whether an attempt that got no answer may have been carried out.
            var hasLostAnswer = false
            /// Whether the last refusal says that no attempt was carried out.
            var isConclusive = false
        }

        /// Makes a call.
        ///
        /// - Throws: ``CallFailure`` after the last attempt. If a write may have been carried out by an attempt whose answer
        ///   was lost, its error is `outcomeUnknown`, with the item that a later attempt found.
        package func perform(
            _ call: RemoteCall, _ observation: CallObservation?
        ) async throws(CallFailure) -> CallAnswer {
            var progress = Progress(start: self.environment.uptime(), retries: RetryState(self.settings.retries))
            do {
                return try await self.attempts(of: call, observation, &progress)
            } catch {
                // After a lost answer, the failure of a later attempt says nothing about the write.
                let isOpen = progress.hasLostAnswer && !progress.isConclusive
                throw CallFailure(
                    error: isOpen ? Self.outcomeUnknown(call, because: error) : error,
                    attempts: progress.retries.attempts)
            }
        }

        // (CodingBenchmark, `call-empty`.)
        @inline(__always)
        private func attempts(
            of call: RemoteCall, _ observation: CallObservation?, _ progress: inout Progress
        ) async throws(DynamoDBError) -> CallAnswer {
            let invocation = self.signer.makeInvocation()
            while true {
                guard !Task.isCancelled else { throw Self.cancelled(call) }
                if self.settings.isAdaptive { try await self.waitForRate(call, progress) }
                progress.retries.beginAttempt()
                let credentials: AWSCredentials
                let target: CallTarget
                if let ready = try self.readyDestination(of: call) {
                    (credentials, target) = ready
                } else {
                    let rest = try self.timeLeft(for: call, progress, at: self.environment.uptime())
                    (credentials, target) = try await self.destination(of: call, within: rest)
                }
                // The body is the same for every attempt, the date is not.
                let signedAt = self.environment.now() + self.clockOffset.load(ordering: .relaxed)
                let request = self.signer.request(
                    for: call, to: target, with: credentials, invocation: invocation,
                    attempt: progress.retries.attempts, now: signedAt)
                let sentAt = self.environment.uptime()
                let rest = try self.timeLeft(for: call, progress, at: sentAt)
                let timeout = min(.seconds(rest), self.settings.attemptTimeout(of: call))
                let result =
                    if let delay = self.settings.hedgingDelay, call.effect == .none, delay < timeout {
                        await self.sendHedged(request, of: call, after: delay, timeout: timeout)
                    } else {
                        await self.send(request, of: call, timeout: timeout)
                    }
                self.learn(from: result, at: target.origin)
                observation?.attempt(
                    progress.retries.attempts, result, duration: self.environment.uptime() - sentAt,
                    origin: target.origin, secrets: credentials.secrets)

                if case .success(let body, let notes) = result {
                    self.noteSuccess(notes, after: progress.retries.lastCost)
                    return CallAnswer(body: body, notes: notes, attempts: progress.retries.attempts)
                }
                var error = result.error(operation: call.operation.rawValue)
                // To show why a signature is wrong, a service may cite all that it got.
                error.message = Redaction.replace(credentials.secrets, in: error.message)
                // Only a success has no class.
                guard let failureClass = result.failureClass else { throw error }
                if result.mayHaveBeenApplied, call.effect != .none { progress.hasLostAnswer = true }
                if case .failed(let failure) = result, failure.kind == .cancelled {
                    throw Self.cancelled(call)
                }
                if call.effect == .repeating, progress.hasLostAnswer { throw error }
                if failureClass == .clockSkew, !self.mendClock(after: result, signedAt: signedAt) { throw error }
                let random = self.environment.random()
                let decision = self.state.withLock { state in
                    progress.retries.decide(
                        failureClass, random: random, hint: result.retryAfter, bucket: &state.bucket)
                }
                if decision == .giveUpOutOfTokens { error.message += Self.outOfTokens }
                guard case .retry(let delay) = decision,
                    delay.inSeconds < self.rest(of: progress, at: self.environment.uptime())
                else {
                    progress.isConclusive = result.isConclusive(for: call)
                    throw error
                }
                if failureClass == .credentials, !self.credentials.invalidate(credentials) { throw error }
                observation?.retrying(after: delay, failureClass)
                if delay > .zero {
                    do {
                        try await self.environment.sleep(delay)
                    } catch {
                        throw Self.cancelled(call)
                    }
                }
            }
        }

        /// The seconds that are left for a call.
        private func rest(of progress: Progress, at uptime: Double) -> Double {
            self.callTimeout - (uptime - progress.start)
        }

        /// The seconds that are left for a call.
        ///
        /// - Throws: The error of a call that is out of time, if there are none.
        private func timeLeft(
            for call: RemoteCall, _ progress: Progress, at uptime: Double
        ) throws(DynamoDBError) -> Double {
            let rest = self.rest(of: progress, at: uptime)
            guard rest > 0 else { throw Self.timedOut(call) }
            return rest
        }

        // MARK: One attempt

        /// Who signs a request, and where it goes, from memory; `nil` if others have to be asked.
        private func readyDestination(of call: RemoteCall) throws(DynamoDBError) -> (AWSCredentials, CallTarget)? {
            guard let credentials = self.credentials.ready(),
                let target = try self.endpoints.readyTarget(for: call, accountID: credentials.accountID)
            else { return nil }
            return (credentials, target)
        }

        /// Who signs a request, and where it goes, asked for as long as the call has time.
        private func destination(
            of call: RemoteCall, within rest: Double
        ) async throws(DynamoDBError) -> (AWSCredentials, CallTarget) {
            typealias Outcome = Result<(AWSCredentials, CallTarget), DynamoDBError>
            let outcome = await withTaskGroup(of: Outcome?.self) { group in
                group.addTask {
                    do throws(DynamoDBError) {
                        let credentials =
                            if let ready = self.credentials.ready() { ready } else {
                                try await self.credentials.credentials()
                            }
                        let target = try await self.endpoints.target(for: call, accountID: credentials.accountID)
                        return .success((credentials, target))
                    } catch {
                        return .failure(error)
                    }
                }
                group.addTask {
                    try? await self.environment.expire(.seconds(rest))
                    return nil
                }
                let first = await group.next() ?? nil
                group.cancelAll()
                return first
            }
            guard let outcome else {
                throw Task.isCancelled ? Self.cancelled(call) : Self.timedOut(call)
            }
            return try outcome.get()
        }

        /// Sends a read, and once more if there is no answer after a time.
        private func sendHedged(
            _ request: HTTPRequest, of call: RemoteCall, after delay: Duration, timeout: Duration
        ) async -> AttemptResult {
            self.state.withLock { $0.hedging.earn() }
            let hedge = Hedge()
            return await withTaskGroup(of: AttemptResult?.self) { group in
                group.addTask { await self.send(request, of: call, timeout: timeout) }
                group.addTask {
                    do {
                        try await self.environment.sleep(delay)
                    } catch {
                        return nil
                    }
                    guard hedge.begin(if: { self.state.withLock { $0.hedging.spend() } }) else { return nil }
                    return await self.send(request, of: call, timeout: timeout - delay)
                }
                var failure: AttemptResult?
                while let result = await group.next() {
                    guard let result else { continue }
                    if result.failureClass == nil {
                        // The first success is the answer.
                        group.cancelAll()
                        return result
                    }
                    failure = result
                    // A failure counts once nothing else is under way.
                    if hedge.giveUp() { group.cancelAll() }
                }
                return failure
                    ?? .failed(TransportFailure(.cancelled, mayHaveBeenSent: true, "Nothing was answered."))
            }
        }

        private func send(_ request: HTTPRequest, of call: RemoteCall, timeout: Duration) async -> AttemptResult {
            do {
                let response = try await self.transport.send(
                    request, timeout: timeout, maximumResponseBytes: self.settings.maximumResponseBytes)
                return AttemptResult(response, to: call)
            } catch {
                return .failed(error)
            }
        }

        /// Gives back what a success gives back, and follows the service's clock while ours is far from it, before a
        /// request is refused for that.
        private func noteSuccess(_ notes: ResponseNotes, after cost: Int?) {
            self.state.withLock { state in
                state.bucket.giveBack(cost)
                guard let text = notes.date, !state.lastDate.elementsEqual(text) else { return }
                state.lastDate = Array(text)
                if let date = CivilTime.secondsSince1970(httpDate: String(decoding: text, as: UTF8.self)) {
                    self.correctClock(to: date)
                }
            }
        }

        /// Takes the service's time for ours, if they are far apart. Only while the state is locked.
        private func correctClock(to date: Double) {
            let now = self.environment.now()
            let theirs = now + self.clockOffset.load(ordering: .relaxed)
            guard abs(date - theirs) > Self.toleratedSkew else { return }
            self.clockOffset.store(date - now, ordering: .relaxed)
        }

        /// The rate of an adaptive client may rise while a request waits for its turn, so it looks again after this long.
        private static let longestWaitForRate = 0.5
        /// Less than this is not waited for, as a clock may not see it go by.
        private static let shortestWaitForRate = 0.001

        /// Waits until the rate of an adaptive client allows another request.
        ///
        /// All wait in one line and for as long: without the reserve, whoever comes to its head under lasting throttling is
        /// about to give up, and what is sent then is work for nobody.
        private func waitForRate(_ call: RemoteCall, _ progress: Progress) async throws(DynamoDBError) {
            guard let turn = self.state.withLock({ $0.limiter.takeTurn(at: self.environment.uptime()) }) else { return }
            var hasWaited = false
            while true {
                let now = self.environment.uptime()
                let wait = self.state.withLock { $0.limiter.wait(for: turn, at: now) }
                // Whose turn is there at once is sent like any other.
                guard wait > 0 || hasWaited else { return }
                let rest = self.rest(of: progress, at: now) - self.reserve
                guard rest > 0 else {
                    self.state.withLock { $0.limiter.giveBack(turn) }
                    let again = progress.retries.attempts > 0 ? " again" : ""
                    throw DynamoDBError(
                        .throttling,
                        "\(call.operation.rawValue) was not sent\(again): the service throttles, and at the rate that it accepts the turn of this call did not come within its time."
                    )
                }
                guard wait > 0 else { return }
                hasWaited = true
                do {
                    let wait = max(min(wait, rest, Self.longestWaitForRate), Self.shortestWaitForRate)
                    try await self.environment.sleep(.seconds(wait))
                } catch {
                    self.state.withLock { $0.limiter.giveBack(turn) }
                    throw Self.cancelled(call)
                }
            }
        }

        private func learn(from result: AttemptResult, at origin: HTTPOrigin) {
            if let isReachable = result.isReachable { self.endpoints.note(origin, isReachable: isReachable) }
            guard self.settings.isAdaptive else { return }
            let now = self.environment.uptime()
            self.state.withLock { $0.limiter.answered(isThrottled: result.failureClass == .throttling, at: now) }
        }

        /// Takes the service's time for ours after it refused a request for its time.
        ///
        /// - Returns: `false` if that was not far off, so that another attempt would fail the same way.
        private func mendClock(after result: AttemptResult, signedAt: Double) -> Bool {
            // What counts is the time in this request: another call may have corrected the clock since.
            guard case .refused(let refusal) = result, let date = refusal.date,
                abs(date - signedAt) > Self.toleratedSkew
            else { return false }
            self.state.withLock { _ in self.correctClock(to: date) }
            return true
        }

        // MARK: Errors

        private static func cancelled(_ call: RemoteCall) -> DynamoDBError {
            DynamoDBError(.cancelled, "\(call.operation.rawValue) was cancelled.")
        }

        private static func timedOut(_ call: RemoteCall) -> DynamoDBError {
            .timeout(of: call.operation)
        }

        private static let outOfTokens =
            " It was not sent again: so many attempts have failed that this client repeats hardly any until calls succeed."

        private static func outcomeUnknown(_ call: RemoteCall, because error: DynamoDBError) -> DynamoDBError {
            var unknown = DynamoDBError.outcomeUnknown(of: call.operation)
            unknown.message += " The last failure was: \(error)"
            unknown.item = error.item
            unknown.requestID = error.requestID
            return unknown
        }
    }

    extension AttemptResult {
        /// Whether the service refuses these bytes whatever is stored, so that it has not carried them out before either.
        fileprivate func isConclusive(for call: RemoteCall) -> Bool {
            guard case .refused(let failure) = self, failure.failureClass == .permanent else { return false }
            switch failure.body.name {
            // What may be done to a table depends on the table, and what an update may do on the item: an earlier attempt
            // may have found another one.
            case "ValidationException": return !call.operation.isAboutTables && call.operation != .updateItem
            // The cancellation of a transaction says only that none had been carried out before: the attempt without an
            // answer may still be on its way, and its conditions true when it arrives.
            case "SerializationException", "IdempotentParameterMismatchException": return true
            default: return false
            }
        }

        fileprivate var retryAfter: Duration? {
            if case .refused(let failure) = self { failure.retryAfter } else { nil }
        }

        /// Whether the other side can be reached; `nil` if the attempt does not tell.
        fileprivate var isReachable: Bool? {
            guard case .failed(let failure) = self else { return true }
            switch failure.kind {
            case .connect, .tls, .connectionLost: return false
            // Without having been sent, it waited for a connection.
            case .timeout: return failure.mayHaveBeenSent ? false : nil
            default: return nil
            }
        }
    }
#endif
