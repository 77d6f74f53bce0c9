// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import Foundation
    import TestSupport
    import Testing

    @testable import DynamoDBCore

    /// Models that read themselves, against the same models read by `Codable`.
    struct DirectDecodingTests {
        @Test(arguments: 1...10 as ClosedRange<UInt64>)
        func `a model that reads itself is the one that Codable reads, or the same error`(seed: UInt64) throws {
            var generator = SeededGenerator(seed: seed)
            var models = 0
            for _ in 0..<150 {
                let item = ModelItems.item(using: &generator)
                let output = try EncodedItemOutput(body: try GetItemOutput(item: item).body())
                let encoded = try #require(output.item)
                for settings in DirectModel.settings {
                    let decoder = DynamoDBDecoder(settings)
                    // Not directly: this is what Codable reads.
                    let plain = DecodingOutcome { () throws(DynamoDBError) in
                        try decoder.decode(DirectModel.self, from: item, directly: nil)
                    }
                    let inMemory = DecodingOutcome { () throws(DynamoDBError) in
                        try decoder.decode(DirectModel.self, from: item)
                    }
                    #expect(plain == inMemory, "\(item)")
                    if let index = ItemIndex.encoded(item) {
                        #expect(index.item == item)
                        let read = DirectReading(DirectModel.self)?.model(of: index, CodingContext(settings))
                        #expect(read == nil || read == plain.model, "\(item)")
                    }
                    let direct = DecodingOutcome { () throws(DynamoDBError) in
                        try decoder.decode(DirectModel.self, from: encoded)
                    }
                    #expect(plain == direct, "\(item)")
                    guard let read = DirectReading(DirectModel.self)?.model(of: encoded, CodingContext(settings)) else {
                        continue
                    }
                    #expect(read == plain.model, "\(item)")
                    models += 1
                }
            }
            // Else Codable would be compared with itself.
            #expect(models > 30)
        }

        @Test(arguments: 1...10 as ClosedRange<UInt64>)
        func `the models of a page are those of its items, up to the same error`(seed: UInt64) throws {
            var generator = SeededGenerator(seed: seed)
            var models = 0
            for _ in 0..<40 {
                let items = generator.some(upTo: 6) { ModelItems.item(using: &$0) }
                let page = QueryOutput(items: items, count: items.count, scannedCount: items.count)
                let encoded = try #require(try EncodedPageOutput(body: try page.body()).items)
                for settings in DirectModel.settings {
                    let decoder = DynamoDBDecoder(settings)
                    let direct = DirectReading(DirectModel.self)
                    var expected: [DirectModel] = []
                    let plain = DecodingOutcome { () throws(DynamoDBError) in
                        for item in items {
                            expected.append(try decoder.decode(DirectModel.self, from: item, directly: nil))
                        }
                        return true
                    }
                    var read: [DirectModel] = []
                    let whole = DecodingOutcome { () throws(DynamoDBError) in
                        try decoder.decode(DirectModel.self, from: encoded, directly: direct, into: &read)
                        return true
                    }
                    #expect(plain == whole, "\(items)")
                    // The models before the first error are there.
                    #expect(read == expected, "\(items)")
                    models += read.count
                    if plain.model == nil { continue }
                    // Of a type that does not read itself, and behind others.
                    try decoder.decode(DirectModel.self, from: encoded, directly: nil, into: &read)
                    #expect(read == expected + expected, "\(items)")
                }
            }
            #expect(models > 30)
        }

        @Test(arguments: 1...10 as ClosedRange<UInt64>)
        func `the index of an item in memory has the item`(seed: UInt64) throws {
            var generator = SeededGenerator(seed: seed)
            for _ in 0..<200 {
                let item = generator.jsonItem()
                #expect(ItemIndex.encoded(item)?.item == item)
            }
            for depth in [10, CodingSettings.maximumDepth - 1, CodingSettings.maximumDepth, 1000] {
                var value: AttributeValue = .list([])
                for _ in 1..<depth { value = depth % 2 == 0 ? .list([value]) : .map(["a": value]) }
                #expect((ItemIndex.encoded(["a": value]) == nil) == (depth >= CodingSettings.maximumDepth))
            }
        }

        /// What a type reads directly.
        private static func direct<Model: Decodable>(_ type: Model.Type, _ item: String) throws -> Model? {
            let output = try EncodedItemOutput(body: Array(#"{"Item":\#(item)}"#.utf8))
            return DirectReading(type)?.model(of: try #require(output.item), CodingContext(CodingSettings()))
        }

        private static func decoded<Model: Decodable>(_ type: Model.Type, _ item: String) throws -> Model {
            let output = try EncodedItemOutput(body: Array(#"{"Item":\#(item)}"#.utf8))
            return try DynamoDBDecoder().decode(type, from: try #require(output.item))
        }

        @DynamoDBCodable
        struct Empty: Codable, Equatable {}

        @DynamoDBCodable
        struct Constant: Codable, Equatable {
            let format: Int
            private let kind: String

            private enum CodingKeys: String, CodingKey {
                case format = "a 'quoted' (näme)"
                case kind
            }
        }

        @Test
        func `types of few properties read themselves`() throws {
            #expect(try Self.direct(Empty.self, #"{"a":{"S":"x"}}"#) == Empty())
            let constant = try Self.direct(Constant.self, #"{"a 'quoted' (näme)":{"N":"2"},"kind":{"S":"x"}}"#)
            #expect(constant?.format == 2)
        }

        /// The macro does not see these keys.
        @DynamoDBCodable
        struct Renamed: Codable, Equatable {
            var id: String
            var note: String?
        }

        @Test
        func `keys that stand in an extension are those that are read`() throws {
            let item = #"{"user_id":{"S":"u1"},"id":{"S":"wrong"},"note":{"S":"wrong"},"remark":{"S":"right"}}"#
            #expect(try Self.direct(Renamed.self, item) == nil)
            #expect(try Self.decoded(Renamed.self, item) == Renamed(id: "u1", note: "right"))
        }

        @DynamoDBCodable
        struct Strings: Codable, Equatable {
            var texts: [String?]
            var byName: [String: [String: Int?]]
            var nested: [[Set<Int>]]
            var dates: [Date]
        }

        @Test
        func `containers in containers read themselves`() throws {
            let item = """
                {"texts":{"L":[{"S":"a"},{"NULL":true}]},"byName":{"M":{"x":{"M":{"y":{"N":"1"},"z":{"NULL":true}}}}},
                "nested":{"L":[{"L":[{"NS":["1","2"]},{"L":[{"N":"3"}]}]}]},"dates":{"L":[{"S":"1970-01-01T00:00:01Z"}]}}
                """
            let expected = Strings(
                texts: ["a", nil], byName: ["x": ["y": 1, "z": nil]], nested: [[[1, 2], [3]]],
                dates: [Date(timeIntervalSince1970: 1)])
            #expect(try Self.direct(Strings.self, item) == expected)
        }

        @Test(arguments: [
            #"{"id":{"S":"a"},"id":{"S":"b"},"count":{"N":"1"}}"#,
            #"{"\u0069d":{"S":"b"},"count":{"N":"1"}}"#,
            #"{"id":{"S":"b"},"count":{"N":"\u0031"}}"#,
            #"{"id":{"S":"\u0062"},"count":{"N":"1e0"},"unread":{"N":"1"}}"#,
        ])
        func `items in unusual forms give the same models`(item: String) throws {
            let model = try Self.decoded(DirectModel.self, item)
            #expect(model.id == "b")
            #expect(model.quantity == 1)
            #expect(model.unread == 7)
        }

        @Test
        func `a place of other values is no place`() throws {
            let bytes = Array(#"{"Item":{"a":{"L":[{"S":"x"},{"S":"y"},{"S":"z"}]}}}"#.utf8)
            let long = try #require(try EncodedItemOutput(body: bytes).item)
            let short = try #require(try EncodedItemOutput(body: Array(#"{"Item":{}}"#.utf8)).item)
            let values = StoredValues(long.value, CodingContext(CodingSettings()))
            let others = StoredValues(short.value, CodingContext(CodingSettings()))
            var map = try values.map(at: StoredValues.Place(index: long.value.index))
            let list = try #require(values.place(of: "a", in: &map))
            var elements = try values.elements(at: list)
            _ = values.next(in: &elements)
            let element = try #require(values.next(in: &elements))
            #expect(throws: StoredValues.Misfit.self) { try others.string(at: element) }
            #expect(throws: StoredValues.Misfit.self) { try others.attributeValue(at: element) }
            #expect(!others.isNull(at: element))
            #expect(others.next(in: &elements) == nil)
            #expect(others.place(of: "a", in: &map) == nil)
            #expect(others.next(in: &map) == nil)
        }

        @Test
        func `a map of other values has no place beyond its end`() throws {
            let short = try #require(
                try EncodedItemOutput(body: Array(#"{"Item":{"a":{"S":"x"},"b":{"S":"y"}}}"#.utf8)).item)
            let long = try #require(
                try EncodedItemOutput(body: Array(#"{"Item":{"a":{"L":[{"S":"x"},{"S":"y"},{"S":"z"}]}}}"#.utf8)).item)
            let values = StoredValues(short.value, CodingContext(CodingSettings()))
            let others = StoredValues(long.value, CodingContext(CodingSettings()))
            var map = try values.map(at: StoredValues.Place(index: short.value.index))
            #expect(others.place(of: "a", in: &map) != nil)
            #expect(others.place(of: "b", in: &map) == nil)
        }

        /// The keys have other bytes than the property, and are the same text for Swift.
        @DynamoDBCodable
        struct Accented: Codable, Equatable {
            var café: Int
        }

        @Test
        func `keys of other bytes are those that are read and written`() throws {
            let item = #"{"caf\u00e9":{"N":"1"},"cafe\u0301":{"N":"2"}}"#
            #expect(try Self.decoded(Accented.self, item) == Accented(café: 2))
            let written = try DynamoDBEncoder().encode(Accented(café: 2))
            #expect(written.names.map { Array($0.utf8) } == [Array("cafe\u{301}".utf8)])
        }

        struct Spot: Codable, Hashable {
            var row: Int
            var tags: Set<String>
        }

        @DynamoDBCodable
        struct Unordered: Codable, Equatable {
            var counts: [UUID: Int]
            var spots: Set<Spot>
            var nested: [[UUID: Int]]
        }

        @Test
        func `what is stored as a list in no order of its own reads itself`() throws {
            for _ in 0..<20 {
                let counts = Dictionary(uniqueKeysWithValues: (0..<8).map { (UUID(), $0) })
                let spots = Set((0..<8).map { Spot(row: $0, tags: ["a", "\($0)"]) })
                let model = Unordered(counts: counts, spots: spots, nested: [counts, [:]])
                let body = try GetItemOutput(item: try DynamoDBEncoder().encode(model)).body()
                let item = try #require(try EncodedItemOutput(body: body).item)
                #expect(try DynamoDBDecoder().decode(Unordered.self, from: item) == model)
            }
        }
    }

    extension DirectDecodingTests.Accented {
        enum CodingKeys: String, CodingKey {
            case café = "cafe\u{301}"
        }
    }

    extension DirectDecodingTests.Renamed {
        enum CodingKeys: String, CodingKey {
            case id = "user_id"
            case note = "remark"
        }
    }
#endif
