// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import NIOCore

    /// A request in the form in which it is written to the connection, checked and framed.
    ///
    /// It is made in the caller's task, so that the event loop has nothing left to do but to write it.
    package struct OutgoingRequest: Sendable {
        /// The head and the body.
        package let bytes: ByteBuffer
        /// Whether the response has a body.
        let expectsBody: Bool

        /// Frames a request.
        ///
        /// - Throws: ``TransportFailure/Kind/malformed`` if the method, the path or a header holds bytes that would end it
        ///   early: they would let whoever chose them write a request of their own.
        package init(_ request: HTTPRequest) throws(TransportFailure) {
            try Self.check(request)
            var bytes = ByteBuffer()
            bytes.reserveCapacity(1024 + request.body.count)
            bytes.writeString(request.method)
            bytes.writeStaticString(" ")
            bytes.writeString(request.path)
            bytes.writeStaticString(" HTTP/1.1\r\n")
            switch request.fields {
            case .lines(let lines): bytes.writeBytes(lines)
            case .list(let list):
                for (name, value) in list where !Self.isFraming(name) {
                    bytes.writeString(name)
                    bytes.writeStaticString(": ")
                    bytes.writeString(value)
                    bytes.writeStaticString("\r\n")
                }
            }
            if !request.body.isEmpty || !["GET", "HEAD", "DELETE"].contains(request.method) {
                bytes.writeStaticString("Content-Length: ")
                bytes.writeString(String(request.body.count))
                bytes.writeStaticString("\r\n")
            }
            bytes.writeStaticString("\r\n")
            bytes.writeBytes(request.body)
            self.bytes = bytes
            self.expectsBody = request.method != "HEAD"
        }

        /// Looks for bytes that would end a line early. Lines are checked by whoever made them.
        static func check(_ request: HTTPRequest) throws(TransportFailure) {
            guard HTTPBytes.isToken(request.method.utf8) else { throw Self.refused("the method is no HTTP token") }
            guard request.path.utf8.first == UInt8(ascii: "/"),
                request.path.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F })
            else {
                throw Self.refused("the path does not begin with '/', or holds a blank or a control character")
            }
            guard case .list(let headers) = request.fields else { return }
            for (name, value) in headers {
                guard HTTPBytes.isToken(name.utf8) else { throw Self.refused("the name of a header is no HTTP token") }
                guard HTTPBytes.isValue(value.utf8) else {
                    throw Self.refused("the value of the header \(name) holds a control character")
                }
            }
        }

        /// Whether a header says how the body is framed. The length is ours to know, and a second one would leave the server
        /// to choose.
        static func isFraming(_ name: String) -> Bool {
            switch name.utf8.count {
            case 14: name.lowercased() == "content-length"
            case 17: name.lowercased() == "transfer-encoding"
            default: false
            }
        }

        private static func refused(_ message: String) -> TransportFailure {
            TransportFailure(.malformed, mayHaveBeenSent: false, "The request cannot be written as HTTP: \(message).")
        }
    }
#endif
