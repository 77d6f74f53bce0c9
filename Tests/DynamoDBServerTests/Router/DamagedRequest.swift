// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import TestSupport

/// A damaged request.
struct DamagedRequest {
    private(set) var request: RequestRouter.Request

    /// Damages one of the good requests, in its body more often than elsewhere.
    init(using generator: inout SeededGenerator) {
        self.request = RequestCorpus.requests.randomElement(using: &generator) ?? .call("ListTables")
        switch Int.random(in: 0..<20, using: &generator) {
        case 0: break
        case 1: self.request.body = Self.randomBytes(200, using: &generator)
        case 2: self.damageHeader(using: &generator)
        case 3:
            // The body of another operation.
            self.request.body = RequestCorpus.requests.randomElement(using: &generator)?.body ?? []
        case 4: self.compress(using: &generator)
        case 5:
            self.request.method =
                ["GET", "PUT", "OPTIONS", "HEAD", "", "POST\u{0}"].randomElement(using: &generator) ?? ""
        case 6: self.request.path = "/?" + Self.text(Self.randomBytes(40, using: &generator))
        case 7...9: self.nest(using: &generator)
        default: self.damageBody(using: &generator)
        }
    }

    private static func randomBytes(_ count: Int, using generator: inout SeededGenerator) -> [UInt8] {
        (0..<Int.random(in: 0...count, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    private mutating func damageHeader(using generator: inout SeededGenerator) {
        guard let index = self.request.headers.indices.randomElement(using: &generator) else { return }
        var value = Array(self.request.headers[index].value.utf8)
        Self.damage(&value, using: &generator)
        self.request.headers[index].value = Self.text(value)
        if generator.chance(20) { self.request.headers.remove(at: index) }
    }

    private mutating func compress(using generator: inout SeededGenerator) {
        self.request.headers.append(("Content-Encoding", "gzip"))
        self.request.headers.append(("Accept-Encoding", "gzip"))
        self.request.body = Gzip.deflate(self.request.body) ?? []
        if generator.chance(50) { Self.damage(&self.request.body, using: &generator) }
    }

    /// Puts a value in many levels of lists or objects.
    private mutating func nest(using generator: inout SeededGenerator) {
        let body = self.request.body
        let colons = body.indices.filter { body[$0] == UInt8(ascii: ":") }
        guard let colon = colons.randomElement(using: &generator) else { return }
        let depth = Int.random(in: 1...300, using: &generator)
        let (open, close) =
            [("[", "]"), (#"{"L":["#, "]}"), (#"{"M":{"a":"#, "}}"), ("(", ")")].randomElement(using: &generator) ?? (
                "", ""
            )
        var nested = Array(body[...colon])
        for _ in 0..<depth { nested += open.utf8 }
        nested += #"{"S":"x"}"#.utf8
        // Not always closed as often as opened.
        for _ in 0..<(generator.chance(80) ? depth : depth - 1) { nested += close.utf8 }
        var rest = body[(colon + 1)...]
        // The value that stood there goes, if it was a simple one.
        if let end = rest.firstIndex(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "}") }) {
            rest = rest[end...]
        }
        self.request.body = nested + rest
    }

    private mutating func damageBody(using generator: inout SeededGenerator) {
        for _ in 0..<Int.random(in: 1...3, using: &generator) { Self.damage(&self.request.body, using: &generator) }
    }

    private static let tokens = [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "-1", "1e9", "0", "\"\"", "{}", "[]", "\"S\"",
        #""N":"x""#, #"{"N":"1e126"}"#, #"{"N":"9.9999999999999999999999999999999999999E+125"}"#, "\\u0000", "\\ud800",
        "é",
        #""B":"A""#, "9223372036854775808", "1e999", "\u{0}", " ", ":p", "#l", " AND ", " OR ", "NOT ", "(", ")",
        "size(",
        "list_append(", "if_not_exists(", "attribute_type(", "SET ", "REMOVE ", "ADD ", "DELETE ", "BETWEEN ", "IN ",
        "l[99999999999]", "m.a.b.c", "SELECT ", "WHERE ", "'", "<<", ">>", "?", "arn:aws:dynamodb:", "/index/", "fuzz",
    ]

    private static func damage(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 0...12, using: &generator))
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &generator)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: (self.tokens.randomElement(using: &generator) ?? "").utf8, at: place)
        case 4, 5: bytes.replaceSubrange(place..<end, with: (self.tokens.randomElement(using: &generator) ?? "").utf8)
        case 6: bytes.removeSubrange(place...)
        default:
            let source = Int.random(in: 0..<bytes.count, using: &generator)
            let slice = Array(bytes[source..<min(bytes.count, source + Int.random(in: 1...60, using: &generator))])
            bytes.insert(contentsOf: slice, at: place)
        }
    }
}
