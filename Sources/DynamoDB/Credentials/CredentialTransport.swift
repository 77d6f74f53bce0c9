// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// Sends what is for this machine, or for the metadata services beside it, directly, and all else by another transport: a
    /// proxy would ask the services of its own machine, and give credentials that are not ours.
    package struct CredentialTransport: HTTPTransport {
        private let other: any HTTPTransport
        private let direct: any HTTPTransport

        /// - Parameter other: What sends all else; one of ours, which uses no proxy, sends everything.
        package init(_ other: any HTTPTransport) {
            self.init(other, direct: other as? NIOTransport ?? NIOTransport(NIOTransport.Settings(), clock: nil))
        }

        package init(_ other: any HTTPTransport, direct: any HTTPTransport) {
            self.other = other
            self.direct = direct
        }

        package func send(
            _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
        ) async throws(TransportFailure) -> HTTPResponse {
            let host = request.origin.host
            // Whom to trust with https, the program's transport knows, and a proxy cannot pass for this machine.
            let isHere = LoopbackHost.contains(host) && !request.origin.isSecure
            let transport = isHere || MetadataHost.contains(host) ? self.direct : self.other
            return try await transport.send(
                request, timeout: timeout, maximumResponseBytes: maximumResponseBytes)
        }
    }
#endif
