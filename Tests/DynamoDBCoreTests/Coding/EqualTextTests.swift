// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Names and members whose bytes differ, and that are the same text for Swift.
struct EqualTextTests {
    private static let item: Item = ["\u{E9}": 1, "e\u{301}": 2]

    private struct Counts: Codable, Equatable {
        var counts: [String: Int]
    }

    private struct Tags: Codable, Equatable {
        var tags: Set<String>
    }

    private struct TagList: Codable, Equatable {
        var tags: [String]
    }

    @Test(arguments: [item, ["m": .map(item)], ["l": [.map(item)]]])
    func `an item of which an encoder would lose an attribute is not written`(item: Item) throws {
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(item) }
        let one: Item = ["\u{E9}": 1, "e": 2]
        #expect(try JSONDecoder().decode(Item.self, from: JSONEncoder().encode(one)) == one)
    }

    /// Reads a model from an item, and from the bytes of an answer.
    private static func errors<Model: Decodable>(_ type: Model.Type, _ item: Item) throws -> [DynamoDBError] {
        func error(_ body: () throws -> Model) -> DynamoDBError? {
            do {
                _ = try body()
                return nil
            } catch {
                return error as? DynamoDBError
            }
        }
        let encoded = try #require(try EncodedItemOutput(body: GetItemOutput(item: item).body()).item)
        return [
            error { try DynamoDBDecoder().decode(Model.self, from: item) },
            error { try DynamoDBDecoder().decode(Model.self, from: encoded) },
        ].compactMap(\.self)
    }

    @Test
    func `a dictionary that would lose an attribute is not read`() throws {
        let errors = try Self.errors(Counts.self, ["counts": .map(Self.item)])
        #expect(errors.map(\.code) == [.decoding, .decoding])
        #expect(errors.allSatisfy { $0.message.hasPrefix("counts: ") })
        #expect(errors.allSatisfy { $0.message.contains("one would be lost") })
        let one: Item = ["counts": ["\u{E9}": 1, "e": 2]]
        #expect(try Self.errors(Counts.self, one).isEmpty)
    }

    private struct Tag: Codable, Hashable {
        var text: String

        init(from decoder: any Decoder) throws {
            self.text = try decoder.singleValueContainer().decode(String.self)
        }
    }

    private struct Wrapped: Codable {
        var tags: Set<Tag>?
        var numbers: Set<Double>?
        var ids: Set<UUID>?
    }

    @Test(
        arguments: [
            ["tags": .stringSet(["e\u{301}", "\u{E9}"])],
            ["numbers": .numberSet([1, DynamoDBNumber("1.00000000000000000001")!])],
            ["ids": .stringSet(["E621E1F8-C36C-495A-93FC-0C247A3E6E5F", "e621e1f8-c36c-495a-93fc-0c247a3e6e5f"])],
        ] as [Item])
    func `sets of other types lose no member either`(item: Item) throws {
        #expect(try Self.errors(Wrapped.self, item).map(\.code) == [.decoding, .decoding])
    }

    @Test
    func `a set that would lose a member is not read`() throws {
        let members: Item = ["tags": .stringSet(["e\u{301}", "\u{E9}"])]
        let errors = try Self.errors(Tags.self, members)
        #expect(errors.map(\.code) == [.decoding, .decoding])
        #expect(errors.allSatisfy { $0.message.contains("one would be lost") })
        #expect(try Self.errors(TagList.self, members).isEmpty)
        // In a list the same may stand twice.
        #expect(try Self.errors(Tags.self, ["tags": ["a", "a"]]).isEmpty)
    }
}

#if Macros
    @DynamoDBCodable
    private struct DirectlyRead: Codable, Equatable {
        var counts: [String: Int]
        var tags: Set<String>
    }

    extension EqualTextTests {
        @Test(
            arguments: [
                ["counts": .map(item), "tags": .stringSet(["a"])],
                ["counts": [:], "tags": .stringSet(["e\u{301}", "\u{E9}"])],
            ] as [Item])
        func `models that read themselves lose nothing either`(item: Item) throws {
            #expect(try Self.errors(DirectlyRead.self, item).map(\.code) == [.decoding, .decoding])
            #expect(try Self.errors(DirectlyRead.self, ["counts": [:], "tags": ["a", "a"]]).isEmpty)
        }
    }
#endif
