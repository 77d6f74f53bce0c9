// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// Limits how much a client retries over all its calls, so that a service in trouble is not buried in repetitions.
    ///
    /// Every retry takes tokens, and every success gives some back; an empty bucket means that an error is reported at
    /// once.
    ///
    /// Source: the standard retry mode of the AWS SDKs: 500 tokens, 14 for a retry, 5 for one after throttling.
    package struct RetryTokenBucket: Sendable {
        package static let capacity = 500
        private static let retryCost = 14
        private static let throttlingCost = 5

        package private(set) var tokens = RetryTokenBucket.capacity

        package init() {}

        /// Takes the tokens for a retry.
        ///
        /// - Returns: How many were taken; `nil` if there are not enough.
        package mutating func take(for failure: FailureClass) -> Int? {
            let cost = failure == .throttling ? Self.throttlingCost : Self.retryCost
            guard self.tokens >= cost else { return nil }
            self.tokens -= cost
            return cost
        }

        /// Gives back after a success: what its last retry took, or one token if it needed none.
        package mutating func giveBack(_ cost: Int?) {
            self.tokens = min(Self.capacity, self.tokens + (cost ?? 1))
        }
    }
#endif
