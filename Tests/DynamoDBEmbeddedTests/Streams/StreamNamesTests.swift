// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import TestSupport
import Testing

/// The texts that streams are named and read by.
struct StreamNamesTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000"), (951_782_400_000, "2000-02-29T00:00:00.000"),
            (1_731_940_604_149, "2024-11-18T14:36:44.149"), (4_107_542_399_999, "2100-02-28T23:59:59.999"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000"), (253_402_300_799_999, "9999-12-31T23:59:59.999"),
        ] as [(UInt64, String)])
    func `a label is the time`(milliseconds: UInt64, text: String) {
        #expect(StreamName.label(at: milliseconds) == text)
    }

    @Test(arguments: [0, 1, 9, 10, 12_345, .max] as [UInt64])
    func `a sequence number has 21 digits and is read again`(value: UInt64) {
        let number = SequenceNumber(value)
        #expect(number.text.count == 21 && SequenceNumber(text: number.text) == number)
    }

    @Test(arguments: [
        "", "1", "100000000000000000001 ", "200000000000000000001", "1+0000000000000000001", "1-0000000000000000001",
        "199999999999999999999", "10000000000000000000é",
    ])
    func `other texts are no sequence numbers`(text: String) {
        #expect(SequenceNumber(text: text) == nil)
    }

    @Test(arguments: [
        "", "arn:aws:dynamodb:us-east-1:000000000000:table/T", "arn:aws:dynamodb:us-east-1:0:table/T/stream/",
        "arn:aws:dynamodb:us-east-1:0:table//stream/x", "arn:aws:kinesis:us-east-1:0:table/T/stream/x",
        "arn:aws:dynamodb:us-east-1:0:table/T/index/x", "arn:aws:dynamodb:us-east-1:0:table/T/stream/x/y",
    ])
    func `other texts are no names of streams`(text: String) {
        #expect(StreamName(arn: text) == nil)
    }

    @Test
    func `an iterator is read again, and a changed one is none`() throws {
        let arn = "arn:aws:dynamodb:us-east-1:000000000000:table/T/stream/2024-11-18T14:36:44.149"
        for start in [ShardPosition.Start.horizon, .at(SequenceNumber(77))] {
            let position = ShardPosition(streamArn: arn, start: start, now: 1_800_000_000.5)
            #expect(ShardPosition(text: position.text) == position)
            #expect(ShardPosition(text: position.text + "====") == nil)
            #expect(StreamName(arn: position.streamArn)?.tableName == "T")
            let bytes = Array(position.text.utf8)
            for index in bytes.indices {
                var changed = bytes
                changed[index] ^= 1
                #expect(ShardPosition(text: String(decoding: changed, as: UTF8.self)) == nil, "byte \(index)")
                #expect(ShardPosition(text: String(decoding: bytes[..<index], as: UTF8.self)) == nil)
            }
        }
    }

    @Test
    func `no text crashes the reader of iterators`() {
        var random = SeededGenerator(seed: 4)
        let alphabet = Array("|1|0fé:arn/zstream".utf8)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let text = String(decoding: bytes, as: UTF8.self)
            #expect(ShardPosition(text: text) == nil)
            _ = StreamName(arn: text)
            let payload = (0..<Int.random(in: 20...22, using: &random)).map { _ in
                UInt8.random(in: 0...2, using: &random)
            }
            #expect(ShardPosition(text: "arn|1|" + Data(payload).base64EncodedString()) == nil)
        }
    }

    @Test
    func `no bytes crash the reader of records`() {
        var random = SeededGenerator(seed: 5)
        let change = StreamChange(
            .modify, time: 1_800_000_000_000, keys: ["pk": "x"], newImage: ["pk": "x", "m": ["l": [1, "two"]]],
            oldImage: ["pk": "x"], isExpiry: true)
        let bytes = change.encoded()
        #expect(bytes.withUnsafeBytes { try? StreamChange(decoding: $0) } == change)
        for _ in 0..<20_000 {
            var changed = bytes
            for _ in 0..<Int.random(in: 1..<4, using: &random) {
                changed[Int.random(in: changed.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            changed.removeLast(Int.random(in: 0..<2, using: &random) * Int.random(in: 0...8, using: &random))
            _ = changed.withUnsafeBytes { try? StreamChange(decoding: $0) }
        }
    }
}
