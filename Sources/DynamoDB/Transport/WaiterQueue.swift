// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import NIOCore

    /// Those who wait for a connection, in the order of their coming.
    ///
    /// Tickets only grow, so whoever gives up is found by binary search; the place stays behind, empty, until the queue has
    /// more empty places than taken ones.
    package struct WaiterQueue<Waiter: Sendable>: Sendable {
        private struct Place {
            let ticket: Int
            let deadline: NIODeadline
            var waiter: Waiter?
        }

        private var places: [Place] = []
        /// The places before this one were served.
        private var head = 0
        /// How many wait.
        package private(set) var count = 0

        package init() {}

        /// Adds a waiter at the end. The ticket is larger than all earlier ones.
        package mutating func append(_ waiter: Waiter, ticket: Int, deadline: NIODeadline) {
            self.places.append(Place(ticket: ticket, deadline: deadline, waiter: waiter))
            self.count += 1
        }

        /// Takes out whoever has waited longest.
        package mutating func popFirst() -> (waiter: Waiter, deadline: NIODeadline)? {
            while self.head < self.places.count {
                let place = self.places[self.head]
                self.places[self.head].waiter = nil
                self.head += 1
                guard let waiter = place.waiter else { continue }
                self.count -= 1
                self.compact()
                return (waiter, place.deadline)
            }
            return nil
        }

        /// Takes out the waiter with this ticket, if it still waits.
        package mutating func remove(ticket: Int) -> Waiter? {
            var low = self.head
            var high = self.places.count
            while low < high {
                let middle = low + (high - low) / 2
                if self.places[middle].ticket < ticket { low = middle + 1 } else { high = middle }
            }
            guard low < self.places.count, self.places[low].ticket == ticket else { return nil }
            guard let waiter = self.places[low].waiter else { return nil }
            self.places[low].waiter = nil
            self.count -= 1
            self.compact()
            return waiter
        }

        /// Takes out all whose time is up, and tells when the next one's will be.
        package mutating func removeExpired(now: NIODeadline) -> (expired: [Waiter], next: NIODeadline?) {
            var expired: [Waiter] = []
            var next: NIODeadline?
            for index in self.head..<self.places.count {
                guard let waiter = self.places[index].waiter else { continue }
                let deadline = self.places[index].deadline
                if deadline <= now {
                    self.places[index].waiter = nil
                    self.count -= 1
                    expired.append(waiter)
                } else if next.map({ deadline < $0 }) ?? true {
                    next = deadline
                }
            }
            self.compact()
            return (expired, next)
        }

        /// Takes out all.
        package mutating func removeAll() -> [Waiter] {
            let waiters = self.places.compactMap(\.waiter)
            self = Self()
            return waiters
        }

        private mutating func compact() {
            guard self.places.count > 2 * self.count + 32 else { return }
            self.places.removeAll { $0.waiter == nil }
            self.head = 0
        }
    }
#endif
