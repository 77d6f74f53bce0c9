// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Testing

@testable import SessionStore

struct SessionStoreTests {
    /// Far away from now, so that no test depends on the clock.
    private static let past = Date(timeIntervalSince1970: 1_000_000_000)
    private static let future = Date(timeIntervalSince1970: 4_000_000_000)

    private static func store() async throws -> SessionStore {
        try await SessionStore.create(tableName: "sessions", in: try EmbeddedDatabase.inMemory())
    }

    @Test func `what gets stored`() async throws {
        let store = try await Self.store()
        let session = try await store.start("ann", data: ["theme": "dark"], at: Self.future)
        let item = try await store.sessions.table.get(["pk": "SESSION#\(session.id)"])
        #expect(
            item == [
                "pk": "SESSION#\(session.id)", "id": .string(session.id), "user": "ann", "data": ["theme": "dark"],
                "expiresAt": 4_000_003_600,
            ])
        #expect(try await store.session(session.id) == session)
    }

    @Test func `an expired session is gone before DynamoDB deletes it`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        let store = try await SessionStore.create(tableName: "sessions", in: database)
        let session = try await store.start("ann", at: Self.past)
        #expect(try await store.session(session.id) == nil)
        #expect(try await store.sessions.table.count() == 1)
        let error = await #expect(throws: DynamoDBError.self) { try await store.touch(session.id) }
        #expect(error?.code == .conditionalCheckFailed)
        #expect(try await !store.end(session.id))
        // Only what ended within the last five years is deleted by DynamoDB, and so by the engine.
        let yesterday = try await store.start("ann", at: Date(timeIntervalSinceNow: -86400))
        #expect(try await store.session(yesterday.id) == nil)
        #expect(try await database.removeExpiredItems() == 1)
        #expect(try await store.sessions.table.count() == 1)
    }

    @Test func `a session that is used lasts on, and remembers`() async throws {
        let store = try await Self.store()
        let session = try await store.start("ann", at: Self.future)
        let later = try await store.touch(session.id, at: Self.future.addingTimeInterval(600))
        #expect(later.expiresAt == session.expiresAt.addingTimeInterval(600))
        #expect(try await store.set("a.b", to: "c", in: session.id).data == ["a.b": "c"])
    }

    @Test func `sessions of a user are found, and ended together`() async throws {
        let store = try await Self.store()
        let first = try await store.start("ann", at: Self.future)
        _ = try await store.start("ann", at: Self.future)
        _ = try await store.start("ann", at: Self.past)
        let other = try await store.start("ben", at: Self.future)
        #expect(try await store.sessions(of: "ann", at: Self.future).count() == 2)
        #expect(try await store.end(first.id))
        #expect(try await !store.end(first.id))
        let result = try await store.endAll(of: "ann")
        // The third has expired.
        #expect(result.success && result.successful == 1)
        #expect(try await store.sessions.scan().collected() == [other])
    }
}
