// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct WireSizeTests {
    /// Values next to their JSON as the service takes it.
    private static let examples: [(Item, String)] = [
        (["pk": "user#1"], #"{"pk":{"S":"user#1"}}"#),
        (["a\"b": "\u{1}\\/\n"], #"{"a\"b":{"S":"\u0001\\\/\u000a"}}"#),
        (["n": 12.5, "m": -3], #"{"m":{"N":"-3"},"n":{"N":"12.5"}}"#),
        (["n": 1e125], "{\"n\":{\"N\":\"1" + Self.zeros(125) + "\"}}"),
        (["n": -1e-130], "{\"n\":{\"N\":\"-0." + Self.zeros(129) + "1\"}}"),
        (
            ["b": .binary(Data([1, 2, 3, 4])), "t": true, "f": false, "z": nil],
            #"{"b":{"B":"AQIDBA=="},"f":{"BOOL":false},"t":{"BOOL":true},"z":{"NULL":true}}"#
        ),
        (
            ["l": [1, "a", ["m": []]], "m": [:]],
            #"{"l":{"L":[{"N":"1"},{"S":"a"},{"M":{"m":{"L":[]}}}]},"m":{"M":{}}}"#
        ),
        (
            ["s": .stringSet(["a", "ü"]), "n": .numberSet([1, 22]), "b": .binarySet([Data(), Data([255])])],
            #"{"b":{"BS":["","/w=="]},"n":{"NS":["1","22"]},"s":{"SS":["a","ü"]}}"#
        ),
    ]

    private static func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }

    @Test(arguments: Self.examples)
    func `the bound is not below the size of the JSON, and not far above`(item: Item, json: String) {
        #expect(item.wireSizeBound >= json.utf8.count)
        #expect(item.wireSizeBound <= json.utf8.count * 2 + 24)
    }

    @Test
    func `neither bound is below the size of any item, and without a look at the texts it is the larger`() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<1_000 {
            let item = generator.jsonItem()
            let size = try JSONWriter.encode(item).count
            #expect(item.wireSizeBound >= size)
            #expect(item.wireSizeBound(lookingAtText: false) >= item.wireSizeBound)
        }
    }
}
