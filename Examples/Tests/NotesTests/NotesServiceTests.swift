// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import Hummingbird
import Testing

@testable import Notes

struct NotesServiceTests {
    private static func note(_ text: String, of owner: String = "ann", in service: TestService) async throws -> Note {
        let answer = try await service.send(.post, "/notes/\(owner)", #"{"text": "\#(text)"}"#)
        #expect(answer.status == 201)
        return try answer.decoded(as: Note.self)
    }

    @Test func `a note is created, read, changed and deleted`() async throws {
        let service = try await TestService()
        let note = try await Self.note("tea", in: service)
        #expect(note.owner == "ann" && note.text == "tea" && note.version == 1 && note.createdAt != nil)
        let path = "/notes/ann/\(note.id)"
        #expect(try await service.send(.get, path).decoded(as: Note.self) == note)
        let changed = try await service.send(.put, path, #"{"text": "coffee", "version": 1}"#)
        #expect(changed.status == 200)
        #expect(try changed.decoded(as: Note.self).text == "coffee")
        #expect(try changed.decoded(as: Note.self).version == 2)
        #expect(try await service.send(.delete, path).status == 204)
        #expect(try await service.send(.delete, path).status == 404)
        #expect(try await service.send(.get, path).status == 404)
    }

    @Test func `a change of an old version is a conflict, and of no note is not found`() async throws {
        let service = try await TestService()
        let note = try await Self.note("tea", in: service)
        let change = #"{"text": "coffee", "version": 7}"#
        #expect(try await service.send(.put, "/notes/ann/\(note.id)", change).status == 409)
        #expect(try await service.send(.put, "/notes/ben/\(note.id)", change).status == 404)
        #expect(try await service.send(.put, "/notes/ann/\(note.id)", "{}").status == 400)
    }

    @Test func `a note that is sent again with its id is there once`() async throws {
        let service = try await TestService()
        let id = UUID().uuidString.lowercased()
        let body = #"{"id": "\#(id)", "text": "tea"}"#
        let answer = try await service.send(.post, "/notes/ann", body)
        #expect(answer.status == 201)
        #expect(try answer.decoded(as: Note.self).id == id)
        #expect(try await service.send(.post, "/notes/ann", body).status == 409)
        for spelling in [id, id.uppercased()] {
            #expect(try await service.send(.get, "/notes/ann/\(spelling)").status == 200)
        }
        #expect(try await service.send(.post, "/notes/ben", body).status == 201)
        #expect(try await service.send(.post, "/notes/ann", #"{"id": "1", "text": "tea"}"#).status == 400)
        #expect(try await service.send(.get, "/notes/ann").decoded(as: NotesService.NotePage.self).notes.count == 1)
    }

    @Test(
        arguments: [
            (.outcomeUnknown, 503), (.timeout, 503), (.network, 503), (.requestLimitExceeded, 503),
            (.transactionConflict, 503), (.corrupt, 500),
        ] as [(DynamoDBError.Code, Int)])
    func `what may go well a little later is told as that`(code: DynamoDBError.Code, status: Int) async throws {
        let head = HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/")
        let error = await #expect(throws: HTTPError.self) {
            try await DatabaseErrors<TestService.Context>().handle(
                Request(head: head, body: RequestBody(buffer: ByteBuffer())),
                context: TestService.Context(source: TestService.TestSource())
            ) { _, _ in throw DynamoDBError(code, "as in the test") }
        }
        #expect(error?.status.code == status)
    }

    @Test func `pages have every note once, and none of others`() async throws {
        let service = try await TestService()
        var texts: Set<String> = []
        for number in 1...7 {
            _ = try await Self.note("note \(number)", in: service)
            _ = try await Self.note("other \(number)", of: "ben", in: service)
            texts.insert("note \(number)")
        }
        var path = "/notes/ann?limit=3"
        var read: [String] = []
        var sizes: [Int] = []
        while sizes.count < 10 {
            let page = try await service.send(.get, path).decoded(as: NotesService.NotePage.self)
            read += page.notes.map(\.text)
            sizes.append(page.notes.count)
            guard let next = page.next else { break }
            path = "/notes/ann?limit=3&after=\(next)"
        }
        #expect(sizes == [3, 3, 1])
        #expect(read.count == 7 && Set(read) == texts)
    }

    @Test func `a token of somebody else's page, or of nobody's, is a bad request`() async throws {
        let service = try await TestService()
        for number in 1...2 { _ = try await Self.note("note \(number)", of: "ben", in: service) }
        let page = try await service.send(.get, "/notes/ben?limit=1").decoded(as: NotesService.NotePage.self)
        let token = try #require(page.next)
        #expect(try await service.send(.get, "/notes/ben?limit=1&after=\(token)").status == 200)
        #expect(try await service.send(.get, "/notes/ann?limit=1&after=\(token)").status == 400)
        #expect(try await service.send(.get, "/notes/ann?after=nonsense").status == 400)
        // The key in it can be read, and written: here by who puts another owner there.
        let base64 = token.description.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - base64.count % 4) % 4)
        let bytes = Array(try #require(Data(base64Encoded: base64 + padding)))
        let forged = bytes.replacing(Array("ben".utf8), with: Array("ann".utf8))
        #expect(forged != bytes)
        let after = Data(forged).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        #expect(try await service.send(.get, "/notes/ben?limit=1&after=\(after)").status == 400)
    }

    @Test func `what is too long to be stored is a bad request`() async throws {
        let service = try await TestService()
        let note = try await Self.note("tea", in: service)
        let text = String(repeating: "x", count: 500_000)
        let name = String(repeating: "x", count: 3000)
        #expect(try await service.send(.post, "/notes/ann", #"{"text": "\#(text)"}"#).status == 400)
        let change = #"{"text": "\#(text)", "version": 1}"#
        #expect(try await service.send(.put, "/notes/ann/\(note.id)", change).status == 400)
        #expect(try await service.send(.post, "/notes/\(name)", #"{"text": "tea"}"#).status == 400)
        for path in ["/notes/\(name)", "/notes/\(name)/\(note.id)"] {
            #expect(try await service.send(.get, path).status == 400)
        }
        #expect(try await service.send(.get, "/notes/ann/\(name)").status == 404)
    }

    @Test(arguments: [
        (DynamoDBError.Code.invalidPageToken, 400), (.conditionalCheckFailed, 404), (.throttling, 503),
        (.validation, 500), (.resourceNotFound, 500),
    ])
    func `only what the client can mend is told to it`(code: DynamoDBError.Code, status: Int) async throws {
        let answer = try await TestService(failingWith: DynamoDBError(code, "the words")).send(.get, "/fails")
        #expect(answer.status == status)
        #expect(String(decoding: answer.body, as: UTF8.self).contains("the words") == (status == 400))
    }
}
