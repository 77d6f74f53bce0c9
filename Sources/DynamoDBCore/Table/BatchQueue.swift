// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What is left to do of a batch, and what became of the rest: decides which entries are sent together, and what an answer
/// means for them. It sends nothing itself.
///
/// Several entries with one key are never sent together, as the database refuses that. They make one piece of work: only the
/// last of them is sent, since it would overwrite the others, and they share what becomes of it. If the database finds that
/// one invalid, the one before takes its place, as if they had been written one by one.
struct BatchQueue {
    /// How much may be sent together.
    struct Limits {
        /// The most entries.
        var entries: Int
        /// The most bytes of JSON. DynamoDB takes 16 MB; the rest is left for the frame of the request.
        var bytes = 16_000_000
        /// How many times in a row the database may take nothing.
        var attemptsWithoutProgress: Int
    }

    /// The entries with one key.
    struct Work {
        /// What tells the key apart from others.
        let key: Item
        /// The positions of the entries in the batch; the last is the one to send. Never empty.
        fileprivate(set) var positions: [Int]
        /// The entry to send.
        fileprivate(set) var entry: Item
        /// The most bytes it takes.
        fileprivate(set) var bytes: Int
    }

    /// What to do after an answer.
    enum Step: Equatable {
        /// Send the next ones.
        case proceed
        /// Wait first, as there were so many failures in a row.
        case wait(failures: Int)
    }

    private let entries: [Item]
    private let limits: Limits
    /// What waits to be sent; all before `head` is gone.
    private var waiting: [Work] = []
    private var head = 0
    /// Parts of a refused chunk; the last is sent next, and nothing is added to it.
    private var parts: [[Work]] = []
    /// How many answers in a row left something undone, since the last progress.
    private var failuresInARow = 0
    /// What failed, by position.
    private(set) var errors: [Int: DynamoDBError] = [:]
    /// The keys that are done.
    private(set) var doneKeys: [Item] = []

    /// A batch of which nothing was sent yet.
    ///
    /// - Parameters:
    ///   - entries: The items or keys.
    ///   - limits: How much may be sent together.
    ///   - key: Gives what tells the key of an entry apart from others.
    init(_ entries: [Item], limits: Limits, key: (Item) -> Item) {
        self.entries = entries
        self.limits = limits
        var places: [Item: Int] = [:]
        for (position, entry) in entries.enumerated() {
            let key = key(entry)
            if let place = places[key] {
                self.waiting[place].positions.append(position)
                self.waiting[place].entry = entry
                self.waiting[place].bytes = Self.bytes(of: entry)
            } else {
                places[key] = self.waiting.count
                self.waiting.append(
                    Work(key: key, positions: [position], entry: entry, bytes: Self.bytes(of: entry)))
            }
        }
    }

    /// `{"DeleteRequest":{"Key":…}},` is the longest frame of an entry.
    private static func bytes(of entry: Item) -> Int { entry.wireSizeBound + 32 }

    /// Takes what is to be sent next, or `nil` when all is done. Give it back with the answer.
    mutating func nextChunk() -> [Work]? {
        if let part = self.parts.popLast() { return part }
        var chunk: [Work] = []
        var bytes = 0
        while self.head < self.waiting.count, chunk.count < self.limits.entries {
            let next = self.waiting[self.head]
            guard chunk.isEmpty || bytes + next.bytes <= self.limits.bytes else { break }
            bytes += next.bytes
            chunk.append(next)
            self.head += 1
        }
        return chunk.isEmpty ? nil : chunk
    }

    /// Takes note that the database took a chunk, but for the entries with these keys.
    mutating func accept(_ chunk: [Work], unprocessed: [Item]) -> Step {
        let known = Set(chunk.map(\.key))
        var undone = Set(unprocessed)
        // An entry that cannot be told must not count as done: to write, or read, all of them again does no harm.
        if !undone.isSubset(of: known) { undone = known }
        return self.settle(
            chunk, undone: undone,
            reason: DynamoDBError(
                .unprocessed,
                "The database left the entry undone \(self.limits.attemptsWithoutProgress) times in a row."))
    }

    /// Takes note that the database refused a chunk as a whole.
    mutating func reject(_ chunk: [Work], _ error: DynamoDBError) -> Step {
        if error.code == .validation {
            self.isolateCulprit(chunk, error)
            return .proceed
        }
        if error.isTransient { return self.settle(chunk, undone: Set(chunk.map(\.key)), reason: error) }
        for work in chunk { self.fail(work, error) }
        if error.concernsWholeBatch { self.failRest(error) }
        return .proceed
    }

    /// Takes note that nothing more will be sent.
    mutating func failRest(_ error: DynamoDBError) {
        for part in self.parts { for work in part { self.fail(work, error) } }
        self.parts = []
        for work in self.waiting[self.head...] { self.fail(work, error) }
        self.head = self.waiting.count
    }

    private mutating func settle(_ chunk: [Work], undone: Set<Item>, reason: DynamoDBError) -> Step {
        for work in chunk where !undone.contains(work.key) { self.doneKeys.append(work.key) }
        guard !undone.isEmpty else {
            self.failuresInARow = 0
            return .proceed
        }
        let madeProgress = undone.count < chunk.count
        self.failuresInARow = madeProgress ? 1 : self.failuresInARow + 1
        // What is left of the batch is still tried, once each while nothing moves: other keys may fare better.
        let givesUp = !madeProgress && self.failuresInARow >= self.limits.attemptsWithoutProgress
        for work in chunk where undone.contains(work.key) {
            if givesUp { self.fail(work, reason) } else { self.waiting.append(work) }
        }
        let isDone = self.parts.isEmpty && self.head == self.waiting.count
        return isDone ? .proceed : .wait(failures: self.failuresInARow)
    }

    /// One invalid entry makes the database refuse all; halving finds it with few requests.
    private mutating func isolateCulprit(_ chunk: [Work], _ error: DynamoDBError) {
        if chunk.count > 1 {
            let middle = chunk.count / 2
            self.parts.append(Array(chunk[middle...]))
            self.parts.append(Array(chunk[..<middle]))
        } else if var work = chunk.first {
            if let position = work.positions.popLast() { self.errors[position] = error }
            guard let previous = work.positions.last else { return }
            work.entry = self.entries[previous]
            work.bytes = Self.bytes(of: work.entry)
            self.parts.append([work])
        }
    }

    private mutating func fail(_ work: Work, _ error: DynamoDBError) {
        for position in work.positions { self.errors[position] = error }
    }
}

extension DynamoDBError {
    /// Whether the same request can succeed a little later.
    fileprivate var isTransient: Bool {
        [
            .provisionedThroughputExceeded, .throttling, .requestLimitExceeded, .internalServerError, .storageBusy,
            .unprocessed,
        ].contains(self.code)
    }

    /// Whether every other request of the batch would fail in the same way.
    var concernsWholeBatch: Bool { [.resourceNotFound, .cancelled, .closed].contains(self.code) }
}
