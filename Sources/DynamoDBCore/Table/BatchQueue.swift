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
        let key: BatchKey
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

    private let entries: [BatchEntry]
    private let limits: Limits
    /// Whether an entry may have the key of another one that is not known to be the same: then none may overtake another.
    private let keepsOrder: Bool
    /// What waits to be sent; all before `head` is gone.
    private var waiting: [Work] = []
    private var head = 0
    /// What is to be sent before the rest, such as parts of a refused chunk; the last is sent next, and nothing is added to it.
    private var parts: [[Work]] = []
    /// How many answers in a row left something undone, since the last progress.
    private var failuresInARow = 0
    /// How many requests in a row could not be sent, as nothing could be reached, or soon lost their answer.
    private var unreachableInARow = 0
    /// Why it is not known whether an entry was written, by its key: no later failure of it tells more.
    private var doubts: [BatchKey: DynamoDBError] = [:]
    /// Whether it is worth sending more.
    private(set) var outlook = BatchOutlook()
    /// What failed, by position.
    private(set) var errors: [Int: DynamoDBError] = [:]
    /// The keys that are done.
    private(set) var doneKeys: [BatchKey] = []

    /// A batch of which nothing was sent yet.
    ///
    /// - Parameters:
    ///   - entries: The items or keys.
    ///   - limits: How much may be sent together.
    ///   - keepsOrder: Whether what is left undone has to be sent before anything that follows it, as the keys of the entries
    ///     are not known for certain. Defaults to no.
    init(_ entries: [BatchEntry], limits: Limits, keepsOrder: Bool = false) {
        self.entries = entries
        self.limits = limits
        self.keepsOrder = keepsOrder
        self.waiting.reserveCapacity(entries.count)
        var places = [BatchKey: Int](minimumCapacity: entries.count)
        for (position, entry) in entries.enumerated() {
            if let place = places[entry.key] {
                self.waiting[place].positions.append(position)
                self.waiting[place].entry = entry.entry
                self.waiting[place].bytes = self.bytes(of: entry.entry)
            } else {
                places[entry.key] = self.waiting.count
                self.waiting.append(
                    Work(
                        key: entry.key, positions: [position], entry: entry.entry, bytes: self.bytes(of: entry.entry)))
            }
        }
    }

    private func bytes(of entry: Item) -> Int {
        // `{"DeleteRequest":{"Key":…}},` is the longest frame of an entry.
        let frame = 32
        // Looking for what has to be escaped takes long. Most items are so small that as many as are sent together fit even
        // if everything has to be.
        let most = entry.wireSizeBound(lookingAtText: false) + frame
        return most <= self.limits.bytes / self.limits.entries ? most : entry.wireSizeBound + frame
    }

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
        self.outlook.noteAnswer()
        self.unreachableInARow = 0
        var undone = Set(unprocessed.map { BatchKey($0) })
        if !undone.isEmpty {
            let known = Set(chunk.map(\.key))
            // An entry that cannot be told must not count as done: to write, or read, all of them again does no harm.
            if !undone.isSubset(of: known) { undone = known }
        }
        return self.settle(
            chunk, undone: undone,
            reason: DynamoDBError(
                .unprocessed,
                "The database left the entry undone \(self.limits.attemptsWithoutProgress) times in a row."))
    }

    /// Takes note that the database refused a chunk as a whole, or that there was no answer.
    ///
    /// - Parameter time: How long the request took.
    mutating func reject(_ chunk: [Work], _ error: DynamoDBError, after time: Duration) -> Step {
        // To write an entry twice does no harm, unless others write it too: what was soon in doubt is sent again.
        let isLost = error.code == .outcomeUnknown
        let isSilence = error.code == .timeout || isLost && time >= BatchOutlook.longWait
        if isSilence { self.outlook.noteSilence(error) } else { self.outlook.noteAnswer() }
        let isUnreachable = error.code == .network || isLost && !isSilence
        self.unreachableInARow = isUnreachable ? self.unreachableInARow + 1 : 0
        let isLostAgain = isLost && chunk.contains { self.doubts[$0.key] != nil }
        if isLost { for work in chunk { self.doubts[work.key] = error } }
        if error.code == .validation {
            self.isolateCulprit(chunk, error)
            return .proceed
        }
        if error.isTransient && !isSilence || isUnreachable {
            return self.settle(chunk, undone: Set(chunk.map(\.key)), reason: error, isLostAgain: isLostAgain)
        }
        for work in chunk { self.fail(work, error) }
        if error.concernsWholeBatch {
            self.failRest(error)
        } else if let ending = self.outlook.ending {
            self.failRest(ending)
        }
        return .proceed
    }

    /// Takes note that nothing more will be sent.
    mutating func failRest(_ error: DynamoDBError) {
        self.outlook.end(error)
        for part in self.parts { for work in part { self.fail(work, error) } }
        self.parts = []
        for work in self.waiting[self.head...] { self.fail(work, error) }
        self.head = self.waiting.count
    }

    private mutating func settle(
        _ chunk: [Work], undone: Set<BatchKey>, reason: DynamoDBError, isLostAgain: Bool = false
    ) -> Step {
        for work in chunk where !undone.contains(work.key) { self.doneKeys.append(work.key) }
        guard !undone.isEmpty else {
            self.failuresInARow = 0
            return .proceed
        }
        let madeProgress = undone.count < chunk.count
        self.failuresInARow = madeProgress ? 1 : self.failuresInARow + 1
        // What is left of the batch is still tried, once each while nothing moves: other keys may fare better.
        let givesUp = !madeProgress && self.failuresInARow >= self.limits.attemptsWithoutProgress
        let rest = chunk.filter { undone.contains($0.key) }
        // What may be written is sent next, so that little time is left to others whose writes it would overwrite. If that is
        // lost too, the request itself may be the reason: others go first.
        let isUrgent = !isLostAgain && rest.contains { self.doubts[$0.key] != nil }
        if givesUp {
            for work in rest { self.fail(work, reason) }
            // Where nothing can be reached, no other key fares better. One lost connection among throttlings is not that.
            if self.unreachableInARow >= self.limits.attemptsWithoutProgress {
                self.failRest(reason.code == .network ? reason : .unsent(after: self.unreachableInARow, reason))
            }
        } else if self.keepsOrder || isUrgent {
            self.parts.append(rest)
        } else {
            self.waiting += rest
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
            // No request with this entry can have been carried out.
            self.doubts[work.key] = nil
            if let position = work.positions.popLast() { self.errors[position] = error }
            guard let previous = work.positions.last else { return }
            work.entry = self.entries[previous].entry
            work.bytes = self.bytes(of: work.entry)
            self.parts.append([work])
        }
    }

    private mutating func fail(_ work: Work, _ error: DynamoDBError) {
        let error = self.doubts[work.key] ?? error
        for position in work.positions { self.errors[position] = error }
    }
}

extension DynamoDBError {
    /// Whether the database does not have the operation.
    var isNotOffered: Bool { [.unsupported, .unknownOperation].contains(self.code) }

    /// Whether every other request of the batch would fail in the same way.
    var concernsWholeBatch: Bool {
        self.isNotOffered
            || [.resourceNotFound, .cancelled, .closed, .credentials, .configuration].contains(self.code)
    }
}
