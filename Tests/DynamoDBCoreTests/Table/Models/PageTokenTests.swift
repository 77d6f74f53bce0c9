// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// Tokens of pages, with and without a signature.
struct PageTokenTests {
    private struct Thing: Codable, Sendable {
        var pk: String
        var sk: String

        static let key = PrimaryKey<Thing, String, String>(partition: .string("pk"), sort: .string("sk"))
    }

    private func things(_ signature: PageTokenSignature?) -> ModelTable<Thing> {
        let database = PagedModel(items: PagedModel.numbered(23), itemsOfOnePage: 6).database
        var table = ModelTable(ModelSchema(key: Thing.key), named: "things", in: database)
        table.tokenSignature = signature
        return table
    }

    private func signature(_ key: UInt8) -> PageTokenSignature {
        // No good signature, but one that depends on every byte.
        PageTokenSignature { bytes in
            let sum = bytes.reduce(UInt64(key)) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
            return (0..<8).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) }
        }
    }

    private func refusal(_ token: PageToken, by table: ModelTable<Thing>) async -> String? {
        do {
            _ = try await table.query(Thing.key, "p").page(after: token)
            return nil
        } catch {
            #expect(error.code == .invalidPageToken)
            return error.message
        }
    }

    @Test func `a signed token is of use to who signed it`() async throws {
        let signed = self.things(self.signature(1))
        let token = try #require(try await signed.query(Thing.key, "p").limit(4).page().next)
        #expect(try await signed.query(Thing.key, "p").limit(1).page(after: token).items.first?.sk == "s10004")
        #expect(
            await self.refusal(token, by: self.things(self.signature(2)))?.hasSuffix("Its signature is not right.")
                == true)
        #expect(await self.refusal(token, by: self.things(nil))?.contains("It is signed") == true)
        // A part of the attributes is read with the same signature.
        let part = self.things(self.signature(1)).query(Thing.key, "p").selecting(["pk", "sk"], as: Thing.self)
        let ofPart = try #require(try await part.limit(4).page().next)
        let other = self.things(nil).query(Thing.key, "p").selecting(["pk", "sk"], as: Thing.self)
        let error = await #expect(throws: DynamoDBError.self) { try await other.page(after: ofPart) }
        #expect(error?.code == .invalidPageToken)
        let unsigned = try #require(try await self.things(nil).query(Thing.key, "p").limit(4).page().next)
        #expect(await self.refusal(unsigned, by: signed)?.hasSuffix("Its signature is not right.") == true)
    }

    @Test func `no changed letter goes unnoticed in a signed token`() async throws {
        let signed = self.things(self.signature(1))
        let token = try #require(try await signed.query(Thing.key, "p").limit(4).page().next).description
        for position in token.indices {
            for letter in ["A", "z", "0", "_", "%"] where String(token[position]) != letter {
                let changed = token.replacingCharacters(in: position...position, with: letter)
                #expect(await self.refusal(PageToken(changed), by: signed) != nil, "\(changed)")
            }
            #expect(await self.refusal(PageToken(String(token[..<position])), by: signed) != nil)
        }
    }

    @Test func `a token is the same in every process`() async throws {
        let token = try await self.things(nil).query(Thing.key, "p").filter(Attribute("number") >= 0).limit(1).page()
            .next
        #expect(token?.description == "AQD-3S5v9Sa1r3sicGsiOnsiUyI6InAifSwic2siOnsiUyI6InMxMDAwMCJ9fQ")
        let json = try JSONEncoder().encode([token])
        #expect(try JSONDecoder().decode([PageToken?].self, from: json) == [token])
    }

    @Test func `a token does not depend on the consistency of the reads`() async throws {
        let things = self.things(nil)
        for (eventual, strong) in [
            (things.query(Thing.key, "p"), things.query(Thing.key, "p").consistent()),
            (things.scan(), things.scan().consistent()),
        ] {
            let token = try await eventual.limit(4).page().next
            #expect(try await strong.limit(1).page(after: token).items.first?.sk == "s10004")
        }
    }

    @Test func `a budget ends a page of models with the page of the database that reaches it`() async throws {
        let things = self.things(nil).query(Thing.key, "p")
        #expect(try await things.page(budget: ReadBudget(pages: 2)).items.count == 12)
        #expect(try await things.page(budget: ReadBudget(items: 8)).items.count == 8)
        #expect(try await things.pageSize(2).page(budget: ReadBudget(pages: 3, items: 100)).items.count == 6)
        let part = things.selecting(["pk", "sk"], as: Thing.self)
        #expect(try await part.page(budget: ReadBudget(pages: 2)).items.count == 12)
    }

    @Test(arguments: [ReadBudget(pages: 0), ReadBudget(items: -1), ReadBudget(capacity: 0)])
    func `a budget in which nothing can be read is refused`(_ budget: ReadBudget) async throws {
        let things = self.things(nil).query(Thing.key, "p")
        let error = await #expect(throws: DynamoDBError.self) { try await things.page(budget: budget) }
        #expect(error?.code == .validation)
    }

    @Test func `a limit of nothing is refused`() async throws {
        let things = self.things(nil).query(Thing.key, "p").limit(0)
        let error = await #expect(throws: DynamoDBError.self) { try await things.collected() }
        #expect(error?.code == .validation)
    }

    @Test func `the longest keys make tokens that can be used`() async throws {
        // In JSON each of these letters takes six bytes.
        let items = (1...3).map { number -> Item in
            let letters = { (count: Int) in String(repeating: "\u{1}", count: count) }
            return [
                "pk": .string(letters(2048)), "sk": .string(letters(1023) + "\(number)"),
                "gpk": .string(letters(2048)), "gsk": .string(letters(1024)),
            ]
        }
        var model = PagedModel(items: items, itemsOfOnePage: 1)
        model.keyNames = ["pk", "sk", "gpk", "gsk"]
        let index = ModelIndex<Thing, String, String>("i", partition: .string("gpk"), sort: .string("gsk"))
        let things = ModelTable(
            ModelSchema(key: Thing.key, indexes: [index]), named: "things", in: model.database)
        let query = things.query(index, items[0]["gpk"]?.string ?? "")
        let token = try #require(try await query.page().next)
        #expect(try await query.page(after: token).items.first?.sk.last == "2")
    }
}
