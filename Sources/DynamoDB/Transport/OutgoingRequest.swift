// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import NIOCore
    package import NIOHTTP1

    /// A request in the form in which it is written to the connection, checked and framed.
    ///
    /// It is made in the caller's task, so that the event loop has nothing left to do but to write it.
    package struct OutgoingRequest: Sendable {
        package let head: HTTPRequestHead
        package let body: ByteBuffer

        /// Frames a request.
        ///
        /// - Throws: ``TransportFailure/Kind/malformed`` if the method, the path or a header holds bytes that would end it
        ///   early: they would let whoever chose them write a request of their own.
        package init(_ request: HTTPRequest) throws(TransportFailure) {
            guard !request.method.isEmpty, request.method.utf8.allSatisfy(Self.isTokenByte) else {
                throw Self.refused("the method is no HTTP token")
            }
            guard request.path.utf8.first == UInt8(ascii: "/"),
                request.path.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
            else {
                throw Self.refused("the path does not begin with '/', or holds a blank or a control character")
            }
            var headers = HTTPHeaders()
            headers.reserveCapacity(request.headers.count + 1)
            for (name, value) in request.headers {
                guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte) else {
                    throw Self.refused("the name of a header is no HTTP token")
                }
                guard value.utf8.allSatisfy({ ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }) else {
                    throw Self.refused("the value of the header \(name) holds a control character")
                }
                // The length is ours to know, and a second one would leave the server to choose.
                if Self.isFraming(name) { continue }
                headers.add(name: name, value: value)
            }
            if !request.body.isEmpty || !["GET", "HEAD", "DELETE"].contains(request.method) {
                headers.add(name: "Content-Length", value: String(request.body.count))
            }
            self.head = HTTPRequestHead(
                version: .http1_1, method: HTTPMethod(rawValue: request.method), uri: request.path, headers: headers)
            self.body = ByteBuffer(bytes: request.body)
        }

        private static func refused(_ message: String) -> TransportFailure {
            TransportFailure(.malformed, mayHaveBeenSent: false, "The request cannot be written as HTTP: \(message).")
        }

        private static func isFraming(_ name: String) -> Bool {
            switch name.utf8.count {
            case 14: name.lowercased() == "content-length"
            case 17: name.lowercased() == "transfer-encoding"
            default: false
            }
        }

        private static func isTokenByte(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "!"), UInt8(ascii: "#")...UInt8(ascii: "'"),
                UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "^"),
                UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
                true
            default: false
            }
        }
    }
#endif
