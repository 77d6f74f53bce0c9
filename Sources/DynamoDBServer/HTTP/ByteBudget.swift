// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// How many bytes all requests, or all answers that clients do not take, may hold together: each connection alone could
/// hold as much as the longest body.
package final class ByteBudget: Sendable {
    private let left: Mutex<Int>

    package init(_ total: Int) {
        self.left = Mutex(total)
    }

    /// Takes bytes of it.
    ///
    /// - Returns: Whether there were as many left.
    package func take(_ count: Int) -> Bool {
        self.left.withLock { left in
            guard left >= count else { return false }
            left -= count
            return true
        }
    }

    /// Gives back what was taken.
    package func giveBack(_ count: Int) {
        self.left.withLock { $0 += count }
    }

    /// What one request has taken.
    struct Share {
        private let budget: ByteBudget?
        private var count = 0

        /// - Parameter budget: Where it is taken from; `nil` if nothing bounds it.
        init(of budget: ByteBudget?) {
            self.budget = budget
        }

        /// Takes more, if there is as much.
        mutating func take(_ count: Int) -> Bool {
            guard let budget else { return true }
            guard budget.take(count) else { return false }
            self.count += count
            return true
        }

        /// Gives back all of it.
        func giveBack() { self.budget?.giveBack(self.count) }
    }
}
