// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Foundation
    import NIOCore
    import NIOEmbedded
    import NIOHTTP1
    import TestSupport
    import Testing

    /// Whatever our reader takes for a response, SwiftNIO's takes for the same one.
    struct ResponseReaderFuzzTests {
        private struct Reading: Equatable {
            var status: Int
            var headers: [String]
            var body: [UInt8]
        }

        private static func ours(_ pieces: [[UInt8]], closes: Bool) throws(TransportFailure) -> Reading? {
            var reader = ResponseReader(maximumBodyBytes: 1 << 20)
            var response: HTTPResponse?
            for piece in pieces where response == nil {
                var bytes = ByteBuffer(bytes: piece)
                response = try reader.receive(&bytes)
            }
            if closes, response == nil { response = reader.close() }
            return response.map { response in
                Reading(
                    status: response.status, headers: response.headers.map { "\($0.name): \($0.value)" },
                    body: response.body)
            }
        }

        private static func peers(_ pieces: [[UInt8]], closes: Bool) throws -> Reading? {
            let channel = EmbeddedChannel()
            defer { _ = try? channel.finish() }
            let pipeline = channel.pipeline.syncOperations
            try pipeline.addHandler(HTTPRequestEncoder())
            try pipeline.addHandler(ByteToMessageHandler(HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes)))
            let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/")
            try channel.writeOutbound(HTTPClientRequestPart.head(head))
            // An error in what follows the response comes after its parts.
            for piece in pieces { _ = try? channel.writeInbound(ByteBuffer(bytes: piece)) }
            if closes { channel.pipeline.fireChannelInactive() }
            var reading: Reading?
            while let part = try channel.readInbound(as: HTTPClientResponsePart.self) {
                switch part {
                case .head(let head) where head.status.code >= 200 && reading == nil:
                    reading = Reading(
                        status: Int(head.status.code),
                        // It leaves the blanks behind a value.
                        headers: head.headers.map {
                            "\($0.name): \($0.value.trimmingCharacters(in: CharacterSet(charactersIn: " \t")))"
                        }, body: [])
                case .head: break
                case .body(let bytes): reading?.body += Array(bytes.readableBytesView)
                case .end: if reading != nil { return reading }
                }
            }
            return nil
        }

        private static func response(_ generator: inout SeededGenerator) -> [UInt8] {
            var text = ""
            while generator.chance(10) { text += "HTTP/1.1 100 Continue\r\nA: b\r\n\r\n" }
            let version = generator.chance(90) ? "1.1" : "1.0"
            let status = [200, 204, 304, 400, 500, 503, 299].randomElement(using: &generator) ?? 200
            text += "HTTP/\(version) \(status) \(["OK", "", "Not So Good"].randomElement(using: &generator) ?? "")\r\n"
            let names = ["Server", "date", "x-amzn-RequestId", "X-Amz-Crc32", "Connection", "Set-Cookie"]
            let values = ["", "a", "keep-alive", "close", "Sun, 22 Nov 2026 20:22:18 GMT", "a, b;c=\"d\""]
            for _ in 0..<Int.random(in: 0...4, using: &generator) {
                text +=
                    "\(names.randomElement(using: &generator) ?? ""): \(values.randomElement(using: &generator) ?? "")\r\n"
            }
            let body = String(repeating: "{\"a\":1}\r\n", count: Int.random(in: 0...6, using: &generator))
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: text += "Content-Length: \(body.utf8.count)\r\n\r\n" + body
            case 1: text += "\r\n" + body
            default:
                text += "Transfer-Encoding: chunked\r\n\r\n"
                var rest = Array(body.utf8)[...]
                while !rest.isEmpty {
                    let count = Int.random(in: 1...rest.count, using: &generator)
                    let chunk = String(decoding: rest.prefix(count), as: UTF8.self)
                    text += "\(String(count, radix: 16))\(generator.chance(20) ? ";a=b" : "")\r\n\(chunk)\r\n"
                    rest = rest.dropFirst(count)
                }
                text += "0\r\n\(generator.chance(20) ? "Trailer: x\r\n" : "")\r\n"
            }
            return Array(text.utf8)
        }

        private static func damage(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
            let alphabet = Array("\r\n\t :;,=0123456789abcdefchunked-HTTP/\0\u{7f}é".utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                let byte = alphabet.randomElement(using: &generator) ?? 0
                switch Int.random(in: 0..<5, using: &generator) {
                case 0: bytes[index] = byte
                case 1: bytes.insert(byte, at: index)
                case 2: bytes.remove(at: index)
                case 3: bytes.removeLast(bytes.count - index)
                default:
                    let end = min(bytes.count, index + Int.random(in: 1...40, using: &generator))
                    bytes.insert(contentsOf: bytes[index..<end], at: index)
                }
            }
        }

        private static func divided(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [[UInt8]] {
            var pieces: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = generator.chance(50) ? rest.count : Int.random(in: 1...rest.count, using: &generator)
                pieces.append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            return pieces
        }

        @Test(arguments: 0..<8 as Range<UInt64>)
        func `both read whole responses alike, however they are divided`(seed: UInt64) throws {
            var generator = SeededGenerator(seed: seed)
            for _ in 0..<200 {
                let pieces = Self.divided(Self.response(&generator), &generator)
                let text = String(decoding: pieces.flatMap(\.self), as: UTF8.self)
                // With version 1.0 there are no chunks; ours says so.
                if text.contains("HTTP/1.0"), text.contains("chunked") { continue }
                let reading = try Self.ours(pieces, closes: true)
                #expect(reading != nil, "\(text.debugDescription)")
                #expect(try reading == Self.peers(pieces, closes: true), "\(text.debugDescription)")
            }
        }

        @Test(arguments: 0..<30 as Range<UInt64>)
        func `what is damaged is refused, or both read it alike`(seed: UInt64) throws {
            var generator = SeededGenerator(seed: seed)
            for _ in 0..<500 {
                var bytes = Self.response(&generator)
                Self.damage(&bytes, &generator)
                let pieces = Self.divided(bytes, &generator)
                let closes = generator.chance(30)
                guard let reading = try? Self.ours(pieces, closes: closes) else { continue }
                let text = String(decoding: bytes, as: UTF8.self).debugDescription
                #expect(try reading == Self.peers(pieces, closes: closes), "\(closes) \(text)")
            }
        }
    }
#endif
