// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What the requests of a batch tell of the entries that were not sent yet: whether it is worth sending them.
///
/// A request that got no answer in all the time that it had is not sent again: the next ones tell whether it was the only one.
/// A batch that is sent in several parts has one of its own, and one for each part.
struct BatchOutlook: Sendable {
    /// How many requests in a row may wait for an answer to the end.
    static let silencesAllowed = 3
    /// How long a request has waited at least that counts as one of them, if its error does not say that its time was up: less
    /// than an attempt may take, and far more than it takes to lose an answer to a service that restarts.
    static let longWait = Duration.seconds(4)

    /// Why nothing more is to be sent; `nil` while it is worth trying.
    private(set) var ending: DynamoDBError?
    /// How many of the last requests got no answer.
    private var silencesInARow = 0
    /// Why the last of them failed.
    private var lastSilence: DynamoDBError?
    /// Whether all requests so far got no answer.
    private var isAllSilence = true

    /// Takes note of a request that got an answer, or failed soon.
    mutating func noteAnswer() {
        self.silencesInARow = 0
        self.isAllSilence = false
    }

    /// Takes note of a request that waited for an answer to the end.
    mutating func noteSilence(_ error: DynamoDBError) {
        self.silencesInARow += 1
        self.lastSilence = error
        self.endIfSilent()
    }

    /// Takes note that nothing more is to be sent.
    mutating func end(_ error: DynamoDBError) {
        if self.ending == nil { self.ending = error }
    }

    /// Takes note of what a part of the batch told that was sent meanwhile.
    mutating func add(_ part: BatchOutlook) {
        self.silencesInARow = part.isAllSilence ? self.silencesInARow + part.silencesInARow : part.silencesInARow
        self.lastSilence = part.lastSilence ?? self.lastSilence
        if let ending = part.ending { self.end(ending) }
        self.endIfSilent()
    }

    private mutating func endIfSilent() {
        guard self.silencesInARow >= Self.silencesAllowed, let lastSilence else { return }
        self.end(.unsent(after: self.silencesInARow, lastSilence))
    }
}

extension DynamoDBError {
    /// The error of entries that were not sent, as so many requests before them got no answer: they are not in doubt.
    static func unsent(after requests: Int, _ last: DynamoDBError) -> DynamoDBError {
        DynamoDBError(
            .timeout,
            "It was not sent, as \(requests) requests before it got no answer. The last one failed with \(last)")
    }
}
