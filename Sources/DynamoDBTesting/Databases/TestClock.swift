// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// A clock that stands still until a test moves it.
///
/// ```swift
/// let clock = TestClock()
/// let database = try EmbeddedDatabase.inMemory(clock: clock)
/// clock.advance(by: .seconds(3600))
/// ```
///
/// Copies of the reference share the time.
public final class TestClock: Sendable {
    private let time: Mutex<Double>

    /// A clock.
    ///
    /// - Parameter start: Its time, to the millisecond. Defaults to the beginning of 2026, in UTC.
    public init(_ start: Date = Date(timeIntervalSince1970: 1_767_225_600)) {
        self.time = Mutex(start.timeIntervalSince1970)
    }

    /// The time.
    public var now: Date { Date(timeIntervalSince1970: self.secondsSince1970) }

    /// The time in seconds since 1970, to the millisecond: as items that expire have it.
    public var secondsSince1970: Double {
        (self.time.withLock { $0 } * 1000).rounded() / 1000
    }

    /// Moves the clock.
    ///
    /// - Parameter duration: How far; back if it is negative.
    public func advance(by duration: Duration) {
        let (seconds, attoseconds) = duration.components
        self.time.withLock { $0 += Double(seconds) + Double(attoseconds) * 1e-18 }
    }

    /// Sets the clock.
    public func set(to time: Date) {
        self.time.withLock { $0 = time.timeIntervalSince1970 }
    }
}
