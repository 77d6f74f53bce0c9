// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Hummingbird

/// Notes over HTTP, as JSON.
///
/// | request | answer |
/// |---|---|
/// | `POST /notes/ann` with `{"text": "tea"}`, and an `"id"` if the client gives one, a UUID | 201, the note, or 409 if there is one with this id |
/// | `GET /notes/ann?limit=20&after=TOKEN` | 200, the newest notes, and the token of the next page |
/// | `GET /notes/ann/ID` | 200, or 404 |
/// | `PUT /notes/ann/ID` with `{"text": "coffee", "version": 1}` | 200, or 404, or 409 if somebody changed it meanwhile |
/// | `DELETE /notes/ann/ID` | 204, or 404 |
///
/// A text or a name that is too long to be stored, and a token of another page, are answered with 400. After a 503 a request may
/// have been carried out or not. One that is sent again does nothing twice: a note that it would have made, changed or deleted
/// once more is a 409 or a 404. That needs a POST with an id.
public struct NotesService: Sendable {
    let database: any DynamoDBDatabase
    let notes: ModelTable<Note>

    /// The service on a table that exists.
    public init(tableName: String, in database: some DynamoDBDatabase) {
        self.database = database
        self.notes = ModelTable(Note.schema, named: tableName, in: database)
    }

    /// Creates the table, unless it is there.
    public func createTable() async throws(DynamoDBError) {
        try await ModelTable.createIfMissing(Note.schema, named: self.notes.table.name, in: self.database)
    }

    struct NewNote: Decodable {
        /// What the client calls the note, so that it can send it again.
        var id: UUID?
        var text: String
    }

    struct ChangedNote: Decodable {
        var text: String
        /// The version that was changed.
        var version: Int
    }

    struct NotePage: ResponseCodable {
        var notes: [Note]
        var next: PageToken?
    }

    /// The routes of the service.
    public func addRoutes<Context: RequestContext>(to router: Router<Context>) {
        let notes = self.notes
        let group = router.group("notes/:owner").add(middleware: DatabaseErrors())

        group.post { request, context in
            let new = try await request.decode(as: NewNote.self, context: context)
            let id = Self.text(of: new.id ?? UUID())
            let note = Note(owner: try Self.owner(context), id: id, text: try Self.checked(new.text))
            do {
                return EditedResponse(status: .created, response: try await notes.insert(note))
            } catch let error as DynamoDBError where error.code == .conditionalCheckFailed {
                throw HTTPError(.conflict, message: "There is a note with this id.")
            }
        }
        group.get { request, context in
            let owner = try Self.owner(context)
            let query = request.uri.queryParameters
            let limit = min(max(query.get("limit", as: Int.self) ?? 20, 1), 100)
            let page = try await notes.query(Note.byDate, owner).descending().limit(limit)
                .page(after: query.get("after", as: PageToken.self))
            return NotePage(notes: page.items, next: page.next)
        }
        group.get(":id") { _, context in
            guard let note = try await notes.get(try Self.key(context)) else { throw HTTPError(.notFound) }
            return note
        }
        group.put(":id") { request, context in
            let changed = try await request.decode(as: ChangedNote.self, context: context)
            let text = try Self.checked(changed.text)
            return try await notes.update(try Self.key(context), expectedVersion: changed.version) {
                $0.set("text", to: text)
            }
        }
        group.delete(":id") { _, context in
            do {
                try await notes.delete(try Self.key(context), condition: Attribute("id").exists)
                return HTTPResponse.Status.noContent
            } catch let error as DynamoDBError where error.code == .conditionalCheckFailed {
                throw HTTPError(.notFound)
            }
        }
    }

    private static func key(_ context: some RequestContext) throws -> ModelKey<Note> {
        guard let id = UUID(uuidString: try context.parameters.require("id")) else { throw HTTPError(.notFound) }
        return Note.key(try self.owner(context), self.text(of: id))
    }

    /// An identifier as it is stored, however a client writes it.
    private static func text(of id: UUID) -> String { id.uuidString.lowercased() }

    private static func owner(_ context: some RequestContext) throws -> String {
        try self.checked(try context.parameters.require("owner"), atMost: 500)
    }

    /// What a client sent, unless it is too long for the database.
    private static func checked(_ text: String, atMost bytes: Int = 100_000) throws -> String {
        guard text.utf8.count <= bytes else { throw HTTPError(.badRequest, message: "More than \(bytes) bytes.") }
        return text
    }
}
