// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    internal import Synchronization

    /// Whether a server has ended, so that nobody takes the requests of its connections any more.
    package final class ServerEnd: Sendable {
        private let flag = Atomic(false)

        /// Whether it has.
        var hasCome: Bool { self.flag.load(ordering: .relaxed) }

        /// Notes that it has.
        package func note() {
            self.flag.store(true, ordering: .relaxed)
        }
    }
#endif
