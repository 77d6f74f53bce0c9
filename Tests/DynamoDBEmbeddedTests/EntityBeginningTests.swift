// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import TestSupport
import Testing

/// `.beginsWith` over several models with random key templates, against what it means.
struct EntityBeginningTests {
    private struct Thing: Codable, Hashable, Sendable {
        var n: DynamoDBNumber
        var m: Int
        var s: String

        static func random(_ random: inout SeededGenerator) -> Thing {
            let numbers: [DynamoDBNumber] = [0, 7, 70, 77, -7, 7.5]
            return Thing(
                n: numbers.randomElement(using: &random) ?? 0,
                m: [0, 7, 70].randomElement(using: &random) ?? 0,
                s: ["", "a", "ab", "b", "7", "70", "#"].randomElement(using: &random) ?? "")
        }
    }

    /// What is below a thing.
    private struct Part: Codable, Hashable, Sendable {
        var n: DynamoDBNumber
        var m: Int
        var s: String
        var part: Int
    }

    /// What is given for a key, or for its beginning.
    private struct Inputs: Codable, Hashable, Sendable {
        var n: DynamoDBNumber?
        var m: Int?
        var s: String?
        var part: Int?
    }

    private enum Row: Hashable, Sendable {
        case thing(Thing)
        case part(Part)
        case other
    }

    /// The inputs of a template with what stands before each, and what stands behind the last.
    private struct Template {
        var inputs: [(text: String, name: String)] = []
        var end = ""

        init(_ random: inout SeededGenerator) {
            let texts = ["#", "##", "A#", "0", "7", "-"]
            for number in 0..<Int.random(in: 1...3, using: &random) {
                let isBare = number == 0 && random.chance(50)
                let text = isBare ? "" : texts.randomElement(using: &random) ?? "#"
                self.inputs.append((text, ["n", "m", "s"].randomElement(using: &random) ?? "n"))
            }
            if random.chance(40) { self.end = texts.randomElement(using: &random) ?? "#" }
        }

        var text: String {
            self.inputs.map { "\($0.text){\($0.name)\($0.name == "m" ? ":02" : "")}" }.joined() + self.end
        }

        /// What a value is given for the template.
        func inputs(of thing: Thing) -> Inputs {
            let names = Set(self.inputs.map(\.name))
            return Inputs(
                n: names.contains("n") ? thing.n : nil, m: names.contains("m") ? thing.m : nil,
                s: names.contains("s") ? thing.s : nil)
        }
    }

    private static func schema<Model>(_ sort: String, _ type: String) -> ModelSchema<Model> {
        ModelSchema(
            key: PrimaryKey<Model, Never, Inputs>(partition: .template("pk", "ALL"), sort: .template("sk", sort)),
            type: EntityType(type))
    }

    @Test func `a beginning reads what is below it, and is refused only where a number has no end`() async throws {
        var (unwidened, refused) = (0, 0)
        for seed in UInt64(0)..<150 {
            var random = SeededGenerator(seed: seed)
            let template = Template(&random)
            let things: ModelSchema<Thing> = Self.schema(template.text, "thing")
            let between = !template.end.isEmpty ? "" : random.chance(50) ? "#" : "7P"
            let parts: ModelSchema<Part> = Self.schema(template.text + between + "{part:02}", "part")
            let database = try EmbeddedDatabase.inMemory()
            let table = try await DynamoDBTable.create(
                CreateTableInput(tableName: "things", for: things, parts), in: database)
            let values = (0..<10).map { _ in Thing.random(&random) }
            // The rows by their sort keys; one takes the place of another one with the same key.
            var rows: [String: Row] = [:]
            for value in values {
                // Not every value can be told apart in every template.
                if let item = try? things.item(of: value), let text = item["sk"]?.string, !text.isEmpty {
                    try await table.put(item)
                    rows[text] = .thing(value)
                }
                let part = Part(n: value.n, m: value.m, s: value.s, part: Int.random(in: 1...2, using: &random))
                if let item = try? parts.item(of: part), let text = item["sk"]?.string {
                    try await table.put(item)
                    rows[text] = .part(part)
                }
            }
            let key = PrimaryKey<Thing, Never, Inputs>(
                partition: .template("pk", "ALL"), sort: .template("sk", template.text))
            let entities = Entities(in: table) { _ in Row.other }.with(things, Row.thing).with(parts, Row.part)
            let last = template.end.isEmpty ? template.inputs.last?.name : nil
            for value in values {
                guard let text = try? things.item(of: value)["sk"]?.string else { continue }
                let given = template.inputs(of: value)
                func isBelow(_ row: (text: String, row: Row)) -> Bool {
                    // All that begins as the text does.
                    if last == "s" { return row.text.utf8.starts(with: text.utf8) }
                    switch row.row {
                    case .thing(let thing): return template.inputs(of: thing) == given
                    case .part(let part): return template.inputs(of: Thing(n: part.n, m: part.m, s: part.s)) == given
                    case .other: return false
                    }
                }
                let comment: Comment = "\(template.text), \(value), seed \(seed)"
                do throws(DynamoDBError) {
                    let found = try await entities.query(key, .beginsWith(given)).collected()
                    let expected = rows.filter { isBelow(($0.key, $0.value)) }
                    #expect(found.count == expected.count && Set(found) == Set(expected.values), comment)
                    #expect(last != "n", comment)
                    if template.inputs.contains(where: { $0.name == "n" }) { unwidened += 1 }
                } catch {
                    #expect(
                        error.code == .validation && error.message.contains("n is a number without a width"), comment)
                    #expect(last == "n", comment)
                    refused += 1
                }
            }
        }
        #expect(unwidened > 100 && refused > 100)
    }
}
