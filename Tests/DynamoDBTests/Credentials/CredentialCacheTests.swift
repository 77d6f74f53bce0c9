// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Foundation
import Testing

/// The decisions of the cache, without tasks.
struct CredentialCacheTests {
    private static func credentials(_ key: String, until expiration: Double?) -> AWSCredentials {
        AWSCredentials(
            accessKeyID: key, secretAccessKey: "SECRETKEY",
            expiration: expiration.map { Date(timeIntervalSince1970: $0) })
    }

    private static func cache(lifetime: Double?, fetchedAt now: Double = 0) -> CredentialCache {
        var cache = CredentialCache()
        _ = cache.decide(now: now)
        _ = cache.finish(.success(self.credentials("A", until: lifetime.map { now + $0 })), now: now)
        return cache
    }

    private static func word(_ decision: CredentialCache.Decision) -> String {
        switch decision {
        case .use(let credentials, let starts): "use \(credentials.accessKeyID)\(starts ? ", refresh" : "")"
        case .wait(let starts): "wait\(starts ? ", refresh" : "")"
        }
    }

    @Test(
        arguments: [
            (nil, 1e12, "use A"), (3600, 0, "use A"), (3600, 2699, "use A"), (3600, 2700, "use A, refresh"),
            (3600, 2999, "use A, refresh"), (3600, 3000, "wait, refresh"), (3600, 3599, "wait, refresh"),
            (3600, 3600, "wait, refresh"), (3600, 1e12, "wait, refresh"),
            // A short life has short windows: a half and a quarter of it.
            (400, 199, "use A"), (400, 200, "use A, refresh"), (400, 299, "use A, refresh"),
            (400, 300, "wait, refresh"),
        ] as [(Double?, Double, String)])
    func `credentials are refreshed 15 minutes ahead, and waited for 10 minutes ahead`(
        lifetime: Double?, now: Double, decision: String
    ) {
        var cache = Self.cache(lifetime: lifetime)
        #expect(Self.word(cache.decide(now: now)) == decision)
    }

    @Test(
        arguments: [
            (lifetime: nil, decision: "use A", asked: 0), (lifetime: 7200, decision: "use A", asked: 1),
            (lifetime: 4200, decision: "use A, refresh", asked: 1), (lifetime: 3600, decision: nil, asked: 1),
        ] as [(lifetime: Double?, decision: String?, asked: Int)])
    func `who does not wait is told so, and the time is asked for once, if credentials expire`(
        lifetime: Double?, decision: String?, asked: Int
    ) {
        var cache = Self.cache(lifetime: lifetime)
        var count = 0
        func now() -> Double {
            count += 1
            return 3500
        }
        #expect(cache.peek(now: now()).map(Self.word) == decision)
        #expect(count == asked)
        // A refresh begins only if whoever looked was told to begin it.
        if decision == nil { #expect(Self.word(cache.decide(now: 3500)) == "wait, refresh") }
    }

    @Test func `one refresh is under way at a time`() {
        var cache = CredentialCache()
        #expect((0..<3).map { _ in Self.word(cache.decide(now: 0)) } == ["wait, refresh", "wait", "wait"])
        cache = Self.cache(lifetime: 3600)
        #expect((0..<2).map { _ in Self.word(cache.decide(now: 2700)) } == ["use A, refresh", "use A"])
        // In the last minutes everyone waits for the refresh that began before.
        #expect(Self.word(cache.decide(now: 3100)) == "wait")
    }

    @Test func `after a failed refresh valid credentials stay in use, and the next attempt waits a little`() throws {
        let failure = DynamoDBError(.credentials, "broken")
        for time in [2700.0, 3000] {
            var cache = Self.cache(lifetime: 3600)
            _ = cache.decide(now: time)
            #expect(try cache.finish(.failure(failure), now: time)?.get().accessKeyID == "A")
            #expect(Self.word(cache.decide(now: time + 29)) == "use A")
            #expect(Self.word(cache.decide(now: time + 30)).hasSuffix(", refresh"))
        }
        // The little wait does not outlast the credentials.
        var late = Self.cache(lifetime: 3600)
        _ = late.decide(now: 3590)
        _ = late.finish(.failure(failure), now: 3590)
        #expect(Self.word(late.decide(now: 3599)) == "use A")
        #expect(Self.word(late.decide(now: 3600)) == "wait, refresh")
        var cache = Self.cache(lifetime: 3600)
        _ = cache.decide(now: 3600)
        #expect(throws: DynamoDBError.self) { try cache.finish(.failure(failure), now: 3600)?.get() }
        #expect(Self.word(cache.decide(now: 3601)) == "wait, refresh")
    }

    @Test func `new credentials that have expired are an error that speaks of the clock`() {
        var cache = CredentialCache()
        _ = cache.decide(now: 100)
        let result = cache.finish(.success(Self.credentials("A", until: 100)), now: 100)
        let error = #expect(throws: DynamoDBError.self) { try result?.get() }
        #expect(error?.code == .credentials)
        #expect(error?.message.contains("clock") == true)
        #expect(Self.word(cache.decide(now: 100)) == "wait, refresh")
    }

    @Test func `credentials that the service refused are forgotten, but not their successors`() {
        var cache = Self.cache(lifetime: nil)
        var isForgotten = cache.invalidate(Self.credentials("B", until: nil), now: 0)
        #expect(isForgotten)
        #expect(Self.word(cache.decide(now: 0)) == "use A")
        isForgotten = cache.invalidate(Self.credentials("A", until: nil), now: 0)
        #expect(isForgotten)
        #expect(Self.word(cache.decide(now: 0)) == "wait, refresh")
    }

    @Test(arguments: ["A", "B"])
    func `what was refused during a refresh is not taken from it, but asked for once more`(second: String) throws {
        var cache = Self.cache(lifetime: 3600)
        let old = Self.credentials("A", until: 3600)
        #expect(Self.word(cache.decide(now: 2700)) == "use A, refresh")
        #expect(Self.word(cache.decide(now: 2700)) == "use A")
        let isForgotten = cache.invalidate(old, now: 2700)
        #expect(isForgotten)
        let first = cache.finish(.success(old), now: 2701)
        #expect(first == nil)
        #expect(Self.word(cache.decide(now: 2701)) == "wait")
        let answer = cache.finish(.success(Self.credentials(second, until: 7200)), now: 2702)
        #expect(try answer?.get().accessKeyID == second)
        #expect(Self.word(cache.decide(now: 2702)) == "use \(second)")
    }

    @Test func `a refresh that began after the refusal may end with what was refused`() throws {
        var cache = Self.cache(lifetime: nil)
        let old = Self.credentials("A", until: nil)
        for _ in 0..<2 {
            let isForgotten = cache.invalidate(old, now: 0)
            #expect(isForgotten)
            _ = cache.decide(now: 0)
        }
        #expect(try cache.finish(.success(old), now: 0)?.get().accessKeyID == "A")
    }

    @Test func `credentials that are refused again and again are fetched once in 30 seconds`() {
        var cache = Self.cache(lifetime: nil)
        var fetches = 0
        for now in 0..<90 {
            let isForgotten = cache.invalidate(Self.credentials("A", until: nil), now: Double(now))
            #expect(isForgotten == now.isMultiple(of: 30))
            guard case .wait = cache.decide(now: Double(now)) else { continue }
            fetches += 1
            _ = cache.finish(.success(Self.credentials("A", until: nil)), now: Double(now))
        }
        #expect(fetches == 3)
    }
}
