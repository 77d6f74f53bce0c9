// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    package import NIOCore
    internal import NIOHTTP1

    /// Answers as bytes of HTTP/1.1, head and body in one piece, so that each is one call of the system.
    package enum AnswerBytes {
        /// What follows an answer.
        package enum Connection: Equatable {
            case open
            /// It stays open, and a client of HTTP/1.0 has to be told.
            case keptOpen
            case closed

            fileprivate var line: String {
                switch self {
                case .open: ""
                case .keptOpen: "Connection: keep-alive\r\n"
                case .closed: "Connection: close\r\n"
                }
            }
        }

        /// What a client that expects it is told before it sends a body.
        static let continuation = ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")

        /// The bytes of an answer.
        ///
        /// - Parameters:
        ///   - answer: The answer. What is no header of HTTP among its headers is left out.
        ///   - date: The text of the header `Date`.
        ///   - hasBody: Whether the body follows; to HEAD it does not, and is only told of.
        ///   - connection: What follows.
        package static func encode(
            _ answer: RequestRouter.Response, date: String, hasBody: Bool = true, connection: Connection
        ) -> ByteBuffer {
            let reason = HTTPResponseStatus(statusCode: answer.status).reasonPhrase
            var bytes = ByteBuffer()
            let fields = answer.headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
            bytes.reserveCapacity(160 + fields + (hasBody ? answer.body.count : 0))
            bytes.writeString("HTTP/1.1 \(answer.status) \(reason)\r\nServer: Server\r\nDate: ")
            bytes.writeString(date)
            bytes.writeString("\r\n")
            for (name, value) in answer.headers where self.isToken(name) && self.isFieldValue(value) {
                bytes.writeString(name)
                bytes.writeString(": ")
                bytes.writeString(value)
                bytes.writeString("\r\n")
            }
            bytes.writeString("Content-Length: \(answer.body.count)\r\n\(connection.line)\r\n")
            if hasBody { bytes.writeBytes(answer.body) }
            return bytes
        }

        /// Whether a text can be the name of a header.
        private static func isToken(_ name: String) -> Bool {
            !name.isEmpty
                && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
        }

        /// Whether a text can be the value of a header: what a client has sent must not begin another line.
        private static func isFieldValue(_ value: String) -> Bool {
            value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }
        }
    }
#endif
