// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import Foundation
    import Synchronization
    import TestSupport
    import Testing

    @testable import DynamoDBCore

    /// Models that make their items themselves, against the items that `Codable` makes of them.
    struct DirectEncodingTests {
        /// What `Codable` alone makes of a value.
        private static func plain(_ value: some Encodable, _ settings: CodingSettings) throws -> AttributeValue? {
            try ValueEncoder(settings).encoded(value, at: .none)
        }

        private static let settings: [CodingSettings] = DirectModel.settings.flatMap { settings in
            var null = settings
            null.nils = .null
            var marked = settings
            marked.marksAbsent = true
            return [settings, null, marked]
        }

        @Test(arguments: 1...10 as ClosedRange<UInt64>)
        func `a model makes the item that Codable makes of it`(seed: UInt64) throws {
            var generator = SeededGenerator(seed: seed)
            var models = 0
            for _ in 0..<100 {
                let item = ModelItems.item(using: &generator)
                guard let model = try? DynamoDBDecoder().decode(DirectModel.self, from: item) else { continue }
                for settings in Self.settings {
                    let direct = DirectWriting(DirectModel.self)?.value(of: model, settings)
                    #expect(try direct == Self.plain(model, settings), "\(model)")
                    #expect(direct != nil)
                }
                models += 1
            }
            #expect(models > 10)
        }

        @DynamoDBCodable
        struct Odd: Codable {
            var double: Double?
            var float: Float?
            var wide: Int128?
            var nested: String??
            var sets: [Set<Int>?] = []
            var mixed: Set<AttributeValue> = []
            var byName: [String: Set<Int>?] = [:]
            var plain: [PlainPart]?
            var times: [String: [Date]] = [:]
            var groups: [String: Set<String>] = [:]
            var levels: Set<PlainLevel>?
        }

        enum PlainLevel: String, Codable { case low, high }

        @Test(arguments: [nil, [], [.low], [.low, .high]] as [Set<PlainLevel>?])
        func `an optional set of what is only Codable is stored as Codable stores it`(levels: Set<PlainLevel>?) throws {
            let odd = Odd(levels: levels)
            for settings in Self.settings {
                let direct = DirectWriting(Odd.self)?.value(of: odd, settings)
                #expect(try direct == Self.plain(odd, settings))
            }
        }

        @Test
        func `unusual models make the same items`() throws {
            var odd = Odd(
                sets: [[], nil, [1]], mixed: [.bool(true)], byName: ["a": nil, "b": [], "c": [1]])
            odd.plain = [PlainPart(name: "x", size: nil, made: Date(timeIntervalSince1970: 1))]
            odd.times = ["x": [Date(timeIntervalSince1970: 1.5)]]
            odd.groups = ["a": [], "b": ["x"]]
            for nested: String?? in [nil, .some(nil), "x"] {
                odd.nested = nested
                for var settings in Self.settings {
                    settings.attributeDates["plain"] = .epochSeconds
                    settings.attributeDates["times"] = .millisecondsSince1970
                    var encoder = DynamoDBEncoder(settings)
                    encoder.userInfo = [:]
                    #expect(try encoder.attributeValue(of: odd) == Self.plain(odd, settings))
                }
            }
        }

        @Test(arguments: [
            (Odd(double: .infinity), "double: "), (Odd(double: .nan), "double: "), (Odd(float: .infinity), "float: "),
            (Odd(wide: .max), "wide: "),
        ])
        func `what cannot be stored is an error that names the property`(odd: Odd, prefix: String) async {
            #expect(DirectWriting(Odd.self)?.value(of: odd, CodingSettings()) == nil)
            let error = await errorThrown { () throws(DynamoDBError) in try DynamoDBEncoder().encode(odd) }
            #expect(error?.message.hasPrefix(prefix) == true)
        }

        @DynamoDBCodable
        struct Tree: Codable {
            var children: [Tree] = []
        }

        @Test
        func `a value nested too deep is an error`() async {
            var tree = Tree()
            for _ in 0..<200 { tree = Tree(children: [tree]) }
            let error = await errorThrown { () throws(DynamoDBError) in try DynamoDBEncoder().encode(tree) }
            #expect(error?.code == .validation)
        }

        @DynamoDBCodable
        struct Chain: Codable {
            var next: [Chain] = []
            var links: Links?
        }

        /// A part without the macro.
        struct Links: Codable {
            var next: [Links] = []
        }

        @Test(arguments: [(10, 10, true), (20, 20, false)])
        func `parts without the macro are as deep as where they lie`(outer: Int, inner: Int, isStored: Bool) {
            var links = Links()
            for _ in 0..<inner { links = Links(next: [links]) }
            var chain = Chain(links: links)
            for _ in 0..<outer { chain = Chain(next: [chain]) }
            #expect((DirectWriting(Chain.self)?.value(of: chain, CodingSettings()) != nil) == isStored)
            #expect(((try? Self.plain(chain, CodingSettings())) != nil) == isStored)
        }

        @Test
        func `dates at the top have the form of their attribute, and those of values in a list have none`() throws {
            let dates = ["made": Date(timeIntervalSince1970: 1.5), "other": Date(timeIntervalSince1970: 1.5)]
            let odds = [Odd(plain: [PlainPart(name: "x", made: Date(timeIntervalSince1970: 1.5))])]
            for var settings in Self.settings {
                settings.attributeDates["made"] = .epochSeconds
                settings.attributeDates["plain"] = .epochSeconds
                let encoder = DynamoDBEncoder(settings)
                #expect(DirectWriting([String: Date].self)?.value(of: dates, settings) != nil)
                #expect(try encoder.attributeValue(of: dates) == Self.plain(dates, settings))
                #expect(DirectWriting([Odd].self)?.value(of: odds, settings) != nil)
                #expect(try encoder.attributeValue(of: odds) == Self.plain(odds, settings))
            }
        }

        @DynamoDBCodable
        struct Options: OptionSet, Codable {
            let rawValue: Int
        }

        @DynamoDBCodable
        struct Identifier: RawRepresentable, Codable {
            var rawValue: String
        }

        /// `Codable` has no raw values of this type.
        enum Price: DynamoDBNumber, Codable {
            case low = 1
        }

        @DynamoDBCodable
        struct Raw: Codable {
            var options: Options = [Options(rawValue: 4)]
            var identifiers = [Identifier(rawValue: "x")]
            var price = Price.low
        }

        @Test
        func `types with raw values are what Codable makes of them`() throws {
            let direct = DirectWriting(Raw.self)?.value(of: Raw(), CodingSettings())
            #expect(direct == ["identifiers": ["x"], "options": 4, "price": ["low": [:]]])
            #expect(try direct == Self.plain(Raw(), CodingSettings()))
        }

        @DynamoDBCodable
        struct OnlyRead: Decodable {
            var id: String
        }

        @DynamoDBCodable
        struct OnlyWritten: Encodable {
            var id: String
        }

        @Test
        func `types are read or written if they are only one of both`() throws {
            #expect(DirectReading(OnlyRead.self) != nil)
            #expect(DirectWriting(OnlyRead.self) == nil)
            #expect(DirectReading(OnlyWritten.self) == nil)
            #expect(DirectWriting(OnlyWritten.self)?.value(of: OnlyWritten(id: "a"), CodingSettings()) == ["id": "a"])
        }

        @Test
        func `keys that stand in an extension are those that are written`() throws {
            let renamed = DirectDecodingTests.Renamed(id: "u1", note: "right")
            #expect(try DynamoDBEncoder().encode(renamed) == ["user_id": "u1", "remark": "right"])
        }

        @DynamoDBCodable
        struct Hidden: Codable {
            var count: Int
        }

        @DynamoDBCodable
        struct HiddenInside: Codable {
            var part: HiddenReading
        }

        @DynamoDBCodable
        struct HiddenReading: Codable {
            var count: Int
        }

        /// A part that is written in another way each time.
        struct Stamp: Codable {
            var text: String

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: CodingKeys.self)
                try container.encode(self.text + UUID().uuidString, forKey: .text)
            }
        }

        /// A part that is another one each time it is read.
        struct Drawn: Codable {
            var text: String

            init(from decoder: any Decoder) throws {
                self.text = UUID().uuidString
            }
        }

        /// A part that is another one from time to time, as the time is.
        struct Ticking: Codable {
            static let count = Atomic(1)
            var text: String

            init(from decoder: any Decoder) throws {
                self.text = "\(Self.count.add(1, ordering: .relaxed).oldValue / 2)"
            }
        }

        @DynamoDBCodable
        struct Restless: Codable {
            var ticking: Ticking?
            var count: Int
            var stamp: Stamp?
            var drawn: Drawn?
        }

        @Test(arguments: [
            #"{"drawn":{"M":{}},"count":{"N":"1"}}"#, #"{"ticking":{"M":{}},"count":{"N":"1"}}"#,
            #"{"stamp":{"M":{"text":{"S":"a"}}},"count":{"N":"1"}}"#,
        ])
        func `a part that is never the same is not taken for another conformance`(json: String) throws {
            let item = try #require(try EncodedItemOutput(body: Array("{\"Item\":\(json)}".utf8)).item)
            let model = try DynamoDBDecoder().decode(Restless.self, from: item)
            #expect(model.count == 1)
            #expect(try DynamoDBEncoder().encode(model)["count"] == 1)
        }

        // In a release build nobody looks.
        #if DEBUG
            @Test
            func `a conformance that the macro cannot see is an error in debug builds`() async throws {
                let written = await errorThrown { () throws(DynamoDBError) in
                    try DynamoDBEncoder().encode(Hidden(count: 1))
                }
                #expect(written?.code == .validation)
                #expect(written?.message.contains("encode(to:)") == true)
                let body = Array(#"{"Item":{"part":{"M":{"count":{"N":"1"}}}}}"#.utf8)
                let item = try #require(try EncodedItemOutput(body: body).item)
                let read = await errorThrown { () throws(DynamoDBError) in
                    try DynamoDBDecoder().decode(HiddenInside.self, from: item)
                }
                #expect(read?.code == .decoding)
                #expect(read?.message.contains("init(from:)") == true)
            }
        #endif
    }

    extension DirectEncodingTests.Hidden {
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(self.count + 100, forKey: .count)
        }
    }

    extension DirectEncodingTests.HiddenReading {
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            self.init(count: try container.decode(Int.self, forKey: .count) + 100)
        }
    }
#endif
