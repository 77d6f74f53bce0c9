// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import NIOCore

    /// Which connection serves whom, when to open and to close one: a pure state machine.
    ///
    /// Whoever owns it reports what happened and carries out the ``Actions`` that come back. It knows neither sockets nor
    /// clocks. What always holds: connections that are opening, idle or leased together never exceed the limit; nobody waits
    /// while a connection is idle; whoever waits has either a connection opening for it or one in use that ends sooner or
    /// later.
    package struct ConnectionPool<Connection: Sendable, Waiter: Sendable>: Sendable {
        /// A connection that is open.
        private struct Member {
            let connection: Connection
            /// The thread that serves it.
            let lane: Int
            /// When it has lived long enough.
            let endOfLife: NIODeadline
        }

        private enum Slot {
            case opening
            case idle(Member, since: NIODeadline, until: NIODeadline)
            /// `deadline` is that of the exchange; it is far off once the exchange was told that its time is up.
            case leased(Member, Waiter, deadline: NIODeadline)
        }

        private let limits: ConnectionPoolLimits
        private var slots: [Int: Slot] = [:]
        private var idle = IdleConnections()
        private var waiters = WaiterQueue<Waiter>()
        private var nextID = 0
        private var nextTicket = 0
        private var openingCount = 0
        /// When to open connections once more, after one could not be opened while others were in use.
        private var reopening: NIODeadline?
        /// The earliest moment for which the owner was asked to call ``timerFired(now:)``.
        private var armed: NIODeadline?
        private var isShutDown = false

        package init(limits: ConnectionPoolLimits) {
            self.limits = limits
        }

        /// How many connections are in each state, and how many wait for one.
        package var population: ConnectionPoolPopulation {
            ConnectionPoolPopulation(
                opening: self.openingCount, idle: self.idle.count,
                leased: self.slots.count - self.openingCount - self.idle.count, waiting: self.waiters.count)
        }
    }

    // MARK: - What happens

    extension ConnectionPool {
        /// Somebody wants a connection until the deadline.
        ///
        /// - Parameter lane: The thread on which it runs, if that serves connections. Defaults to none.
        /// - Returns: A ticket to give up waiting with, or `nil` if there is nothing to wait for.
        package mutating func acquire(
            _ waiter: Waiter, near lane: Int? = nil, deadline: NIODeadline, now: NIODeadline
        ) -> (ticket: Int?, actions: Actions) {
            var actions = Actions()
            guard !self.isShutDown else {
                actions.failed.append((waiter, .shutDown))
                return (nil, actions)
            }
            while let id = self.idle.take(near: lane) {
                guard case .idle(let member, let start, let end) = self.slots[id] else { continue }
                if end > now {
                    let hasRested = now - start >= Self.longRest
                    self.lease(id, member, to: waiter, deadline: deadline, hasRested: hasRested, &actions)
                    return (nil, actions)
                }
                self.slots[id] = nil
                actions.close.append(member.connection)
            }
            let ticket = self.nextTicket
            self.nextTicket += 1
            self.waiters.append(waiter, ticket: ticket, deadline: deadline)
            self.arm(deadline, &actions)
            self.openForWaiters(&actions)
            return (ticket, actions)
        }

        /// Somebody waits no longer. Nothing happens if the ticket was served already.
        package mutating func cancel(ticket: Int) {
            _ = self.waiters.remove(ticket: ticket)
        }

        /// A connection that the pool asked for is open.
        ///
        /// - Parameter lane: The number, from 0, of the thread that serves it. Defaults to 0.
        package mutating func opened(
            _ id: Int, _ connection: Connection, lane: Int = 0, now: NIODeadline
        ) -> Actions {
            var actions = Actions()
            guard case .opening = self.slots[id] else {
                actions.close.append(connection)
                return actions
            }
            self.openingCount -= 1
            self.reopening = nil
            let endOfLife = self.limits.lifetime.map { now + $0 } ?? .distantFuture
            self.handOn(id, Member(connection: connection, lane: lane, endOfLife: endOfLife), now: now, &actions)
            self.openForWaiters(&actions)
            return actions
        }

        /// A connection that the pool asked for could not be opened.
        ///
        /// While other connections are in use, those who wait will get one of them, or one that is opened after a pause: the
        /// service may have been away for a moment only. Otherwise one attempt stands for one waiter, and its failure is that
        /// of whoever has waited longest.
        package mutating func openFailed(_ id: Int, now: NIODeadline) -> Actions {
            var actions = Actions()
            guard case .opening = self.slots[id] else { return actions }
            self.slots[id] = nil
            self.openingCount -= 1
            guard self.waiters.count > self.openingCount else { return actions }
            guard self.slots.count == self.openingCount else {
                let moment = self.reopening ?? now + Self.pauseBeforeReopening
                self.reopening = moment
                self.arm(moment, &actions)
                return actions
            }
            if let (waiter, _) = self.waiters.popFirst() { actions.failed.append((waiter, .openFailed)) }
            self.openForWaiters(&actions)
            return actions
        }

        private static var pauseBeforeReopening: TimeAmount { .milliseconds(250) }

        /// Servers keep connections for longer than this.
        private static var longRest: TimeAmount { .seconds(1) }

        /// A lease ended, and the connection can be used again.
        package mutating func released(_ id: Int, now: NIODeadline) -> Actions {
            var actions = Actions()
            guard case .leased(let member, _, _) = self.slots[id] else { return actions }
            self.handOn(id, member, now: now, &actions)
            return actions
        }

        /// A connection is closed, or cannot be used again: from whatever state, and once more does no harm.
        package mutating func closed(_ id: Int, now: NIODeadline) -> Actions {
            switch self.slots[id] {
            case nil: return Actions()
            case .opening: return self.openFailed(id, now: now)
            case .idle(let member, _, _): self.idle.remove(id, lane: member.lane)
            case .leased: break
            }
            var actions = Actions()
            self.slots[id] = nil
            self.openForWaiters(&actions)
            return actions
        }

        /// The moment has come for which ``Actions/timer`` asked; too early or too often does no harm.
        package mutating func timerFired(now: NIODeadline) -> Actions {
            var actions = Actions()
            guard let armed = self.armed, armed <= now else { return actions }
            self.armed = nil
            let (expired, firstDeadline) = self.waiters.removeExpired(now: now)
            actions.failed = expired.map { ($0, .expired) }
            var next = firstDeadline ?? .distantFuture
            if let moment = self.reopening {
                if moment <= now {
                    self.reopening = nil
                    self.openForWaiters(&actions)
                } else {
                    next = min(next, moment)
                }
            }
            for (id, slot) in self.slots {
                switch slot {
                case .opening: break
                case .leased(let member, let waiter, let deadline):
                    if deadline <= now {
                        self.slots[id] = .leased(member, waiter, deadline: .distantFuture)
                        actions.failed.append((waiter, .expired))
                    } else {
                        next = min(next, deadline)
                    }
                case .idle(let member, _, let end):
                    if end <= now {
                        self.slots[id] = nil
                        self.idle.remove(id, lane: member.lane)
                        actions.close.append(member.connection)
                    } else {
                        next = min(next, end)
                    }
                }
            }
            // Deadlines that lie close together share one look through the pool.
            if next < .distantFuture { self.arm(max(next, now + .milliseconds(1)), &actions) }
            return actions
        }

        /// All connections close, all who wait or use one fail, and so does whoever comes later.
        package mutating func shutDown() -> Actions {
            var actions = Actions()
            guard !self.isShutDown else { return actions }
            self.isShutDown = true
            actions.failed = self.waiters.removeAll().map { ($0, .shutDown) }
            for slot in self.slots.values {
                switch slot {
                case .opening: break
                case .idle(let member, _, _): actions.close.append(member.connection)
                case .leased(let member, let waiter, _):
                    actions.failed.append((waiter, .shutDown))
                    actions.close.append(member.connection)
                }
            }
            self.slots = [:]
            self.idle = IdleConnections()
            self.openingCount = 0
            return actions
        }
    }

    // MARK: - What follows

    extension ConnectionPool {
        private mutating func lease(
            _ id: Int, _ member: Member, to waiter: Waiter, deadline: NIODeadline, hasRested: Bool = false,
            _ actions: inout Actions
        ) {
            self.slots[id] = .leased(member, waiter, deadline: deadline)
            actions.lease = (member.connection, waiter, hasRested)
            self.arm(deadline, &actions)
        }

        /// What becomes of an open connection that nobody uses: it goes to the first who waits, rests, or closes.
        private mutating func handOn(_ id: Int, _ member: Member, now: NIODeadline, _ actions: inout Actions) {
            guard member.endOfLife > now else {
                self.slots[id] = nil
                actions.close.append(member.connection)
                self.openForWaiters(&actions)
                return
            }
            while let (waiter, deadline) = self.waiters.popFirst() {
                guard deadline > now else {
                    actions.failed.append((waiter, .expired))
                    continue
                }
                self.lease(id, member, to: waiter, deadline: deadline, &actions)
                return
            }
            guard self.limits.idleConnections > 0 else {
                self.slots[id] = nil
                actions.close.append(member.connection)
                return
            }
            let end = min(member.endOfLife, now + self.limits.idleTimeout)
            self.slots[id] = .idle(member, since: now, until: end)
            self.idle.add(id, lane: member.lane)
            self.arm(end, &actions)
            if self.idle.count > self.limits.idleConnections, let oldest = self.idle.takeLeastWanted() {
                if case .idle(let member, _, _) = self.slots[oldest] { actions.close.append(member.connection) }
                self.slots[oldest] = nil
            }
        }

        /// Opens as many connections as there are waiters without one, within the limit; not in the pause after a failure,
        /// unless no connection is in use that they could get.
        private mutating func openForWaiters(_ actions: inout Actions) {
            if self.slots.count == self.openingCount { self.reopening = nil }
            guard self.reopening == nil else { return }
            let wanted = min(
                self.waiters.count - self.openingCount, self.limits.connections - self.slots.count)
            guard wanted > 0 else { return }
            let first = actions.open.isEmpty ? self.nextID : actions.open.lowerBound
            for id in self.nextID..<self.nextID + wanted { self.slots[id] = .opening }
            self.openingCount += wanted
            self.nextID += wanted
            actions.open = first..<self.nextID
            actions.opensOnly = self.slots.count == 1
        }

        private mutating func arm(_ moment: NIODeadline, _ actions: inout Actions) {
            if let armed = self.armed, armed <= moment { return }
            self.armed = moment
            actions.timer = moment
        }
    }
#endif
