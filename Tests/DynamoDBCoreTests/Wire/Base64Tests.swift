// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport
import Testing

struct Base64Tests {
    private func read(_ text: String) throws -> AttributeValue? {
        try JSONReader.decode(Item.self, from: Array(#"{"v":{"B":"\#(text)"}}"#.utf8))["v"]
    }

    @Test(
        arguments: [
            ("", []), ("AA==", [0]), ("AAA=", [0, 0]), ("AAAA", [0, 0, 0]), ("Zg==", [0x66]), ("Zm8=", [0x66, 0x6F]),
            ("Zm9v", [0x66, 0x6F, 0x6F]), ("Zm9vYg==", [0x66, 0x6F, 0x6F, 0x62]), ("+/+/", [0xFB, 0xFF, 0xBF]),
            (#"+\/+\/"#, [0xFB, 0xFF, 0xBF]), (#"Zg\u003d="#, [0x66]), ("////", [0xFF, 0xFF, 0xFF]),
        ] as [(String, [UInt8])])
    func `base64 is read`(text: String, bytes: [UInt8]) throws {
        #expect(try self.read(text) == .binary(Data(bytes)))
    }

    @Test(arguments: [
        "A", "AA", "AAA", "AAAAA", "=", "====", "A===", "AA=A", "=AAA", "AAAA====", "AA==AAAA", "AAA=AAAA", "AB==",
        "AAB=",
        "A-_A", "AA A", "AAA ", #"AA\nA"#, #"AAAA\n"#, "AAé", "AAAé", "A\u{7F}AA", "AAAAAAA!", "!AAAAAAA",
    ])
    func `what is not base64 is refused`(text: String) {
        #expect {
            try self.read(text)
        } throws: {
            guard case .wrongShape(let message, _)? = $0 as? WireError else { return false }
            return message.contains("ase64")
        }
    }

    @Test
    func `Foundation writes and reads the same`() throws {
        var generator = SeededGenerator(seed: 64)
        for length in 0..<200 {
            let data = Data((0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
            let item: Item = ["v": .binary(data)]
            let text = #"{"v":{"B":"\#(data.base64EncodedString())"}}"#
            #expect(String(decoding: try JSONWriter.encode(item), as: UTF8.self) == text)
            #expect(try JSONReader.decode(Item.self, from: Array(text.utf8)) == item)
        }
    }
}
