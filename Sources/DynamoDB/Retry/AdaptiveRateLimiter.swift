// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    // For the cube root.
    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #else
        import Darwin
    #endif

    /// Slows a client down when the service throttles it, and lets it speed up again: the adaptive retry mode.
    ///
    /// A pure value; the time comes in as an argument, in seconds from any fixed point.
    ///
    /// Source: the adaptive retry mode of the AWS SDKs.
    package struct AdaptiveRateLimiter: Sendable {
        private static let beta = 0.7
        private static let scale = 0.4
        private static let smoothing = 0.8
        private static let minimumFillRate = 0.5
        private static let minimumCapacity = 1.0

        /// Tokens a second; 0 as long as there has been no throttling.
        private var fillRate = 0.0
        private var capacity = 0.0
        /// How many turns were given out, and up to which one requests may be sent; what is granted beyond is for the next.
        private var turns = 0.0
        private var granted = 0.0
        /// The turns beyond that nobody waits for any more, in order.
        private var abandoned: [Double] = []
        private var isEnabled = false
        private var refilledAt: Double?

        /// Requests a second, smoothed over half seconds.
        private var measuredRate = 0.0
        private var bucketStart: Double?
        private var requestsInBucket = 0

        private var rateBeforeThrottling = 0.0
        private var throttledAt = 0.0
        private var timeWindow = 0.0

        package init() {}

        /// Takes a turn for a request; `nil` if there is no throttling, so that it can be sent at once.
        package mutating func takeTurn(at now: Double) -> Double? {
            guard self.isEnabled else { return nil }
            self.refill(at: now)
            self.turns += 1
            return self.turns
        }

        /// How long the turn is away by the rate of this moment, in seconds; 0 if the request may be sent. As the rate
        /// changes, who waits long asks again meanwhile.
        package mutating func wait(for turn: Double, at now: Double) -> Double {
            self.refill(at: now)
            let before = self.abandoned.prefix { $0 < turn }.count
            return max(0, (turn - self.granted - Double(before)) / self.fillRate)
        }

        /// Gives the turn of a request back that is not sent after all: those behind it move up.
        package mutating func giveBack(_ turn: Double) {
            guard turn > self.granted else { return self.grant(1) }
            self.abandoned.insert(turn, at: self.abandoned.prefix { $0 < turn }.count)
            self.grant(0)
        }

        /// Learns from an answer.
        package mutating func answered(isThrottled: Bool, at now: Double) {
            self.measure(at: now)
            let calculated: Double
            if isThrottled {
                let rate = self.isEnabled ? min(self.measuredRate, self.fillRate) : self.measuredRate
                self.rateBeforeThrottling = rate
                self.timeWindow = cbrt(rate * (1 - Self.beta) / Self.scale)
                self.throttledAt = now
                self.isEnabled = true
                calculated = rate * Self.beta
            } else {
                guard self.isEnabled else { return }
                let elapsed = now - self.throttledAt - self.timeWindow
                calculated = Self.scale * elapsed * elapsed * elapsed + self.rateBeforeThrottling
            }
            self.setRate(min(calculated, 2 * self.measuredRate), at: now)
        }

        private mutating func setRate(_ rate: Double, at now: Double) {
            self.refill(at: now)
            self.fillRate = max(rate, Self.minimumFillRate)
            self.capacity = max(rate, Self.minimumCapacity)
            self.grant(0)
        }

        private mutating func refill(at now: Double) {
            if let refilledAt { self.grant(max(0, now - refilledAt) * self.fillRate) }
            self.refilledAt = now
        }

        private mutating func grant(_ tokens: Double) {
            self.granted = min(self.turns + self.capacity, self.granted + tokens)
            let passed = self.abandoned.prefix { turn in
                guard turn <= self.granted + 1 else { return false }
                self.granted += 1
                return true
            }
            self.abandoned.removeFirst(passed.count)
        }

        private mutating func measure(at now: Double) {
            let bucket = (now * 2).rounded(.down) / 2
            self.requestsInBucket += 1
            guard let start = self.bucketStart else {
                self.bucketStart = bucket
                return
            }
            guard bucket > start else { return }
            let rate = Double(self.requestsInBucket) / (bucket - start)
            self.measuredRate = rate * Self.smoothing + self.measuredRate * (1 - Self.smoothing)
            self.requestsInBucket = 0
            self.bucketStart = bucket
        }
    }
#endif
