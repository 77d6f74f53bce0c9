// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    internal import Synchronization

    /// How many bytes all requests, or all answers that clients do not take, may hold together: each connection alone could
    /// hold as much as the longest body.
    package final class ByteBudget: Sendable {
        private let left: Mutex<Int>

        init(_ total: Int) {
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
    }
#endif
