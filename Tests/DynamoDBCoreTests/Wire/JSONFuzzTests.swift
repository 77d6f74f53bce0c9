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
                let bytes = generator.damaged(message.bytes)
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
                for _ in 0..<5 { _ = try? other.recode(generator.damaged(message.bytes)) }
            }
        }
    }
}
