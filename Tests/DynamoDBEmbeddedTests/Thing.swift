// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import Foundation
import TestSupport

/// A model of attributes of every kind.
#if Macros
    @DynamoDBCodable
#endif
struct Thing: Codable, Equatable {
    #if Macros
        @DynamoDBCodable
    #endif
    struct Part: Codable, Equatable {
        var name: String
        var size: Int?
        var parts: [Part]?
    }

    /// A part that only `Codable` reads.
    struct PlainPart: Codable, Equatable {
        var name: String
        var size: Double?
    }

    var pk: String
    var sk: Int?
    var text: String?
    var number: DynamoDBNumber?
    var double: Double?
    var small: UInt8?
    var flag: Bool?
    var blob: Data?
    var tags: Set<String>
    var numbers: Set<Int>?
    var blobs: Set<Data>?
    var list: [String]?
    var byName: [String: Int]?
    var part: Part?
    var plain: PlainPart?
    var value: AttributeValue?
    var item: Item?
    var longAttributeName1: String?
    var longAttributeName2: String?
}

extension Thing {
    /// An item without a key, of random attributes most of which fit.
    static func item(using random: inout SeededGenerator) -> Item {
        var item = Item()
        let names = [
            "text", "number", "double", "small", "flag", "blob", "tags", "numbers", "blobs", "list", "byName", "part",
            "plain", "value", "item", "longAttributeName1", "longAttributeName2", "unread",
        ]
        for name in names where random.chance(50) { item[name] = Self.value(of: name, &random) }
        // Keys of indexes have to be of their types.
        if random.chance(80) { item["text"] = .string(["a", "b", "c"].randomElement(using: &random) ?? "a") }
        return item
    }

    private static func value(of name: String, _ random: inout SeededGenerator) -> AttributeValue {
        if random.chance(1), !["text", "number"].contains(name) { return random.value(depth: 1) }
        switch name {
        case "number": return .number(random.number())
        case "double", "small": return .init(Int.random(in: 0...256, using: &random))
        case "flag": return .bool(random.chance(50))
        case "blob": return .binary(random.data(upTo: 40))
        case "tags": return .stringSet((0...Int.random(in: 0...3, using: &random)).map { "\($0)" + random.text() })
        case "numbers": return .numberSet((0...Int.random(in: 0...3, using: &random)).map { DynamoDBNumber($0) })
        case "blobs": return .binarySet((0...Int.random(in: 0...3, using: &random)).map { Data([UInt8($0)]) })
        case "list": return .list((0..<Int.random(in: 0...3, using: &random)).map { _ in .string(Self.text(&random)) })
        case "byName":
            let names = (0..<Int.random(in: 0...3, using: &random)).map { _ in Self.text(&random) }
            return .map(Item(names.map { ($0, 1) }))
        case "part": return Self.part(&random, depth: 2)
        case "plain": return ["name": .string(Self.text(&random)), "size": 0.5]
        case "value", "unread": return random.value(depth: 2)
        case "item": return .map(random.item(depth: 1))
        default: return .string(Self.text(&random))
        }
    }

    private static func part(_ random: inout SeededGenerator, depth: Int) -> AttributeValue {
        var part: Item = ["name": .string(Self.text(&random))]
        if random.chance(50) { part["size"] = .init(Int.random(in: -5...5, using: &random)) }
        if depth > 0, random.chance(50) { part["parts"] = .list([Self.part(&random, depth: depth - 1)]) }
        return .map(part)
    }

    /// Text that means something else where it stands in JSON.
    private static func text(_ random: inout SeededGenerator) -> String {
        random.chance(30)
            ? [#"\u0061"#, #"\"#, #"""#, "\n", #"a\n"#].randomElement(using: &random) ?? "" : random.text()
    }

    /// What comes of decoding: a model, or all that an error tells.
    struct Outcome: Equatable {
        var model: Thing?
        var code: DynamoDBError.Code?
        var message: String?
        var item: Item?

        init(_ decode: (DynamoDBDecoder) throws(DynamoDBError) -> Thing) {
            do {
                self.model = try decode(DynamoDBDecoder())
            } catch {
                self.code = error.code
                self.message = error.message
                self.item = error.item
            }
        }
    }
}
