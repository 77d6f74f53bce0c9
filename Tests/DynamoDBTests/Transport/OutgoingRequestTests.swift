// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import NIOCore
    import Testing

    /// Requests framed and checked before they reach a connection.
    struct OutgoingRequestTests {
        private func request(
            method: String = "POST", path: String = "/", headers: [(name: String, value: String)] = [],
            body: String = ""
        ) -> HTTPRequest {
            HTTPRequest(
                method: method, origin: HTTPOrigin(isSecure: false, host: "localhost"), path: path, headers: headers,
                body: Array(body.utf8))
        }

        @Test
        func `the length is the body's, whatever the headers say`() throws {
            let request = self.request(
                headers: [("Host", "localhost"), ("content-LENGTH", "7"), ("Transfer-Encoding", "chunked")], body: "abc"
            )
            #expect(
                try self.text(of: request) == "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")
        }

        @Test(arguments: [
            ("Host", "localhost"), ("host", "localhost"), ("X-Twice", "a"), ("x-empty", ""), ("Hos", nil), ("", nil),
        ])
        func `a header is found by its name, in whatever case and form`(name: String, value: String?) {
            var request = self.request(
                headers: [("X-Empty", ""), ("Host", "localhost"), ("x-twice", "a"), ("X-Twice", "b")])
            #expect(request.header(name) == value)
            request.fields = .lines(Array("X-Empty:\r\nHost: localhost\r\nx-twice: a\r\nX-Twice: b\r\n".utf8)[...])
            #expect(request.header(name) == value)
        }

        private func text(of request: HTTPRequest) throws -> String {
            String(decoding: try OutgoingRequest(request).bytes.readableBytesView, as: UTF8.self)
        }

        @Test(arguments: [
            ("GET", ""), ("DELETE", ""), ("POST", "Content-Length: 0\r\n"), ("PUT", "Content-Length: 0\r\n"),
        ])
        func `a request without a body says so where one is expected`(method: String, length: String) throws {
            #expect(try self.text(of: self.request(method: method)) == "\(method) / HTTP/1.1\r\n\(length)\r\n")
        }

        @Test
        func `lines that are ready are sent as they are`() throws {
            var request = self.request(body: "abc")
            request.fields = .lines(Array("Host: localhost\r\n".utf8)[...])
            #expect(
                try self.text(of: request) == "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc")
        }

        @Test(arguments: [
            (method: "GE T", path: "/", name: "A", value: "a"),
            (method: "", path: "/", name: "A", value: "a"),
            (method: "GET\r\nX:", path: "/", name: "A", value: "a"),
            (method: "GET", path: "", name: "A", value: "a"),
            (method: "GET", path: "elsewhere", name: "A", value: "a"),
            (method: "GET", path: "/ HTTP/1.1\r\nX: y", name: "A", value: "a"),
            (method: "GET", path: "/a b", name: "A", value: "a"),
            (method: "GET", path: "/", name: "", value: "a"),
            (method: "GET", path: "/", name: "A:", value: "a"),
            (method: "GET", path: "/", name: "Ä", value: "a"),
            (method: "GET", path: "/", name: "A", value: "a\r\nB: b"),
            (method: "GET", path: "/", name: "A", value: "a\nB: b"),
            (method: "GET", path: "/", name: "A", value: "a\0"),
        ])
        func `bytes that would end a line are refused, and nothing is sent`(
            method: String, path: String, name: String, value: String
        ) {
            let failure = #expect(throws: TransportFailure.self) {
                _ = try OutgoingRequest(self.request(method: method, path: path, headers: [(name, value)]))
            }
            #expect(failure?.kind == .malformed)
            #expect(failure?.mayHaveBeenSent == false)
        }
    }
#endif
