// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS && AsyncHTTPClient
    public import AsyncHTTPClient
    internal import NIOCore
    internal import NIOHTTP1

    /// Sends requests through an `HTTPClient` that the program has already: for proxies, or to share its connections.
    ///
    /// ```swift
    /// var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
    /// configuration.proxy = .server(host: "proxy.internal", port: 3128)
    /// let transport = AsyncHTTPClientTransport(HTTPClient(configuration: configuration))
    /// ```
    ///
    /// The client should neither follow redirects, as a signed request is meant for one host, nor decompress, as checksums are
    /// those of the bytes sent. It stays the caller's, who shuts it down.
    ///
    /// Credentials that come from this machine, or from the metadata service of an instance or a container, are asked for
    /// without it, on connections of the package's own: a proxy would ask the services of its own machine.
    public struct AsyncHTTPClientTransport: HTTPTransport {
        private let client: HTTPClient

        /// A transport that uses this client.
        public init(_ client: HTTPClient) {
            self.client = client
        }

        /// Sends a request and collects the whole response.
        ///
        /// - Parameters:
        ///   - request: What to send.
        ///   - timeout: How long it may take from now until the last byte of the response.
        ///   - maximumResponseBytes: A response with a longer body is a failure.
        /// - Throws: ``TransportFailure``. As the client does not tell how far a request came, a failure says that it was not
        ///   sent only where that is certain.
        public func send(
            _ request: HTTPRequest, timeout: Duration, maximumResponseBytes: Int
        ) async throws(TransportFailure) -> HTTPResponse {
            // The same checks as those of our own transport.
            try OutgoingRequest.check(request)
            var message = HTTPClientRequest(url: "\(request.origin)\(request.path)")
            message.method = HTTPMethod(rawValue: request.method)
            // The client frames the body itself.
            for (name, value) in request.headers where !OutgoingRequest.isFraming(name) {
                message.headers.add(name: name, value: value)
            }
            message.body = .bytes(request.body)
            let deadline = ContinuousClock.now.advanced(by: timeout)
            do {
                let response = try await self.client.execute(message, deadline: .now() + TimeAmount(timeout))
                return HTTPResponse(
                    status: Int(response.status.code),
                    headers: response.headers.map { (name: $0.name, value: $0.value) },
                    body: try await Self.body(of: response, until: deadline, limit: maximumResponseBytes))
            } catch {
                throw Self.failure(error, to: request.origin)
            }
        }

        /// Collects the body, which the client's own deadline is not for: it ends with the head of a response.
        private static func body(
            of response: HTTPClientResponse, until deadline: ContinuousClock.Instant, limit: Int
        ) async throws -> [UInt8] {
            if let length = response.headers.first(name: "Content-Length").flatMap({ Int($0) }) {
                guard length <= limit else { throw Self.tooLarge(limit) }
            }
            return try await withThrowingTaskGroup(of: [UInt8].self) { group in
                group.addTask {
                    var body: [UInt8] = []
                    for try await part in response.body {
                        guard part.readableBytes <= limit - body.count else { throw Self.tooLarge(limit) }
                        body.append(contentsOf: part.readableBytesView)
                    }
                    return body
                }
                group.addTask {
                    try await Task.sleep(until: deadline)
                    throw HTTPClientError.deadlineExceeded
                }
                defer { group.cancelAll() }
                return try await group.next() ?? []
            }
        }

        private static func tooLarge(_ limit: Int) -> TransportFailure {
            TransportFailure(.tooLarge, mayHaveBeenSent: true, "The response is longer than \(limit) bytes.")
        }

        /// What an error of the client means.
        package static func failure(_ error: any Error, to origin: HTTPOrigin) -> TransportFailure {
            switch error {
            case let failure as TransportFailure:
                failure
            case is CancellationError:
                TransportFailure(.cancelled, mayHaveBeenSent: true, "The task was cancelled.")
            case let error as HTTPClientError:
                switch error {
                case .cancelled: TransportFailure(.cancelled, mayHaveBeenSent: true, "The task was cancelled.")
                case .connectTimeout: .connect(origin, "it took too long")
                case .proxyAuthenticationRequired: .connect(origin, "the proxy wants to know who asks")
                case .invalidProxyResponse: .connect(origin, "the proxy makes no connection to it")
                case .httpProxyHandshakeTimeout, .socksHandshakeTimeout:
                    .connect(origin, "the proxy did not answer in time")
                case .tlsHandshakeTimeout: .tls(origin, "the server did not finish it in time")
                case .getConnectionFromPoolTimeout:
                    TransportFailure(.timeout, mayHaveBeenSent: false, "\(origin) had no free connection in time.")
                case .deadlineExceeded, .readTimeout, .writeTimeout:
                    TransportFailure(.timeout, mayHaveBeenSent: true, "\(origin) gave no whole response in time.")
                case .alreadyShutdown: TransportFailure(.closed, mayHaveBeenSent: false, "The client was shut down.")
                default: TransportFailure(.connectionLost, mayHaveBeenSent: true, "\(origin): \(error).")
                }
            case is HTTPParserError, is NIOHTTPDecoderError:
                TransportFailure(.malformed, mayHaveBeenSent: true, "The response of \(origin) is no HTTP: \(error).")
            default:
                Self.early(error, to: origin)
            }
        }

        /// Errors of connecting say that nothing was sent; others say nothing about it.
        private static func early(_ error: any Error, to origin: HTTPOrigin) -> TransportFailure {
            if TransportFailure.isConnectError(error) || TransportFailure.isHandshakeError(error) {
                return .opening(origin, error)
            }
            return TransportFailure(.connectionLost, mayHaveBeenSent: true, "\(origin): \(error).")
        }
    }
#endif
