// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// When a failed attempt is followed by another, and after how long.
    ///
    /// A pure value: the random number, the server's hint and the tokens come in as arguments.
    ///
    /// Source: the standard retry mode of the AWS SDKs, with the numbers of 2026 for DynamoDB.
    package struct RetryPolicy: Sendable {
        /// How many attempts one call makes at most, the first included.
        package var maximumAttempts = 4
        /// The longest wait before the second attempt; it doubles for each further one.
        package var baseDelay: Duration = .milliseconds(25)
        /// The same after throttling.
        package var throttlingBaseDelay: Duration = .milliseconds(25)
        /// No wait is longer.
        package var maximumDelay: Duration = .seconds(20)

        package init() {}

        /// The wait before the next attempt: full jitter below a bound that doubles.
        ///
        /// - Parameters:
        ///   - attempts: How many attempts have been made.
        ///   - random: From 0 up to, but not including, 1.
        ///   - hint: What the service asked to wait.
        package func delay(
            after failure: FailureClass, attempts: Int, random: Double, hint: Duration?
        ) -> Duration {
            let base = failure == .throttling ? self.throttlingBaseDelay : self.baseDelay
            // 2 to the 30th times any base is above the cap; no larger power is needed, and none can overflow.
            let bound = min(base * (1 << min(max(attempts - 1, 0), 30)), self.maximumDelay)
            let delay = bound * random
            guard let hint else { return delay }
            return max(delay, min(hint, .seconds(5) + delay))
        }
    }

    /// What one call has already tried.
    package struct RetryState: Sendable {
        /// What to do about a failed attempt.
        package enum Decision: Hashable, Sendable {
            /// Send the same bytes again after this time.
            case retry(after: Duration)
            /// Report the error.
            case giveUp
            /// Report the error, which another attempt might have mended: so many have failed that the bucket is empty.
            case giveUpOutOfTokens
        }

        private let policy: RetryPolicy
        /// How many attempts have been made.
        package private(set) var attempts = 0
        /// What the last retry took from the bucket.
        package private(set) var lastCost: Int?
        private var immediateRetries: Set<FailureClass> = []

        package init(_ policy: RetryPolicy) {
            self.policy = policy
        }

        /// Counts an attempt that is about to be made.
        package mutating func beginAttempt() {
            self.attempts += 1
        }

        /// Decides about an attempt that failed.
        ///
        /// A stale connection, expired credentials and a wrong clock are each worth one attempt at once, whatever the
        /// budget says: their cause is mended.
        package mutating func decide(
            _ failure: FailureClass, random: Double, hint: Duration? = nil, bucket: inout RetryTokenBucket
        ) -> Decision {
            switch failure {
            case .permanent: return .giveUp
            case .staleConnection, .credentials, .clockSkew:
                if self.immediateRetries.insert(failure).inserted { return .retry(after: .zero) }
                guard failure == .staleConnection else { return .giveUp }
                return self.retryWithinBudget(.transient, random: random, hint: hint, bucket: &bucket)
            case .transient, .throttling:
                return self.retryWithinBudget(failure, random: random, hint: hint, bucket: &bucket)
            }
        }

        private mutating func retryWithinBudget(
            _ failure: FailureClass, random: Double, hint: Duration?, bucket: inout RetryTokenBucket
        ) -> Decision {
            let counted = self.attempts - self.immediateRetries.count
            guard counted < self.policy.maximumAttempts else { return .giveUp }
            guard let cost = bucket.take(for: failure) else { return .giveUpOutOfTokens }
            self.lastCost = cost
            return .retry(
                after: self.policy.delay(after: failure, attempts: counted, random: random, hint: hint))
        }
    }
#endif
