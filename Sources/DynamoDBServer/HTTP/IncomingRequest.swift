// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server
    internal import NIOCore
    package import NIOHTTP1

    /// A request on its way in: its head, and what has come of its body.
    package struct IncomingRequest: Sendable {
        /// What a client wants to be told before it sends the body.
        enum Expectation: Sendable { case nothing, continuation, unknown }

        /// What the router gets.
        package private(set) var request: RequestRouter.Request
        /// The length of the body, if the client has said it.
        private(set) var length: Int?
        private(set) var expectation = Expectation.nothing
        /// Whether the connection stays open after the answer, as far as the client is concerned.
        package private(set) var keepsConnection: Bool
        /// Whether the client is of a time when connections were closed unless both sides said otherwise.
        let isOld: Bool
        /// Whether the operation takes microseconds, whatever the database holds, once it is known.
        private var isPointOperation: Bool?
        private var isCompressed = false
        private var hosts = 0
        /// How the body is transferred: how often that is said, and whether in a way that nobody here knows.
        private var codings = 0
        private var hasUnknownCoding = false

        /// The operations that read or write one item.
        private static let pointOperations: Set<String> = [
            "DynamoDB_20120810.GetItem", "DynamoDB_20120810.PutItem", "DynamoDB_20120810.UpdateItem",
            "DynamoDB_20120810.DeleteItem",
        ]

        /// A longer body is not read on the thread of a connection, where it would hold up others.
        private static let longestQuickBody = 65_536

        package init(_ head: HTTPRequestHead) {
            // Behind a request for a tunnel the parser reads no further.
            self.keepsConnection = head.isKeepAlive && head.method != .CONNECT
            self.isOld = head.version == .http1_0
            self.request = RequestRouter.Request(
                method: head.method.rawValue, path: Self.path(of: head.uri), headers: [])
            self.request.headers.reserveCapacity(head.headers.count)
            for (name, untrimmed) in head.headers {
                let value = Self.withoutBlanksAtEnd(untrimmed)
                self.note(name, value)
                self.request.headers.append((name, value))
            }
        }

        /// The status to refuse the request with, whatever it asks for; `nil` for a good one.
        ///
        /// Source: RFC 9112, sections 3.2 and 6.1.
        var refusal: Int? {
            if self.hosts > 1 || self.codings > 1 || self.codings > 0 && self.isOld { return 400 }
            if self.hasUnknownCoding { return 501 }
            return self.expectation == .unknown ? 417 : nil
        }

        var isHead: Bool { self.request.method.utf8.elementsEqual("HEAD".utf8) }

        /// Whether the answer is a matter of microseconds, so that a change of thread would cost more than it gives.
        package var isQuick: Bool {
            self.isPointOperation == true && !self.isCompressed && self.request.body.count <= Self.longestQuickBody
        }

        /// Whether everything that the client has told of is there.
        var isWhole: Bool { self.request.body.count == self.length }

        /// How much the body would be with these bytes.
        func length(with bytes: ByteBuffer) -> Int { self.request.body.count + bytes.readableBytes }

        /// Notes that the client need not be told to send the body any more.
        mutating func noteContinuation() { self.expectation = .nothing }

        mutating func append(_ bytes: ByteBuffer) {
            self.expectation = .nothing
            if self.request.body.isEmpty {
                // What a client says of the length is not yet worth more memory.
                self.request.body.reserveCapacity(max(bytes.readableBytes, min(self.length ?? 0, 65_536)))
            }
            self.request.body.append(contentsOf: bytes.readableBytesView)
        }

        /// A value without the blanks behind it, which are none of it and which the parser leaves there.
        ///
        /// Source: RFC 9110, section 5.5.
        private static func withoutBlanksAtEnd(_ value: String) -> String {
            func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
            guard let last = value.utf8.last, isBlank(last) else { return value }
            return String(value.utf8.dropLast(value.utf8.reversed().prefix(while: isBlank).count)) ?? value
        }

        private mutating func note(_ name: String, _ value: String) {
            switch name.utf8.count {
            case 4 where name.isEqualIgnoringCase(to: "host"): self.hosts += 1
            case 6 where name.isEqualIgnoringCase(to: "expect"):
                // A client of HTTP/1.0 would take the word for the answer.
                guard !self.isOld else { return }
                self.expectation = value.isEqualIgnoringCase(to: "100-continue") ? .continuation : .unknown
            // Other protocols are not offered, and the parser reads no further.
            case 7 where name.isEqualIgnoringCase(to: "upgrade"): self.keepsConnection = false
            // Of several the first counts, as for the router.
            case 12 where self.isPointOperation == nil && name.isEqualIgnoringCase(to: "x-amz-target"):
                self.isPointOperation = Self.pointOperations.contains(value)
            case 14 where name.isEqualIgnoringCase(to: "content-length"): self.length = Int(value)
            case 16 where name.isEqualIgnoringCase(to: "content-encoding"): self.isCompressed = true
            case 17 where name.isEqualIgnoringCase(to: "transfer-encoding"):
                self.codings += 1
                if !value.isEqualIgnoringCase(to: "chunked") { self.hasUnknownCoding = true }
            default: break
            }
        }

        /// The path and the query, also of a target that begins with scheme and host, as those for proxies do.
        private static func path(of target: String) -> String {
            let text = target.utf8
            guard text.first != UInt8(ascii: "/"), let colon = text.firstIndex(of: UInt8(ascii: ":")),
                text[colon...].starts(with: "://".utf8)
            else { return target }
            let rest = target[text.index(colon, offsetBy: 3)...]
            guard let start = rest.utf8.firstIndex(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }) else {
                return "/"
            }
            return rest.utf8[start] == UInt8(ascii: "?") ? "/\(rest[start...])" : String(rest[start...])
        }
    }
#endif
