// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// What cannot be stored or read is an error with its place.
struct CodingErrorTests {
    private struct Order: Codable {
        var id: Int
        var lines: [Line]
        var mood: Mood?
        var at: Date?
        var link: URL?
        var key: UUID?
        var blob: Data?
        var price: Decimal?
    }

    private struct Line: Codable {
        var count: Int8
        var rate: Double
    }

    struct Bad: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var item: Item
        var message: String
    }

    static let unreadable: [Bad] = [
        Bad(
            testDescription: "missing", item: ["lines": []],
            message: "id: Nothing is stored here, and the model needs a number (N)."),
        Bad(
            testDescription: "null", item: ["id": nil, "lines": []],
            message: "id: The model needs a number (N), and NULL is stored."),
        Bad(
            testDescription: "type", item: ["id": "1", "lines": []],
            message: "id: The model needs a number (N), and S is stored."),
        Bad(
            testDescription: "fraction", item: ["id": 1.5, "lines": []],
            message: "id: The number has a fraction or does not fit Int."),
        Bad(
            testDescription: "nested",
            item: ["id": 1, "lines": [["count": 1, "rate": 1], ["count": 128, "rate": 1]]],
            message: "lines[1].count: The number has a fraction or does not fit Int8."),
        Bad(
            testDescription: "nested missing", item: ["id": 1, "lines": [["count": 1]]],
            message: "lines[0].rate: Nothing is stored here"),
        Bad(
            testDescription: "no list", item: ["id": 1, "lines": ["a": 1]],
            message: "lines: The model needs a list (L) or a set, and M is stored."),
        Bad(
            testDescription: "no map", item: ["id": 1, "lines": [1]],
            message: "lines[0]: The model needs a map (M), and N is stored."),
        Bad(
            testDescription: "raw value", item: ["id": 1, "lines": [], "mood": "x"],
            message: "mood: Cannot initialize Mood from invalid String value x"),
        Bad(
            testDescription: "date", item: ["id": 1, "lines": [], "at": "yesterday"],
            message: "at: The text is no ISO 8601 date."),
        Bad(
            testDescription: "number for a date", item: ["id": 1, "lines": [], "at": 5],
            message: "at: The model needs an ISO 8601 date (S), and N is stored."),
        Bad(testDescription: "id", item: ["id": 1, "lines": [], "key": "x"], message: "key: The text is no UUID."),
        Bad(
            testDescription: "binary", item: ["id": 1, "lines": [], "blob": "x"],
            message: "blob: The model needs a binary (B), and S is stored."),
        Bad(
            testDescription: "decimal", item: ["id": 1, "lines": [], "price": "x"],
            message: "price: The model needs a number (N), and S is stored."),
    ]

    @Test(arguments: Self.unreadable)
    func `what does not fit is named, and the item comes along`(_ bad: Bad) throws {
        let error = #expect(throws: DynamoDBError.self) {
            try DynamoDBDecoder().decode(Order.self, from: bad.item)
        }
        #expect(error?.code == .decoding)
        #expect(error?.message.hasPrefix(bad.message) == true, "\(error?.message ?? "")")
        #expect(error?.item == bad.item)
    }

    private func message(of value: some Encodable) -> String? {
        do {
            _ = try DynamoDBEncoder().encode(value)
            return nil
        } catch {
            #expect(error.code == .validation)
            return error.message
        }
    }

    struct Unstorable: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var value: any Encodable & Sendable
    }

    static let unstorable: [Unstorable] = [
        .init(
            testDescription: "a[1].rate: The parameter cannot be converted",
            value: ["a": [Line(count: 1, rate: 1), Line(count: 1, rate: .nan)]]),
        .init(testDescription: "a: The parameter cannot be converted", value: ["a": Double.infinity]),
        .init(testDescription: "a: Number overflow", value: ["a": 1e200]),
        .init(testDescription: "a: Number underflow", value: ["a": 1e-200]),
        .init(testDescription: "a[0]: Attempting to store more than 38", value: ["a": [UInt128.max]]),
        .init(testDescription: "a: The parameter cannot be converted", value: ["a": Decimal.nan]),
        .init(testDescription: "at: The date is beyond", value: ["at": Date.distantFuture.addingTimeInterval(1e13)]),
        .init(testDescription: "Array<Int> is a single value", value: [1, 2]),
        .init(testDescription: "The type encodes two things", value: TwoThings()),
    ]

    @Test(arguments: Self.unstorable)
    func `what cannot be stored is named`(_ case: Unstorable) {
        let message = self.message(of: `case`.value)
        #expect(message?.hasPrefix(`case`.testDescription) == true, "\(message ?? "stored")")
    }

    private struct Days: Codable {
        var days: Set<Date>
    }

    #if Macros
        @DynamoDBCodable
        struct DirectDays: Codable {
            var days: Set<Date>
        }
    #endif

    @Test func `two members of a set that are stored alike are an error, as one would be lost`() throws {
        let near: Set = [Date(timeIntervalSince1970: 1), Date(timeIntervalSince1970: 1.0001)]
        let words = "days: Two members of the set are stored alike, as 1970-01-01T00:00:01.000Z, so one would be lost."
        #expect(self.message(of: Days(days: near)) == words)
        #if Macros
            #expect(self.message(of: DirectDays(days: near)) == words)
        #endif
        let apart: Set = [Date(timeIntervalSince1970: 1), Date(timeIntervalSince1970: 1.001)]
        let item = try DynamoDBEncoder().encode(Days(days: apart))
        #expect(item == ["days": .stringSet(["1970-01-01T00:00:01.000Z", "1970-01-01T00:00:01.001Z"])])
        var encoder = DynamoDBEncoder()
        encoder.dates = .epochSeconds
        let error = #expect(throws: DynamoDBError.self) { try encoder.encode(Days(days: apart)) }
        #expect(error?.message == "days: Two members of the set are stored alike, as 1, so one would be lost.")
        encoder.dates = .secondsSince1970
        #expect(try encoder.encode(Days(days: near))["days"]?.numberSet?.count == 2)
    }

    @Test func `a cycle ends in an error`() {
        #expect(self.message(of: Endless())?.contains("nested too deep") == true)
        #expect(self.message(of: EndlessWrapper())?.contains("nested too deep") == true)
        #expect(throws: DynamoDBError.self) {
            try DynamoDBDecoder().decode(EndlessWrapper.self, fromValue: .string("x"))
        }
        #expect(throws: DynamoDBError.self) { try DynamoDBDecoder().decode(EndlessMap.self, fromValue: Self.deep) }
        #expect(throws: Never.self) { try DynamoDBDecoder().decode(AttributeValue.self, fromValue: Self.deep) }
    }

    /// Deeper than anything DynamoDB stores.
    private static let deep = (0..<100).reduce(AttributeValue.null) { value, _ in ["next": value] }

    private struct TwoThings: Encodable {
        func encode(to encoder: any Encoder) throws {
            var single = encoder.singleValueContainer()
            try single.encode(1)
            var keyed = encoder.container(keyedBy: Key.self)
            try keyed.encode(1, forKey: .next)
        }
    }

    private enum Key: String, CodingKey { case next }

    private struct Endless: Encodable {
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(Endless(), forKey: .next)
        }
    }

    private struct EndlessMap: Decodable {
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            _ = try container.decode(EndlessMap.self, forKey: .next)
        }
    }

    private struct EndlessWrapper: Codable {
        init() {}

        init(from decoder: any Decoder) throws {
            self = try decoder.singleValueContainer().decode(EndlessWrapper.self)
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(EndlessWrapper())
        }
    }
}
