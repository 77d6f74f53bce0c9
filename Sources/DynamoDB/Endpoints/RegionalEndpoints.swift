// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDBCore
    package import Logging
    import Synchronization

    /// The endpoint of a region, by AWS's rules or as it was given.
    package final class RegionalEndpoints: EndpointSource {
        /// Looks for the region of the machine.
        package typealias RegionSearch = @Sendable () async throws(DynamoDBError) -> String?

        private struct State {
            var tables: EndpointRules
            var streams: EndpointRules
            /// Whether the region is still to be looked for.
            var isOpen: Bool
        }

        private let state: Mutex<State>
        private let findRegion: RegionSearch?
        private let allowsPlainHTTP: Bool
        private let logger: Logger?

        /// - Parameters:
        ///   - settings: With the rules, in the region that is set, or in the fallback.
        ///   - findRegion: Where to look for the region before the first call, if none is set.
        ///   - logger: Who is warned of the fallback.
        package init(_ settings: RemoteSettings, findRegion: RegionSearch? = nil, logger: Logger? = nil) {
            self.state = Mutex(
                State(tables: settings.endpoints, streams: settings.streamEndpoints, isOpen: findRegion != nil))
            self.findRegion = findRegion
            self.allowsPlainHTTP = settings.allowsCredentialsOverPlainHTTP
            self.logger = logger
        }

        package var isReady: Bool { self.findRegion == nil || self.state.withLock { !$0.isOpen } }

        package func target(for call: RemoteCall, accountID: String?) async throws(DynamoDBError) -> CallTarget {
            if let findRegion, !self.isReady { try await self.settle(findRegion) }
            let rules = self.state.withLock { call.operation.isOfStreams ? $0.streams : $0.tables }
            let endpoint = try rules.endpoint(tableNames: call.tables, accountID: accountID)
            // The credentials were checked for the tables' endpoint; that of streams may be another.
            if call.operation.isOfStreams { try endpoint.refusePlainHTTP(unless: self.allowsPlainHTTP) }
            return CallTarget(origin: endpoint.origin, path: endpoint.path, signingRegion: endpoint.signingRegion)
        }

        package func note(_ origin: HTTPOrigin, isReachable: Bool) {}

        /// Calls that begin together all look; the first that finds decides.
        private func settle(_ findRegion: RegionSearch) async throws(DynamoDBError) {
            let region = try await findRegion()
            var settled = self.state.withLock { State(tables: $0.tables, streams: $0.streams, isOpen: false) }
            if let region {
                settled.tables = try settled.tables.moved(to: region)
                settled.streams = try settled.streams.moved(to: region)
            }
            let isFirst = self.state.withLock { [settled] state in
                defer { if state.isOpen { state = settled } }
                return state.isOpen
            }
            guard isFirst, region == nil else { return }
            self.logger?.warning(
                "No region is set, so the fallback is used. Set AWS_REGION or the region of the configuration.",
                metadata: ["region": "\(RegionChoice.fallback)"])
        }
    }
#endif
