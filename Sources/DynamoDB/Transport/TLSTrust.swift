// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOSSL
    internal import Synchronization

    /// The TLS settings of one transport, loaded when first needed: reading the system's certificates takes milliseconds, and
    /// programs that only speak plain HTTP should not wait for them.
    final class TLSTrust: Sendable {
        private let file: String?
        private let loaded = Mutex<NIOSSLContext?>(nil)

        /// - Parameter file: The path of a PEM file with the certificates to trust; `nil` for the system's.
        init(file: String?) {
            self.file = file
        }

        /// Verifies certificates and host names, and speaks TLS 1.2 or newer.
        func context(for origin: HTTPOrigin) throws(TransportFailure) -> NIOSSLContext {
            let result = self.loaded.withLock { loaded in
                Result {
                    if let loaded { return loaded }
                    let context = try self.load()
                    loaded = context
                    return context
                }
            }
            switch result {
            case .success(let context): return context
            case .failure(let error):
                guard let file else { throw .tls(origin, "\(error)") }
                throw .tls(origin, "the certificates in \(file) cannot be used: \(error)")
            }
        }

        private func load() throws -> NIOSSLContext {
            guard let file else { return try Self.system.get() }
            return try NIOSSLContext(configuration: Self.configuration(roots: .file(file)))
        }

        /// All transports that trust the system alone share one.
        private static let system = Result { try NIOSSLContext(configuration: configuration(roots: .default)) }

        private static func configuration(roots: NIOSSLTrustRoots) -> TLSConfiguration {
            var configuration = TLSConfiguration.makeClientConfiguration()
            configuration.minimumTLSVersion = .tlsv12
            configuration.trustRoots = roots
            configuration.applicationProtocols = ["http/1.1"]
            return configuration
        }
    }
#endif
