// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport

/// Items of random attributes, most of which fit a model with the properties that ``names`` tells.
enum ModelItems {
    static let names = [
        "id", "count", "tags", "numbers", "blobs", "names", "double", "float", "small", "wide", "flag", "data", "date",
        "decimal", "uuid", "url", "mood", "event", "part", "parts", "byName", "value", "item", "longAttributeName1",
        "longAttributeName2",
    ]

    /// An item, now and then without what the model needs.
    static func item(using generator: inout SeededGenerator) -> Item {
        var item = Item()
        for name in self.names where ["id", "count"].contains(name) || generator.chance(40) {
            item[name] = self.value(of: name, using: &generator)
        }
        if generator.chance(5) { item["id"] = nil }
        if generator.chance(5) { item["part"] = .null }
        return item
    }

    /// A value that a property most likely takes.
    private static func value(of name: String, using generator: inout SeededGenerator) -> AttributeValue {
        if generator.chance(3) { return generator.jsonValue() }
        let small = Int.random(in: -3...300, using: &generator)
        switch name {
        case "count", "small", "wide": return .number(generator.chance(90) ? .init(small) : generator.jsonNumber())
        case "double", "float", "decimal": return .number(generator.jsonNumber())
        case "tags": return .stringSet(generator.some { $0.jsonText() })
        case "numbers": return .numberSet(generator.some { $0.jsonNumber() })
        case "blobs": return .binarySet(generator.some { $0.jsonData() })
        case "names": return .list(generator.some { .string($0.jsonText()) })
        case "flag": return .bool(generator.chance(50))
        case "data": return .binary(generator.jsonData())
        case "date": return .string(generator.chance(90) ? "2026-01-28T09:30:00.250Z" : generator.jsonText())
        case "uuid": return .string(UUID().uuidString)
        case "url": return "https://example.com/a?b"
        case "mood": return .string(generator.chance(90) ? "glad" : "mad")
        case "event": return ["moved": ["x": .init(small), "y": 2]]
        case "part": return Self.part(using: &generator)
        case "parts": return .list(generator.some { Self.part(using: &$0) })
        case "byName": return .map(Item(generator.some(upTo: 40) { ($0.jsonText(upTo: 2), .init(small)) }))
        case "item": return .map(generator.jsonItem())
        case "value": return generator.jsonValue()
        default: return .string(generator.jsonText(upTo: 30))
        }
    }

    private static func part(using generator: inout SeededGenerator, depth: Int = 2) -> AttributeValue {
        var part: Item = ["name": .string(generator.jsonText())]
        if generator.chance(50) { part["size"] = .number(generator.jsonNumber()) }
        if generator.chance(3) { part["name"] = nil }
        if depth > 0, generator.chance(50) {
            part["parts"] = .list(generator.some(upTo: 2) { Self.part(using: &$0, depth: depth - 1) })
        }
        return .map(part)
    }
}

/// What comes of decoding, either way: a model, or all that an error tells.
struct DecodingOutcome<Model: Equatable>: Equatable {
    var model: Model?
    var code: DynamoDBError.Code?
    var message: String?
    var item: Item?

    init(_ decode: () throws(DynamoDBError) -> Model) {
        do {
            self.model = try decode()
        } catch {
            self.code = error.code
            self.message = error.message
            self.item = error.item
        }
    }
}
