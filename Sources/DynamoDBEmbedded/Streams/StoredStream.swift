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

/// A stream as the list of streams holds it; its table may be gone already.
///
/// The list is the tree "streams", with one row a stream under ``StreamName/key``. The records of a stream are a tree of
/// their own, so that forgetting a stream is dropping a tree.
struct StoredStream: Codable, Hashable, Sendable {
    let tableName: String
    let label: String
    let viewType: StreamViewType
    let keySchema: [KeySchemaElement]
    /// The tree that holds the records, by sequence number: see `StreamChange`.
    let tree: Int64
    let shardID: String
    /// When the stream was enabled, in seconds since 1970.
    let created: Double
    /// When it was disabled, or its table deleted, in seconds since 1970; `nil` while it takes records.
    var ended: Double?

    /// How long records are kept, and an ended stream can be read, in seconds.
    static let retention: Double = 86_400

    /// The tree of the list.
    static let listName = "streams"

    var name: StreamName { StreamName(tableName: self.tableName, label: self.label) }

    /// Whether the stream has ended so long ago that there is none any more.
    func isForgotten(at now: Double) -> Bool { self.ended.map { $0 + Self.retention <= now } ?? false }

    /// The row as the list stores it: JSON, which later versions can extend.
    func encoded() throws(DynamoDBError) -> [UInt8] {
        do {
            return Array(try JSONEncoder().encode(self))
        } catch {
            throw DynamoDBError(.storage, "The stream's description cannot be stored: \(error)")
        }
    }

    /// Reads the row of a stream.
    ///
    /// - Throws: `corrupt` if it is damaged, or that of another stream.
    init(decoding bytes: UnsafeRawBufferPointer, of name: StreamName) throws(DynamoDBError) {
        guard let stream = try? JSONDecoder().decode(Self.self, from: Data(bytes)), stream.name.key == name.key else {
            throw DynamoDBError(
                .corrupt,
                "The entry of the stream \(name.label) of table \(name.tableName) is damaged. Restore the database file from a copy."
            )
        }
        self = stream
    }

    init(name: StreamName, viewType: StreamViewType, keySchema: [KeySchemaElement], tree: Int64, created: Double) {
        self.tableName = name.tableName
        self.label = name.label
        self.viewType = viewType
        self.keySchema = keySchema
        self.tree = tree
        self.shardID = Self.shardID(of: name, created: created)
        self.created = created
        self.ended = nil
    }

    /// `shardId-`, the time with 20 digits, and a hash of the stream's name.
    private static func shardID(of name: StreamName, created: Double) -> String {
        let time = String(UInt64(millisecondsOf: created))
        let hash = String(KeyEncoding.hash(name.key), radix: 16)
        return "shardId-" + String(repeating: "0", count: max(0, 20 - time.utf8.count)) + time + "-"
            + String(repeating: "0", count: max(0, 8 - hash.utf8.count)) + hash
    }
}
