// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    internal import NIOCore
    package import NIOHTTP1

    /// Collects the parts of one response, within a limit.
    package struct ResponseAssembler {
        private let maximumBodyBytes: Int
        private var head: HTTPResponseHead?
        private var body: [UInt8] = []

        package init(maximumBodyBytes: Int) {
            self.maximumBodyBytes = maximumBodyBytes
        }

        /// Whether the server keeps the connection open after this response.
        package var keepsConnection: Bool { self.head?.isKeepAlive ?? false }

        /// Takes the next part.
        ///
        /// - Returns: The whole response, once the part was the last one.
        /// - Throws: ``TransportFailure/Kind/tooLarge`` as soon as the body is known to be too long, before it is read;
        ///   ``TransportFailure/Kind/malformed`` for a status that does not answer a request.
        package mutating func receive(_ part: HTTPClientResponsePart) throws(TransportFailure) -> HTTPResponse? {
            switch part {
            case .head(let head):
                // Switching protocols was not asked for. Other 1xx precede the response itself.
                guard head.status.code != 101 else { throw Self.malformed("status 101 was not asked for") }
                guard head.status.code >= 200 else { return nil }
                guard self.head == nil else { throw Self.malformed("a second response begins in the first") }
                if let length = head.headers.first(name: "Content-Length").flatMap({ Int($0) }) {
                    guard length <= self.maximumBodyBytes else { throw self.tooLarge }
                    // A length is only a claim, so memory for a very long body is taken as it comes.
                    self.body.reserveCapacity(min(max(length, 0), 1 << 20))
                }
                self.head = head
                return nil
            case .body(let bytes):
                guard bytes.readableBytes <= self.maximumBodyBytes - self.body.count else { throw self.tooLarge }
                self.body.append(contentsOf: bytes.readableBytesView)
                return nil
            case .end:
                guard let head = self.head else { return nil }
                return HTTPResponse(
                    status: Int(head.status.code), headers: head.headers.map { (name: $0.name, value: $0.value) },
                    body: self.body)
            }
        }

        private var tooLarge: TransportFailure {
            TransportFailure(
                .tooLarge, mayHaveBeenSent: true, "The response is longer than \(self.maximumBodyBytes) bytes.")
        }

        private static func malformed(_ message: String) -> TransportFailure {
            TransportFailure(.malformed, mayHaveBeenSent: true, "The response is no HTTP: \(message).")
        }
    }
#endif
