// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// The connections of a pool that rest, by the threads that serve them: their lanes.
    ///
    /// Of one lane, the connection that was used last is taken first, so that a pool which is too large shrinks. Whoever does
    /// not run on one of the lanes gets the first that has a connection: a thread that is busy anyway need not be woken for
    /// it, and the others sleep on (ClientBenchmark, `batch`).
    struct IdleConnections: Sendable {
        /// Each has the ids in the order in which they came to rest.
        private var lanes: [[Int]] = []
        private(set) var count = 0

        /// - Parameter lane: From 0; lanes are few.
        mutating func add(_ id: Int, lane: Int) {
            while self.lanes.count <= lane { self.lanes.append([]) }
            self.lanes[lane].append(id)
            self.count += 1
        }

        /// Takes one out, of the given lane if it has any.
        mutating func take(near lane: Int?) -> Int? {
            let isThere = lane.map { self.lanes.indices.contains($0) && !self.lanes[$0].isEmpty } ?? false
            guard let chosen = isThere ? lane : self.lanes.firstIndex(where: { !$0.isEmpty }) else { return nil }
            self.count -= 1
            return self.lanes[chosen].popLast()
        }

        /// Takes out the one that others are asked for before: of the last lane in use, the one that has rested for longest.
        mutating func takeLeastWanted() -> Int? {
            guard let last = self.lanes.lastIndex(where: { !$0.isEmpty }) else { return nil }
            self.count -= 1
            return self.lanes[last].removeFirst()
        }

        /// Takes out this one, if it is there.
        mutating func remove(_ id: Int, lane: Int) {
            guard self.lanes.indices.contains(lane), let place = self.lanes[lane].firstIndex(of: id) else { return }
            self.count -= 1
            self.lanes[lane].remove(at: place)
        }
    }
#endif
