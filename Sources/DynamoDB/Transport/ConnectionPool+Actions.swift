// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import NIOCore

    extension ConnectionPool {
        /// What the owner of the pool has to do now, in this order.
        package struct Actions: Sendable {
            /// Why somebody gets no connection, or no answer on it.
            package enum Cause: Hashable, Sendable { case openFailed, expired, shutDown }

            /// Connections to close; the pool has forgotten them.
            package var close: [Connection] = []
            /// When to call ``ConnectionPool/timerFired(now:)``. Earlier requests stay valid.
            package var timer: NIODeadline?
            /// Connections to open, by the ids to report them under.
            package var open: Range<Int> = 0..<0
            /// Whether the pool has no other connection than the one to open.
            package var opensOnly = false
            /// Who fails, and why.
            package var failed: [(waiter: Waiter, cause: Cause)] = []
            /// Who may use which connection, and whether that has rested for so long that its other side may have ended it.
            package var lease: (connection: Connection, waiter: Waiter, hasRested: Bool)?
        }
    }

    /// How many connections there may be, and for how long.
    package struct ConnectionPoolLimits: Sendable {
        /// The most connections, in whatever state; at least one.
        package let connections: Int
        /// The most connections that rest.
        package let idleConnections: Int
        /// How long one may rest.
        package let idleTimeout: TimeAmount
        /// How long after its opening a connection takes no new request; `nil` for no limit.
        package let lifetime: TimeAmount?

        package init(connections: Int, idleConnections: Int, idleTimeout: TimeAmount, lifetime: TimeAmount?) {
            self.connections = max(connections, 1)
            self.idleConnections = max(idleConnections, 0)
            self.idleTimeout = idleTimeout
            self.lifetime = lifetime
        }
    }

    /// The connections of a pool by state, and those who wait for one.
    package struct ConnectionPoolPopulation: Hashable, Sendable {
        package var opening: Int
        package var idle: Int
        package var leased: Int
        package var waiting: Int

        package init(opening: Int = 0, idle: Int = 0, leased: Int = 0, waiting: Int = 0) {
            self.opening = opening
            self.idle = idle
            self.leased = leased
            self.waiting = waiting
        }
    }
#endif
