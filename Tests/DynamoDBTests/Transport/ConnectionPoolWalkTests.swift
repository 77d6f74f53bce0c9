// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import NIOCore
    import TestSupport
    import Testing

    /// The pool among random events, beside a model that is simple enough to be believed.
    struct ConnectionPoolWalkTests {
        /// What the world around a pool looks like, and what it has been asked to do.
        private struct World {
            var pool: ConnectionPool<Int, Int>
            let limit: Int
            var now = NIODeadline.uptimeNanoseconds(0)
            var timers: [NIODeadline] = []
            var opening: Set<Int> = []
            var open: Set<Int> = []
            /// Which thread serves which connection.
            var lanes: [Int: Int] = [:]
            /// Which waiter uses which connection.
            var leases: [Int: Int] = [:]
            /// Who waits, in order, with ticket and deadline.
            var queue: [(waiter: Int, ticket: Int, deadline: NIODeadline)] = []
            var deadlines: [Int: NIODeadline] = [:]
            var ended: Set<Int> = []
            /// Leases whose exchange was told that its time is up.
            var overdue: Set<Int> = []
            var nextWaiter = 0

            /// Carries out actions, and checks that each makes sense. `newcomer` is the waiter that the event brought.
            mutating func perform(_ actions: ConnectionPool<Int, Int>.Actions, newcomer: Int? = nil) {
                for connection in actions.close {
                    let closed = self.open.remove(connection)
                    #expect(closed != nil, "closed twice, or never open")
                    #expect(self.leases[connection] == nil, "closed while in use")
                }
                for id in actions.open {
                    let (isNew, _) = self.opening.insert(id)
                    #expect(isNew)
                }
                if let timer = actions.timer { self.timers.append(timer) }
                for (waiter, cause) in actions.failed {
                    if cause == .expired {
                        #expect(self.deadlines[waiter].map { $0 <= self.now } == true, "expired early")
                    }
                    if let place = self.queue.firstIndex(where: { $0.waiter == waiter }) {
                        if cause == .openFailed { #expect(place == 0, "failed out of turn") }
                        self.queue.remove(at: place)
                        let (isFirst, _) = self.ended.insert(waiter)
                        #expect(isFirst, "ended twice")
                    } else {
                        #expect(self.leases.values.contains(waiter), "failed, but neither waits nor is served")
                        let (isFirst, _) = self.overdue.insert(waiter)
                        #expect(isFirst, "told twice that the time is up")
                    }
                }
                if let (connection, waiter, _) = actions.lease {
                    #expect(self.open.contains(connection), "leased, but not open")
                    #expect(self.leases[connection] == nil, "leased twice")
                    if newcomer == waiter, self.queue.first?.waiter != waiter {
                        #expect(self.queue.isEmpty, "served before those who waited")
                    } else {
                        #expect(self.queue.first?.waiter == waiter, "served out of turn")
                        self.queue.removeFirst()
                    }
                    self.leases[connection] = waiter
                }
            }

            /// What always holds.
            func check() {
                let population = self.pool.population
                #expect(population.opening + population.idle + population.leased <= self.limit)
                #expect(population.opening == self.opening.count)
                #expect(population.leased == self.leases.count)
                #expect(population.idle == self.open.count - self.leases.count)
                #expect(population.waiting == self.queue.count)
                if !self.queue.isEmpty {
                    #expect(population.idle == 0, "waits while a connection is idle")
                    #expect(population.opening + population.leased > 0, "waits for nothing")
                    let first = self.queue.map(\.deadline).min() ?? .distantFuture
                    #expect(self.timers.contains { $0 <= first + .milliseconds(1) }, "nothing ends the waiting")
                }
            }

            /// A connection is open, on a thread of three.
            mutating func open(_ id: Int) {
                self.opening.remove(id)
                self.open.insert(id)
                self.lanes[id] = id * 7 % 3
                self.perform(self.pool.opened(id, id, lane: id * 7 % 3, now: self.now))
            }

            mutating func acquire(near lane: Int?, deadline: NIODeadline) {
                let waiter = self.nextWaiter
                self.nextWaiter += 1
                self.deadlines[waiter] = deadline
                let idle = self.open.subtracting(self.leases.keys)
                let (ticket, actions) = self.pool.acquire(waiter, near: lane, deadline: deadline, now: self.now)
                if let lane, let taken = actions.lease?.connection, self.lanes[taken] != lane {
                    // Those that had been idle for too long are closed first.
                    let near = idle.subtracting(actions.close).filter { self.lanes[$0] == lane }
                    #expect(near.isEmpty, "a connection of the caller's own thread is left")
                }
                if let ticket {
                    self.queue.append((waiter, ticket, deadline))
                } else {
                    #expect(actions.lease?.waiter == waiter)
                }
                self.perform(actions, newcomer: waiter)
            }

            mutating func finish(_ connection: Int, reusable: Bool) {
                guard let waiter = self.leases.removeValue(forKey: connection) else { return }
                let (isFirst, _) = self.ended.insert(waiter)
                #expect(isFirst, "served twice")
                // An exchange that was told that its time is up closes its connection.
                if reusable, !self.overdue.contains(waiter) {
                    self.perform(self.pool.released(connection, now: self.now))
                } else {
                    self.open.remove(connection)
                    self.perform(self.pool.closed(connection, now: self.now))
                }
            }

            mutating func advance(by amount: TimeAmount) {
                self.now = self.now + amount
                let due = self.timers.filter { $0 <= self.now }
                self.timers.removeAll { $0 <= self.now }
                for _ in due { self.perform(self.pool.timerFired(now: self.now)) }
            }
        }

        @Test(arguments: [1, 2, 3, 7], [1, 2, 3, 4, 5] as [UInt64])
        func `no walk breaks the limit, the order, or leaves anyone behind`(limit: Int, seed: UInt64) {
            var random = SeededGenerator(seed: seed)
            let limits = ConnectionPoolLimits(
                connections: limit, idleConnections: Int.random(in: 0...limit, using: &random),
                idleTimeout: .seconds(20),
                lifetime: seed == 1 ? nil : .seconds(60))
            var world = World(pool: ConnectionPool(limits: limits), limit: limit)
            for _ in 0..<3000 {
                switch Int.random(in: 0..<100, using: &random) {
                case 0..<35:
                    world.acquire(
                        near: random.chance(50) ? nil : Int.random(in: 0...3, using: &random),
                        deadline: world.now + .milliseconds(Int64.random(in: 1...30_000, using: &random)))
                case 35..<50:
                    guard let id = world.opening.sorted().randomElement(using: &random) else { continue }
                    world.open(id)
                case 50..<56:
                    guard let id = world.opening.sorted().randomElement(using: &random) else { continue }
                    world.opening.remove(id)
                    world.perform(world.pool.openFailed(id, now: world.now))
                case 56..<80:
                    guard let connection = world.leases.keys.sorted().randomElement(using: &random) else { continue }
                    world.finish(connection, reusable: !random.chance(15))
                case 80..<84:
                    let idle = world.open.subtracting(world.leases.keys).sorted()
                    guard let connection = idle.randomElement(using: &random) else { continue }
                    world.open.remove(connection)
                    world.perform(world.pool.closed(connection, now: world.now))
                case 84..<92:
                    guard let place = world.queue.indices.randomElement(using: &random) else { continue }
                    let gone = world.queue.remove(at: place)
                    world.ended.insert(gone.waiter)
                    world.pool.cancel(ticket: gone.ticket)
                default:
                    world.advance(by: .milliseconds(Int64.random(in: 1...5000, using: &random)))
                }
                world.check()
            }
            // Whatever is left comes to an end.
            while !world.queue.isEmpty || !world.leases.isEmpty || !world.opening.isEmpty {
                if let id = world.opening.min() {
                    world.open(id)
                }
                if let connection = world.leases.keys.min() { world.finish(connection, reusable: true) }
                world.check()
            }
            #expect(world.ended.count == world.nextWaiter)
            for _ in 0..<10 { world.advance(by: .seconds(30)) }
            #expect(world.open.isEmpty, "idle connections stay")
            #expect(world.pool.population == ConnectionPoolPopulation())
        }
    }
#endif
