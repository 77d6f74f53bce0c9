// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// How long to wait before a request is sent again, and how often; and what the time is.
///
/// A wait is drawn anew each time between nothing and a bound that doubles ("full jitter"), so that many clients which
/// were refused together do not come back together.
package struct Waits: Sendable {
    /// The bound of the first wait.
    package var start: Duration = .milliseconds(50)
    /// The largest bound.
    package var most: Duration = .seconds(5)
    /// How many times in a row a batch is sent although the database takes nothing of it.
    package var attemptsWithoutProgress = 10
    /// Passes the time. A test puts a recorder here.
    package var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// The time in seconds since 1970. A test puts another clock here.
    package var now: @Sendable () -> Double = { Date().timeIntervalSince1970 }
    /// What measures how long something takes: it stands still while the machine sleeps, and nobody sets it. A test puts
    /// another clock here.
    package var instant: @Sendable () -> SuspendingClock.Instant = { .now }
    /// Draws a number from 0 up to 1. A test puts a constant here.
    package var random: @Sendable () -> Double = { .random(in: 0..<1) }

    package init() {}

    /// The time as a date.
    func date() -> Date { Date(timeIntervalSince1970: self.now()) }

    /// The bound of the wait after so many failures in a row, from 1.
    package func bound(afterFailures failures: Int) -> Duration {
        // Beyond 30 doublings any start of a nanosecond or more has passed any sensible bound.
        let doublings = Swift.min(Swift.max(failures - 1, 0), 30)
        return Swift.min(self.start * (1 << doublings), self.most)
    }

    /// Waits after so many failures in a row, from 1.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/cancelled`` if the task is cancelled meanwhile.
    package func pause(afterFailures failures: Int) async throws(DynamoDBError) {
        try await self.pause(for: self.bound(afterFailures: failures) * self.random())
    }

    /// Waits as long as told.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/cancelled`` if the task is cancelled meanwhile.
    package func pause(for duration: Duration) async throws(DynamoDBError) {
        do {
            try await self.sleep(duration)
        } catch {
            throw .taskCancelled
        }
    }
}

extension DynamoDBError {
    /// The task was cancelled, and nothing more is sent.
    package static let taskCancelled = DynamoDBError(.cancelled, "The task was cancelled.")

    /// Throws if the task is cancelled.
    package static func checkCancellation() throws(DynamoDBError) {
        if Task.isCancelled { throw .taskCancelled }
    }
}
