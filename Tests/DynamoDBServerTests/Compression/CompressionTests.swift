// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import Testing

struct CompressionTests {
    private static let listTables = RequestRouter.Request.call("ListTables")

    /// `{}` as `gzip` compresses it.
    private static let compressed: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xAB, 0xAE, 0x05, 0x00, 0x43, 0xBF, 0xA6, 0xA3,
        0x02,
        0x00, 0x00, 0x00,
    ]

    private static func request(_ body: [UInt8], coding: String) -> RequestRouter.Request {
        var request = self.listTables.with("Content-Encoding", coding)
        request.body = body
        return request
    }

    @Test(arguments: ["gzip", "GZIP"])
    func `a compressed body is understood`(coding: String) async throws {
        let response = try await RequestRouter.test().answer(Self.request(Self.compressed, coding: coding))
        #expect(response.status == 200)
    }

    @Test func `several members one behind the other are one body`() async throws {
        // The format allows it; "{}" twice is no JSON, so that both are seen.
        let response = try await RequestRouter.test().answer(
            Self.request(Self.compressed + Self.compressed, coding: "gzip"))
        #expect(response.status == 400)
    }

    @Test(arguments: 0..<22)
    func `a compressed body that is cut off is no JSON`(length: Int) async throws {
        let response = try await RequestRouter.test().answer(
            Self.request(Array(Self.compressed.prefix(length)), coding: "gzip"))
        #expect(response.status == 400)
        #expect(String(decoding: response.body, as: UTF8.self).contains("SerializationException"))
    }

    @Test(arguments: 0..<22)
    func `a compressed body that is damaged is answered`(position: Int) async throws {
        var bytes = Self.compressed
        bytes[position] ^= 0xFF
        let response = try await RequestRouter.test().answer(Self.request(bytes, coding: "gzip"))
        #expect(response.status == 200 || response.status == 400)
    }

    @Test(arguments: ["br", "deflate", "garbage", "gzip", "gzip, gzip", "gzip, identity"])
    func `a body that is not coded as its header says is not carried out, JSON or not`(coding: String) async throws {
        var bodies = [Array("{}".utf8)]
        if coding != "gzip" { bodies.append(Self.compressed) }
        for body in bodies {
            let response = try await RequestRouter.test().answer(Self.request(body, coding: coding))
            #expect(response.status == 400)
            #expect(String(decoding: response.body, as: UTF8.self).contains("SerializationException"))
            #expect(String(decoding: response.body, as: UTF8.self).contains("Content-Encoding"))
        }
    }

    @Test(arguments: ["", "identity", "Identity"])
    func `a coding that changes nothing is one`(coding: String) async throws {
        let response = try await RequestRouter.test().answer(Self.request(Array("{}".utf8), coding: coding))
        #expect(response.status == 200)
    }

    @Test func `a body that would burst is refused before it does`() async throws {
        let bomb = try #require(Gzip.deflate([UInt8](repeating: 0x20, count: RequestRouter.maximumBodySize + 1)))
        #expect(bomb.count < 20_000)
        let response = try await RequestRouter.test().answer(Self.request(bomb, coding: "gzip"))
        #expect(response.status == 413)
    }

    @Test(arguments: [
        (200_000, 200_000, 200), (200_000, 199_999, 503), (RequestRouter.maximumBodySize + 1, 1000, 503),
    ])
    func `what a body becomes counts while its request is answered`(length: Int, room: Int, status: Int) async throws {
        let budget = ByteBudget(room)
        var router = try RequestRouter.test()
        router.contentBudget = budget
        let content = Array("{}".utf8) + [UInt8](repeating: 0x20, count: length - 2)
        let body = try #require(Gzip.deflate(content))
        for _ in 1...2 {
            let response = await router.answer(Self.request(body, coding: "gzip"))
            #expect(response.status == status)
            #expect(response.header("x-amz-crc32") != nil)
        }
        // What is damaged far behind is given back as well.
        _ = await router.answer(Self.request(Array(body.dropLast()), coding: "gzip"))
        #expect(budget.take(room))
    }

    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 1_000_000])
    func `what is compressed comes back`(count: Int) throws {
        var generator = SystemRandomNumberGenerator()
        for bytes in [
            [UInt8](repeating: 7, count: count), (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) },
        ] {
            let compressed = try #require(Gzip.deflate(bytes))
            #expect(try Gzip.inflate(compressed, limit: count) == bytes)
            #expect(throws: Gzip.Failure.damaged) {
                try Gzip.inflate(Array(compressed.dropLast()), limit: count)
            }
            if count > 0 { #expect(throws: Gzip.Failure.tooLong) { try Gzip.inflate(compressed, limit: count - 1) } }
        }
    }

    @Test(arguments: [
        ("gzip", true), ("GZIP", true), ("br, gzip;q=0.5", true), ("gzip ; q=1", true), ("gzip;q=0", false),
        ("gzip;q=0.0", false), ("gzip;q=x", false), ("br", false), ("identity", false), ("", false),
    ])
    func `an answer from 4 KB on is compressed for whoever accepts it`(accepted: String, isAccepted: Bool) async throws
    {
        for (length, isLong) in [(4096, true), (4095, false)] {
            // The answer to a GET has the region in it, and 33 bytes around it.
            var configuration = RequestRouter.Configuration()
            configuration.region = String(repeating: "a", count: length - 33)
            var request = Self.listTables.with("Accept-Encoding", accepted)
            request.method = "GET"
            let response = try await RequestRouter.test(configuration).answer(request)
            let coding = response.headers.first { $0.name == "Content-Encoding" }?.value
            #expect(coding == (isLong && isAccepted ? "gzip" : nil))
            let body = coding == nil ? response.body : try Gzip.inflate(response.body, limit: length)
            #expect(body.count == length)
        }
    }
}
