// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import NIOCore
    import Testing

    /// Responses read from bytes, however they are divided.
    struct ResponseReaderTests {
        /// What a response becomes: `nil` while it is not whole.
        private func read(
            _ pieces: [String], limit: Int = 100, expectsBody: Bool = true, closes: Bool = false
        ) throws(TransportFailure) -> (response: HTTPResponse?, left: Int, keeps: Bool) {
            var reader = ResponseReader(maximumBodyBytes: limit, expectsBody: expectsBody)
            var response: HTTPResponse?
            var left = 0
            for piece in pieces {
                var bytes = ByteBuffer(string: piece)
                if response == nil { response = try reader.receive(&bytes) }
                left += bytes.readableBytes
            }
            if closes, response == nil { response = reader.close() }
            return (response, left, reader.keepsConnection)
        }

        private static let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"

        private static let responses = [
            "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabcdef",
            "HTTP/1.1 200\r\ncontent-length:6\r\n\r\nabcdef",
            "HTTP/1.1 200 \r\nContent-Length: \t6 \r\nX:\r\nY: a b:c\t\r\n\r\nabcdef",
            "HTTP/1.0 200 OK\r\nContent-Length: 6\r\nConnection: Keep-Alive\r\n\r\nabcdef",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\nHTTP/1.1 200 \u{e9}\r\nContent-Length: 6\r\n\r\nabcdef",
            chunked + "6\r\nabcdef\r\n0\r\n\r\n", chunked + "0000003;a=\"b\"\r\nabc\r\n3\r\ndef\r\n0\r\nT: v\r\n\r\n",
            chunked + "1\r\na\r\n1\r\nb\r\n4\r\ncdef\r\n000\r\n\r\n",
        ]

        @Test(arguments: responses)
        func `a response is the same, whole or by the byte or in two`(text: String) throws {
            let bytes = Array(text.utf8)
            let whole = try self.read([text])
            #expect(whole.response?.status == 200)
            #expect(whole.response?.body == Array("abcdef".utf8))
            #expect(whole.keeps && whole.left == 0)
            let divisions = [bytes.map { [$0] }] + bytes.indices.map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
            for division in divisions {
                var reader = ResponseReader(maximumBodyBytes: 6)
                var response: HTTPResponse?
                for piece in division {
                    #expect(response == nil || piece.isEmpty)
                    var buffer = ByteBuffer(bytes: piece)
                    response = try reader.receive(&buffer) ?? response
                    #expect(buffer.readableBytes == 0)
                }
                #expect(response?.body == whole.response?.body)
                #expect(
                    response?.headers.map { "\($0.name)|\($0.value)" }
                        == whole.response?.headers.map { "\($0.name)|\($0.value)" })
            }
        }

        @Test
        func `headers are found in whatever case, without the blanks around their values`() throws {
            let text = "HTTP/1.1 400 Bad\r\nx-amzn-RequestId: R1\r\nA:\t b c \r\na: second\r\nContent-Length: 0\r\n\r\n"
            let response = try #require(try self.read([text]).response)
            #expect(response.status == 400 && response.body.isEmpty)
            #expect(response.header("X-AMZN-REQUESTID") == "R1")
            #expect(response.header("a") == "b c")
            #expect(response.header("B") == nil)
            #expect(response.headers.map(\.name) == ["x-amzn-RequestId", "A", "a", "Content-Length"])
        }

        @Test(arguments: [
            ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx", false),
            ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: a, CLOSE\r\n\r\nx", false),
            ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: keep-alive\r\nConnection: close\r\n\r\nx", false),
            ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nConnection: closed\r\n\r\nx", true),
            ("HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", false),
            ("HTTP/1.0 200 OK\r\nContent-Length: 1\r\nConnection: keep-alive\r\n\r\nx", true),
            ("HTTP/1.1 204 No Content\r\n\r\n", true), ("HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", true),
        ])
        func `a connection is kept where the server says so`(text: String, keeps: Bool) throws {
            let (response, _, isKept) = try self.read([text])
            #expect(response != nil)
            #expect(isKept == keeps)
        }

        @Test
        func `a body without a length ends with the connection, and is counted`() throws {
            let text = "HTTP/1.1 200 OK\r\n\r\nabc"
            #expect(try self.read([text, "def"]).response == nil)
            let (response, _, keeps) = try self.read([text, "def"], closes: true)
            #expect(response?.body == Array("abcdef".utf8))
            #expect(!keeps)
            let failure = #expect(throws: TransportFailure.self) { _ = try self.read([text, "def"], limit: 5) }
            #expect(failure?.kind == .tooLarge)
        }

        @Test(arguments: [(16, 15_000), (1448, 12_000)])
        func `a long body may come in short chunks`(length: Int, count: Int) throws {
            let chunk = "\(String(length, radix: 16))\r\n\(String(repeating: "x", count: length))\r\n"
            let text = Self.chunked + String(repeating: chunk, count: count) + "0\r\n\r\n"
            let (response, _, keeps) = try self.read([text], limit: length * count)
            #expect(response?.body.count == length * count)
            #expect(keeps)
        }

        @Test
        func `a response to HEAD has no body, whatever its headers say`() throws {
            let text = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
            #expect(try self.read([text], expectsBody: false).response?.body == [])
        }

        @Test
        func `bytes behind the response are left`() throws {
            let text = Self.responses[0] + "HTTP/1.1 200 OK\r\n"
            #expect(try self.read([text]).left == 17)
            #expect(try self.read(["HTTP/1.1 204 None\r\n\r\nabc"]).left == 3)
        }

        @Test(
            arguments: [
                "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\n", "HTTP/1.1 200 OK\r\nA: b\rc\r\nContent-Length: 0\r\n\r\n",
                "\r\nHTTP/1.1 200 OK\r\n\r\n", "HTTP/1.2 200 OK\r\n\r\n", "HTTP/2 200\r\n\r\n",
                "http/1.1 200 OK\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n", "HTTP/1.1 20 OK\r\n\r\n", "HTTP/1.1 2000 OK\r\n\r\n",
                "HTTP/1.1 099 No\r\n\r\n",
                "HTTP/1.1 \r\n\r\n", "HTTP/1.1 200\r\n: x\r\n\r\n", "HTTP/1.1 200 OK\r\nA : x\r\n\r\n",
                "HTTP/1.1 200 OK\r\n A: x\r\n\r\n", "HTTP/1.1 200 OK\r\nA: x\r\n folded\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: \0\r\n\r\n", "HTTP/1.1 200 OK\r\nA\u{e9}: x\r\n\r\n",
                "HTTP/1.1 200 O\0K\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: identity\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding:\r\n\r\n",
                "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3, 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: +3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 0x3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length: 3 3\r\n\r\nabc",
                "HTTP/1.1 200 OK\r\nContent-Length:\r\n\r\nabc", "HTTP/1.1 101 Switching Protocols\r\n\r\n",
                "HTTP/1.1 100 Continue\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n\r\n",
                chunked + "\r\n", chunked + ";\r\n", chunked + "x\r\n", chunked + "-1\r\n", chunked + "0x1\r\na\r\n",
                chunked + " 1\r\na\r\n", chunked + "1 \r\na\r\n", chunked + "1\na\r\n", chunked + "1\r\nab\r\n",
                chunked + "1\r\na\n", chunked + "1\r\na\rb", chunked + "0\r\n\n", chunked + "0\r\nno colon\r\n\r\n",
                chunked + "0\r\nA\0: x\r\n\r\n", chunked + "1;\0\r\na\r\n", chunked + "1\r\r\na\r\n",
                chunked + "1000000000000000\r\n", chunked + "FFFFFFFFFFFFFFFFFFFF\r\n",
            ])
        func `what could be read in two ways is malformed, whole or by the byte`(text: String) {
            for pieces in [[text], text.unicodeScalars.map { String($0) }] {
                let failure = #expect(throws: TransportFailure.self) { _ = try self.read(pieces) }
                #expect(failure?.kind == .malformed)
                #expect(failure?.mayHaveBeenSent == true)
            }
        }

        @Test(arguments: [
            "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 999999999999999999\r\n\r\n",
            chunked + "7\r\na", chunked + "3\r\nabc\r\n4\r\nd", chunked + "FFFFFFFFFFFFFFF\r\na",
        ])
        func `a body that announces too much is refused before it is read`(text: String) {
            let failure = #expect(throws: TransportFailure.self) { _ = try self.read([text], limit: 6) }
            #expect(failure?.kind == .tooLarge)
        }

        @Test(arguments: [
            "HTTP/1.1 200 OK\r\nA: \(String(repeating: "x", count: 90_000))",
            String(repeating: "HTTP/1.1 100 Continue\r\n\r\n", count: 4000),
            chunked + "1;\(String(repeating: "x", count: 90_000))",
            chunked + "0\r\n" + String(repeating: "A: b\r\n", count: 20_000),
            chunked + String(repeating: "1;xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\na\r\n", count: 2000),
        ])
        func `lines beside the body are limited, one by one and all together`(text: String) {
            let failure = #expect(throws: TransportFailure.self) { _ = try self.read([text], limit: 1 << 20) }
            #expect(failure?.kind == .malformed)
        }
    }
#endif
