// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport

/// Items of a page as tables have them: most have the same names in the same order. Some lack one, or have another one, or
/// another order.
struct SimilarItems {
    private static let names = [
        "a", "b", "id", "seven77", "eight888", "nine99999", "attributeName01", "attributeName02", "attributeName0001",
        "attributeName0002", "näme", "aVeryLongAttributeNameThatTakesMoreThanThirtyTwoBytes1",
        "aVeryLongAttributeNameThatTakesMoreThanThirtyTwoBytes2",
    ]

    private indirect enum Shape {
        case text, number, flag, null, binary, texts, numbers, anything
        case list(Shape)
        case map([(name: String, shape: Shape)])
    }

    private var members: [(name: String, shape: Shape)]

    init(using generator: inout SeededGenerator) {
        self.members = Self.members(depth: 2, using: &generator)
    }

    private static func members(
        depth: Int, using generator: inout SeededGenerator
    ) -> [(name: String, shape: Shape)] {
        self.names.shuffled(using: &generator).prefix(Int.random(in: 0...8, using: &generator))
            .map { ($0, self.shape(depth: depth, using: &generator)) }
    }

    private static func shape(depth: Int, using generator: inout SeededGenerator) -> Shape {
        switch Int.random(in: 0..<(depth > 0 ? 13 : 9), using: &generator) {
        case 0, 1: .text
        case 2: .number
        case 3: .flag
        case 4: .null
        case 5: .binary
        case 6: .texts
        case 7: .numbers
        case 8: .anything
        case 9, 10: .list(self.shape(depth: depth - 1, using: &generator))
        default: .map(self.members(depth: depth - 1, using: &generator))
        }
    }

    /// The text of one more item.
    mutating func item(using generator: inout SeededGenerator) throws -> String {
        if generator.chance(20) { self.members.shuffle(using: &generator) }
        return try Self.text(of: self.members, using: &generator)
    }

    private static func text(
        of members: [(name: String, shape: Shape)], using generator: inout SeededGenerator
    ) throws -> String {
        var texts: [String] = []
        for member in members {
            if generator.chance(5) { continue }
            let name = generator.chance(5) ? self.names.randomElement(using: &generator) ?? "" : member.name
            texts.append(#""\#(name)":\#(try self.text(of: member.shape, using: &generator))"#)
        }
        return "{\(texts.joined(separator: ","))}"
    }

    private static func text(of shape: Shape, using generator: inout SeededGenerator) throws -> String {
        switch shape {
        case .text: return try self.text(of: .string(generator.jsonText()))
        case .number: return try self.text(of: .number(generator.jsonNumber()))
        case .flag: return try self.text(of: .bool(generator.chance(50)))
        case .null: return try self.text(of: .null)
        case .binary: return try self.text(of: .binary(generator.jsonData()))
        case .texts: return try self.text(of: .stringSet(generator.some { $0.jsonText() }))
        case .numbers: return try self.text(of: .numberSet(generator.some { $0.jsonNumber() }))
        case .anything: return try self.text(of: generator.jsonValue())
        case .list(let element):
            var texts: [String] = []
            for _ in 0..<Int.random(in: 0...3, using: &generator) {
                texts.append(try self.text(of: element, using: &generator))
            }
            return #"{"L":[\#(texts.joined(separator: ","))]}"#
        case .map(let members): return #"{"M":\#(try self.text(of: members, using: &generator))}"#
        }
    }

    private static func text(of value: AttributeValue) throws -> String {
        let message = String(decoding: try GetItemOutput(item: ["a": value]).body(), as: UTF8.self)
        return String(message.dropFirst(#"{"Item":{"a":"#.count).dropLast(2))
    }

    /// The same with white space around marks: those of JSON, or some of them.
    static func spaced(_ text: String, around marks: String = "{}[]:,") -> String {
        var spaced = ""
        var isInText = false
        var isEscaped = false
        for character in text.unicodeScalars {
            let isMark = !isInText && marks.unicodeScalars.contains(character)
            if isMark { spaced += " " }
            spaced.unicodeScalars.append(character)
            if isMark { spaced += "\n" }
            if character == "\"", !isEscaped { isInText.toggle() }
            isEscaped = character == "\\" && !isEscaped
        }
        return spaced
    }
}
