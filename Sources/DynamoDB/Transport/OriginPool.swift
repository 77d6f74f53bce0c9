// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOCore
    internal import Synchronization

    /// The connections to one origin: carries out what ``ConnectionPool`` decides.
    final class OriginPool: Sendable {
        private typealias State = ConnectionPool<HTTPConnection, Exchange>

        let origin: HTTPOrigin
        private let maximumConnections: Int
        private let state: Mutex<State>
        private let opener: ConnectionOpener
        private let loops: ConnectionLoops
        /// Whether our own of `loops` serves this origin as long as one connection is enough.
        private let isAmongFirst: Bool
        /// The event loop whose time is that of the deadlines, and which runs the one timer that the pool needs.
        private let clock: any EventLoop

        /// - Parameter clock: Defaults to our own of `loops`.
        init(
            limits: ConnectionPoolLimits, opener: ConnectionOpener, loops: ConnectionLoops, clock: (any EventLoop)?
        ) {
            self.origin = opener.origin
            self.maximumConnections = limits.connections
            self.state = Mutex(State(limits: limits))
            self.opener = opener
            self.loops = loops
            self.isAmongFirst = loops.takesServer()
            self.clock = clock ?? loops.own
        }

        /// How many connections are in each state, and how many wait for one.
        var population: ConnectionPoolPopulation { self.state.withLock { $0.population } }

        /// Sends an exchange over a connection, now or when there is one.
        func submit(_ exchange: Exchange, now: NIODeadline? = nil) {
            let now = now ?? self.clock.now
            let here = self.loops.here
            let (ticket, actions) = self.state.withLock {
                $0.acquire(exchange, near: here, deadline: exchange.deadline, now: now)
            }
            if let ticket, !exchange.wait(with: ticket) {
                // It was cancelled while it joined the queue, when it had no ticket to leave it with.
                self.state.withLock { $0.cancel(ticket: ticket) }
            }
            self.perform(actions, isCalled: true)
        }

        /// Ends an exchange because its task was cancelled, and closes the connection if it has one.
        func cancel(_ exchange: Exchange) {
            self.leave(exchange, exchange.cancel())
        }

        /// A connection is ready.
        func opened(_ connection: HTTPConnection) {
            let now = self.clock.now
            let lane = self.loops.number(of: connection.eventLoop)
            self.perform(self.state.withLock { $0.opened(connection.id, connection, lane: lane, now: now) })
        }

        /// A connection could not be made.
        func openFailed(_ id: Int, _ failure: TransportFailure) {
            let now = self.clock.now
            self.perform(self.state.withLock { $0.openFailed(id, now: now) }, openFailure: failure)
        }

        /// A connection can take the next exchange.
        func released(_ id: Int) {
            let now = self.clock.now
            self.perform(self.state.withLock { $0.released(id, now: now) })
        }

        /// A connection is lost, or not to be used again.
        func closed(_ id: Int) {
            let now = self.clock.now
            self.perform(self.state.withLock { $0.closed(id, now: now) })
        }

        /// Closes all connections and fails all exchanges.
        func shutDown() {
            self.perform(self.state.withLock { $0.shutDown() })
        }

        /// - Parameter isCalled: Whether the caller is who wants the connections that are opened.
        private func perform(
            _ actions: State.Actions, openFailure: TransportFailure? = nil, isCalled: Bool = false
        ) {
            for connection in actions.close { connection.close() }
            if let moment = actions.timer {
                // The timer does not keep the pool: when its transport is gone it fires in vain.
                self.clock.scheduleTask(deadline: moment) { [weak self] in self?.timerFired() }
            }
            for id in actions.open {
                // A task that runs on an event loop gets its connections there, and so changes no thread.
                let loop = self.loops.next(isOnly: actions.opensOnly && self.isAmongFirst, isCalled: isCalled)
                self.opener.open(id, on: loop, for: self)
            }
            for (exchange, cause) in actions.failed { self.fail(exchange, cause, openFailure) }
            if let (connection, exchange, hasRested) = actions.lease {
                connection.start(exchange, hasRested: hasRested)
            }
        }

        private func timerFired() {
            let now = self.clock.now
            self.perform(self.state.withLock { $0.timerFired(now: now) })
        }

        private func fail(_ exchange: Exchange, _ cause: State.Actions.Cause, _ openFailure: TransportFailure?) {
            let place =
                switch cause {
                case .openFailed:
                    exchange.fail(openFailure?.kind ?? .connect, openFailure?.message ?? "No connection could be made.")
                case .expired: exchange.expire { self.timeoutMessage(isSent: $0) }
                case .shutDown: exchange.fail(.closed, "The transport was shut down.")
                }
            self.leave(exchange, place)
        }

        private func timeoutMessage(isSent: Bool) -> String {
            let population = self.population
            guard !isSent else {
                return """
                    \(self.origin) gave no whole response in time; of its connections \(population.leased) are in use and \
                    \(population.opening) are being opened, and \(population.waiting) requests wait for one.
                    """
            }
            // More connections help where all that may be are in use, and not where the server accepts none.
            let isFull = population.leased >= self.maximumConnections
            return """
                The request waited for a connection to \(self.origin) until its time was up, and was not sent: \
                \(population.leased) of at most \(self.maximumConnections) are in use, and \(population.opening) are being \
                opened.\(isFull ? " Raise maximumConnections, or make fewer calls at a time." : "")
                """
        }

        /// Clears up behind an exchange that ended from outside.
        private func leave(_ exchange: Exchange, _ place: Exchange.Place) {
            switch place {
            case .nowhere: break
            case .queue(let ticket): self.state.withLock { $0.cancel(ticket: ticket) }
            case .connection(let connection): connection.abort(exchange)
            }
        }
    }
#endif
