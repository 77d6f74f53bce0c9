// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// Decides when credentials are used and when they are fetched: a value without a clock or a lock.
package struct CredentialCache: Sendable {
    /// What a caller does.
    package enum Decision: Hashable, Sendable {
        /// It takes these. If `startsRefresh`, it sets off a refresh, for which nobody waits.
        case use(AWSCredentials, startsRefresh: Bool)
        /// It waits for the refresh. If `startsRefresh`, it sets it off.
        case wait(startsRefresh: Bool)
    }

    /// This long before their end, credentials are refreshed while they are still used.
    private static let advisoryWindow: Double = 15 * 60
    /// This long before their end, callers wait for new ones.
    private static let mandatoryWindow: Double = 10 * 60
    /// After a failed refresh, credentials that are still valid are used this long without another attempt. So are those
    /// that the service refuses, after others were fetched because it refused them: their source is asked by every call.
    private static let retryPause: Double = 30

    private var current: AWSCredentials?
    private var fetchTime: Double = 0
    private var isRefreshing = false
    /// What was forgotten since the refresh began, whose source may have read it before.
    private var refused: AWSCredentials?
    private var nextAttempt = -Double.infinity
    private var lastInvalidation = -Double.infinity

    /// - Parameters:
    ///   - known: Credentials that need not be fetched, unless they have expired.
    ///   - now: The time.
    package init(known: AWSCredentials? = nil, now: Double = 0) {
        self.current = known
        self.fetchTime = now
    }

    /// Decides for one caller at the time `now`, which is asked for only if there are credentials that expire.
    package mutating func decide(now: @autoclosure () -> Double) -> Decision {
        guard let current else { return .wait(startsRefresh: self.startRefresh()) }
        guard let expiration = current.expirationTime else { return .use(current, startsRefresh: false) }
        let now = now()
        let rest = expiration - now
        // Credentials with a short life would be fetched all the time, if the windows were longer than it.
        let lifetime = max(0, expiration - self.fetchTime)
        guard rest > 0 else { return .wait(startsRefresh: self.startRefresh()) }
        if rest > min(Self.advisoryWindow, lifetime / 2) || now < self.nextAttempt {
            return .use(current, startsRefresh: false)
        }
        if rest > min(Self.mandatoryWindow, lifetime / 4) {
            return .use(current, startsRefresh: self.startRefresh())
        }
        return .wait(startsRefresh: self.startRefresh())
    }

    /// Decides for a caller who does not wait; `nil` where it would have to.
    package mutating func peek(now: @autoclosure () -> Double) -> Decision? {
        var changed = self
        let decision = changed.decide(now: now())
        guard case .use = decision else { return nil }
        self = changed
        return decision
    }

    /// Takes the result of a refresh.
    ///
    /// - Returns: What those get who wait for it: after a failure the old credentials, while they are valid. `nil` if the
    ///   source has to be asked once more, as it gave what was refused meanwhile.
    package mutating func finish(
        _ result: Result<AWSCredentials, DynamoDBError>, now: Double
    ) -> Result<AWSCredentials, DynamoDBError>? {
        if let refused = self.refused.take(), case .success(refused) = result { return nil }
        self.isRefreshing = false
        var failure: DynamoDBError
        switch result {
        case .success(let credentials):
            if credentials.expirationTime.map({ $0 > now }) ?? true {
                self.current = credentials
                self.fetchTime = now
                self.nextAttempt = -.infinity
                return result
            }
            failure = DynamoDBError(
                .credentials,
                "The credentials that were just fetched have expired already. Fetch new ones at their source, and "
                    + "check the clock of this machine.")
        case .failure(let error): failure = error
        }
        guard let current, let expiration = current.expirationTime, expiration > now else { return .failure(failure) }
        self.nextAttempt = now + Self.retryPause
        return .success(current)
    }

    /// Forgets credentials that the service does not accept any more, so that the next caller fetches others.
    ///
    /// - Returns: `false` if they are kept for a while, as the ones before them were forgotten just now.
    package mutating func invalidate(_ credentials: AWSCredentials, now: Double) -> Bool {
        guard self.current == credentials else { return true }
        // The clock may be set back.
        guard abs(now - self.lastInvalidation) >= Self.retryPause else { return false }
        self.lastInvalidation = now
        self.current = nil
        if self.isRefreshing { self.refused = credentials }
        return true
    }

    private mutating func startRefresh() -> Bool {
        defer { self.isRefreshing = true }
        return !self.isRefreshing
    }
}
