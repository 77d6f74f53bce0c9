// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// A value whose coding is compared with that of `JSONEncoder`.
struct Shape: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Throws if the value does not survive, or its form is another one than JSON has.
    let check: @Sendable () throws -> Void

    init<T: Codable & Equatable & Sendable>(_ name: String, _ value: T, asJSON: Bool = true) {
        self.testDescription = name
        self.check = {
            let stored = try DynamoDBEncoder().attributeValue(of: value)
            let back = try DynamoDBDecoder().decode(T.self, fromValue: stored)
            guard back == value else { throw ShapeError(words: "\(value) came back as \(back) from \(stored)") }
            guard asJSON else { return }
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let json = String(decoding: try encoder.encode(value), as: UTF8.self)
            let ours = Self.json(stored)
            guard json == ours else { throw ShapeError(words: "JSON has \(json), and we have \(ours)") }
        }
    }

    /// The value as `JSONEncoder` with sorted keys would write it.
    static func json(_ value: AttributeValue) -> String {
        switch value {
        case .string(let text):
            let array = try? JSONEncoder().encode([text])
            return String(decoding: array ?? Data(), as: UTF8.self).dropFirst().dropLast().description
        case .number(let number): return number.description
        case .bool(let flag): return flag ? "true" : "false"
        case .null: return "null"
        case .list(let values): return "[\(values.map(Self.json).joined(separator: ","))]"
        case .map(let entries):
            return "{\(entries.map { "\(Self.json(.string($0.name))):\(Self.json($0.value))" }.joined(separator: ","))}"
        default: return "a \(value.kind)"
        }
    }
}

struct ShapeError: Error, CustomStringConvertible {
    var words: String
    var description: String { self.words }
}

enum Mood: String, Codable, Sendable, CaseIterable { case glad, sad }

enum Event: Codable, Equatable, Sendable {
    case started
    case moved(x: Int, y: Int)
    case renamed(String)
}

struct Point: Codable, Hashable, Sendable {
    var x: Int
    var y: Int
}

struct Person: Codable, Equatable, Sendable {
    var name: String
    var age: Int?
    var nickname: String?
    var scores: [Double]
    var places: [String: Point]
    var path: [[Point]]
    var mood: Mood
    var moods: [Mood?]
    var byNumber: [Int: String]
    var isActive: Bool
}

/// An identifier that is a single value.
struct Label: RawRepresentable, Codable, Hashable, Sendable {
    var rawValue: String
}

struct Wrapped<Value: Codable & Equatable & Sendable>: Codable, Equatable, Sendable {
    var value: Value

    init(_ value: Value) { self.value = value }

    init(from decoder: any Decoder) throws {
        self.value = try decoder.singleValueContainer().decode(Value.self)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.value)
    }
}

/// A class whose subclass uses a super encoder.
class Animal: Codable, @unchecked Sendable {
    let legs: Int

    init(legs: Int) { self.legs = legs }
}

// Immutable, and so safe to send; the compiler cannot know it of classes that have subclasses.
final class Dog: Animal, Equatable, @unchecked Sendable {
    let name: String

    init(legs: Int, name: String) {
        self.name = name
        super.init(legs: legs)
    }

    private enum CodingKeys: String, CodingKey { case name }

    required init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.name = try container.decode(String.self, forKey: .name)
        try super.init(from: try container.superDecoder())
    }

    override func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(self.name, forKey: .name)
        try super.encode(to: container.superEncoder())
    }

    static func == (lhs: Dog, rhs: Dog) -> Bool { lhs.legs == rhs.legs && lhs.name == rhs.name }
}

/// Nested containers that are filled in turns, and out of order.
struct ByHand: Codable, Equatable, Sendable {
    var numbers: [Int]
    var city: String
    var first: Point
    var rest: [String?]

    private enum CodingKeys: String, CodingKey { case address, numbers, mixed, known }
    private enum AddressKeys: String, CodingKey { case city, deep }

    init(numbers: [Int], city: String, first: Point, rest: [String?]) {
        (self.numbers, self.city, self.first, self.rest) = (numbers, city, first, rest)
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        var address = container.nestedContainer(keyedBy: AddressKeys.self, forKey: .address)
        var numbers = container.nestedUnkeyedContainer(forKey: .numbers)
        var mixed = container.nestedUnkeyedContainer(forKey: .mixed)
        try container.encodeNil(forKey: .known)
        for number in self.numbers { try numbers.encode(number) }
        try mixed.encode("head")
        var inner = mixed.nestedUnkeyedContainer()
        try mixed.encode(self.first)
        var pairs = mixed.nestedContainer(keyedBy: AddressKeys.self)
        try self.first.encode(to: mixed.superEncoder())
        for text in self.rest {
            if let text { try inner.encode(text) } else { try inner.encodeNil() }
        }
        try pairs.encode(mixed.count, forKey: .deep)
        try address.encode(self.city, forKey: .city)
        try self.first.encode(to: address.superEncoder(forKey: .deep))
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        guard try container.decodeNil(forKey: .known) else { throw ShapeError(words: "known is not NULL") }
        var numbers = try container.nestedUnkeyedContainer(forKey: .numbers)
        self.numbers = []
        while !numbers.isAtEnd { self.numbers.append(try numbers.decode(Int.self)) }
        let address = try container.nestedContainer(keyedBy: AddressKeys.self, forKey: .address)
        self.city = try address.decode(String.self, forKey: .city)
        self.first = try Point(from: try address.superDecoder(forKey: .deep))
        var mixed = try container.nestedUnkeyedContainer(forKey: .mixed)
        guard try mixed.decode(String.self) == "head" else { throw ShapeError(words: "mixed is out of order") }
        var inner = try mixed.nestedUnkeyedContainer()
        self.rest = []
        while !inner.isAtEnd {
            self.rest.append(try inner.decodeNil() ? nil : try inner.decode(String.self))
        }
        let second = try mixed.decode(Point.self)
        let pairs = try mixed.nestedContainer(keyedBy: AddressKeys.self)
        let last = try Point(from: try mixed.superDecoder())
        guard second == self.first, last == second, try pairs.decode(Int.self, forKey: .deep) == 5, mixed.isAtEnd,
            mixed.currentIndex == mixed.count
        else { throw ShapeError(words: "mixed is incomplete") }
    }
}

/// Any tree of containers.
indirect enum Tree: Codable, Equatable, Sendable {
    case leaf
    case number(Int)
    case text(String)
    case maybe(Tree?)
    case list([Tree])
    case pair(left: Tree, right: Tree)
    case map([String: Tree])
    case table([Int: [Tree?]])

    static func random(depth: Int, using generator: inout some RandomNumberGenerator) -> Tree {
        let kind = Int.random(in: 0..<(depth > 0 ? 8 : 3), using: &generator)
        func child() -> Tree { .random(depth: depth - 1, using: &generator) }
        let count = Int.random(in: 0..<3, using: &generator)
        switch kind {
        case 0: return .leaf
        case 1: return .number(Int.random(in: -1000...1000, using: &generator))
        case 2: return .text(["", "a", "é", "e\u{301}", "\"\\\n", "🙂"][Int.random(in: 0..<6, using: &generator)])
        case 3: return .maybe(Bool.random(using: &generator) ? child() : nil)
        case 4: return .list((0..<count).map { _ in child() })
        case 5: return .pair(left: child(), right: child())
        case 6:
            return .map(Dictionary((0..<count).map { ("k\($0)", child()) }, uniquingKeysWith: { $1 }))
        default:
            return .table(
                Dictionary((0..<count).map { ($0, [child(), nil]) }, uniquingKeysWith: { $1 }))
        }
    }
}
