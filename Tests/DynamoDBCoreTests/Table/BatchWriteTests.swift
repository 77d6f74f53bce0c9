// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import Testing

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct BatchWriteTests {
    private static func items(_ count: Int) -> [Item] {
        (0..<count).map { ["pk": .string("user#\($0)"), "sk": "profile"] }
    }

    /// The entries of each request, in order.
    private static func chunks(_ database: ScriptedDatabase) -> [[WriteRequest]] {
        database.calls.compactMap { call in
            if case .batchWriteItem(let input) = call { input.requestItems["things"] } else { nil }
        }
    }

    private static func puts(_ items: some Sequence<Item>) -> [WriteRequest] { items.map { .put($0) } }

    private static func names(_ item: Item) -> String? { item["pk"]?.string }

    /// A database that refuses a whole request if one of the items is marked as bad.
    private static func refusingBadItems() -> ScriptedDatabase {
        ScriptedDatabase { script in
            script.batchWriteItem = { input throws(DynamoDBError) in
                for case .put(let item) in input.requestItems["things"] ?? [] where item["bad"] != nil {
                    throw DynamoDBError(.validation, "Item size has exceeded the maximum allowed size")
                }
                return BatchWriteItemOutput()
            }
        }
    }

    @Test(arguments: [
        (0, 25, [Int]()), (1, 25, [1]), (25, 25, [25]), (26, 25, [25, 1]), (60, 25, [25, 25, 10]), (10, 4, [4, 4, 2]),
        (30, 99, [25, 5]), (2, 0, [1, 1]),
    ])
    func `items are sent in order in requests of the batch size`(count: Int, size: Int, sent: [Int]) async {
        let database = ScriptedDatabase()
        let items = Self.items(count)
        let result = await DynamoDBTable("things", in: database).batchPut(items, batchSize: size)
        #expect(result.successful == count)
        #expect(result.failed == 0)
        #expect(result.success)
        #expect(Self.chunks(database).map(\.count) == sent)
        #expect(Self.chunks(database).flatMap(\.self) == Self.puts(items))
    }

    @Test
    func `nothing to write sends nothing`() async {
        let database = ScriptedDatabase()
        _ = await DynamoDBTable("things", in: database).batchPut([])
        #expect(database.calls.isEmpty)
    }

    @Test
    func `deletes are sent as keys`() async {
        let database = ScriptedDatabase()
        let keys = Self.items(3)
        let result = await DynamoDBTable("things", in: database).batchDelete(keys)
        #expect(result.successful == 3)
        #expect(Self.chunks(database) == [keys.map { .delete(key: $0) }])
        #expect(database.calls.count == 1)
    }

    @Test(arguments: [
        // A character that takes six bytes in JSON, so that six items make 14 MB and seven 16.4 MB.
        (character: "\u{1}", count: 14, sent: [6, 6, 2]),
        // Those that take two: twenty items make 15.6 MB.
        (character: "\"", count: 25, sent: [20, 5]), (character: "\\", count: 25, sent: [20, 5]),
    ])
    func `no request is larger than 16 MB`(character: String, count: Int, sent: [Int]) async {
        let database = ScriptedDatabase()
        let text = String(repeating: character, count: 390_000)
        let items = Self.items(count).map { $0.merging(["text": .string(text)]) }
        // Of two items with one key the last is sent, so that its size counts.
        let result = await DynamoDBTable("things", in: database).batchPut(Self.items(count) + items)
        #expect(result.successful == 2 * count)
        #expect(Self.chunks(database).map(\.count) == sent)
    }

    @Test
    func `small items in requests beside large ones do not make a request too large`() async throws {
        let database = ScriptedDatabase()
        let large = AttributeValue.string(String(repeating: "\u{1}", count: 390_000))
        let small = AttributeValue.string(String(repeating: "\u{1}", count: 90_000))
        let items = Self.items(40).enumerated().map { $1.merging(["text": $0 % 3 == 0 ? large : small]) }
        let result = await DynamoDBTable("things", in: database).batchPut(items)
        #expect(result.successful == 40)
        #expect(Self.chunks(database).flatMap(\.self) == Self.puts(items))
        for chunk in Self.chunks(database) {
            #expect(try JSONWriter.encode(BatchWriteItemInput(requestItems: ["things": chunk])).count <= 16_777_216)
        }
    }

    @Test
    func `what is left undone is sent again, together with what is new`() async {
        let refusals = Mutex(1)
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { input in
                let requests = input.requestItems["things"] ?? []
                let refuses = refusals.withLock { refusals in
                    refusals -= 1
                    return refusals >= 0
                }
                return BatchWriteItemOutput(unprocessedItems: refuses ? ["things": Array(requests.prefix(2))] : [:])
            }
        }
        let recorder = WaitRecorder()
        var table = DynamoDBTable("things", in: database)
        table.waits = recorder.settings()
        let items = Self.items(8)

        let result = await table.batchPut(items, batchSize: 4)

        #expect(result.successful == 8)
        #expect(
            Self.chunks(database) == [
                Self.puts(items[0..<4]), Self.puts(items[4..<8]), Self.puts(items[0..<2]),
            ])
        #expect(recorder.waits == [.milliseconds(50)])
    }

    @Test
    func `waits double up to a bound while nothing is taken, and the entries fail in the end`() async {
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { BatchWriteItemOutput(unprocessedItems: $0.requestItems) }
        }
        let recorder = WaitRecorder()
        var table = DynamoDBTable("things", in: database)
        table.waits = recorder.settings(attempts: 10)

        let result = await table.batchPut(Self.items(2))

        #expect(result.successful == 0)
        #expect(result.failures.map(\.entry) == Self.items(2))
        #expect(result.failures.map(\.error.code) == [.unprocessed, .unprocessed])
        #expect(Self.chunks(database).count == 10)
        let bounds = [50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]
        #expect(recorder.waits == bounds.map { .milliseconds($0) })
    }

    @Test
    func `progress makes the waits short again`() async {
        // Nothing, nothing, one of two, nothing, all.
        let taken = Mutex([0, 0, 1, 0, 1])
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { input in
                let requests = input.requestItems["things"] ?? []
                let count = taken.withLock { $0.removeFirst() }
                return BatchWriteItemOutput(unprocessedItems: ["things": Array(requests.dropFirst(count))])
            }
        }
        let recorder = WaitRecorder()
        var table = DynamoDBTable("things", in: database)
        table.waits = recorder.settings(attempts: 3)
        let result = await table.batchPut(Self.items(2))
        #expect(result.successful == 2)
        #expect(recorder.waits == [50, 100, 50, 100].map { .milliseconds($0) })
    }

    @Test
    func `keys that are always left undone do not keep the others from being written`() async {
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { input in
                let stuck = input.requestItems["things"]?.filter { request in
                    if case .put(let item) = request { item["pk"] == "user#1" || item["pk"] == "user#2" } else { false }
                }
                return BatchWriteItemOutput(unprocessedItems: ["things": stuck ?? []])
            }
        }
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings(attempts: 3)
        let result = await table.batchPut(Self.items(20), batchSize: 2)
        #expect(result.successful == 18)
        #expect(result.failures.map { Self.names($0.entry) } == ["user#1", "user#2"])
        #expect(result.error?.code == .unprocessed)
    }

    @Test
    func `a request refused for its load is sent again as it was`() async {
        let refusals = Mutex(2)
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { _ throws(DynamoDBError) in
                let refuses = refusals.withLock { refusals in
                    refusals -= 1
                    return refusals >= 0
                }
                if refuses { throw DynamoDBError(.provisionedThroughputExceeded, "slow down") }
                return BatchWriteItemOutput()
            }
        }
        let recorder = WaitRecorder()
        var table = DynamoDBTable("things", in: database)
        table.waits = recorder.settings()
        let result = await table.batchPut(Self.items(3))
        #expect(result.successful == 3)
        #expect(Self.chunks(database) == Array(repeating: Self.puts(Self.items(3)), count: 3))
        #expect(recorder.waits == [.milliseconds(50), .milliseconds(100)])
    }

    @Test(arguments: [
        DynamoDBError.Code.throttling, .provisionedThroughputExceeded, .requestLimitExceeded, .internalServerError,
        .storageBusy, .transactionConflict,
    ])
    func `an entry refused for the load to the end fails with that error`(code: DynamoDBError.Code) async {
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { _ throws(DynamoDBError) in throw DynamoDBError(code, "slow down") }
        }
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings(attempts: 3)
        let result = await table.batchPut(Self.items(1))
        #expect(result.error?.code == code)
        #expect(Self.chunks(database).count == 3)
    }

    @Test(arguments: [[0], [24], [3, 17], [0, 1, 2], Array(0..<25)])
    func `an invalid item fails alone`(bad: [Int]) async {
        let database = Self.refusingBadItems()
        var items = Self.items(30)
        for index in bad { items[index]["bad"] = true }
        let result = await DynamoDBTable("things", in: database).batchPut(items)
        #expect(result.successful == 30 - bad.count)
        #expect(result.failures.map(\.entry) == bad.map { items[$0] })
        #expect(result.failures.allSatisfy { $0.error.code == .validation })
        let written = Self.chunks(database).filter { chunk in !chunk.contains { $0.isBad } }.flatMap(\.self)
        #expect(Set(written).count == written.count, "nothing is written twice")
    }

    @Test
    func `a missing key is explained`() async {
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { input throws(DynamoDBError) in
                for case .put(let item) in input.requestItems["things"] ?? [] where item["sk"] == nil {
                    throw DynamoDBError(.validation, "The provided key element does not match the schema")
                }
                return BatchWriteItemOutput()
            }
        }
        let result = await DynamoDBTable("things", in: database).batchPut([
            ["pk": "a", "sk": "b"], ["pk": "c", "name": "x"],
        ])
        #expect(result.successful == 1)
        #expect(
            result.error?.message
                == "The provided key element does not match the schema. The table's key is pk (S) and sk (S); "
                + "the request named pk (S).")
    }

    @Test
    func `of several items with one key the last wins and all count`() async {
        let database = ScriptedDatabase()
        let items: [Item] = [
            ["pk": "a", "sk": "1", "n": 1], ["pk": "b", "sk": "1", "n": 2], ["pk": "a", "sk": "1", "n": 3],
        ]
        let result = await DynamoDBTable("things", in: database).batchPut(items)
        #expect(result.successful == 3)
        #expect(Self.chunks(database) == [Self.puts([items[2], items[1]])])
    }

    @Test
    func `if the last item of a key is invalid the one before it is written`() async {
        let database = Self.refusingBadItems()
        let items: [Item] = [
            ["pk": "a", "sk": "1", "n": 1], ["pk": "a", "sk": "1", "n": 2], ["pk": "b", "sk": "1"],
            ["pk": "a", "sk": "1", "bad": true],
        ]
        let result = await DynamoDBTable("things", in: database).batchPut(items)
        #expect(result.successful == 3)
        #expect(result.failures.map(\.entry) == [items[3]])
        let written = Self.chunks(database).filter { chunk in !chunk.contains { $0.isBad } }.flatMap(\.self)
        #expect(Set(written) == [.put(items[1]), .put(items[2])])
    }

    @Test
    func `a key that is deleted twice is sent once and counts twice`() async {
        let database = ScriptedDatabase()
        let keys: [Item] = [["pk": "a", "sk": 1], ["pk": "b", "sk": 1], ["pk": "a", "sk": 1.0]]
        let result = await DynamoDBTable("things", in: database).batchDelete(keys)
        #expect(result.successful == 3)
        #expect(Self.chunks(database) == [[.delete(key: keys[0]), .delete(key: keys[1])]])
    }

    @Test
    func `keys are one if DynamoDB takes them for one, and others if a byte differs`() async throws {
        let one = try DynamoDBNumber(parsing: "1.00")
        let same: [(AttributeValue, AttributeValue)] = [
            (1, .number(one)), (0, .number(try DynamoDBNumber(parsing: "-0e5"))), ("é", "\u{E9}"),
            (.binary(Data([1, 2, 3])), .binary(Data([0, 1, 2, 3]).dropFirst())),
        ]
        let long = Data(repeating: 7, count: 200)
        let others: [(AttributeValue, AttributeValue)] = [
            ("é", "e\u{301}"), ("1", 1), ("AQ==", .binary(Data([1]))), ("a", "a\u{0}"),
            (1, .number(try DynamoDBNumber(parsing: "1.0000000000000000000000000000000000001"))),
            (.binary(long + [1]), .binary(long + [2])),
        ]
        for (pairs, sent) in [(same, 1), (others, 2)] {
            for (first, second) in pairs {
                let keys: [Item] = [["pk": first, "sk": "1"], ["pk": second, "sk": "1"]]
                let items = zip(keys, 1...).map { $0.merging(["n": .number(DynamoDBNumber($1))]) }
                let database = ScriptedDatabase { script in
                    script.batchGetItem = { input in
                        let keys = input.requestItems["things"]?.keys ?? []
                        return BatchGetItemOutput(responses: [
                            "things": keys.reversed().map { $0.merging(["n": $0["pk"]]) }
                        ])
                    }
                }
                let table = DynamoDBTable("things", in: database)
                #expect(await table.batchPut(items).successful == 2)
                #expect(await table.batchDelete(keys).successful == 2)
                #expect(
                    Self.chunks(database) == [
                        Self.puts(items.suffix(sent)), keys.prefix(sent).map { .delete(key: $0) },
                    ], "\(first) \(second)")
                let read = await table.batchGet(keys)
                #expect(read.items == keys.prefix(sent).map { $0.merging(["n": $0["pk"]]) })
                #expect(read.missingKeys.isEmpty)
            }
        }
    }

    @Test
    func `items are not taken for duplicates by keys that the table had before`() async throws {
        let described = Mutex(0)
        let database = ScriptedDatabase { script in
            script.describeTable = { input in
                var description = TableDescription.test(named: input.tableName)
                let isFirst = described.withLock { count in
                    count += 1
                    return count == 1
                }
                if isFirst { description.keySchema?.removeLast() }
                return DescribeTableOutput(table: description)
            }
        }
        let table = DynamoDBTable("things", in: database)
        _ = try await table.describe()
        let items: [Item] = [["pk": "a", "sk": "1"], ["pk": "a", "sk": "2"]]
        #expect(await table.batchPut(items).successful == 2)
        #expect(await table.batchDelete(items).successful == 2)
        #expect(Self.chunks(database) == [Self.puts(items), items.map { .delete(key: $0) }])
    }

    @Test
    func `a description without keys makes no items duplicates`() async {
        let database = ScriptedDatabase { script in
            script.describeTable = { input in
                var description = TableDescription.test(named: input.tableName)
                description.keySchema = nil
                return DescribeTableOutput(table: description)
            }
        }
        let items = Self.items(3)
        #expect(await DynamoDBTable("things", in: database).batchPut(items).successful == 3)
        #expect(Self.chunks(database) == [Self.puts(items)])
    }

    @Test
    func `without a description duplicates end up in different requests, in order`() async {
        let database = ScriptedDatabase { script in
            script.describeTable = { _ throws(DynamoDBError) in throw DynamoDBError(.throttling, "slow down") }
            script.batchWriteItem = { input throws(DynamoDBError) in
                let requests = input.requestItems["things"] ?? []
                let keys = requests.compactMap { if case .put(let item) = $0 { item["pk"] } else { nil } }
                guard Set(keys).count == keys.count else {
                    throw DynamoDBError(.validation, "Provided list of item keys contains duplicates")
                }
                return BatchWriteItemOutput()
            }
        }
        let items: [Item] = [["pk": "a", "n": 1], ["pk": "b"], ["pk": "c"], ["pk": "a", "n": 2]]
        let result = await DynamoDBTable("things", in: database).batchPut(items)
        #expect(result.successful == 4)
        #expect(Self.chunks(database).dropFirst() == [Self.puts(items[0..<2]), Self.puts(items[2..<4])])
    }

    @Test(arguments: [DynamoDBError.Code?.none, .throttling])
    func `without a description what is left undone is not overtaken by what follows it`(
        refusal: DynamoDBError.Code?
    ) async {
        let written = Mutex([Item]())
        let requests = Mutex(0)
        let database = ScriptedDatabase { script in
            script.describeTable = { _ throws(DynamoDBError) in throw DynamoDBError(.accessDenied, "not for you") }
            script.batchWriteItem = { input throws(DynamoDBError) in
                let isFirst = requests.withLock { requests in
                    requests += 1
                    return requests == 1
                }
                if isFirst, let refusal { throw DynamoDBError(refusal, "slow down") }
                var output = BatchWriteItemOutput()
                for (position, request) in (input.requestItems["things"] ?? []).enumerated() {
                    guard case .put(let item) = request else { continue }
                    if isFirst, position < 2 {
                        output.unprocessedItems["things", default: []].append(.put(item))
                    } else {
                        written.withLock { $0.append(item) }
                    }
                }
                return output
            }
        }
        let items: [Item] = [["pk": "a", "n": 1], ["pk": "b"], ["pk": "c"], ["pk": "a", "n": 2]]
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings()
        let result = await table.batchPut(items, batchSize: 3)
        #expect(result.successful == 4)
        #expect(written.withLock { $0.last } == items[3])
        #expect(written.withLock { Set($0) } == Set(items))
    }

    @Test
    func `what could not be sent is sent again, as what was left undone`() async {
        let database = Self.failing(Array(repeating: .network, count: 5))
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings()
        let result = await table.batchPut(Self.items(60))
        #expect(result.successful == 60)
    }

    @Test(arguments: [
        // As often as the database may take nothing.
        (DynamoDBError.Code.network, 0.0, 10, DynamoDBError.Code.network, 0),
        // The rest was not sent, and is not in doubt.
        (.outcomeUnknown, 0, 10, .timeout, 125), (.outcomeUnknown, 3.9, 10, .timeout, 125),
        (.outcomeUnknown, 4, 3, .timeout, 75), (.timeout, 0, 3, .timeout, 75),
    ])
    func `a batch ends when nothing answers`(
        code: DynamoDBError.Code, seconds: Double, requests: Int, rest: DynamoDBError.Code, sent: Int
    ) async {
        let clock = Mutex(0.0)
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { _ throws(DynamoDBError) in
                clock.withLock { $0 += seconds }
                throw DynamoDBError(code, "nobody is there")
            }
        }
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings()
        let start = SuspendingClock.now
        table.waits.instant = { start.advanced(by: .seconds(clock.withLock(\.self))) }
        // A clock that somebody sets tells nothing.
        table.waits.now = { clock.withLock(\.self) * -100 }
        let result = await table.batchPut(Self.items(10_000))
        #expect(Self.chunks(database).count == requests)
        #expect(result.failed == 10_000)
        #expect(result.failures.prefix(sent).allSatisfy { $0.error.code == code })
        #expect(result.failures.dropFirst(sent).allSatisfy { $0.error.code == rest })
    }

    @Test(arguments: [3, 9])
    func `what is in doubt soon is sent again, as what could not be sent`(lost: Int) async {
        let database = Self.failing(Array(repeating: .outcomeUnknown, count: lost))
        var table = DynamoDBTable("things", in: database)
        let recorder = WaitRecorder()
        table.waits = recorder.settings()
        let result = await table.batchPut(Self.items(1_000))
        #expect(result.successful == 1_000)
        #expect(Self.chunks(database).count == 40 + lost)
        #expect(recorder.waits.count == lost)
    }

    @Test(arguments: [
        ([DynamoDBError.Code.outcomeUnknown], [0, 0, 1, 2, 3]), ([.outcomeUnknown, .network], [0, 0, 0, 1, 2, 3]),
        ([.outcomeUnknown, .throttling, .network], [0, 0, 0, 0, 1, 2, 3]),
        // The request itself may be what loses its answer.
        ([.outcomeUnknown, .outcomeUnknown], [0, 0, 1, 2, 3, 0]),
        // Not in doubt.
        ([.network], [0, 1, 2, 3, 0]),
    ])
    func `what may be written is sent again before the rest, so that others have little time to write it too`(
        codes: [DynamoDBError.Code], order: [Int]
    ) async {
        let database = Self.failing(codes)
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings()
        let items = Self.items(100)
        #expect(await table.batchPut(items).successful == 100)
        #expect(Self.chunks(database) == order.map { Self.puts(items[$0 * 25..<$0 * 25 + 25]) })
    }

    @Test(arguments: [
        ([DynamoDBError.Code.throttling], DynamoDBError.Code.outcomeUnknown), ([.network], .outcomeUnknown),
        ([.timeout], .outcomeUnknown), ([.credentials], .outcomeUnknown), ([.unprocessed], .outcomeUnknown),
        // No such request is ever carried out.
        ([.validation], .validation), ([.throttling, .validation], .validation),
    ])
    func `an entry that may be written stays in doubt, whatever fails later`(
        codes: [DynamoDBError.Code], told: DynamoDBError.Code
    ) async {
        let left = Mutex(0)
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { input throws(DynamoDBError) in
                let position = left.withLock { position in
                    position += 1
                    return position - 2
                }
                let code = position < 0 ? .outcomeUnknown : codes[min(position, codes.count - 1)]
                if code == .unprocessed { return BatchWriteItemOutput(unprocessedItems: input.requestItems) }
                throw DynamoDBError(code, "not now")
            }
        }
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings(attempts: 4)
        let result = await table.batchPut(Self.items(1))
        #expect(result.failures.map(\.error.code) == [told])
    }

    @Test
    func `what is tried in the place of an entry that no request can carry out is not in its doubt`() async {
        let database = Self.failing([.outcomeUnknown, .validation] + Array(repeating: .throttling, count: 9))
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings(attempts: 4)
        let key: Item = ["pk": "a", "sk": "1"]
        let result = await table.batchPut([key.merging(["n": 1]), key.merging(["n": 2])])
        #expect(result.failures.map(\.error.code) == [.throttling, .validation])
    }

    @Test
    func `an entry in doubt is not told to be unwritten by a task that is cancelled while it waits`() async {
        let database = Self.failing([.outcomeUnknown])
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings(onWait: { _ in throw CancellationError() })
        let result = await table.batchPut(Self.items(30))
        #expect(result.failures.prefix(25).allSatisfy { $0.error.code == .outcomeUnknown })
        #expect(result.failures.dropFirst(25).map(\.error.code) == Array(repeating: .cancelled, count: 5))
    }

    @Test
    func `an answer between requests without one lets the batch go on`() async {
        let twoOfThree: [DynamoDBError.Code?] = [.timeout, .timeout, nil]
        let database = Self.failing(twoOfThree + twoOfThree + twoOfThree)
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings()
        let result = await table.batchPut(Self.items(25 * 9))
        #expect(Self.chunks(database).count == 9)
        #expect(result.successful == 75)
    }

    /// A database whose requests fail with these codes, one after the other, or are left undone by the code for that; all
    /// behind them succeed.
    private static func failing(_ codes: [DynamoDBError.Code?]) -> ScriptedDatabase {
        let left = Mutex(codes[...])
        return ScriptedDatabase { script in
            script.batchWriteItem = { input throws(DynamoDBError) in
                guard let code = left.withLock({ $0.popFirst() ?? nil }) else { return BatchWriteItemOutput() }
                if code == .unprocessed { return BatchWriteItemOutput(unprocessedItems: input.requestItems) }
                throw DynamoDBError(code, "not now")
            }
        }
    }

    @Test(
        arguments: [
            // One lost connection after throttlings fails its own request.
            ([.throttling, .throttling, .network], 75, 3 + 3),
            ([.network, .network, .throttling], 75, 3 + 3),
            ([.throttling, .network, .network, .throttling], 50, 4 + 2),
            // An answer that leaves everything undone is one.
            ([.network, .network, nil, .network, .unprocessed, .network], 75, 6 + 2),
            // Nothing can be reached, however it began.
            ([.throttling, .network, .network, .network], 0, 4),
            // Three requests without an answer, with one between them that was refused.
            ([.timeout, .timeout, .validation, .timeout], 38, 6),
            ([.timeout, .timeout, .timeout], 0, 3),
            // Answers that were lost soon, and nothing that could be reached then.
            ([.outcomeUnknown, .network, .network], 0, 3),
            ([.outcomeUnknown, .outcomeUnknown, .throttling], 75, 3 + 3),
        ] as [([DynamoDBError.Code?], Int, Int)])
    func `only failures of one kind in a row end a batch`(
        codes: [DynamoDBError.Code?], written: Int, requests: Int
    ) async {
        let database = Self.failing(codes)
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings(attempts: 3)
        let result = await table.batchPut(Self.items(100))
        #expect(result.successful == written)
        #expect(Self.chunks(database).count == requests)
    }

    @Test(arguments: [DynamoDBError.Code.unsupported, .unknownOperation])
    func `a database that does not describe its tables is written to`(code: DynamoDBError.Code) async {
        let database = ScriptedDatabase { script in
            script.describeTable = { _ throws(DynamoDBError) in throw DynamoDBError(code, "there is no such operation")
            }
        }
        let result = await DynamoDBTable("things", in: database).batchPut(Self.items(30))
        #expect(result.successful == 30)
        #expect(Self.chunks(database).map(\.count) == [25, 5])
    }

    @Test
    func `a missing table fails everything at once`() async {
        let database = ScriptedDatabase { script in
            script.describeTable = { _ throws(DynamoDBError) in
                throw DynamoDBError(.resourceNotFound, "Requested resource not found")
            }
        }
        let result = await DynamoDBTable("things", in: database).batchPut(Self.items(60))
        #expect(result.successful == 0)
        #expect(result.failed == 60)
        #expect(result.error?.code == .resourceNotFound)
        #expect(Self.chunks(database).isEmpty)
    }

    @Test(arguments: [
        DynamoDBError.Code.resourceNotFound, .cancelled, .closed, .credentials, .configuration, .unsupported,
        .unknownOperation,
    ])
    func `nothing more is sent once no request can succeed, not even parts of an invalid one`(
        code: DynamoDBError.Code
    ) async {
        let requests = Mutex(0)
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { _ throws(DynamoDBError) in
                let isFirst = requests.withLock { requests in
                    requests += 1
                    return requests == 1
                }
                throw DynamoDBError(isFirst ? .validation : code, "no")
            }
        }
        let result = await DynamoDBTable("things", in: database).batchPut(Self.items(60))
        #expect(result.failures.count == 60 && result.failures.allSatisfy { $0.error.code == code })
        #expect(Self.chunks(database).map(\.count) == [25, 12])
    }

    @Test
    func `a failing request hides neither what was written before nor what is written after`() async {
        let requests = Mutex(0)
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { _ throws(DynamoDBError) in
                let number = requests.withLock { requests in
                    requests += 1
                    return requests
                }
                if number == 2 { throw DynamoDBError(.storage, "disk") }
                return BatchWriteItemOutput()
            }
        }
        let items = Self.items(60)
        let result = await DynamoDBTable("things", in: database).batchPut(items)
        #expect(result.successful == 35)
        #expect(result.failures.map(\.entry) == Array(items[25..<50]))
    }

    @Test
    func `a cancelled task reports what it did not write`() async {
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { BatchWriteItemOutput(unprocessedItems: $0.requestItems) }
        }
        var table = DynamoDBTable("things", in: database)
        // Cancelled while it waits to send the first request again.
        table.waits = WaitRecorder().settings(onWait: { _ in throw CancellationError() })
        let result = await table.batchPut(Self.items(60))
        #expect(result.failed == 60)
        #expect(result.failures.allSatisfy { $0.error.code == .cancelled })
        #expect(Self.chunks(database).count == 1)
    }

    @Test
    func `a task cancelled before it begins writes nothing`() async {
        let database = ScriptedDatabase()
        let table = DynamoDBTable("things", in: database)
        let result = await Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await table.batchPut(Self.items(3))
        }.value
        #expect(result.failures.map(\.error.code) == [.cancelled, .cancelled, .cancelled])
        #expect(database.calls.isEmpty)
    }

    @Test
    func `a task cancelled between two requests keeps what is written`() async {
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { _ in
                withUnsafeCurrentTask { $0?.cancel() }
                return BatchWriteItemOutput()
            }
        }
        let table = DynamoDBTable("things", in: database)
        let result = await Task { await table.batchPut(Self.items(30)) }.value
        #expect(result.successful == 25)
        #expect(result.failures.map(\.error.code) == Array(repeating: .cancelled, count: 5))
    }

    @Test
    func `an unprocessed entry that cannot be told makes its whole request be sent again`() async {
        let answers = Mutex<[BatchWriteItemOutput]>([
            BatchWriteItemOutput(unprocessedItems: ["things": [.put(["pk": "other", "sk": "x"])]])
        ])
        let database = ScriptedDatabase { script in
            script.batchWriteItem = { _ in answers.withLock { $0.popLast() } ?? BatchWriteItemOutput() }
        }
        var table = DynamoDBTable("things", in: database)
        table.waits = WaitRecorder().settings()
        let result = await table.batchPut(Self.items(2))
        #expect(result.successful == 2)
        #expect(Self.chunks(database).map(\.count) == [2, 2])
    }
}

extension WriteRequest {
    fileprivate var isBad: Bool {
        if case .put(let item) = self { item["bad"] != nil } else { false }
    }
}
