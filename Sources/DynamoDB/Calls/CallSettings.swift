// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// How calls are made; taken from the configuration.
    package struct CallSettings: Sendable {
        /// How long one attempt may take.
        package var attemptTimeout: Duration = .seconds(5)
        /// How long a call may take, with all its attempts and the waits between them.
        package var callTimeout: Duration = .seconds(30)
        /// The longest body of a response. A batch gives up to 16 MB of items, as items are counted: in JSON binaries take a
        /// third more, control characters six times as much, and a list of nothing but empty texts nine times.
        package var maximumResponseBytes = 160 << 20
        package var retries = RetryPolicy()
        /// Whether the client slows down when it is throttled.
        package var isAdaptive = false
        /// When a read that has no answer yet is sent a second time; `nil` for never.
        package var hedgingDelay: Duration?
        package var userAgent = "swift-dynamodb"

        package init() {}

        /// How long one attempt of this call may take: operations on tables take the service longer, and a large request
        /// takes a slow line longer, which would otherwise never finish it.
        func attemptTimeout(of call: RemoteCall) -> Duration {
            let timeout = call.operation.isAboutTables ? self.attemptTimeout * 3 : self.attemptTimeout
            return timeout + .milliseconds(call.body.count / Self.slowestBytesPerMillisecond)
        }

        /// A line of one megabit a second.
        private static let slowestBytesPerMillisecond = 128
    }

    /// Limits hedged reads to a tenth of all reads, with a small reserve.
    package struct HedgingBudget: Sendable {
        private static let share = 0.1
        private static let reserve = 10.0

        private var tokens = HedgingBudget.reserve

        package init() {}

        /// Notes a read that was sent.
        package mutating func earn() {
            self.tokens = min(Self.reserve, self.tokens + Self.share)
        }

        /// Takes what a second sending costs; `false` if the budget is used up.
        package mutating func spend() -> Bool {
            guard self.tokens >= 1 else { return false }
            self.tokens -= 1
            return true
        }
    }
#endif
