// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import Testing

/// In which requests batches of models are sent.
struct ModelBatchRequestTests {
    private struct Note: Codable, Sendable, Equatable {
        var id: Int
        var text = ""

        static let key = PrimaryKey<Note, Int, Never>(partition: .number("id"))
        static let schema = ModelSchema(key: Self.key)
    }

    private struct Source: AsyncSequence, Sendable {
        var notes: [Note]

        func makeAsyncIterator() -> Iterator { Iterator(notes: self.notes.makeIterator()) }

        struct Iterator: AsyncIteratorProtocol {
            var notes: IndexingIterator<[Note]>

            mutating func next() async -> Note? { self.notes.next() }
        }
    }

    /// The ids of each request, and their texts.
    private static func requests(_ database: ScriptedDatabase) -> [[(id: Int, text: String)]] {
        database.calls.compactMap { call in
            guard case .batchWriteItem(let input) = call else { return nil }
            return (input.requestItems["notes"] ?? []).map { request in
                switch request {
                case .put(let item), .delete(key: let item):
                    (item["id"]?.int ?? 0, item["text"]?.string ?? "")
                }
            }
        }
    }

    /// How many entries each request has, the largest first.
    private static func sizes(_ database: ScriptedDatabase) -> [Int] {
        self.requests(database).map { $0.count }.sorted { $0 > $1 }
    }

    @Test(arguments: [0, 1, 24, 25, 26, 49, 50, 51, 130])
    func `models are sent in requests of 25, each once`(count: Int) async {
        let notes = (0..<count).map { Note(id: $0) }
        let sizes = (0..<count / 25).map { _ in 25 } + (count % 25 == 0 ? [] : [count % 25])
        for concurrency in [1, 4] {
            for isArray in [true, false] {
                let database = ScriptedDatabase()
                let table = ModelTable(Note.schema, named: "notes", in: database)
                let result =
                    isArray
                    ? await table.put(contentsOf: notes, concurrency: concurrency)
                    : await table.put(contentsOf: Source(notes: notes), concurrency: concurrency)
                #expect(result.successful == count && result.success)
                #expect(Self.sizes(database) == sizes)
                #expect(Self.requests(database).flatMap { $0.map(\.id) }.sorted() == Array(0..<count))
            }
            let database = ScriptedDatabase()
            let keys: [ModelKey<Note>] = notes.map { Note.key($0.id) }
            let table = ModelTable(Note.schema, named: "notes", in: database)
            let result = await table.delete(keys: keys, concurrency: concurrency)
            #expect(result.successful == count && result.success)
            #expect(Self.sizes(database) == sizes)
        }
    }

    @Test
    func `of several models with one key the last wins, within a request and across requests`() async {
        var notes = (0..<70).map { Note(id: $0, text: "first") }
        notes[20] = Note(id: 3, text: "within")
        notes[40] = Note(id: 3, text: "across")
        notes[69] = Note(id: 3, text: "last")
        for concurrency in [1, 2, 4] {
            let database = ScriptedDatabase()
            let result = await ModelTable(Note.schema, named: "notes", in: database)
                .put(contentsOf: notes, concurrency: concurrency)
            #expect(result.successful == 70)
            let texts = Self.requests(database).flatMap(\.self).filter { $0.id == 3 }.map(\.text)
            #expect(texts == ["within", "across", "last"])
        }
    }

    /// Holds requests until so many are under way at once, and keeps them under way while others could begin.
    private final class Crowd: Sendable {
        private struct State {
            var count = 0
            var most = 0
            var waiting: [CheckedContinuation<Void, Never>] = []
        }

        private let size: Int
        private let state = Mutex(State())

        init(size: Int) { self.size = size }

        /// How many were under way at once.
        var most: Int { self.state.withLock { $0.most } }

        func pass() async {
            await withCheckedContinuation { continuation in
                let released = self.state.withLock { state in
                    state.count += 1
                    state.most = max(state.most, state.count)
                    state.waiting.append(continuation)
                    guard state.most >= self.size else { return [CheckedContinuation<Void, Never>]() }
                    defer { state.waiting = [] }
                    return state.waiting
                }
                for one in released { one.resume() }
            }
            for _ in 0..<1000 { await Task.yield() }
            self.state.withLock { $0.count -= 1 }
        }
    }

    @Test(.timeLimit(.minutes(10)), arguments: [1, 2, 4])
    func `so many requests are under way at once as are allowed, and no more`(concurrency: Int) async {
        let crowd = Crowd(size: concurrency)
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { _ in
                await crowd.pass()
                return BatchWriteItemOutput()
            }
        }
        let notes = (0..<25 * 4 * concurrency).map { Note(id: $0) }
        let result = await ModelTable(Note.schema, named: "notes", in: database)
            .put(contentsOf: Source(notes: notes), concurrency: concurrency)
        #expect(result.successful == notes.count)
        #expect(crowd.most == concurrency)
    }

    /// A database that does what batches ask of it, unless `answer` throws.
    private static func database(
        answering answer: @escaping @Sendable () throws(DynamoDBError) -> Void
    ) -> ScriptedDatabase {
        ScriptedDatabase { script in
            script.batchWriteItem = { _ throws(DynamoDBError) in
                try answer()
                return BatchWriteItemOutput()
            }
            script.batchGetItem = { _ throws(DynamoDBError) in
                try answer()
                return BatchGetItemOutput(responses: [:])
            }
        }
    }

    @Test(arguments: [
        // As often as the database may take nothing.
        (DynamoDBError.Code.network, 0.0, 10, DynamoDBError.Code.network), (.timeout, 0, 3, .timeout),
        (.outcomeUnknown, 0, 10, .timeout), (.outcomeUnknown, 30, 3, .timeout), (.credentials, 0, 1, .credentials),
        (.configuration, 0, 1, .configuration), (.resourceNotFound, 0, 1, .resourceNotFound),
        (.unsupported, 0, 1, .unsupported),
    ])
    func `a batch of models ends when nothing answers`(
        code: DynamoDBError.Code, seconds: Double, requests: Int, rest: DynamoDBError.Code
    ) async {
        let clock = Mutex(0.0)
        @Sendable func fail() throws(DynamoDBError) {
            clock.withLock { $0 += seconds }
            throw DynamoDBError(code, "nobody is there")
        }
        let notes = (0..<1_030).map { Note(id: $0) }
        for concurrency in [1, 4] {
            let database = Self.database(answering: fail)
            var items = DynamoDBTable("notes", in: database)
            items.waits = WaitRecorder().settings()
            let start = SuspendingClock.now
            items.waits.instant = { start.advanced(by: .seconds(clock.withLock(\.self))) }
            let table = ModelTable(Note.schema, in: items)
            let put = await table.put(contentsOf: notes, concurrency: concurrency)
            // What was under way when it ended still ends.
            let most = requests * concurrency
            let puts = database.calls.count
            #expect(requests...most ~= puts)
            #expect(put.successful == 0)
            #expect(put.failures.map(\.entry.id).sorted() == notes.map(\.id))
            #expect(Set(put.failures.map(\.error.code)) == [code, rest])

            let keys: [ModelKey<Note>] = notes.map { Note.key($0.id) }
            let deleted = await table.delete(keys: keys, concurrency: concurrency)
            let deletes = database.calls.count - puts
            #expect(requests...most ~= deletes)
            #expect(deleted.successful == 0 && deleted.failures.count == 1_030)

            let reads = await table.get(keys: keys, concurrency: concurrency)
            #expect(requests...most ~= database.calls.count - puts - deletes)
            #expect(reads.count == 1_030)
            let codes = reads.compactMap { if case .failed(_, let error) = $0 { error.code } else { nil } }
            #expect(codes.first == code && codes.last == rest && codes.count == 1_030)
        }
    }

    @Test
    func `what the service leaves undone is among the failures, as it was given`() async {
        let database = ScriptedDatabase { script in
            // It takes whatever is not a multiple of 10.
            script.batchWriteItem = { input in
                let left = (input.requestItems["notes"] ?? []).filter { request in
                    switch request {
                    case .put(let item), .delete(key: let item): (item["id"]?.int ?? 0).isMultiple(of: 10)
                    }
                }
                return BatchWriteItemOutput(unprocessedItems: left.isEmpty ? [:] : ["notes": left])
            }
        }
        var items = DynamoDBTable("notes", in: database)
        items.waits = WaitRecorder().settings()
        let table = ModelTable(Note.schema, in: items)
        let notes = (0..<60).map { Note(id: $0, text: "note \($0)") }
        let put = await table.put(contentsOf: notes)
        #expect(put.successful == 54 && put.failed == 6 && !put.success)
        let left = put.failures.map(\.entry)
        #expect(left == notes.filter { $0.id.isMultiple(of: 10) } && put.failures.map(\.position) == left.map(\.id))
        #expect(put.unprocessed.count == 6 && put.error?.code == .unprocessed)
        let deleted = await table.delete(keys: notes.map { Note.key($0.id) })
        #expect(Set(deleted.failures.map(\.entry)) == Set(left.map { Note.key($0.id) }))
    }

    @Test
    func `keys are equal if they are made of equal values for the same attributes`() {
        let other = PrimaryKey<Note, Int, Never>(partition: .number("number"))
        #expect(Note.key(1) == Note.key(1) && Note.key(1) != Note.key(2) && Note.key(1) != other(1))
        #expect(Set([Note.key(1), Note.key(1), Note.key(2), other(1)]).count == 3)
        #expect("\(Note.key(1)), \(other(2))" == "id: 1, number: 2")
    }

    @Test(arguments: [1, 4])
    func `a batch of models outlasts a restart of the service`(concurrency: Int) async {
        // All that is under way loses its answer, and what is sent again finds nobody at first.
        let codes: [DynamoDBError.Code] =
            Array(repeating: .outcomeUnknown, count: concurrency) + Array(repeating: .network, count: 5)
        let left = Mutex(codes[...])
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { _ throws(DynamoDBError) in
                if let code = left.withLock({ $0.popFirst() }) { throw DynamoDBError(code, "nobody is there") }
                return BatchWriteItemOutput()
            }
        }
        var items = DynamoDBTable("notes", in: database)
        items.waits = WaitRecorder().settings()
        let result = await ModelTable(Note.schema, in: items)
            .put(contentsOf: (0..<1_000).map { Note(id: $0) }, concurrency: concurrency)
        #expect(result.successful == 1_000 && result.success)
        #expect(Self.requests(database).count == 40 + codes.count)
    }

    /// More notes than are ever taken, and how many were.
    private final class Endless: AsyncSequence, Sendable {
        let taken = Mutex(0)

        func makeAsyncIterator() -> Iterator { Iterator(source: self) }

        struct Iterator: AsyncIteratorProtocol {
            let source: Endless

            mutating func next() async -> Note? {
                let id = self.source.taken.withLock { taken in
                    taken += 1
                    return taken
                }
                return id <= 5_000 ? Note(id: id) : nil
            }
        }
    }

    @Test(
        .timeLimit(.minutes(10)), arguments: [DynamoDBError.Code.credentials, .timeout, .network], [1, 4])
    func `a batch of models that has ended takes no more of its sequence, and says so`(
        code: DynamoDBError.Code, concurrency: Int
    ) async {
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { _ throws(DynamoDBError) in throw DynamoDBError(code, "nobody is there") }
        }
        var items = DynamoDBTable("notes", in: database)
        items.waits = WaitRecorder().settings()
        let source = Endless()
        let result = await ModelTable(Note.schema, in: items).put(contentsOf: source, concurrency: concurrency)
        let taken = source.taken.withLock(\.self)
        #expect(result.successful == 0 && !result.success)
        #expect(result.failures.map(\.entry.id).sorted() == Array(1...taken))
        #expect((result.sourceError as? DynamoDBError)?.code == code)
        #expect((result.sourceError as? DynamoDBError)?.message.contains("Nothing more was taken") == true)

        let keys = Endless()
        let deleted = await ModelTable(Note.schema, in: items)
            .delete(keys: keys.map { Note.key($0.id) }, concurrency: concurrency)
        #expect(deleted.failures.count == keys.taken.withLock(\.self) && deleted.failures.count < 1_000)
        #expect((deleted.sourceError as? DynamoDBError)?.code == code)
    }

    private struct Entry: Codable, Sendable {
        /// One without it cannot be written.
        var id: String?

        static let schema = ModelSchema(key: PrimaryKey<Entry, String, Never>(partition: .string("id")))
    }

    @Test
    func `a batch of models that has ended does not go through models that cannot be written either`() async {
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { _ throws(DynamoDBError) in throw DynamoDBError(.credentials, "none") }
        }
        let source = Endless()
        let result = await ModelTable(Entry.schema, named: "notes", in: database)
            .put(contentsOf: source.map { Entry(id: $0.id <= 50 ? "\($0.id)" : nil) }, concurrency: 1)
        #expect(result.failures.count == 50 && source.taken.withLock(\.self) == 50)
        #expect((result.sourceError as? DynamoDBError)?.code == .credentials)
    }

    @Test
    func `an answer between requests without one lets a batch of models go on`() async {
        let requests = Mutex(0)
        @Sendable func fail() throws(DynamoDBError) {
            let number = requests.withLock { requests in
                requests += 1
                return requests
            }
            if !number.isMultiple(of: 3) { throw DynamoDBError(.timeout, "nobody is there") }
        }
        let database = Self.database(answering: fail)
        let table = ModelTable(Note.schema, named: "notes", in: database)
        let result = await table.put(contentsOf: (0..<25 * 9).map { Note(id: $0) }, concurrency: 1)
        #expect(result.successful == 75 && database.calls.count == 9)
        let reads = await table.get(keys: (0..<900).map { Note.key($0) }, concurrency: 1)
        #expect(reads.filter { if case .missing = $0 { true } else { false } }.count == 300)
        #expect(database.calls.count == 18)
    }

    /// Two keys, an error, and more keys for whoever goes on.
    private struct FailingKeys: AsyncSequence, Sendable {
        func makeAsyncIterator() -> Iterator { Iterator() }

        struct Iterator: AsyncIteratorProtocol {
            var count = 0

            mutating func next() async throws -> ModelKey<Note>? {
                self.count += 1
                if self.count == 3 { throw DynamoDBError(.storage, "gone") }
                return self.count > 9 ? nil : Note.key(self.count)
            }
        }
    }

    @Test
    func `behind an error of the keys nothing is read`() async throws {
        let database = ScriptedDatabase()
        let table = ModelTable(Note.schema, named: "notes", in: database)
        var reads = table.get(keys: FailingKeys()).makeAsyncIterator()
        var (count, failures) = (0, 0)
        for _ in 0..<9 {
            do {
                if try await reads.next() != nil { count += 1 }
            } catch {
                failures += 1
            }
        }
        #expect(count == 2 && failures == 1)
        #expect(database.calls.count == 1)
    }
}
