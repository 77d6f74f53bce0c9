// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

/// Damaged messages: none may trap, and what is read nevertheless has to be a message that can be written.
struct JSONFuzzTests {
    private static let rounds = 250

    @Test(arguments: 1...17 as ClosedRange<UInt64>)
    func `a damaged message is refused, or read as a message that is written as it is read`(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed &* 7919)
        let messages = try generator.messages()
        for message in messages {
            for _ in 0..<Self.rounds {
                let bytes = Self.damaged(message.bytes, using: &generator)
                _ = ErrorBody(decoding: bytes)
                guard let written = try? message.recode(bytes) else { continue }
                #expect(try message.recode(written) == written, "\(message.name): \(bytes)")
            }
        }
    }

    @Test
    func `a damaged message of one kind is refused by the readers of the others`() throws {
        var generator = SeededGenerator(seed: 4711)
        let messages = try generator.messages()
        for message in messages {
            for other in messages {
                for _ in 0..<5 { _ = try? other.recode(Self.damaged(message.bytes, using: &generator)) }
            }
        }
    }

    private static func damaged(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
        let tokens = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "null", "true", "-", "1e9", "\"S\"", "\"N\":\"x\"", "\\u",
            "\\ud800", "{}",
            "\"Item\":", "\"B\":\"A\"", "9223372036854775808", "1e999", "\u{0}", " ",
        ]
        var damaged = bytes
        for _ in 0..<Int.random(in: 1...3, using: &generator) {
            guard !damaged.isEmpty else { break }
            let place = Int.random(in: 0..<damaged.count, using: &generator)
            let end = min(damaged.count, place + Int.random(in: 0...8, using: &generator))
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: damaged[place] = UInt8.random(in: .min ... .max, using: &generator)
            case 1: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 2: damaged.removeSubrange(place..<end)
            case 3: damaged.insert(contentsOf: (tokens.randomElement(using: &generator) ?? "").utf8, at: place)
            case 4: damaged.replaceSubrange(place..<end, with: (tokens.randomElement(using: &generator) ?? "").utf8)
            case 5: damaged.removeSubrange(place...)
            default:
                let source = Int.random(in: 0..<damaged.count, using: &generator)
                let slice = Array(damaged[source..<min(damaged.count, source + 12)])
                damaged.insert(contentsOf: slice, at: place)
            }
        }
        return damaged
    }
}
