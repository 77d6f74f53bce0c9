// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Dispatch
import DynamoDBEmbedded
import Synchronization
import TestSupport
import Testing

/// Eventually consistent reads that lag behind on purpose.
struct StaleReadTests {
    private static func database(
        seed: UInt64 = 1, probability: Double = 0.5, maximumLag: Int = 3
    ) async throws -> EmbeddedDatabase {
        var configuration = EmbeddedDatabase.Configuration()
        configuration.staleReads = .init(seed: seed, probability: probability, maximumLag: maximumLag)
        let database = try EmbeddedDatabase.inMemory(configuration: configuration)
        _ = try await database.createTable(
            CreateTableInput(
                tableName: "Things", partitionKey: .string("pk"), sortKey: .number("sk"),
                globalSecondaryIndexes: [.init("by-n", partitionKey: .string("g"), sortKey: .number("n"))]))
        return database
    }

    private static func put(_ number: Int, in database: EmbeddedDatabase) async throws {
        _ = try await database.putItem(
            PutItemInput(
                tableName: "Things",
                item: [
                    "pk": "p", "sk": .number(DynamoDBNumber(number % 3)), "g": "all",
                    "n": .number(DynamoDBNumber(number)),
                ]))
    }

    /// What every kind of read that may lag behind sees of the writes.
    private static func look(_ database: EmbeddedDatabase) async throws -> [[Int]] {
        func numbers(_ items: [Item]?) -> [Int] { (items ?? []).map { $0["n"]?.int ?? -1 } }
        let key: Item = ["pk": "p", "sk": 0]
        return [
            numbers(try await database.getItem(GetItemInput(tableName: "Things", key: key)).item.map { [$0] }),
            numbers(try await database.scan(ScanInput(tableName: "Things")).items),
            numbers(
                try await database.query(
                    QueryInput(
                        tableName: "Things", indexName: "by-n", keyConditionExpression: "g = :g",
                        expressionAttributeValues: [":g": "all"], scanIndexForward: false)
                ).items),
            numbers(
                try await database.batchGetItem(
                    BatchGetItemInput(requestItems: ["Things": KeysAndAttributes(keys: [key])])
                ).responses["Things"]),
            numbers(
                try await database.executeStatement(
                    ExecuteStatementInput(statement: #"SELECT * FROM "Things" WHERE pk = 'p' AND sk = 0"#)
                ).items),
            numbers(
                try await database.batchExecuteStatement(
                    BatchExecuteStatementInput(statements: [
                        BatchStatementRequest(#"SELECT * FROM "Things" WHERE pk = 'p' AND sk = 0"#)
                    ])
                ).responses.compactMap(\.item)),
        ]
    }

    @Test
    func `the same seed and the same calls give the same answers, another seed gives others`() async throws {
        func answers(seed: UInt64) async throws -> [[[Int]]] {
            let database = try await Self.database(seed: seed)
            var answers: [[[Int]]] = []
            for number in 0..<20 {
                try await Self.put(number, in: database)
                answers.append(try await Self.look(database))
            }
            return answers
        }
        let first = try await answers(seed: 7)
        #expect(try await answers(seed: 7) == first)
        #expect(try await answers(seed: 8) != first)
    }

    @Test
    func `a read that lags sees one state of the last few writes, and each kind of read does`() async throws {
        let database = try await Self.database(probability: 1, maximumLag: 2)
        for number in 0..<30 {
            try await Self.put(number, in: database)
            // What the reads of the table see: the last write of each of the three items.
            func state(after count: Int) -> [Int] { (0..<max(0, count)).suffix(3).sorted { $0 % 3 < $1 % 3 } }
            let past = [state(after: number), state(after: number - 1)]
            let seen = try await Self.look(database)
            #expect(past.contains(seen[1]))
            #expect(past.map { $0.sorted(by: >) }.contains(seen[2]))
            for single in [seen[0], seen[3], seen[4], seen[5]] {
                #expect(past.map { $0.filter { $0 % 3 == 0 } }.contains(single))
            }
        }
    }

    @Test
    func `consistent reads and transactions never lag, and without a chance nothing does`() async throws {
        let always = try await Self.database(probability: 1)
        let never = try await Self.database(probability: 0)
        let key: Item = ["pk": "p", "sk": 0]
        for number in stride(from: 0, to: 30, by: 3) {
            let value = AttributeValue.number(DynamoDBNumber(number))
            try await Self.put(number, in: always)
            let consistent = GetItemInput(tableName: "Things", key: key, consistentRead: true)
            #expect(try await always.getItem(consistent).item?["n"] == value)
            #expect(try await always.getItem(GetItemInput(tableName: "Things", key: key)).item?["n"] != value)
            #expect(
                try await always.scan(ScanInput(tableName: "Things", consistentRead: true)).items?.first?["n"] == value)
            let batch = BatchGetItemInput(
                requestItems: ["Things": KeysAndAttributes(keys: [key], consistentRead: true)])
            #expect(try await always.batchGetItem(batch).responses["Things"]?.first?["n"] == value)
            let transaction = TransactGetItemsInput(transactItems: [TransactGet(tableName: "Things", key: key)])
            #expect(try await always.transactGetItems(transaction).responses.first?.item?["n"] == value)

            try await Self.put(number, in: never)
            #expect(try await never.getItem(GetItemInput(tableName: "Things", key: key)).item?["n"] == value)
        }
        // A condition sees what is there, too.
        _ = try await always.putItem(
            PutItemInput(
                tableName: "Things", item: ["pk": "p", "sk": 0], conditionExpression: "n = :n",
                expressionAttributeValues: [":n": 27]))
    }

    @Test
    func `what is committed while a read begins does not change what it misses`() async throws {
        let directory = try TestDirectory()
        var options = StorageOptions()
        options.keptWrites = 2
        let (beginning, begin) = AsyncStream<Void>.makeStream()
        let mustWait = Mutex(false)
        let isWritten = DispatchSemaphore(value: 0)
        let storage = try TestStorage(at: .file(directory.file), options: options) { entry throws(DynamoDBError) in
            let waits = mustWait.withLock { mustWait in
                defer { mustWait = false }
                return mustWait
            }
            if waits {
                begin.finish()
                isWritten.wait()
            }
            return try TestTable.decode(entry)
        }
        let tree = try await storage.makeTree(["a": "0", "b": "0"])
        let put = { @Sendable (key: String, value: String) in
            try await storage.write { transaction throws(DynamoDBError) in
                try transaction.put(
                    tree: tree, key: Array(key.utf8), value: Array(value.utf8), bytes: 10, replacing: 10)
            }
        }
        try await put("a", "1")
        try await put("b", "1")
        // The read finds a table that it does not know, and has chosen the state to read by then.
        let other = try directory.open()
        try await other.createTable(named: "Another", payload: [])
        await other.close()
        mustWait.withLock { $0 = true }
        async let seen = withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                let values = try? storage.read(missing: 2) { transaction throws(DynamoDBError) in
                    [try transaction.value("a", in: tree), try transaction.value("b", in: tree)]
                }
                continuation.resume(returning: values)
            }
        }
        for await _ in beginning {}
        do {
            defer { isWritten.signal() }
            for number in 2...4 { for key in ["a", "b"] { try await put(key, "\(number)") } }
        }
        #expect(await seen == ["0", "0"])
    }

    @Test
    func `a read that lags sees a state that was, while others write`() async throws {
        let directory = try TestDirectory()
        var options = StorageOptions()
        options.keptWrites = 3
        let storage = try directory.open(options)
        let tree = try await storage.makeTree(["0": "0", "1": "1", "2": "2", "rest": ""])
        let put = { @Sendable (number: Int) in
            // Long enough for SQLite to go on with the log when the write is there for others already.
            let rest = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 1 << 19)
            try await storage.write { transaction throws(DynamoDBError) in
                for (key, value) in [("\(number % 3)", Array("\(number)".utf8)), ("rest", rest)] {
                    try transaction.put(tree: tree, key: Array(key.utf8), value: value, bytes: 10, replacing: 10)
                }
            }
        }
        for number in 3..<20 { try await put(number) }
        let isDone = Mutex(false)
        let write = { @Sendable () async throws in
            defer { isDone.withLock { $0 = true } }
            for number in 20..<100 { try await put(number) }
        }
        let read = { @Sendable (lag: Int) async throws in
            while !isDone.withLock({ $0 }) {
                let numbers = try storage.read(missing: lag) { transaction throws(DynamoDBError) in
                    try ["0", "1", "2"].map { key throws(DynamoDBError) in
                        try transaction.value(key, in: tree).flatMap { Int($0) } ?? 0
                    }
                }
                // The last three that were written.
                let last = numbers.max() ?? 0
                #expect(numbers.sorted() == [last - 2, last - 1, last])
                await Task.yield()
            }
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await write() }
            for lag in 1...3 { group.addTask { try await read(lag) } }
            try await group.waitForAll()
        }
    }

    @Test(arguments: 0..<10)
    func `rows of the past stand where they stood, in scans of every range and direction`(seed: Int) async throws {
        var random = SeededGenerator(seed: UInt64(seed))
        var options = StorageOptions()
        options.keptWrites = 4
        let storage = try TestStorage(at: .memory, options: options, decode: TestTable.decode)
        let tree = try await storage.write { transaction throws(DynamoDBError) in try transaction.createTree() }
        var states: [[[UInt8]: [UInt8]]] = [[:]]
        for _ in 0..<60 {
            var state = states.last ?? [:]
            var changes: [(key: [UInt8], value: [UInt8]?)] = []
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let key = [UInt8.random(in: 0..<12, using: &random)]
                changes.append((key, random.chance(60) ? [UInt8.random(in: 0..<9, using: &random)] : nil))
            }
            for change in changes { state[change.key] = change.value }
            let list = changes
            try await storage.write { transaction throws(DynamoDBError) in
                for (key, value) in list {
                    if let value {
                        try transaction.put(tree: tree, key: key, value: value, bytes: 1, replacing: nil)
                    } else {
                        try transaction.delete(tree: tree, key: key, bytes: 1)
                    }
                }
            }
            states.append(state)
            let lag = Int.random(in: 0...4, using: &random)
            let expected = states[max(0, states.count - 1 - lag)]
            let bounds = [UInt8.random(in: 0..<12, using: &random), UInt8.random(in: 0..<12, using: &random)].sorted()
            let range =
                random.chance(30)
                ? KeyRange.all : KeyRange(lower: .exclusive([bounds[0]]), upper: .inclusive([bounds[1]]))
            let reversed = random.chance(50)
            let limit = Int.random(in: 1...12, using: &random)
            let (rows, gets) = try storage.read(missing: lag) { transaction throws(DynamoDBError) in
                var rows: [[[UInt8]]] = []
                try transaction.scan(tree: tree, range: range, reversed: reversed) { key, value throws(DynamoDBError) in
                    rows.append([Array(key), Array(value)])
                    return rows.count < limit
                }
                var gets: [[UInt8]: [UInt8]] = [:]
                for key in UInt8(0)..<12 {
                    gets[[key]] = try transaction.get(tree: tree, key: [key]) { row throws(DynamoDBError) in Array(row)
                    }
                }
                return (rows, gets)
            }
            #expect(gets == expected)
            let wanted = expected.filter { range.contains($0.key) }.sorted { left, right in
                let isBefore = left.key.lexicographicallyPrecedes(right.key)
                return reversed ? !isBefore : isBefore
            }
            #expect(rows == wanted.prefix(limit).map { [$0.key, $0.value] })
        }
    }
}
