// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How far a stream was read: what a program keeps to go on behind it.
///
/// ```swift
/// for try await change in table.changes(from: .checkpoint(saved)) {
///     try await handle(change)
///     saved = change.checkpoint  // saved.description is its text, and StreamCheckpoint(text) reads that
/// }
/// ```
///
/// It names the stream, and how far each of its shards was read: behind which record, or before which one, if the shard waits
/// for its turn. When that record is gone, reading on fails with ``DynamoDBError/Code/trimmedDataAccess``, and a change was
/// missed. Of a shard that had no record yet, or that came later, this is known for the 24 hours that a stream keeps its
/// records, less five minutes, as clocks differ; after that it fails as well, as nobody can tell whether there was a change. So
/// it does when the table has another stream by now. One thing is taken for granted: that five empty pages in a row are the end
/// of what is there, as AWS does not promise that of one.
///
/// Where changes are rare, or few of them are the model's, keep ``TableChanges/Iterator/checkpoint`` now and then: it moves on
/// with what is read, and not only with what is told.
public struct StreamCheckpoint: Hashable, Sendable {
    /// How far a shard was read. A shard that is not mentioned has not been seen yet, and is read from its oldest record on.
    enum Progress: Hashable, Sendable {
        /// As far as the record with this number.
        case after(String)
        /// Not at all; the record with this number is the first one to read.
        case before(String)
        /// Not at all; what is older than a moment, in seconds since 1970, is not wanted. 0 for everything. At another one it
        /// was seen that there was nothing more to read.
        case since(Int, seen: Int)
        /// To its end.
        case finished
    }

    /// The stream.
    public let streamArn: String
    var shards: [String: Progress] = [:]
    /// When the list was asked for of which all shards are mentioned, or when reading began, in seconds since 1970.
    var listed: Int

    init(streamArn: String, listed: Int) {
        self.streamArn = streamArn
        self.listed = listed
    }
}

extension StreamCheckpoint: LosslessStringConvertible {
    private static let version = "1"

    /// A text that ``init(_:)`` reads back.
    public var description: String {
        let shards = self.shards.sorted { String.isOrderedByBytes($0.key, $1.key) }.map { shard, progress in
            switch progress {
            case .after(let number): "\(shard)>\(number)"
            case .before(let number): "\(shard)<\(number)"
            case .since(let seconds, let seen): "\(shard)@\(seconds),\(seen)"
            case .finished: "\(shard)!"
            }
        }
        return ([Self.version, self.streamArn, "\(self.listed)"] + shards).joined(separator: "|")
    }

    /// Reads the text of a checkpoint; `nil` if it is none.
    public init?(_ description: String) {
        let parts = description.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0] == Self.version, !parts[1].isEmpty, let listed = Int(parts[2]) else {
            return nil
        }
        self.init(streamArn: String(parts[1]), listed: listed)
        for part in parts.dropFirst(3) {
            guard let end = part.firstIndex(where: { "<>@!".contains($0) }), end > part.startIndex else { return nil }
            let value = part[part.index(after: end)...]
            let progress: Progress
            switch part[end] {
            case ">" where !value.isEmpty: progress = .after(String(value))
            case "<" where !value.isEmpty: progress = .before(String(value))
            case "@":
                let times = value.split(separator: ",", omittingEmptySubsequences: false)
                guard times.count == 2, let seconds = Int(times[0]), let seen = Int(times[1]) else { return nil }
                progress = .since(seconds, seen: seen)
            case "!" where value.isEmpty: progress = .finished
            default: return nil
            }
            guard self.shards.updateValue(progress, forKey: String(part[..<end])) == nil else { return nil }
        }
    }
}

extension StreamCheckpoint: Codable {
    /// Writes the text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }

    /// Reads the text.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let checkpoint = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "This is no checkpoint of a stream.")
        }
        self = checkpoint
    }
}
