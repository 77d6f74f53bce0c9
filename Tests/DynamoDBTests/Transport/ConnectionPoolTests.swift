// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import NIOCore
    import Testing

    /// The decisions of the pool, event by event.
    struct ConnectionPoolTests {
        private typealias Pool = ConnectionPool<String, String>

        private func pool(
            connections: Int = 2, idleConnections: Int = 2, idleTimeout: TimeAmount = .seconds(60),
            lifetime: TimeAmount? = nil
        ) -> Pool {
            Pool(
                limits: ConnectionPoolLimits(
                    connections: connections, idleConnections: idleConnections, idleTimeout: idleTimeout,
                    lifetime: lifetime))
        }

        private func at(_ seconds: Int) -> NIODeadline { .uptimeNanoseconds(UInt64(seconds) * 1_000_000_000) }

        /// A pool in which connections "c0"… are leased to "r0"….
        private func busyPool(_ count: Int, connections: Int = 2, lifetime: TimeAmount? = nil) -> Pool {
            var pool = self.pool(connections: connections, idleConnections: connections, lifetime: lifetime)
            for index in 0..<count {
                _ = pool.acquire("r\(index)", deadline: self.at(1000), now: self.at(0))
                _ = pool.opened(index, "c\(index)", now: self.at(0))
            }
            return pool
        }

        @Test
        func `the first request opens a connection and gets it`() {
            var pool = self.pool()
            let (ticket, actions) = pool.acquire("a", deadline: self.at(5), now: self.at(0))
            #expect(ticket != nil)
            #expect(actions.open == 0..<1)
            #expect(actions.timer == self.at(5))
            #expect(actions.lease == nil)
            let opened = pool.opened(0, "c", now: self.at(1))
            #expect(opened.lease?.connection == "c")
            #expect(opened.lease?.waiter == "a")
            #expect(pool.population == ConnectionPoolPopulation(leased: 1))
        }

        @Test
        func `a connection is the only one while there is none beside it`() {
            var pool = self.pool(connections: 4, idleConnections: 4)
            func opensOnly(_ name: String) -> Bool {
                pool.acquire(name, deadline: self.at(50), now: self.at(0)).actions.opensOnly
            }
            #expect(opensOnly("a"))
            #expect(!opensOnly("b"))
            _ = pool.opened(0, "c0", now: self.at(1))
            _ = pool.opened(1, "c1", now: self.at(1))
            #expect(!opensOnly("c"))
            for id in [1, 0] { _ = pool.closed(id, now: self.at(2)) }
            #expect(pool.openFailed(2, now: self.at(2)).failed.count == 1)
            #expect(opensOnly("d"))
        }

        @Test(arguments: [(limit: 1, opened: 1), (limit: 3, opened: 3), (limit: 9, opened: 5), (limit: 0, opened: 1)])
        func `five requests open as many connections as the limit allows`(limit: Int, opened: Int) {
            var pool = self.pool(connections: limit)
            var total = 0
            for name in ["a", "b", "c", "d", "e"] {
                total += pool.acquire(name, deadline: self.at(5), now: self.at(0)).actions.open.count
            }
            #expect(total == opened)
            #expect(pool.population == ConnectionPoolPopulation(opening: opened, waiting: 5))
        }

        @Test
        func `an idle connection serves the next request without waiting`() {
            var pool = self.busyPool(1)
            #expect(pool.released(0, now: self.at(1)).lease == nil)
            let (ticket, actions) = pool.acquire("next", deadline: self.at(5), now: self.at(2))
            #expect(ticket == nil)
            #expect(actions.lease?.connection == "c0")
            #expect(actions.open.isEmpty)
        }

        @Test(arguments: [(rest: 999, hasRested: false), (rest: 1000, hasRested: true)])
        func `a connection that rested for a second is one to look at first`(rest: Int64, hasRested: Bool) {
            var pool = self.busyPool(1)
            _ = pool.released(0, now: self.at(1))
            let now = self.at(1) + TimeAmount.milliseconds(rest)
            #expect(pool.acquire("next", deadline: self.at(9), now: now).actions.lease?.hasRested == hasRested)
            // Whoever waits for it gets it before it rests.
            _ = pool.acquire("other", deadline: self.at(9), now: now)
            #expect(pool.released(0, now: self.at(8)).lease?.hasRested == false)
        }

        @Test
        func `the connection that was used last is used first`() {
            var pool = self.busyPool(2)
            _ = pool.released(0, now: self.at(1))
            _ = pool.released(1, now: self.at(2))
            #expect(pool.acquire("x", deadline: self.at(5), now: self.at(3)).actions.lease?.connection == "c1")
            #expect(pool.acquire("y", deadline: self.at(5), now: self.at(3)).actions.lease?.connection == "c0")
        }

        @Test(arguments: [
            (lane: nil, expected: ["c2", "c0", "c3", "c1"]), (lane: 0, expected: ["c2", "c0", "c3", "c1"]),
            (lane: 1, expected: ["c3", "c1", "c2", "c0"]), (lane: 2, expected: ["c2", "c0", "c3", "c1"]),
            (lane: -1, expected: ["c2", "c0", "c3", "c1"]),
        ])
        func `a connection on the caller's own thread is used first, else those of one thread before those of the next`(
            lane: Int?, expected: [String]
        ) {
            var pool = self.pool(connections: 4, idleConnections: 4)
            for index in 0..<4 {
                _ = pool.acquire("r\(index)", deadline: self.at(1000), now: self.at(0))
                _ = pool.opened(index, "c\(index)", lane: index % 2, now: self.at(0))
            }
            for index in 0..<4 { _ = pool.released(index, now: self.at(1)) }
            let taken = (0..<4).map { _ in
                pool.acquire("x", near: lane, deadline: self.at(5), now: self.at(2)).actions.lease?.connection
            }
            #expect(taken == expected)
        }

        @Test
        func `one idle connection too many closes one of the last thread`() {
            var pool = self.pool(connections: 3, idleConnections: 2)
            for (index, lane) in [1, 1, 0].enumerated() {
                _ = pool.acquire("r\(index)", deadline: self.at(1000), now: self.at(0))
                _ = pool.opened(index, "c\(index)", lane: lane, now: self.at(0))
            }
            #expect(pool.released(0, now: self.at(1)).close.isEmpty)
            #expect(pool.released(1, now: self.at(2)).close.isEmpty)
            #expect(pool.released(2, now: self.at(3)).close == ["c0"])
            #expect(pool.population == ConnectionPoolPopulation(idle: 2))
        }

        @Test
        func `those who wait are served in the order of their coming`() {
            var pool = self.busyPool(1, connections: 1)
            for name in ["a", "b", "c"] {
                #expect(pool.acquire(name, deadline: self.at(50), now: self.at(1)).actions.open.isEmpty)
            }
            #expect(pool.released(0, now: self.at(2)).lease?.waiter == "a")
            #expect(pool.released(0, now: self.at(2)).lease?.waiter == "b")
            #expect(pool.released(0, now: self.at(2)).lease?.waiter == "c")
            #expect(pool.released(0, now: self.at(2)).lease == nil)
        }

        @Test
        func `a released connection serves whoever has waited longest, and the one being opened the next`() {
            var pool = self.busyPool(1)
            _ = pool.acquire("a", deadline: self.at(50), now: self.at(1))
            #expect(pool.released(0, now: self.at(2)).lease?.waiter == "a")
            #expect(pool.opened(1, "c1", now: self.at(3)).lease == nil)
            #expect(pool.population == ConnectionPoolPopulation(idle: 1, leased: 1))
        }

        @Test
        func `whoever gave up is passed over`() throws {
            var pool = self.busyPool(1, connections: 1)
            let ticket = try #require(pool.acquire("a", deadline: self.at(50), now: self.at(1)).ticket)
            _ = pool.acquire("b", deadline: self.at(50), now: self.at(1))
            pool.cancel(ticket: ticket)
            #expect(pool.released(0, now: self.at(2)).lease?.waiter == "b")
            pool.cancel(ticket: ticket)
            #expect(pool.population == ConnectionPoolPopulation(leased: 1))
        }

        @Test
        func `waiting ends at each one's own deadline`() {
            var pool = self.busyPool(1, connections: 1)
            _ = pool.acquire("late", deadline: self.at(9), now: self.at(1))
            #expect(pool.acquire("soon", deadline: self.at(5), now: self.at(1)).actions.timer == self.at(5))
            let early = pool.timerFired(now: self.at(4))
            #expect(early.failed.isEmpty)
            let first = pool.timerFired(now: self.at(5))
            #expect(first.failed.map(\.waiter) == ["soon"])
            #expect(first.failed.map(\.cause) == [.expired])
            #expect(first.timer == self.at(9))
            #expect(pool.timerFired(now: self.at(9)).failed.map(\.waiter) == ["late"])
        }

        @Test
        func `an exchange is told once that its time is up, and keeps the connection until it is closed`() {
            var pool = self.pool(connections: 1)
            _ = pool.acquire("slow", deadline: self.at(5), now: self.at(0))
            _ = pool.opened(0, "c", now: self.at(0))
            #expect(pool.timerFired(now: self.at(5)).failed.map(\.waiter) == ["slow"])
            #expect(pool.population.leased == 1)
            let next = pool.acquire("next", deadline: self.at(9), now: self.at(6))
            #expect(next.actions.open.isEmpty)
            #expect(pool.timerFired(now: self.at(8)).failed.isEmpty)
            #expect(pool.closed(0, now: self.at(8)).open == 1..<2)
        }

        @Test
        func `an idle connection closes after its time`() {
            var pool = self.busyPool(1)
            #expect(pool.released(0, now: self.at(10)).timer == self.at(70))
            #expect(pool.timerFired(now: self.at(69)).close.isEmpty)
            #expect(pool.timerFired(now: self.at(70)).close == ["c0"])
            #expect(pool.population == ConnectionPoolPopulation())
        }

        @Test
        func `an idle connection whose time is up is not used, though the timer is late`() {
            var pool = self.busyPool(1)
            _ = pool.released(0, now: self.at(10))
            let (_, actions) = pool.acquire("a", deadline: self.at(100), now: self.at(80))
            #expect(actions.close == ["c0"])
            #expect(actions.lease == nil)
            #expect(actions.open.count == 1)
        }

        @Test
        func `one idle connection too many closes the one that was idle longest`() {
            var pool = self.pool(connections: 3, idleConnections: 1)
            for index in 0..<2 {
                _ = pool.acquire("r\(index)", deadline: self.at(1000), now: self.at(0))
                _ = pool.opened(index, "c\(index)", now: self.at(0))
            }
            #expect(pool.released(0, now: self.at(1)).close.isEmpty)
            #expect(pool.released(1, now: self.at(2)).close == ["c0"])
            #expect(pool.population == ConnectionPoolPopulation(idle: 1))
        }

        @Test
        func `a pool that keeps no idle connections closes each`() {
            var pool = self.pool(idleConnections: 0)
            _ = pool.acquire("a", deadline: self.at(5), now: self.at(0))
            _ = pool.opened(0, "c", now: self.at(0))
            #expect(pool.released(0, now: self.at(1)).close == ["c"])
            #expect(pool.population == ConnectionPoolPopulation())
        }

        @Test
        func `a connection that has lived long enough is replaced for whoever waits`() {
            var pool = self.busyPool(1, connections: 1, lifetime: .seconds(30))
            _ = pool.acquire("a", deadline: self.at(100), now: self.at(31))
            let actions = pool.released(0, now: self.at(32))
            #expect(actions.close == ["c0"])
            #expect(actions.lease == nil)
            #expect(actions.open == 1..<2)
        }

        @Test
        func `a connection that fails while idle is forgotten`() {
            var pool = self.busyPool(2)
            _ = pool.released(0, now: self.at(1))
            _ = pool.released(1, now: self.at(1))
            #expect(pool.closed(1, now: self.at(2)).close.isEmpty)
            #expect(pool.closed(1, now: self.at(2)).open.isEmpty)
            #expect(pool.acquire("a", deadline: self.at(5), now: self.at(3)).actions.lease?.connection == "c0")
            #expect(pool.acquire("b", deadline: self.at(5), now: self.at(3)).actions.open.count == 1)
        }

        @Test
        func `a connection that fails while leased makes room for whoever waits`() {
            var pool = self.busyPool(1, connections: 1)
            _ = pool.acquire("a", deadline: self.at(50), now: self.at(1))
            #expect(pool.closed(0, now: self.at(2)).open == 1..<2)
            #expect(pool.opened(1, "c1", now: self.at(3)).lease?.waiter == "a")
            #expect(pool.released(0, now: self.at(3)).lease == nil)
        }

        @Test
        func `a failed attempt fails whoever has waited longest, and others get attempts of their own`() {
            var pool = self.pool(connections: 1)
            _ = pool.acquire("a", deadline: self.at(50), now: self.at(0))
            _ = pool.acquire("b", deadline: self.at(50), now: self.at(0))
            let first = pool.openFailed(0, now: self.at(1))
            #expect(first.failed.map(\.waiter) == ["a"])
            #expect(first.failed.map(\.cause) == [.openFailed])
            #expect(first.open == 1..<2)
            let second = pool.openFailed(1, now: self.at(1))
            #expect(second.failed.map(\.waiter) == ["b"])
            #expect(second.open.isEmpty)
            #expect(pool.openFailed(1, now: self.at(1)).failed.isEmpty)
        }

        @Test
        func `a failed attempt fails nobody while a connection is in use`() {
            var pool = self.busyPool(1)
            _ = pool.acquire("a", deadline: self.at(50), now: self.at(1))
            #expect(pool.openFailed(1, now: self.at(2)).failed.isEmpty)
            #expect(pool.population == ConnectionPoolPopulation(leased: 1, waiting: 1))
            #expect(pool.released(0, now: self.at(3)).lease?.waiter == "a")
        }

        @Test
        func `a failed attempt is made once more after a pause while a connection is in use`() throws {
            var pool = self.busyPool(1)
            _ = pool.acquire("a", deadline: self.at(50), now: self.at(1))
            let moment = try #require(pool.openFailed(1, now: self.at(2)).timer)
            #expect(moment > self.at(2) && moment < self.at(3))
            #expect(pool.timerFired(now: moment).open == 2..<3)
            // Nobody waits for the next one.
            _ = pool.openFailed(2, now: self.at(3))
            #expect(pool.released(0, now: self.at(3)).lease?.waiter == "a")
            #expect(pool.timerFired(now: self.at(4)).open.isEmpty)
            #expect(pool.population == ConnectionPoolPopulation(leased: 1))
        }

        @Test
        func `whoever comes during the pause waits for its end, too`() throws {
            var pool = self.busyPool(1, connections: 20)
            _ = pool.acquire("a", deadline: self.at(50), now: self.at(1))
            let moment = try #require(pool.openFailed(1, now: self.at(2)).timer)
            for index in 0..<10 {
                #expect(pool.acquire("b\(index)", deadline: self.at(50), now: self.at(2)).actions.open.isEmpty)
            }
            #expect(pool.timerFired(now: moment).open == 2..<13)
            // Once the way is free, nobody pauses.
            _ = pool.openFailed(2, now: moment)
            #expect(pool.acquire("c", deadline: self.at(50), now: moment).actions.open.isEmpty)
            #expect(pool.opened(3, "c3", now: moment).open == 13..<15)
        }

        @Test
        func `the pause ends with the last connection in use`() {
            var pool = self.busyPool(2)
            _ = pool.closed(1, now: self.at(1))
            for name in ["a", "b"] { _ = pool.acquire(name, deadline: self.at(50), now: self.at(1)) }
            #expect(pool.openFailed(2, now: self.at(2)).open.isEmpty)
            #expect(pool.closed(0, now: self.at(2)).open == 3..<5)
        }

        @Test
        func `a failed attempt that nobody waits for any more fails nobody`() throws {
            var pool = self.pool()
            let ticket = try #require(pool.acquire("a", deadline: self.at(50), now: self.at(0)).ticket)
            pool.cancel(ticket: ticket)
            #expect(pool.openFailed(0, now: self.at(1)).failed.isEmpty)
            #expect(pool.population == ConnectionPoolPopulation())
        }

        @Test
        func `a failed attempt fails nobody while there are attempts for all who wait`() throws {
            var pool = self.pool()
            let ticket = try #require(pool.acquire("a", deadline: self.at(50), now: self.at(0)).ticket)
            _ = pool.acquire("b", deadline: self.at(50), now: self.at(0))
            pool.cancel(ticket: ticket)
            #expect(pool.openFailed(0, now: self.at(1)).failed.isEmpty)
            #expect(pool.opened(1, "c", now: self.at(2)).lease?.waiter == "b")
        }

        @Test
        func `whoever has waited too long gets no connection, though the timer is late`() {
            var pool = self.busyPool(1, connections: 1)
            _ = pool.acquire("a", deadline: self.at(5), now: self.at(1))
            _ = pool.acquire("b", deadline: self.at(50), now: self.at(1))
            let actions = pool.released(0, now: self.at(6))
            #expect(actions.lease?.waiter == "b")
            #expect(actions.failed.map(\.waiter) == ["a"])
            #expect(actions.failed.map(\.cause) == [.expired])
        }

        @Test
        func `the timer is not set for less than a millisecond`() {
            var pool = self.busyPool(1, connections: 1)
            _ = pool.acquire("a", deadline: self.at(5), now: self.at(1))
            _ = pool.acquire("b", deadline: self.at(5) + .microseconds(1), now: self.at(1))
            #expect(pool.timerFired(now: self.at(5)).timer == self.at(5) + .milliseconds(1))
        }

        @Test
        func `shutting down closes all, fails all, and refuses whoever comes later`() {
            var pool = self.busyPool(2, connections: 3)
            _ = pool.released(1, now: self.at(1))
            _ = pool.acquire("x", deadline: self.at(50), now: self.at(1))
            _ = pool.acquire("y", deadline: self.at(50), now: self.at(1))
            let actions = pool.shutDown()
            #expect(actions.close.sorted() == ["c0", "c1"])
            #expect(actions.failed.map(\.waiter).sorted() == ["r0", "x", "y"])
            #expect(Set(actions.failed.map(\.cause)) == [.shutDown])
            #expect(pool.shutDown().close.isEmpty)
            #expect(pool.opened(2, "c2", now: self.at(2)).close == ["c2"])
            let late = pool.acquire("late", deadline: self.at(50), now: self.at(2)).actions
            #expect(late.failed.map(\.waiter) == ["late"])
            #expect(late.open.isEmpty)
            #expect(pool.population == ConnectionPoolPopulation())
        }
    }
#endif
