// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// The nodes of an Alternator cluster: which are in use, in turn, and which are left out for a while.
    ///
    /// A pure value; the time comes in as an argument, in seconds from any fixed point.
    package struct AlternatorNodes: Sendable {
        /// How long a node that could not be reached is left out, in seconds.
        package static let pause = 10.0
        /// How long a list of nodes is believed, in seconds.
        package static let listLifetime = 10.0

        /// The nodes that were given: they are never forgotten.
        private let seeds: [HTTPOrigin]
        private var nodes: [HTTPOrigin]
        private var pausedUntil: [HTTPOrigin: Double] = [:]
        private var next = 0
        private var refreshedAt: Double?
        private var isRefreshing = false

        package init(seeds: [HTTPOrigin]) {
            self.seeds = seeds
            self.nodes = seeds
        }

        /// All nodes in use.
        package var all: [HTTPOrigin] { self.nodes }

        /// The next node in turn; one that could not be reached only if there is no other.
        package mutating func take(at now: Double) -> HTTPOrigin? {
            for _ in self.nodes.indices {
                let node = self.nodes[self.next % self.nodes.count]
                self.next = (self.next + 1) % self.nodes.count
                if (self.pausedUntil[node] ?? 0) <= now { return node }
            }
            return self.nodes.min { (self.pausedUntil[$0] ?? 0) < (self.pausedUntil[$1] ?? 0) }
        }

        /// Learns whether a node could be reached.
        package mutating func note(_ node: HTTPOrigin, isReachable: Bool, at now: Double) {
            self.pausedUntil[node] = isReachable ? nil : now + Self.pause
        }

        /// Whether the list is due to be asked for.
        package func needsRefresh(at now: Double) -> Bool {
            !self.isRefreshing && self.refreshedAt.map { now - $0 >= Self.listLifetime } ?? true
        }

        /// Whether the list is to be asked for now; the caller then does so, and says what came of it.
        package mutating func beginRefresh(at now: Double) -> Bool {
            guard self.needsRefresh(at: now) else { return false }
            self.isRefreshing = true
            return true
        }

        /// Learns that nobody was asked after all.
        package mutating func abandonRefresh() {
            self.isRefreshing = false
        }

        /// Takes a new list. An empty one, or none, leaves the old list as it is; if no node of it answered, the given
        /// nodes are tried again.
        package mutating func endRefresh(with list: [HTTPOrigin]?, at now: Double) {
            self.isRefreshing = false
            self.refreshedAt = now
            if let list, !list.isEmpty {
                self.nodes = list
                self.pausedUntil = self.pausedUntil.filter { list.contains($0.key) }
            } else if list == nil {
                for seed in self.seeds where !self.nodes.contains(seed) { self.nodes.append(seed) }
            }
            self.next = self.nodes.isEmpty ? 0 : self.next % self.nodes.count
        }
    }
#endif
