// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore
    import Synchronization

    #if canImport(FoundationEssentials)
        import FoundationEssentials
    #else
        import Foundation
    #endif

    /// Spreads calls over the nodes of an Alternator cluster, and keeps the list of nodes up to date.
    ///
    /// Source: ScyllaDB's Alternator documentation: `GET /localnodes` answers with a JSON array of addresses.
    package final class AlternatorEndpoints: EndpointSource {
        private let transport: any HTTPTransport
        private let environment: CallEnvironment
        private let signingRegion: String
        private let nodes: Mutex<AlternatorNodes>
        /// Scheme and port are the same for all nodes.
        private let pattern: HTTPOrigin

        /// - Parameter seeds: At least one node to begin with.
        package init(
            seeds: [HTTPOrigin], signingRegion: String, transport: any HTTPTransport,
            environment: CallEnvironment = .system
        ) throws(DynamoDBError) {
            guard let first = seeds.first else {
                throw DynamoDBError(.configuration, "An Alternator cluster needs at least one node to begin with.")
            }
            self.pattern = first
            self.transport = transport
            self.environment = environment
            self.signingRegion = signingRegion
            self.nodes = Mutex(AlternatorNodes(seeds: seeds))
        }

        package func target(for call: RemoteCall, accountID: String?) async throws(DynamoDBError) -> CallTarget {
            let now = self.environment.uptime()
            // One call in ten seconds pays for the list; the others go on with the one they have.
            if self.nodes.withLock({ $0.beginRefresh(at: now) }) { await self.refresh() }
            return try self.target(self.nodes.withLock { $0.take(at: now) })
        }

        package func readyTarget(for call: RemoteCall, accountID: String?) throws(DynamoDBError) -> CallTarget? {
            let now = self.environment.uptime()
            let (isReady, node) = self.nodes.withLock { nodes in
                nodes.needsRefresh(at: now) ? (false, nil) : (true, nodes.take(at: now))
            }
            return isReady ? try self.target(node) : nil
        }

        private func target(_ node: HTTPOrigin?) throws(DynamoDBError) -> CallTarget {
            guard let node else { throw DynamoDBError(.network, "The Alternator cluster has no nodes.") }
            return CallTarget(origin: node, signingRegion: self.signingRegion)
        }

        package func note(_ origin: HTTPOrigin, isReachable: Bool) {
            let now = self.environment.uptime()
            self.nodes.withLock { $0.note(origin, isReachable: isReachable, at: now) }
        }

        /// Asks the nodes in turn for the list, until one answers.
        private func refresh() async {
            let candidates = self.nodes.withLock { $0.all }
            for node in candidates {
                // The time of the call that asks is up: another one asks again.
                guard !Task.isCancelled else { return self.nodes.withLock { $0.abandonRefresh() } }
                let request = HTTPRequest(
                    method: "GET", origin: node, path: "/localnodes", headers: [("Host", node.hostHeader)])
                if let response = try? await self.transport.send(
                    request, timeout: .seconds(1), maximumResponseBytes: 1_000_000), response.status == 200,
                    let list = self.origins(in: response.body)
                {
                    let now = self.environment.uptime()
                    self.nodes.withLock { $0.endRefresh(with: list, at: now) }
                    return
                }
                guard !Task.isCancelled else { continue }
                let now = self.environment.uptime()
                self.nodes.withLock { $0.note(node, isReachable: false, at: now) }
            }
            guard !Task.isCancelled else { return self.nodes.withLock { $0.abandonRefresh() } }
            let now = self.environment.uptime()
            self.nodes.withLock { $0.endRefresh(with: nil, at: now) }
        }

        private func origins(in body: [UInt8]) -> [HTTPOrigin]? {
            guard let hosts = try? JSONDecoder().decode([String].self, from: Data(body)) else { return nil }
            // What comes from the network becomes part of a header, and no cluster is this large.
            return hosts.prefix(10_000).filter { HostLabel.areValid($0[...]) || IPAddress(v6: $0) != nil }.map {
                HTTPOrigin(isSecure: self.pattern.isSecure, host: $0, port: self.pattern.port)
            }
        }
    }
#endif
