// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    package import NIOCore

    /// Reads one response from the bytes of a connection, within limits.
    package struct ResponseReader {
        /// The longest head, with those of interim responses and the trailers. Servers send some hundred bytes.
        private static let maximumHeadBytes = 80 * 1024

        private enum State {
            case head
            case length(ResponseHead, left: Int)
            case untilClose(ResponseHead)
            case chunks(ResponseHead, ChunkReader)
            case done
        }

        private let maximumBodyBytes: Int
        private let expectsBody: Bool
        private var state = State.head
        /// The part of the head that has come.
        private var head: [UInt8] = []
        private var headBytesLeft = ResponseReader.maximumHeadBytes
        private var body: [UInt8] = []

        /// Whether the server takes another request on the connection, once the response is whole.
        package private(set) var keepsConnection = false

        /// - Parameters:
        ///   - maximumBodyBytes: A longer body is a failure.
        ///   - expectsBody: Whether the response can have a body: not if the request was a `HEAD`. Defaults to yes.
        package init(maximumBodyBytes: Int, expectsBody: Bool = true) {
            self.maximumBodyBytes = maximumBodyBytes
            self.expectsBody = expectsBody
        }

        /// Takes the bytes that came.
        ///
        /// - Returns: The whole response, once it is there. Bytes that are left over belong to no response.
        /// - Throws: ``TransportFailure/Kind/tooLarge`` as soon as the body is known to be too long, before it is read;
        ///   ``TransportFailure/Kind/malformed`` for what is no response, or none that can be read in one way only.
        package mutating func receive(_ bytes: inout ByteBuffer) throws(TransportFailure) -> HTTPResponse? {
            while bytes.readableBytes > 0 {
                switch self.state {
                case .done: return nil
                case .head:
                    guard let head = try self.readHead(&bytes) else { return nil }
                    if let response = try self.begin(head, &bytes) { return response }
                case .length(let head, let left):
                    let count = min(left, bytes.readableBytes)
                    self.append(&bytes, count)
                    guard count == left else {
                        self.state = .length(head, left: left - count)
                        return nil
                    }
                    return self.finish(head)
                case .untilClose:
                    try self.checkRoom(for: bytes.readableBytes)
                    self.append(&bytes, bytes.readableBytes)
                case .chunks(let head, var chunks):
                    // Only one owner of the reader, or each of its changes would copy it.
                    self.state = .done
                    let step = try chunks.receive(&bytes)
                    switch step {
                    case .more: self.state = .chunks(head, chunks)
                    case .data(let count):
                        try self.checkRoom(for: chunks.left)
                        self.append(&bytes, count)
                        chunks.took(count)
                        self.state = .chunks(head, chunks)
                    case .end: return self.finish(head)
                    }
                }
            }
            return nil
        }

        /// The server closed the connection.
        ///
        /// - Returns: The response, if this was its end.
        package mutating func close() -> HTTPResponse? {
            guard case .untilClose(let head) = self.state else { return nil }
            return self.finish(head)
        }

        /// Takes bytes up to the end of a head.
        private mutating func readHead(_ bytes: inout ByteBuffer) throws(TransportFailure) -> ResponseHead? {
            let (count, isWhole) = try self.headBytes(in: bytes)
            guard count <= self.headBytesLeft else { throw Self.malformed("its head is too long") }
            self.headBytesLeft -= count
            let part = bytes.readBytes(length: count) ?? []
            if self.head.isEmpty { self.head = part } else { self.head += part }
            let known = min(self.head.count, ResponseHead.protocolName.count)
            guard self.head.prefix(known).elementsEqual(ResponseHead.protocolName.prefix(known)) else {
                throw Self.malformed("it does not begin with a version of HTTP/1")
            }
            guard isWhole else { return nil }
            guard let head = ResponseHead(self.head, expectsBody: self.expectsBody) else {
                throw Self.malformed("its head is damaged or ambiguous")
            }
            self.head = []
            return head
        }

        /// How many bytes belong to the head, and whether it is whole with them.
        private func headBytes(in bytes: ByteBuffer) throws(TransportFailure) -> (count: Int, isWhole: Bool) {
            // The last bytes that have come before, as the end may be divided.
            var window: UInt32 = 0
            for byte in self.head.suffix(3) { window = window << 8 | UInt32(byte) }
            let end = bytes.readableBytesView.withUnsafeBytes { bytes -> Int? in
                for index in bytes.indices {
                    window = window << 8 | UInt32(bytes[index])
                    if bytes[index] == UInt8(ascii: "\n") {
                        if window == 0x0D0A_0D0A { return index + 1 }
                        // A line break without its first byte.
                        if window & 0xFF00 != 0x0D00 { return -1 }
                    }
                }
                return nil
            }
            guard end != -1 else { throw Self.malformed("a line of its head has no proper end") }
            return end.map { ($0, true) } ?? (bytes.readableBytes, false)
        }

        /// The head is there; the body follows.
        private mutating func begin(
            _ head: ResponseHead, _ bytes: inout ByteBuffer
        ) throws(TransportFailure) -> HTTPResponse? {
            guard head.status >= 200 else {
                // Switching protocols was not asked for. Others precede the response itself.
                guard head.status != 101 else { throw Self.malformed("status 101 was not asked for") }
                return nil
            }
            switch head.framing {
            case .length(0): return self.finish(head)
            case .length(let length):
                try self.checkRoom(for: length)
                // Most bodies come with their heads, and are copied once. (ClientBenchmark.)
                if let whole = bytes.readBytes(length: length) {
                    self.body = whole
                    return self.finish(head)
                }
                // A length is only a claim, so memory for a very long body is taken as it comes.
                self.body.reserveCapacity(min(length, 1 << 20))
                self.state = .length(head, left: length)
            case .chunked: self.state = .chunks(head, ChunkReader(lineBytesLeft: self.headBytesLeft))
            case .untilClose: self.state = .untilClose(head)
            }
            return nil
        }

        private mutating func finish(_ head: ResponseHead) -> HTTPResponse {
            self.state = .done
            self.keepsConnection = head.keepsConnection
            // A connection that rests does not hold the last body on.
            defer { self.body = [] }
            return HTTPResponse(status: head.status, fields: head.fields, body: self.body)
        }

        private func checkRoom(for count: Int) throws(TransportFailure) {
            guard count <= self.maximumBodyBytes - self.body.count else {
                throw TransportFailure(
                    .tooLarge, mayHaveBeenSent: true, "The response is longer than \(self.maximumBodyBytes) bytes.")
            }
        }

        private mutating func append(_ bytes: inout ByteBuffer, _ count: Int) {
            guard let part = bytes.readSlice(length: count) else { return }
            part.readableBytesView.withUnsafeBytes { self.body.append(contentsOf: $0) }
        }

        static func malformed(_ reason: String) -> TransportFailure {
            TransportFailure(.malformed, mayHaveBeenSent: true, "The response is no HTTP: \(reason).")
        }
    }
#endif
