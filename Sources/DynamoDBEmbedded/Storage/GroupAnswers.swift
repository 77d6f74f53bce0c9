// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// What the callers of a group are told once it is committed.
///
/// An answer wakes the task of its caller, and a thread of Swift's pool with it if that sleeps. On a busy machine this thread
/// takes the place of the one that woke it, does its little work and sleeps again: two changes of threads an answer, which
/// cost more than the write. So a thread of the pool helps to give the answers, as it stays awake meanwhile and takes up the
/// tasks itself (benchmark `put-durable-64` of EngineBenchmark). The helper is not waited for: if the pool is busy, the
/// writer gives all answers alone, and no second helper is asked for meanwhile.
final class GroupAnswers: Sendable {
    typealias Answer = @Sendable () -> Void

    /// Fewer are given sooner than a helper comes.
    private static let helpedCount = 8

    /// Whether a helper was asked for that has not ended.
    private static let isHelped = Atomic(false)

    private let answers: [Answer]
    /// The first answer that nobody has taken.
    private let next = Atomic(0)

    private init(_ answers: [Answer]) {
        self.answers = answers
    }

    /// Gives all answers. A helper may still be giving its last one when this returns.
    static func give(_ answers: [Answer]) {
        guard answers.count >= Self.helpedCount else {
            for answer in answers { answer() }
            return
        }
        let group = GroupAnswers(answers)
        if !Self.isHelped.exchange(true, ordering: .relaxed) {
            Task.detached {
                group.giveRest()
                Self.isHelped.store(false, ordering: .relaxed)
            }
        }
        group.giveRest()
    }

    private func giveRest() {
        while true {
            let index = self.next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard self.answers.indices.contains(index) else { return }
            self.answers[index]()
        }
    }
}
