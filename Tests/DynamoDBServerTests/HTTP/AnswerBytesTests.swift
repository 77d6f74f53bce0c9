// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import DynamoDBServer
import NIOCore
import Testing

struct AnswerBytesTests {
    private static func text(
        _ answer: RequestRouter.Response, hasBody: Bool = true, connection: AnswerBytes.Connection = .open
    ) -> String {
        String(buffer: AnswerBytes.encode(answer, date: "DATE", hasBody: hasBody, connection: connection))
    }

    @Test func `an answer is written as HTTP`() {
        let answer = RequestRouter.Response(status: 200, headers: [("a", "1"), ("b", "")], body: Array("body".utf8))
        let head = "HTTP/1.1 200 OK\r\nServer: Server\r\nDate: DATE\r\na: 1\r\nb: \r\nContent-Length: 4\r\n"
        #expect(Self.text(answer) == "\(head)\r\nbody")
        #expect(Self.text(answer, hasBody: false) == "\(head)\r\n")
        #expect(Self.text(answer, connection: .closed) == "\(head)Connection: close\r\n\r\nbody")
        #expect(Self.text(answer, connection: .keptOpen) == "\(head)Connection: keep-alive\r\n\r\nbody")
    }

    @Test(arguments: [
        ("a", "1\r\nb: 2"), ("a", "1\n"), ("a", "1\r"), ("a", "\u{0}"), ("a", "\u{7F}"), ("a\r\nb", "1"), ("a:", "1"),
        ("a b", "1"), ("", "1"), ("ä", "1"),
    ])
    func `what is no header cannot begin another line`(name: String, value: String) {
        let text = Self.text(RequestRouter.Response(status: 200, headers: [("x", "y"), (name, value), ("z", "ä\t ")]))
        #expect(
            text == "HTTP/1.1 200 OK\r\nServer: Server\r\nDate: DATE\r\nx: y\r\nz: ä\t \r\nContent-Length: 0\r\n\r\n")
    }

    @Test(arguments: [
        (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (1_767_323_045, "Fri, 02 Jan 2026 03:04:05 GMT"),
        (951_782_399, "Mon, 28 Feb 2000 23:59:59 GMT"), (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (-1, "Wed, 31 Dec 1969 23:59:59 GMT"), (253_402_300_799, "Fri, 31 Dec 9999 23:59:59 GMT"),
    ])
    func `a date is written as HTTP writes it`(second: Int, text: String) {
        #expect(HTTPDate.text(secondsSince1970: second) == text)
        #expect(CivilTime.secondsSince1970(httpDate: text) == Double(second))
    }
}
