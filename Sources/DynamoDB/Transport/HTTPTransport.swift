// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Sends one HTTP request and gives back its response: the seam between the client and the network.
///
/// The package's own transport is made for DynamoDB. Another one, such as an adapter to an HTTP client that a program
/// has already, can take its place.
public protocol HTTPTransport: Sendable {
    /// Sends a request and collects the whole response.
    ///
    /// - Parameters:
    ///   - request: What to send.
    ///   - timeout: How long it may take from now until the last byte of the response.
    ///   - maximumResponseBytes: A response with a longer body is a failure.
    /// - Throws: ``TransportFailure`` if there is no whole response: cancellation of the task among others. A response of
    ///   any status is not a failure.
    func send(
        _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
    ) async throws(TransportFailure) -> HTTPResponse
}

/// Where requests go: scheme, host and port.
public struct HTTPOrigin: Hashable, Sendable {
    /// Whether the connection is encrypted: `https`.
    public var isSecure: Bool
    /// The host name or address; an IPv6 address without brackets.
    public var host: String
    /// The port.
    public var port: Int

    /// An origin; the port defaults to that of the scheme.
    public init(isSecure: Bool, host: String, port: Int? = nil) {
        self.isSecure = isSecure
        self.host = host
        self.port = port ?? (isSecure ? 443 : 80)
    }

    /// The `Host` header: the port is left out where it is the scheme's own.
    public var hostHeader: String {
        let host = self.host.contains(":") ? "[\(self.host)]" : self.host
        return self.port == (self.isSecure ? 443 : 80) ? host : "\(host):\(self.port)"
    }
}

/// A request with its whole body.
public struct HTTPRequest: Sendable {
    /// The method, such as `POST`.
    public var method: String
    /// Where it goes.
    public var origin: HTTPOrigin
    /// The path and the query, beginning with `/`.
    public var path: String
    /// The headers, without `Content-Length`, which the transport adds; `Host` is among them.
    public var headers: [(name: String, value: String)] {
        get { self.fields.list }
        set { self.fields = .list(newValue) }
    }
    /// The headers in the form that they were made in.
    package var fields: HTTPFields
    /// The body.
    public var body: [UInt8]

    /// A request.
    public init(
        method: String, origin: HTTPOrigin, path: String = "/", headers: [(name: String, value: String)],
        body: [UInt8] = []
    ) {
        self.init(method: method, origin: origin, path: path, fields: .list(headers), body: body)
    }

    package init(method: String, origin: HTTPOrigin, path: String, fields: HTTPFields, body: [UInt8]) {
        self.method = method
        self.origin = origin
        self.path = path
        self.fields = fields
        self.body = body
    }

    /// The first header of that name, in whatever case.
    public func header(_ name: String) -> String? { self.fields.first(name) }
}

/// A response with its whole body.
public struct HTTPResponse: Sendable {
    /// The status code.
    public var status: Int
    /// The headers as received.
    public var headers: [(name: String, value: String)] {
        get { self.fields.list }
        set { self.fields = .list(newValue) }
    }
    /// The headers in the form that they were received in.
    package var fields: HTTPFields
    /// The body as received.
    public var body: [UInt8]

    /// A response.
    public init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.init(status: status, fields: .list(headers), body: body)
    }

    package init(status: Int, fields: HTTPFields, body: [UInt8]) {
        self.status = status
        self.fields = fields
        self.body = body
    }

    /// The first header of that name, in whatever case.
    public func header(_ name: String) -> String? { self.fields.first(name) }
}

/// Why there is no response.
public struct TransportFailure: Error, Sendable {
    /// What went wrong; new kinds may appear in minor releases.
    public struct Kind: Hashable, Sendable, CustomStringConvertible {
        private enum Base: String {
            case connect, tls, staleConnection, connectionLost, timeout, tooLarge, malformed, cancelled, closed
        }

        private let base: Base

        private init(_ base: Base) {
            self.base = base
        }

        /// A word for the kind.
        public var description: String { self.base.rawValue }

        /// No connection could be made: the name was not found, or nothing listens there.
        public static let connect = Self(.connect)
        /// The certificate was refused, or the handshake failed.
        public static let tls = Self(.tls)
        /// A connection kept from an earlier request was closed by the other side before it answered one byte: nearly always
        /// it had been idle for too long. The request is sent again at once, but for writes that may not be done twice: with
        /// `mayHaveBeenSent` they count as sent.
        public static let staleConnection = Self(.staleConnection)
        /// The connection ended in the middle.
        public static let connectionLost = Self(.connectionLost)
        /// The time was up.
        public static let timeout = Self(.timeout)
        /// The response is larger than allowed.
        public static let tooLarge = Self(.tooLarge)
        /// The response is no HTTP, or the request cannot be written as such.
        public static let malformed = Self(.malformed)
        /// The task was cancelled.
        public static let cancelled = Self(.cancelled)
        /// The transport was shut down.
        public static let closed = Self(.closed)
    }

    /// What went wrong.
    public var kind: Kind
    /// Whether the server may have got the request, and carried it out.
    public var mayHaveBeenSent: Bool
    /// The reason in words.
    public var message: String

    /// A failure.
    public init(_ kind: Kind, mayHaveBeenSent: Bool, _ message: String) {
        self.kind = kind
        self.mayHaveBeenSent = mayHaveBeenSent
        self.message = message
    }
}
