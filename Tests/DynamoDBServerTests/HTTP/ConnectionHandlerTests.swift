// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import NIOCore
import Testing

struct ConnectionHandlerTests {
    private static func request(_ body: String, _ fields: String = "") -> String {
        "POST / HTTP/1.1\r\nHost: x\r\n\(fields)Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    }

    // MARK: Order

    @Test func `requests in one piece are handed out one after the other, and nothing is read meanwhile`() async throws
    {
        let connection = try ConnectionUnderTest()
        try connection.receive(Self.request("1") + Self.request("2") + Self.request("3"))
        connection.read()
        #expect(connection.readCount == 0)
        for number in 1...3 {
            let request = try #require(await connection.next())
            #expect(request.request.body == Array("\(number)".utf8))
            #expect(await connection.next() == nil)
            #expect(try connection.sent() == "")
            connection.answer(request, "a\(number)")
            #expect(try connection.sent().hasSuffix("\r\n\r\na\(number)"))
        }
        #expect(connection.readCount == 1)
        #expect(connection.isOpen)
        #expect(connection.isBudgetWhole)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `requests are the same in whatever pieces they come`(seed: UInt64) async throws {
        var generator = Numbers(state: seed)
        var bytes: [UInt8] = []
        var bodies: [[UInt8]] = []
        for _ in 0..<Int.random(in: 1...8, using: &generator) {
            let body = (0..<Int.random(in: 0...90, using: &generator)).map { _ in
                UInt8.random(in: .min ... .max, using: &generator)
            }
            bodies.append(body)
            if Bool.random(using: &generator) {
                bytes += "POST / HTTP/1.1\r\nContent-Length: \(body.count)\r\n\r\n".utf8
                bytes += body
            } else {
                bytes += "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n".utf8
                var rest = body[...]
                while !rest.isEmpty {
                    let piece = rest.prefix(Int.random(in: 1...40, using: &generator))
                    rest = rest.dropFirst(piece.count)
                    bytes += "\(String(piece.count, radix: 16))\r\n".utf8
                    bytes += piece
                    bytes += "\r\n".utf8
                }
                bytes += "0\r\n\r\n".utf8
            }
        }
        let connection = try ConnectionUnderTest()
        var found: [[UInt8]] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...200, using: &generator))
            rest = rest.dropFirst(piece.count)
            try connection.receive(piece)
            // Sometimes the answers are slower than the requests.
            guard Bool.random(using: &generator) || rest.isEmpty else { continue }
            while let request = await connection.next() {
                found.append(request.request.body)
                connection.answer(request)
            }
        }
        #expect(found == bodies)
        #expect(connection.isBudgetWhole)
    }

    @Test func `a client that takes nothing gets no further answer, and is not waited for without end`() async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive(Self.request("1") + Self.request("2"))
        connection.setWritable(false)
        connection.answer(try #require(await connection.next()))
        #expect(await connection.next() == nil)
        connection.setWritable(true)
        connection.answer(try #require(await connection.next()))
        try connection.receive(Self.request("3"))
        connection.setWritable(false)
        connection.answer(try #require(await connection.next()))
        connection.pass(ConnectionUnderTest.deliveryTimeout - .seconds(1))
        #expect(connection.isOpen)
        connection.pass(.seconds(1))
        #expect(!connection.isOpen)
    }

    @Test(arguments: ["", "Connection: close\r\n"])
    func `answers that are not taken count, and there is a limit to all of them`(fields: String) async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive(Self.request("1", fields))
        connection.setStuck(true)
        connection.setWritable(false)
        connection.answer(try #require(await connection.next()), String(repeating: "a", count: 500))
        #expect(connection.isOpen)
        #expect(!connection.isBudgetWhole)
        try await connection.close()
        #expect(connection.isBudgetWhole)

        let next = try ConnectionUnderTest()
        try next.receive(Self.request("2", fields))
        next.setStuck(true)
        next.setWritable(false)
        next.answer(try #require(await next.next()), String(repeating: "a", count: 1500))
        #expect(!next.isOpen)
        #expect(next.isBudgetWhole)
    }

    @Test func `an answer that was taken counts no more`() async throws {
        let connection = try ConnectionUnderTest()
        for number in 1...5 {
            try connection.receive(Self.request("\(number)"))
            connection.setWritable(false)
            connection.answer(try #require(await connection.next()), String(repeating: "a", count: 500))
            #expect(!connection.isBudgetWhole)
            connection.setWritable(true)
            #expect(connection.isBudgetWhole)
        }
        #expect(connection.isOpen)
    }

    // MARK: The end

    @Test(arguments: [
        ("POST / HTTP/1.1\r\n", "", true),
        ("POST / HTTP/1.1\r\nConnection: close\r\n", "Connection: close\r\n", false),
        ("POST / HTTP/1.1\r\nConnection: keep-alive\r\n", "", true),
        ("POST / HTTP/1.0\r\n", "Connection: close\r\n", false),
        ("POST / HTTP/1.0\r\nConnection: keep-alive\r\n", "Connection: keep-alive\r\n", true),
        ("POST / HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: h2c\r\n", "Connection: close\r\n", false),
    ])
    func `a connection is kept as the request says`(head: String, field: String, isKept: Bool) async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive("\(head)Content-Length: 0\r\n\r\n")
        connection.answer(try #require(await connection.next()))
        let sent = try connection.sent()
        #expect(sent.contains("Connection: ") == !field.isEmpty)
        #expect(sent.contains(field) || field.isEmpty)
        #expect(connection.isOpen == isKept)
    }

    @Test func `a server that shuts down answers what has begun and closes what is idle`() async throws {
        let idle = try ConnectionUnderTest()
        idle.shutDown()
        #expect(!idle.isOpen)
        let busy = try ConnectionUnderTest()
        try busy.receive(Self.request("1") + Self.request("2"))
        let first = try #require(await busy.next())
        busy.shutDown()
        busy.answer(first)
        #expect(try !busy.sent().contains("Connection: close"))
        busy.answer(try #require(await busy.next()))
        #expect(try busy.sent().contains("Connection: close"))
        #expect(!busy.isOpen)
        let half = try ConnectionUnderTest()
        try half.receive(String(Self.request("12").dropLast()))
        half.shutDown()
        #expect(half.isOpen)
        try half.receive("2")
        half.answer(try #require(await half.next()))
        #expect(!half.isOpen)
    }

    @Test func `a server that is cancelled closes what is idle and what is half there`() throws {
        for bytes in ["", "POST /", String(Self.request("12").dropLast())] {
            let connection = try ConnectionUnderTest()
            try connection.receive(bytes)
            connection.cancelServer()
            #expect(!connection.isOpen)
            #expect(connection.isBudgetWhole)
        }
    }

    @Test func `a server that is cancelled gives the answer that it is finding, and no other`() async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive(Self.request("1") + Self.request("2"))
        let request = try #require(await connection.next())
        connection.cancelServer()
        #expect(connection.isOpen)
        connection.answer(request)
        #expect(try connection.sent().contains("Connection: close"))
        #expect(!connection.isOpen)
        #expect(connection.isBudgetWhole)
    }

    @Test(arguments: [false, true], ["", "Connection: close\r\n"])
    func `a client that takes nothing does not hold up a server that is cancelled`(
        isAnswered: Bool, fields: String
    ) async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive(Self.request("1", fields))
        let request = try #require(await connection.next())
        connection.setStuck(true)
        connection.setWritable(false)
        if isAnswered { connection.answer(request) }
        #expect(connection.isOpen)
        connection.cancelServer()
        if !isAnswered { connection.answer(request) }
        #expect(!connection.isOpen)
        #expect(connection.isBudgetWhole)
    }

    @Test func `who ends the own side gets the answers to what came before`() async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive(Self.request("1") + Self.request("2"))
        connection.endInput()
        connection.answer(try #require(await connection.next()))
        #expect(connection.isOpen)
        connection.answer(try #require(await connection.next()))
        #expect(!connection.isOpen)
    }

    @Test func `bytes that are no HTTP are refused behind the answers to what came before`() async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive(Self.request("1") + "rubbish\r\n\r\n")
        #expect(try connection.sent() == "")
        connection.answer(try #require(await connection.next()))
        let sent = try connection.sent()
        #expect(sent.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(sent.contains("\r\n\r\nHTTP/1.1 400 Bad Request\r\n"))
        #expect(await connection.next() == nil)
    }

    @Test(arguments: [
        ("POST / HTTP/1.1\r\nHost: a\r\nhost: b\r\n", "400 Bad Request"),
        ("POST / HTTP/1.0\r\nHost: a\r\nHost: a\r\n", "400 Bad Request"),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n", "501 Not Implemented"),
        (
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            "400 Bad Request"
        ), ("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n", "400 Bad Request"),
        ("POST / HTTP/1.1\r\nHost: a\r\nExpect: more\r\n", "417 Expectation Failed"),
    ])
    func `a request that two servers could understand in two ways is refused`(head: String, status: String) async throws
    {
        let connection = try ConnectionUnderTest()
        try connection.receive(head + "\r\n")
        #expect(try connection.sent().hasPrefix("HTTP/1.1 \(status)\r\n"))
    }

    @Test func `who ends the own side in the middle of a request is told that it is none`() async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive(String(Self.request("12").dropLast()))
        connection.endInput()
        #expect(try connection.sent().hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(connection.isBudgetWhole)
    }

    @Test(arguments: [
        ["rubbish\r\n\r\n", "more of it", "and more"],
        ["POST / HTTP/1.1\r\nA: \(String(repeating: "x", count: 17_000))", "more of it", "and more"],
    ])
    func `a refusal is not taken away by what the client goes on to send`(pieces: [String]) throws {
        let connection = try ConnectionUnderTest()
        for piece in pieces { try connection.receive(piece) }
        #expect(try connection.sent().hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(connection.isOpen)
        connection.pass(.seconds(2))
        #expect(!connection.isOpen)
    }

    // MARK: Time

    @Test func `an answer that took long to find has time to be delivered`() async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive(Self.request("1"))
        let request = try #require(await connection.next())
        connection.pass(ConnectionUnderTest.idleTimeout - .seconds(1))
        connection.setWritable(false)
        connection.answer(request)
        connection.pass(ConnectionUnderTest.deliveryTimeout - .seconds(1))
        #expect(connection.isOpen)
        connection.setWritable(true)
        connection.pass(ConnectionUnderTest.idleTimeout - .seconds(1))
        #expect(connection.isOpen)
        connection.pass(.seconds(1))
        #expect(!connection.isOpen)
    }

    @Test(arguments: ["", "Connection: close\r\n"])
    func `a client that takes a long answer slowly is waited for as long as it takes some`(fields: String) async throws
    {
        let connection = try ConnectionUnderTest(undeliveredBytes: 1_000_000)
        try connection.receive(Self.request("1", fields))
        connection.setStuck(true)
        connection.setWritable(false)
        connection.answer(try #require(await connection.next()), String(repeating: "a", count: 10 * 65_536))
        // Longer than a connection may be idle, too.
        for piece in 1...10 {
            connection.pass(ConnectionUnderTest.deliveryTimeout - .seconds(1))
            #expect(connection.isOpen, "before piece \(piece)")
            #expect(connection.takePiece())
        }
        let sent = try connection.sent()
        #expect(sent.utf8.count == 10 * 65_536)
        connection.pass(ConnectionUnderTest.deliveryTimeout - .seconds(1))
        #expect(connection.isOpen)
        connection.pass(.seconds(1))
        #expect(!connection.isOpen)
    }

    @Test func `a connection on which nothing comes is closed, and one that works is not`() async throws {
        let connection = try ConnectionUnderTest()
        connection.pass(ConnectionUnderTest.idleTimeout - .seconds(1))
        try connection.receive(Self.request("1"))
        connection.pass(ConnectionUnderTest.idleTimeout + ConnectionUnderTest.idleTimeout)
        #expect(connection.isOpen)
        connection.answer(try #require(await connection.next()))
        connection.pass(ConnectionUnderTest.idleTimeout - .seconds(1))
        #expect(connection.isOpen)
        connection.pass(.seconds(1) + ConnectionUnderTest.idleTimeout)
        #expect(!connection.isOpen)
    }

    @Test func `a request that nobody will take is not waited for without end`() async throws {
        let untaken = try ConnectionUnderTest()
        try untaken.receive(Self.request("1"))
        let taken = try ConnectionUnderTest()
        try taken.receive(Self.request("1"))
        let request = try #require(await taken.next())
        for connection in [untaken, taken] {
            // The server may only be busy.
            connection.pass(ConnectionUnderTest.idleTimeout + ConnectionUnderTest.idleTimeout)
            #expect(connection.isOpen)
            connection.endServer()
            connection.pass(ConnectionUnderTest.idleTimeout)
        }
        #expect(!untaken.isOpen)
        #expect(untaken.isBudgetWhole)
        #expect(taken.isOpen)
        taken.answer(request)
        #expect(try taken.sent().hasPrefix("HTTP/1.1 200 OK"))
    }

    @Test func `half a head is not waited for without end`() async throws {
        let connection = try ConnectionUnderTest()
        for byte in Self.request("1").utf8.prefix(20) {
            connection.pass(.seconds(5))
            if connection.isOpen { try connection.receive([byte]) }
        }
        #expect(!connection.isOpen)
    }

    @Test(arguments: ["Content-Length: 100\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n"])
    func `a body that drips is not waited for without end`(rest: String) async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive("POST / HTTP/1.1\r\n\(rest)")
        for number in 0..<10 {
            #expect(connection.isOpen, "after \(number) seconds")
            try connection.receive(rest.contains("chunked") ? "1\r\nx\r\n" : "x")
            connection.pass(.seconds(1))
        }
        #expect(!connection.isOpen)
        #expect(connection.isBudgetWhole)
    }

    // MARK: Expectations

    @Test(arguments: [
        ("HTTP/1.1\r\nExpect: 100-continue", "", "HTTP/1.1 100 Continue\r\n\r\n", true),
        ("HTTP/1.1\r\nEXPECT: 100-Continue", "", "HTTP/1.1 100 Continue\r\n\r\n", true),
        ("HTTP/1.1\r\nExpect: 100-continue", "12", "", true),
        ("HTTP/1.1\r\nExpect: 100-continue", "1", "", true),
        ("HTTP/1.0\r\nExpect: 100-continue", "", "", true),
        ("HTTP/1.1", "", "", true),
        ("HTTP/1.1\r\nExpect: something", "", "HTTP/1.1 417 Expectation Failed\r\n", false),
        ("HTTP/1.1\r\nExpect: 100-continue, something", "", "HTTP/1.1 417 Expectation Failed\r\n", false),
    ])
    func `a client that wants to be told to send the body is told`(
        head: String, body: String, sent: String, isTaken: Bool
    ) async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive("POST / \(head)\r\nContent-Length: 2\r\n\r\n\(body)")
        let found = try connection.sent()
        #expect(isTaken ? found == sent : found.hasPrefix(sent) && found.contains("Connection: close"))
        guard isTaken else { return #expect(await connection.next() == nil) }
        try connection.receive("12".dropFirst(body.count).utf8)
        #expect(try #require(await connection.next()).request.body == Array("12".utf8))
        #expect(try connection.sent() == "")
    }

    @Test func `a client is told to send the body of a request behind others`() async throws {
        let connection = try ConnectionUnderTest()
        let second = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n"
        try connection.receive(Self.request("1") + second)
        #expect(try connection.sent() == "")
        connection.answer(try #require(await connection.next()))
        #expect(try connection.sent().hasSuffix("HTTP/1.1 100 Continue\r\n\r\n"))
        try connection.receive("12")
        #expect(await connection.next() != nil)
    }

    @Test func `a body that is too long is refused before it is sent`() async throws {
        let connection = try ConnectionUnderTest()
        let length = RequestRouter.maximumBodySize + 1
        try connection.receive("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: \(length)\r\n\r\n")
        #expect(try connection.sent().hasPrefix("HTTP/1.1 413 "))
    }

    // MARK: The budget

    @Test func `bytes of bodies are given back, however a request ends`() async throws {
        let receiving = try ConnectionUnderTest()
        try receiving.receive(String(Self.request("1234").dropLast()))
        #expect(!receiving.isBudgetWhole)
        try await receiving.close()
        #expect(receiving.isBudgetWhole)
        let ready = try ConnectionUnderTest()
        try ready.receive(Self.request("1234"))
        #expect(!ready.isBudgetWhole)
        try await ready.close()
        #expect(ready.isBudgetWhole)
        let answering = try ConnectionUnderTest()
        try answering.receive(Self.request("1234"))
        let request = try #require(await answering.next())
        try await answering.close()
        #expect(!answering.isBudgetWhole)
        answering.answer(request)
        #expect(answering.isBudgetWhole)
        let malformed = try ConnectionUnderTest()
        try malformed.receive("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\nZ")
        #expect(try malformed.sent().hasPrefix("HTTP/1.1 400 "))
        #expect(malformed.isBudgetWhole)
        let greedy = try ConnectionUnderTest()
        try greedy.receive(Self.request(String(repeating: "x", count: ConnectionUnderTest.budget + 1)))
        #expect(try greedy.sent().hasPrefix("HTTP/1.1 503 "))
        #expect(greedy.isBudgetWhole)
    }

    @Test func `blanks behind the value of a field are none of it`() async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive(
            Self.request("{}", "X-Amz-Target: DynamoDB_20120810.GetItem \t \r\nX-Empty:  \t\r\nX-Two: a b\r\n"))
        let request = try #require(await connection.next())
        #expect(request.isQuick)
        #expect(request.request.header("x-amz-target") == "DynamoDB_20120810.GetItem")
        #expect(request.request.header("x-empty") == "" && request.request.header("x-two") == "a b")
    }

    // MARK: What is quick

    @Test(arguments: [
        ("GetItem", "", 100, true), ("PutItem", "", 100, true), ("UpdateItem", "", 100, true),
        ("DeleteItem", "", 100, true), ("Query", "", 100, false), ("Scan", "", 100, false),
        ("PutItem", "Content-Encoding: gzip\r\n", 100, false), ("Nothing", "", 100, false),
        ("Scan", "X-Amz-Target: DynamoDB_20120810.GetItem\r\n", 100, false),
    ])
    func `only what takes microseconds is done on the thread of the connection`(
        operation: String, fields: String, length: Int, isQuick: Bool
    ) async throws {
        let connection = try ConnectionUnderTest()
        let body = String(repeating: "x", count: length)
        try connection.receive(Self.request(body, "X-Amz-Target: DynamoDB_20120810.\(operation)\r\n\(fields)"))
        #expect(try #require(await connection.next()).isQuick == isQuick)
    }

    @Test(arguments: [
        ("/", "/"), ("/?a=b", "/?a=b"), ("http://localhost:8000/x?y=z", "/x?y=z"), ("http://localhost:8000", "/"),
        ("http://localhost?y=http://z/", "/?y=http://z/"), ("*", "*"),
    ])
    func `the path is without scheme and host`(target: String, path: String) async throws {
        let connection = try ConnectionUnderTest()
        try connection.receive("OPTIONS \(target) HTTP/1.1\r\n\r\n")
        #expect(try #require(await connection.next()).request.path == path)
    }

    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state = self.state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return self.state ^ (self.state >> 31)
        }
    }
}
