// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import Synchronization

    /// The second sending of a read: either it begins, or it is given up, and then never begins.
    final class Hedge: Sendable {
        private enum State { case waiting, sent, givenUp }

        private let state = Mutex(State.waiting)

        /// Begins it, unless it was given up.
        func begin(if isAllowed: () -> Bool) -> Bool {
            self.state.withLock { state in
                guard state == .waiting, isAllowed() else { return false }
                state = .sent
                return true
            }
        }

        /// Gives it up; `false` if it is under way.
        func giveUp() -> Bool {
            self.state.withLock { state in
                if state == .waiting { state = .givenUp }
                return state == .givenUp
            }
        }
    }
#endif
