// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded

/// Point reads by two tasks at the same time.
struct ConcurrencyMeasures {
    /// A connection that one task uses at a time, and which one is settled by its index: that is why it may cross over.
    private struct Connection: @unchecked Sendable {
        let floor: Floor
    }

    private static let tasks = 2

    private let database: EmbeddedDatabase
    private let connections: [Connection]
    private let keys: [RowKey]
    private let gets: [GetItemInput]

    init(_ database: EmbeddedDatabase, path: String) throws {
        self.database = database
        self.connections = try (0..<Self.tasks).map { _ in Connection(floor: try Floor(path: path)) }
        self.keys = try self.connections[0].floor.sampleKeys(4096).compactMap(RowKey.init)
        self.gets = self.keys.map { GetItemInput(tableName: Tables.name, key: $0.item) }
    }

    /// Times of one read, of which two run side by side.
    func contenders() -> [Contender] {
        let (database, connections, keys, gets) = (self.database, self.connections, self.keys, self.gets)
        return [
            Contender(name: "floor-get-2-tasks", clock: .wall) { count in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<Self.tasks {
                        group.addTask {
                            for turn in 0..<(count / Self.tasks) {
                                _ = try connections[task].floor.read(keys[(turn * 2 + task) % keys.count].bytes)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            },
            Contender(name: "get-2-tasks", floor: "floor-get-2-tasks", clock: .wall, goal: 2.5) { count in
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for task in 0..<Self.tasks {
                        group.addTask {
                            for turn in 0..<(count / Self.tasks) {
                                _ = try await database.getItem(gets[(turn * 2 + task) % gets.count])
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            },
        ]
    }
}
