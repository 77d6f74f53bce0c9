// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Testing

/// A kind of database that every conformance test runs on: a way to make a fresh, empty one.
///
/// Another kind joins all tests by one more entry in ``available``.
struct DatabaseUnderTest: Sendable, CustomTestStringConvertible {
    let testDescription: String
    private let make: @Sendable () async throws -> Opened

    /// A database and what removes it again.
    struct Opened: Sendable {
        let database: any DynamoDBDatabase
        var remove: @Sendable () async -> Void = {}
    }

    init(_ name: String, make: @escaping @Sendable () async throws -> Opened) {
        self.testDescription = name
        self.make = make
    }

    /// Every kind there is.
    static let available: [DatabaseUnderTest] = [.inMemory, .inFile]

    static let inMemory = DatabaseUnderTest("embedded, in memory") {
        Opened(database: try EmbeddedDatabase.inMemory())
    }

    static let inFile = DatabaseUnderTest("embedded, in a file") {
        let folder = FileManager.default.temporaryDirectory.appending(path: "swift-dynamodb-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var configuration = EmbeddedDatabase.Configuration()
        configuration.durability = .relaxed
        let database = try EmbeddedDatabase(
            path: folder.appending(path: "test.sqlite").path(), configuration: configuration)
        return Opened(database: database) {
            await database.close()
            try? FileManager.default.removeItem(at: folder)
        }
    }

    /// Runs `body` on a fresh database, and removes it afterwards.
    func run(_ body: (any DynamoDBDatabase) async throws -> Void) async throws {
        let opened = try await self.make()
        do {
            try await body(opened.database)
        } catch {
            await opened.remove()
            throw error
        }
        await opened.remove()
    }
}
