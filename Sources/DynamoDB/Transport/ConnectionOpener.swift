// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOCore
    internal import NIOPosix
    internal import NIOSSL

    /// Makes connections to one origin: name, socket, TLS, HTTP.
    struct ConnectionOpener: Sendable {
        let origin: HTTPOrigin
        /// How long resolving, connecting and the TLS handshake may take together.
        let timeout: TimeAmount
        /// `nil` for plain HTTP.
        let tls: NIOSSLContext?

        /// Opens a connection on an event loop, and reports to the pool.
        func open(_ id: Int, on loop: any EventLoop, for pool: OriginPool) {
            guard (1...65_535).contains(self.origin.port), !self.origin.host.isEmpty else {
                return pool.openFailed(id, .connect(self.origin, "there is no such port or host"))
            }
            let deadline = NIODeadline.now() + self.timeout
            let bootstrap = ClientBootstrap(group: loop)
                .connectTimeout(self.timeout)
                .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            let connecting =
                if let address = self.address {
                    bootstrap.connect(to: address)
                } else {
                    // Names are resolved, and IPv6 and IPv4 tried side by side, by NIO.
                    bootstrap.connect(host: self.origin.host, port: self.origin.port)
                }
            connecting.whenComplete { result in
                switch result {
                case .failure(let error): pool.openFailed(id, self.failure(error))
                case .success(let channel): self.prepare(channel, id: id, pool: pool, deadline: deadline)
                }
            }
        }

        /// Why there is no connection, and whether the way to it may lead through a proxy.
        private func failure(_ error: any Error) -> TransportFailure {
            var failure = TransportFailure.opening(self.origin, error)
            let advice = ProxyVariables.advice(
                isSecure: self.origin.isSecure, host: self.origin.host, EnvironmentVariables.process)
            if let advice { failure.message += " \(advice)" }
            return failure
        }

        /// The address, if the host is one and not a name.
        private var address: SocketAddress? {
            try? SocketAddress(ipAddress: self.origin.host, port: self.origin.port)
        }

        private func prepare(_ channel: any Channel, id: Int, pool: OriginPool, deadline: NIODeadline) {
            let handler = ExchangeHandler(id: id, origin: self.origin, pool: pool)
            do {
                let pipeline = channel.pipeline.syncOperations
                if let tls = self.tls {
                    // A certificate for an address is checked against the address; there is no name to indicate.
                    let isAddress = self.address != nil || self.origin.host.contains(":")
                    try pipeline.addHandler(
                        NIOSSLClientHandler(context: tls, serverHostname: isAddress ? nil : self.origin.host))
                }
                try pipeline.addHandler(handler)
            } catch {
                channel.close(promise: nil)
                return pool.openFailed(id, .opening(self.origin, error))
            }
            handler.begin(handshakeDeadline: deadline)
        }
    }
#endif
