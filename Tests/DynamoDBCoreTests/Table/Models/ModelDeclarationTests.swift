// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Keys and indexes by which nothing would be found, and those that only look so.
struct ModelDeclarationTests {
    private struct Ticket: Codable, Sendable {
        var id: String
        var owner: String?
        var state: String?
        var rank: Int?

        // New with each use, as in generic types.
        static var key: PrimaryKey<Ticket, String, Never> { PrimaryKey(partition: .template("pk", "T#{id}")) }
        static var byState: ModelIndex<Ticket, String, Never> {
            ModelIndex("by-state", partition: .template("gpk", "S#{state}"))
        }
        static var schema: ModelSchema<Ticket> { ModelSchema(key: key, indexes: [byState]) }
    }

    private func message(_ operation: () async throws -> Void) async -> String {
        do {
            try await operation()
            return "it succeeded"
        } catch {
            guard let error = error as? DynamoDBError, error.code == .validation else { return "\(error)" }
            return error.message
        }
    }

    @Test func `an index whose keys the schema does not make is not read`() async {
        let database = ScriptedDatabase()
        let tickets = ModelTable(ModelSchema(key: Ticket.key), named: "tickets", in: database)
        let local = ModelIndex<Ticket, String, String>(
            local: "by-rank", of: Ticket.key, sort: .template("lsk", "{rank:04}#{id}"))
        let entities = Entities(in: tickets.table, unknown: { _ in 0 }).with(tickets.schema) { _ in 1 }
        let messages = [
            await self.message { _ = try await tickets.query(Ticket.byState, "open").collected() },
            await self.message { _ = try await tickets.query(Ticket.byState, "open").count() },
            await self.message { _ = try await tickets.query(Ticket.byState, "open").page() },
            await self.message {
                _ = try await tickets.query(Ticket.byState, "open").selecting(["id"], as: Ticket.self).collected()
            },
            await self.message { _ = try await tickets.scan(Ticket.byState).collected() },
            await self.message { _ = try await entities.query(Ticket.byState, "open").collected() },
        ]
        for message in messages {
            #expect(
                message.hasPrefix("The schema does not make the key gpk of the index by-state by \"S#{state}\""),
                "\(message)")
        }
        let other = await self.message { _ = try await tickets.query(local, "1").collected() }
        #expect(other.contains("lsk of the index by-rank"))
        #expect(database.calls.isEmpty)
    }

    @Test func `an index is one that the schema declares if it is declared alike, or of the model's own attributes`()
        async throws
    {
        let database = ScriptedDatabase()
        let tickets = ModelTable(Ticket.schema, named: "tickets", in: database)
        let own = ModelIndex<Ticket, String, Int>("by-owner", partition: .string("owner"), sort: .number("rank"))
        let local = ModelIndex<Ticket, String, Int>(local: "by-rank", of: Ticket.key, sort: .number("rank"))
        _ = try await tickets.query(Ticket.byState, "open").collected()
        _ = try await tickets.scan(Ticket.byState).collected()
        _ = try await tickets.query(own, "ann").collected()
        _ = try await tickets.query(local, "1").collected()
        #expect(database.calls.count == 4)
    }

    @Test func `a key that is made otherwise than the schema's is refused`() async throws {
        let database = ScriptedDatabase()
        let tickets = ModelTable(Ticket.schema, named: "tickets", in: database)
        let legacy = PrimaryKey<Ticket, String, Never>(partition: .template("pk", "TICKET#{id}"))
        let key = legacy("1")
        var messages = [
            await self.message { _ = try await tickets.get(key) },
            await self.message { _ = try await tickets.exists(key) },
            await self.message { _ = try await tickets.query(legacy, "1").collected() },
            await self.message { _ = try await tickets.update(key) { $0.set("state", to: "open") } },
            await self.message { _ = try await tickets.upsert(key) { $0.set("state", to: "open") } },
            await self.message { _ = try await tickets.modify(key) { $0.state = "open" } },
            await self.message { try await tickets.delete(key) },
            await self.message { _ = try await tickets.delete(key, returning: .allOld) },
            await self.message { _ = try Ticket.schema.attributes(of: key) },
            await self.message { _ = try await database.transactionGet(tickets.reading(key)) },
            await self.message {
                try await database.transaction { (write) throws(DynamoDBError) in
                    try write.check(key, in: tickets)
                }
            },
        ]
        for read in await tickets.get(keys: [key]) { messages.append(await self.message { _ = try read.model }) }
        messages += await tickets.delete(keys: [key]).failures.map(\.error.message)
        #expect(messages.count == 13)
        for message in messages {
            #expect(
                message
                    == "The schema keeps its items by pk \"T#{id}\", and the key given is made of pk \"TICKET#{id}\". Use "
                    + "the PrimaryKey that the schema was made with.")
        }
        #expect(database.calls.isEmpty)
        #expect(try await tickets.get(Ticket.key("1")) == nil)
        _ = try await tickets.query(Ticket.key, "1").collected()
        #expect(database.calls.count == 2)
    }
}
