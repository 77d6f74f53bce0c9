// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation

/// The sessions of a web site.
struct SessionStore: Sendable {
    let sessions: ModelTable<Session>

    /// How long a session lasts after it was last used.
    var lifetime: TimeInterval = 3600

    /// A store in a table that exists.
    init(tableName: String, in database: some DynamoDBDatabase) {
        self.sessions = ModelTable(Session.schema, named: tableName, in: database)
    }

    /// Creates the table, and has DynamoDB delete what has expired.
    static func create(tableName: String, in database: some DynamoDBDatabase) async throws(DynamoDBError) -> Self {
        try await ModelTable.create(Session.schema, named: tableName, in: database)
        return Self(tableName: tableName, in: database)
    }

    /// Starts a session.
    func start(
        _ user: String, data: [String: String] = [:], at now: Date = .now
    ) async throws(DynamoDBError) -> Session {
        try await self.sessions.insert(
            Session(id: UUID().uuidString, user: user, data: data, expiresAt: now.addingTimeInterval(self.lifetime)))
    }

    /// The session, or `nil` if there is none or it has expired.
    func session(_ id: String) async throws(DynamoDBError) -> Session? {
        try await self.sessions.get(Session.key(id))
    }

    /// Makes a session last on. Fails with `.conditionalCheckFailed` if it has expired.
    @discardableResult
    func touch(_ id: String, at now: Date = .now) async throws(DynamoDBError) -> Session {
        try await self.sessions.update(Session.key(id)) {
            $0.set("expiresAt", to: now.addingTimeInterval(self.lifetime))
        }
    }

    /// Remembers something in a session.
    @discardableResult
    func set(_ name: String, to value: String, in id: String) async throws(DynamoDBError) -> Session {
        try await self.sessions.update(Session.key(id)) { $0.set(Attribute("data")[name], to: value) }
    }

    /// The sessions of a user that have not expired: a query of the index.
    func sessions(of user: String, at now: Date = .now) -> ModelSequence<Session> {
        self.sessions.query(Session.byUser, user, .after(now))
    }

    /// Ends a session. Returns whether there was one.
    @discardableResult
    func end(_ id: String) async throws(DynamoDBError) -> Bool {
        do {
            try await self.sessions.delete(Session.key(id), condition: Attribute("pk").exists)
            return true
        } catch {
            guard error.code == .conditionalCheckFailed else { throw error }
            return false
        }
    }

    /// Ends all sessions of a user, such as after a change of the password.
    ///
    /// An index follows its table a moment later: a session that has only just begun may not be found.
    func endAll(of user: String) async throws(DynamoDBError) -> ModelBatchResult<ModelKey<Session>> {
        let sessions = try await self.sessions.query(Session.byUser, user).collected()
        return await self.sessions.delete(keys: sessions.map { Session.key($0.id) })
    }
}
