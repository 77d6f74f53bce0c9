// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import DynamoDBEmbedded
import DynamoDBServer
import Foundation
import TestSupport
import Testing

/// Requests that are damaged in their structure or their bytes: each is answered, and never as a fault of the server.
struct RequestFuzzTests {
    private static let rounds = 1500

    @Test(.timeLimit(.minutes(10)), arguments: 1...8 as ClosedRange<UInt64>)
    func `a damaged request is answered as a success or as a fault of the client`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed &* 104_729)
        let exchanges = try ["recorded-requests.json", "early-checks.json", "legacy-requests.json"].flatMap {
            try Exchange.all(in: $0)
        }
        let database = try EmbeddedDatabase.inMemory()
        _ = try await database.createTable(Fixtures.hash)
        _ = try await database.createTable(Fixtures.composite)
        let router = RequestRouter(database)
        for _ in 0..<Self.rounds {
            let exchange = try #require(exchanges.randomElement(using: &generator))
            let operation =
                generator.chance(90)
                ? exchange.operation : OperationName.allCases.randomElement(using: &generator)?.rawValue ?? ""
            let body = generator.damaged(exchange.request.body)
            let response = await router.answer(try Exchange.request(operation, body: body))
            let text = String(decoding: response.body.prefix(2000), as: UTF8.self)
            #expect(response.status == 200 || response.status == 400, "\(operation) \(body.prefix(2000)): \(text)")
            if !response.body.isEmpty { #expect(JSONReader.isJSON(response.body), "\(operation) \(body.prefix(2000))") }
        }
    }

    /// Bodies that would take much time or stack if either grew faster than their length.
    private static let large: [(String, String)] = {
        let count = 200_000
        let names = (0..<count / 4).map { "\"a\($0)\":{\"Exists\":false}" }.joined(separator: ",")
        return [
            ("arrays", String(repeating: "[", count: 4 * count)),
            (
                "closed arrays",
                #"{"a":"# + String(repeating: "[", count: count) + String(repeating: "]", count: count) + "}"
            ),
            ("objects", String(repeating: #"{"a":"#, count: count)),
            ("values", #"{"TableName":"Hash","Item":{"a":"# + String(repeating: #"{"M":{"a":"#, count: count)),
            (
                "closed values",
                #"{"TableName":"Hash","Item":{"pk":{"S":"x"},"a":"# + String(repeating: #"{"L":["#, count: count)
                    + String(repeating: "]}", count: count) + "}}"
            ),
            ("conditions", #"{"TableName":"Hash","Item":{"pk":{"S":"x"}},"Expected":{"# + names + "}}"),
            (
                "one condition again and again",
                #"{"TableName":"Hash","Item":{"pk":{"S":"x"}},"Expected":{"#
                    + Array(repeating: #""a":{"Exists":false}"#, count: count / 4).joined(separator: ",") + "}}"
            ),
            (
                "one attribute again and again",
                #"{"TableName":"Hash","Item":{"#
                    + Array(repeating: #""pk":{"S":"x"}"#, count: count / 4).joined(separator: ",") + "}}"
            ),
            ("escapes", #"{"TableName":""# + String(repeating: #"\u0041"#, count: count) + #""}"#),
            ("digits", #"{"TableName":"Hash","Item":{"pk":{"N":""# + String(repeating: "9", count: count) + #""}}}"#),
            ("zeros", #"{"Limit":1"# + String(repeating: "0", count: count) + "}"),
        ]
    }()

    @Test(.timeLimit(.minutes(10)), arguments: OperationName.allCases)
    func `a large body of one kind is answered in time`(operation: OperationName) async throws {
        let database = try EmbeddedDatabase.inMemory()
        _ = try await database.createTable(Fixtures.hash)
        let router = RequestRouter(database)
        for (what, body) in Self.large {
            let response = await router.answer(try Exchange.request(operation.rawValue, body: body))
            #expect(response.status == 200 || response.status == 400, "\(what)")
        }
    }
}

extension SeededGenerator {
    /// A body with something changed: in its structure, or in its bytes.
    fileprivate mutating func damaged(_ body: [UInt8]) -> String {
        var text = String(decoding: body, as: UTF8.self)
        if self.chance(80), let value = try? JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed)
        {
            var changed = value
            for _ in 0..<Int.random(in: 1...2, using: &self) { changed = self.changed(changed, depth: 0) }
            text = (try? Exchange.json(changed)) ?? text
        }
        guard self.chance(30) else { return text }
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...3, using: &self) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &self)
            switch Int.random(in: 0..<3, using: &self) {
            case 0: bytes[place] = UInt8.random(in: 0...127, using: &self)
            case 1: bytes.remove(at: place)
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 8)], at: place)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The value with one place of it changed.
    private mutating func changed(_ value: Any, depth: Int) -> Any {
        guard depth == 0 || self.chance(75) else { return self.other(value) }
        switch value {
        case let object as [String: Any]:
            guard let key = object.keys.sorted().randomElement(using: &self), let content = object[key] else {
                return self.other(value)
            }
            var result = object
            switch Int.random(in: 0..<8, using: &self) {
            case 0: result[key] = nil
            case 1: result[self.scalarText()] = content
            case 2: result["ConditionalOperator"] = "OR"
            default: result[key] = self.changed(content, depth: depth + 1)
            }
            return result
        case let array as [Any]:
            guard !array.isEmpty else { return self.other(value) }
            let place = Int.random(in: 0..<array.count, using: &self)
            var result = array
            switch Int.random(in: 0..<5, using: &self) {
            case 0: result.remove(at: place)
            case 1: result.append(array[place])
            default: result[place] = self.changed(array[place], depth: depth + 1)
            }
            return result
        default: return self.other(value)
        }
    }

    /// Something else in place of a value.
    private mutating func other(_ value: Any) -> Any {
        switch Int.random(in: 0..<12, using: &self) {
        case 0: return NSNull()
        case 1: return Int.random(in: -2...1_000_000, using: &self)
        case 2: return Double.random(in: -1e20...1e20, using: &self)
        case 3: return self.chance(50)
        case 4: return [Any]()
        case 5: return [String: Any]()
        case 6: return [value, value]
        case 7: return ["M": ["a": value]]
        case 8: return ["L": [value]]
        case 9: return ["N": self.scalarText()]
        default: return self.scalarText()
        }
    }

    private mutating func scalarText() -> String {
        let texts = [
            "", "a", "pk", "sk", "#a", ":v", "a.b[1].c", "SET a = :v", "REMOVE pk", "a = :v AND NOT b < c", "ADD a :v",
            "1", "-0.0", "1e126", "1e-131", "1e99999999999999999999", "99999999999999999999999999999999999999999",
            "Hash",
            "Composite", "gsi1", "lsi1", "ALL_NEW", "COUNT", "EQ", "BETWEEN", "IN", "DELETE", "AAA=", "A", "\u{0}", "é",
            "😀", String(repeating: "x", count: 3000), "attribute_exists(", "((((", "size(a) > :v", "begins_with(a, :v)",
            "SELECT * FROM Hash", "UPDATE Hash SET a = 1 WHERE pk = 'x'", "INSERT INTO Hash VALUE {'pk': 'x'}",
            "arn:aws:dynamodb:us-east-1:000000000000:table/Hash",
        ]
        return texts.randomElement(using: &self) ?? ""
    }
}
