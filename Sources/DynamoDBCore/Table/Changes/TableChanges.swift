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

/// The changes of a table, one after the other: read from its stream as the loop goes.
///
/// ```swift
/// for try await change in table.changes(from: saved.map(StreamStart.checkpoint) ?? .oldest) {
///     print(change.kind.rawValue, change.key, change.new ?? [:])
///     saved = change.checkpoint
/// }
/// ```
///
/// The changes of one item come in their order, and each comes at least once: who keeps ``TableChange/checkpoint`` after
/// dealing with a change, and goes on from it after a restart, misses none. The loop waits for more when it has read
/// everything (see ``pollInterval``), and ends when the stream has ended, or with ``untilCaughtUp()``.
///
/// A program that was away for more than 24 hours may have missed changes, and so may one whose loop is that much slower than
/// the changes, or that reads a stream to its end when the table has another one: the loop then ends with
/// ``DynamoDBError/Code/trimmedDataAccess``, and what the program keeps of the table has to be made anew.
///
/// A loop ends with the error of the database that ended it. An iterator can be asked again: it goes on where it was.
public struct TableChanges<Value: Sendable>: AsyncSequence, Sendable {
    /// A change.
    public typealias Element = TableChange<Value>
    /// What ends the sequence early.
    public typealias Failure = DynamoDBError

    /// How long to wait when there was nothing new. Defaults to one second.
    public var pollInterval: Duration = .seconds(1)
    /// How many records to ask for at a time, 1 to 1,000. Defaults to 1,000.
    public var pageSize: Int?

    let table: DynamoDBTable
    let start: StreamStart
    /// Makes a value of an item.
    let decode: @Sendable (Item) throws(DynamoDBError) -> Value
    /// Whether an item is among the values that are told.
    let includes: @Sendable (Item) -> Bool
    /// The same of an item of which only the key is known.
    let includesKey: @Sendable (Item) -> Bool
    private var endsWhenCaughtUp = false

    init(
        of table: DynamoDBTable, from start: StreamStart, includes: @escaping @Sendable (Item) -> Bool,
        includesKey: @escaping @Sendable (Item) -> Bool,
        decode: @escaping @Sendable (Item) throws(DynamoDBError) -> Value
    ) {
        self.table = table
        self.start = start
        self.includes = includes
        self.includesKey = includesKey
        self.decode = decode
    }

    /// The same changes, but the loop ends when there is nothing more to read, in place of waiting.
    ///
    /// On AWS a page may be empty although more follows. A shard that has ended is read until it says so, and of the others
    /// five pages in a row have to be empty. So the end is a good place to stop, and no proof that nothing is left; a
    /// checkpoint goes on from there.
    public func untilCaughtUp() -> Self {
        var copy = self
        copy.endsWhenCaughtUp = true
        return copy
    }

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator {
        var reader = StreamReader(of: self.table, from: self.start)
        reader.pageSize = self.pageSize
        return Iterator(
            reader: reader, pollInterval: self.endsWhenCaughtUp ? nil : self.pollInterval, includes: self.includes,
            includesKey: self.includesKey, decode: self.decode)
    }

    /// Reads the changes.
    public struct Iterator: AsyncIteratorProtocol {
        var reader: StreamReader
        /// `nil` to end in place of waiting.
        let pollInterval: Duration?
        let includes: @Sendable (Item) -> Bool
        let includesKey: @Sendable (Item) -> Bool
        let decode: @Sendable (Item) throws(DynamoDBError) -> Value

        /// How far the stream was read: behind the last change, those of other models and those that could not be decoded
        /// among them; `nil` before the first call of `next()`.
        ///
        /// ```swift
        /// var changes = orders.changes(from: .checkpoint(saved)).untilCaughtUp().makeAsyncIterator()
        /// while let change = try await changes.next() { try await handle(change) }
        /// saved = changes.checkpoint ?? saved
        /// ```
        public var checkpoint: StreamCheckpoint? { self.reader.checkpoint }

        /// Reads the next change.
        ///
        /// - Returns: The change, or `nil` after the last one.
        /// - Throws: ``DynamoDBError``, with ``DynamoDBError/Code/cancelled`` if the task was cancelled.
        public mutating func next() async throws(DynamoDBError) -> TableChange<Value>? {
            try await self.nextChange()
        }

        /// Reads the next change on the given actor.
        ///
        /// - Returns: The change, or `nil` after the last one.
        /// - Throws: ``DynamoDBError``, with ``DynamoDBError/Code/cancelled`` if the task was cancelled.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(DynamoDBError) -> TableChange<Value>? {
            try await self.nextChange()
        }

        private mutating func nextChange() async throws(DynamoDBError) -> TableChange<Value>? {
            while true {
                guard let event = try await self.reader.next(waiting: self.pollInterval) else { return nil }
                guard let record = event.dynamodb, let checkpoint = self.reader.checkpoint else { continue }
                let key = record.keys ?? Item()
                let hasImages = record.oldImage != nil || record.newImage != nil
                let images = (record.oldImage.flatMap(self.included), record.newImage.flatMap(self.included))
                guard hasImages ? images.0 != nil || images.1 != nil : self.includesKey(key) else { continue }
                return TableChange(
                    kind: Self.kind(of: event, images), key: key, old: try self.value(of: images.0),
                    new: try self.value(of: images.1),
                    isExpiry: event.userIdentity?.principalId == "dynamodb.amazonaws.com",
                    date: record.approximateCreationDateTime.map { Date(timeIntervalSince1970: $0) },
                    checkpoint: checkpoint)
            }
        }

        /// The image, if it is one of the values.
        private func included(_ image: Item) -> Item? { self.includes(image) ? image : nil }

        /// What happened: an item that was none of the values and became one was inserted among them, and the other way round.
        private static func kind(of event: StreamEvent, _ images: (old: Item?, new: Item?)) -> StreamEventName {
            guard event.dynamodb?.oldImage != nil, event.dynamodb?.newImage != nil else {
                return event.eventName ?? .modify
            }
            if images.old == nil { return .insert }
            return images.new == nil ? .remove : event.eventName ?? .modify
        }

        private func value(of image: Item?) throws(DynamoDBError) -> Value? {
            guard let image else { return nil }
            return try self.decode(image)
        }
    }
}
