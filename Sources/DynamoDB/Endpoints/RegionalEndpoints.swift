// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import DynamoDBCore
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
        /// Where all operations on tables go, if that is known and depends on nothing else. (CodingBenchmark, `call-empty`.)
        private let onlyTarget: CallTarget?
        private let findRegion: RegionSearch?
        private let allowsPlainHTTP: Bool

        /// - Parameters:
        ///   - settings: With the rules, in the region that is set, or in the fallback.
        ///   - findRegion: Where to look for the region before the first call, if none is set. If it fails, so does the
        ///     call, and the next one looks again; if it finds that there is none, the fallback is used from then on.
        ///   - warn: Is told if requests to an endpoint on another machine are signed for the fallback.
        package init(
            _ settings: RemoteSettings, findRegion: RegionSearch? = nil, warn: (_ message: String) -> Void = { _ in }
        ) {
            self.state = Mutex(
                State(tables: settings.endpoints, streams: settings.streamEndpoints, isOpen: findRegion != nil))
            self.onlyTarget =
                findRegion == nil && !settings.endpoints.needsAccount
                ? CallTarget(settings.endpoints.regionalEndpoint) : nil
            self.findRegion = findRegion
            self.allowsPlainHTTP = settings.allowsCredentialsOverPlainHTTP
            let endpoint = settings.endpoints.regionalEndpoint
            guard settings.namedRegion == nil, !settings.isRegionOpen, !endpoint.isLoopback else { return }
            warn(
                "No region is set, so requests to \(endpoint.origin) are signed for the fallback: \(RegionChoice.fallback). Set AWS_REGION or the region of the configuration."
            )
        }

        package func readyTarget(for call: RemoteCall, accountID: String?) throws(DynamoDBError) -> CallTarget? {
            if let onlyTarget, !call.operation.isOfStreams { return onlyTarget }
            return self.isReady ? try self.settledTarget(for: call, accountID: accountID) : nil
        }

        package func target(for call: RemoteCall, accountID: String?) async throws(DynamoDBError) -> CallTarget {
            if let findRegion, !self.isReady { try await self.settle(findRegion) }
            return try self.settledTarget(for: call, accountID: accountID)
        }

        private var isReady: Bool { self.findRegion == nil || self.state.withLock { !$0.isOpen } }

        private func settledTarget(for call: RemoteCall, accountID: String?) throws(DynamoDBError) -> CallTarget {
            let rules = self.state.withLock { call.operation.isOfStreams ? $0.streams : $0.tables }
            let endpoint = try rules.endpoint(tableNames: call.tables, accountID: accountID)
            // The credentials were checked for the tables' endpoint; that of streams may be another.
            if call.operation.isOfStreams { try endpoint.refusePlainHTTP(unless: self.allowsPlainHTTP) }
            return CallTarget(endpoint)
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
            self.state.withLock { [settled] state in
                if state.isOpen { state = settled }
            }
        }
    }

    extension CallTarget {
        fileprivate init(_ endpoint: Endpoint) {
            self.init(origin: endpoint.origin, path: endpoint.path, signingRegion: endpoint.signingRegion)
        }
    }
#endif
