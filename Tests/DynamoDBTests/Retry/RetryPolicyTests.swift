// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Testing

struct RetryPolicyTests {
    @Test(arguments: [
        ("ThrottlingException", 400, FailureClass.throttling),
        ("ProvisionedThroughputExceededException", 400, .throttling),
        ("RequestLimitExceeded", 400, .throttling), ("LimitExceededException", 400, .throttling),
        ("TransactionInProgressException", 400, .throttling), ("", 429, .throttling),
        ("InternalServerError", 500, .transient), ("ServiceUnavailableException", 503, .transient),
        ("ReplicatedWriteConflictException", 400, .transient), ("", 500, .transient), ("", 502, .transient),
        ("", 503, .transient), ("", 504, .transient), ("ExpiredTokenException", 400, .credentials),
        ("UnrecognizedClientException", 400, .credentials), ("InvalidSignatureException", 400, .clockSkew),
        ("RequestTimeTooSkewed", 403, .clockSkew), ("ConditionalCheckFailedException", 400, .permanent),
        ("ValidationException", 400, .permanent), ("ResourceNotFoundException", 400, .permanent),
        ("TransactionCanceledException", 400, .permanent), ("TransactionConflictException", 400, .permanent),
        ("AccessDeniedException", 400, .clockSkew), ("", 400, .permanent), ("", 413, .permanent), ("", 501, .permanent),
    ])
    func `an answer is retried by its code, and by its status where it has none`(
        code: String, status: Int, expected: FailureClass
    ) {
        #expect(FailureClass(code: code, status: status) == expected)
    }

    @Test(
        arguments: [
            (1, 1.0, nil, Duration.milliseconds(25)), (2, 1.0, nil, .milliseconds(50)),
            (3, 1.0, nil, .milliseconds(100)),
            (3, 0.5, nil, .milliseconds(50)), (1, 0.0, nil, .zero), (60, 1.0, nil, .seconds(20)),
            (1, 1.0, .milliseconds(700), .milliseconds(700)), (1, 1.0, .milliseconds(3), .milliseconds(25)),
            (1, 1.0, .seconds(60), .milliseconds(5025)),
        ] as [(Int, Double, Duration?, Duration)])
    func `the wait doubles, is random below its bound, and heeds the service within five seconds`(
        attempts: Int, random: Double, hint: Duration?, expected: Duration
    ) {
        let delay = RetryPolicy().delay(after: .transient, attempts: attempts, random: random, hint: hint)
        #expect(delay == expected)
    }

    @Test
    func `a call makes four attempts and no more`() {
        var bucket = RetryTokenBucket()
        var state = RetryState(RetryPolicy())
        var decisions: [RetryState.Decision] = []
        repeat {
            state.beginAttempt()
            decisions.append(state.decide(.transient, random: 0, bucket: &bucket))
        } while decisions.last != .giveUp && decisions.count < 10
        #expect(decisions == [.retry(after: .zero), .retry(after: .zero), .retry(after: .zero), .giveUp])
        #expect(bucket.tokens == RetryTokenBucket.capacity - 3 * 14)
    }

    @Test(arguments: [FailureClass.staleConnection, .credentials, .clockSkew])
    func `what can be mended is tried again at once, and does not count`(failure: FailureClass) {
        var bucket = RetryTokenBucket()
        var state = RetryState(RetryPolicy())
        state.beginAttempt()
        #expect(state.decide(failure, random: 1, bucket: &bucket) == .retry(after: .zero))
        #expect(bucket.tokens == RetryTokenBucket.capacity)
        var retries = 0
        while true {
            state.beginAttempt()
            guard case .retry = state.decide(.transient, random: 1, bucket: &bucket) else { break }
            retries += 1
        }
        #expect(retries == 3)
    }

    @Test
    func `wrong credentials are not tried a third time`() {
        var bucket = RetryTokenBucket()
        var state = RetryState(RetryPolicy())
        state.beginAttempt()
        _ = state.decide(.credentials, random: 1, bucket: &bucket)
        state.beginAttempt()
        #expect(state.decide(.credentials, random: 1, bucket: &bucket) == .giveUp)
    }

    @Test
    func `an empty bucket ends all retrying, and successes fill it again`() {
        var bucket = RetryTokenBucket()
        var calls = 0
        while bucket.tokens >= 14 {
            var state = RetryState(RetryPolicy())
            state.beginAttempt()
            #expect(state.decide(.transient, random: 0, bucket: &bucket) == .retry(after: .zero))
            calls += 1
        }
        #expect(calls == 35)
        var state = RetryState(RetryPolicy())
        state.beginAttempt()
        #expect(state.decide(.transient, random: 0, bucket: &bucket) == .giveUpOutOfTokens)
        #expect(state.decide(.throttling, random: 0, bucket: &bucket) == .retry(after: .zero))
        for _ in 0..<1000 { bucket.giveBack(nil) }
        #expect(bucket.tokens == RetryTokenBucket.capacity)
    }

    @Test
    func `throttling slows a client down and success speeds it up again`() throws {
        var limiter = AdaptiveRateLimiter()
        var now = 0.0
        // 100 requests a second, all well: nothing is limited.
        for _ in 0..<200 {
            #expect(limiter.takeTurn(at: now) == nil)
            limiter.answered(isThrottled: false, at: now)
            now += 0.01
        }
        limiter.answered(isThrottled: true, at: now)
        // Now the same speed has to wait.
        var wait = 0.0
        for _ in 0..<200 {
            let turn = limiter.takeTurn(at: now)
            wait = limiter.wait(for: try #require(turn), at: now)
            now += 0.01
        }
        #expect(wait > 0.1)
        // After a while without throttling the waits end.
        for _ in 0..<2000 {
            limiter.answered(isThrottled: false, at: now)
            now += 0.02
        }
        let turn = limiter.takeTurn(at: now)
        #expect(limiter.wait(for: try #require(turn), at: now) == 0)
    }

    @Test
    func `a client slows down with each throttling, and a turn that is given back moves the others up`() throws {
        var limiter = AdaptiveRateLimiter()
        var now = 0.0
        for _ in 0..<200 {
            limiter.answered(isThrottled: false, at: now)
            now += 0.01
        }
        // However fast the requests were, the rate falls to one in two seconds.
        for _ in 0..<100 { limiter.answered(isThrottled: true, at: now) }
        var turns: [Double] = []
        for _ in 0..<3 {
            let turn = limiter.takeTurn(at: now)
            turns.append(try #require(turn))
        }
        var waits = turns.map { limiter.wait(for: $0, at: now) }
        #expect(waits == [2, 4, 6])
        // Those before it stay where they are.
        limiter.giveBack(turns[1])
        waits = [turns[0], turns[2]].map { limiter.wait(for: $0, at: now) }
        #expect(waits == [2, 4])
        limiter.giveBack(turns[0])
        #expect(limiter.wait(for: turns[2], at: now) == 2)
        // Who waits comes nearer with time.
        #expect(limiter.wait(for: turns[2], at: now + 1) == 1)
        limiter.giveBack(turns[2])
        let next = limiter.takeTurn(at: now + 1)
        #expect(limiter.wait(for: try #require(next), at: now + 1) == 1)
    }

    /// One second of throttling at 100 requests a second, and none after it.
    @Test
    func `a client comes back to its rate after a short throttling, and nobody waits out the time of a call`() {
        var limiter = AdaptiveRateLimiter()
        var waiting: [(turn: Double, since: Double)] = []
        var longest = 0.0
        for tick in 0..<4000 {
            let now = Double(tick) / 100
            var sent = 0
            if let turn = limiter.takeTurn(at: now) { waiting.append((turn, now)) } else { sent += 1 }
            while let first = waiting.first, limiter.wait(for: first.turn, at: now) == 0 {
                longest = max(longest, now - first.since)
                waiting.removeFirst()
                sent += 1
            }
            for _ in 0..<sent { limiter.answered(isThrottled: (500..<600).contains(tick), at: now) }
        }
        #expect(longest > 1 && longest < 15)
        #expect(waiting.count < 50)
    }
}
