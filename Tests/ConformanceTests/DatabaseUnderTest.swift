// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import DynamoDB
import RemoteTestSupport
import TestSupport
import Testing

/// A kind of database that every conformance test runs on: a way to make a fresh, empty one.
///
/// Another kind joins all tests by one more entry in ``available``.
struct DatabaseUnderTest: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// The tests that this kind is known to fail, each with what it does instead.
    private let deviations: [String: String]
    /// The same for those that it fails only now and then.
    private let rareDeviations: [String: String]
    private let make: @Sendable () async throws -> Opened

    /// A database and what removes it again.
    struct Opened: Sendable {
        let database: any DynamoDBDatabase
        var remove: @Sendable () async -> Void = {}
    }

    init(
        _ name: String, deviations: [String: String] = [:], rareDeviations: [String: String] = [:],
        make: @escaping @Sendable () async throws -> Opened
    ) {
        self.testDescription = name
        self.deviations = deviations
        self.rareDeviations = rareDeviations
        self.make = make
    }

    /// Every kind there is.
    static let available: [DatabaseUnderTest] = [.inMemory, .inFile, .overTheWire, .server, .moto]

    /// Every kind that has a feature as Amazon DynamoDB has it: all but moto, for those that it does too differently.
    static func available(with feature: MotoDeviations.Feature) -> [DatabaseUnderTest] {
        Self.available.filter {
            MotoDeviations.leftOut[feature] == nil || $0.testDescription != Self.moto.testDescription
        }
    }

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

    /// The remote database, and an engine at the other end of the whole wire, without a socket.
    static let overTheWire = DatabaseUnderTest("remote, through the wire") {
        Opened(database: RemoteDatabase.test(on: RouterTransport(try EmbeddedDatabase.inMemory())))
    }

    /// The remote database on our own server, over loopback.
    static let server = DatabaseUnderTest("remote, on our server") {
        let engine = try EmbeddedDatabase.inMemory()
        let server = try await LoopbackServer(engine)
        return Opened(database: server.remoteDatabase()) {
            try? await server.stop()
            await engine.close()
        }
    }

    /// The remote database on moto's server, over loopback.
    static let moto = DatabaseUnderTest(
        "remote, on moto", deviations: MotoDeviations.always, rareDeviations: MotoDeviations.sometimes
    ) {
        Opened(database: try MotoServer.database())
    }

    /// All tests run at the same time; so many databases at once would have more files open than many systems let a
    /// process have.
    private static let turnstile = Turnstile(width: 32)

    /// Runs `body` on a fresh database, and removes it afterwards.
    func run(_ body: (any DynamoDBDatabase) async throws -> Void) async throws {
        try await Self.turnstile.pass { try await self.runInside(body) }
    }

    private func runInside(_ body: (any DynamoDBDatabase) async throws -> Void) async throws {
        let opened = try await self.make()
        let name = Test.current?.displayName ?? ""
        if let deviation = self.deviations[name] ?? self.rareDeviations[name] {
            let comment: Comment = "\(self.testDescription): \(deviation)"
            await withKnownIssue(comment, isIntermittent: self.deviations[name] == nil) {
                try await body(opened.database)
            }
            await opened.remove()
            return
        }
        do {
            try await body(opened.database)
        } catch {
            await opened.remove()
            throw error
        }
        await opened.remove()
    }
}
