// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOCore
    internal import NIOPosix
    internal import NIOSSL

    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #else
        import Darwin
    #endif

    extension TransportFailure {
        /// There is no connection.
        static func connect(_ origin: HTTPOrigin, _ reason: String) -> TransportFailure {
            TransportFailure(.connect, mayHaveBeenSent: false, "Cannot connect to \(origin): \(reason).")
        }

        /// There is no encrypted connection.
        static func tls(_ origin: HTTPOrigin, _ reason: String) -> TransportFailure {
            TransportFailure(
                .tls, mayHaveBeenSent: false,
                "The TLS handshake with \(origin) failed: \(reason). Check the endpoint, and AWS_CA_BUNDLE if a proxy on the way has a certificate of its own."
            )
        }

        /// What answered the handshake was no TLS.
        private static func noTLS(_ origin: HTTPOrigin) -> TransportFailure {
            TransportFailure(
                .tls, mayHaveBeenSent: false,
                "The server at \(origin.hostHeader) does not speak TLS: if it is meant to be plain HTTP, write http:// and not https://."
            )
        }

        private static func isNoTLS(_ error: any Error) -> Bool {
            guard case .handshakeFailed(.sslError(let reasons)) = error as? NIOSSLError else { return false }
            return reasons.contains { $0.description.contains("WRONG_VERSION_NUMBER") }
        }

        /// What an error means that came up before a connection could be used.
        static func opening(_ origin: HTTPOrigin, _ error: any Error) -> TransportFailure {
            switch error {
            case let failure as TransportFailure: failure
            case let error as NIOConnectionError: .connect(origin, self.reason(of: error))
            case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
                self.isNoTLS(error) ? .noTLS(origin) : .tls(origin, "\(error)")
            case ChannelError.connectTimeout: .connect(origin, "it took too long")
            default: .connect(origin, self.words(of: error))
            }
        }

        /// Whether an error says that there was no connection, and so nothing sent.
        static func isConnectError(_ error: any Error) -> Bool {
            switch error {
            case is NIOConnectionError, ChannelError.connectTimeout: true
            // Other numbers may come from a connection that is lost later.
            case let error as IOError: error.errnoCode == ECONNREFUSED
            default: false
            }
        }

        /// Whether an error says that the TLS handshake failed. Others of TLS, such as an alert or an end without a farewell, may
        /// come from a connection that was in use.
        static func isHandshakeError(_ error: any Error) -> Bool {
            switch error {
            case NIOSSLError.handshakeFailed: true
            case let error as NIOSSLExtraError: error == .failedToValidateHostname
            default: false
            }
        }

        /// What the system says, in its own words.
        private static func words(of error: any Error) -> String {
            guard let error = error as? IOError else { return "\(error)" }
            guard error.errnoCode != ECONNREFUSED else {
                return "the connection was refused, so no server listens there"
            }
            return "\(String(cString: strerror(error.errnoCode))) (errno \(error.errnoCode))"
        }

        private static func reason(of error: NIOConnectionError) -> String {
            if let failure = error.connectionErrors.first { return self.words(of: failure.error) }
            if error.dnsAError != nil || error.dnsAAAAError != nil { return "the name was not found" }
            return "it took too long"
        }
    }
#endif
