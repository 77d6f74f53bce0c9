// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import Testing

struct TableLifeTests {
    private static func describing(_ answers: [Result<TableStatus, DynamoDBError>]) -> ScriptedDatabase {
        let left = Mutex(Array(answers.reversed()))
        return ScriptedDatabase { script in
            script.describeTable = { input throws(DynamoDBError) in
                let answer = left.withLock { left in left.count > 1 ? left.removeLast() : left[0] }
                return DescribeTableOutput(table: .test(named: input.tableName, status: try answer.get()))
            }
        }
    }

    @Test
    func `waiting goes on while the table is missing or being created`() async throws {
        let missing = DynamoDBError(.resourceNotFound, "Requested resource not found")
        let database = Self.describing([
            .failure(missing), .success(.creating), .success(.creating), .success(.active),
        ])
        let recorder = WaitRecorder()
        var table = DynamoDBTable("things", in: database)
        table.waits = recorder.settings()
        try await table.waitUntilActive()
        #expect(recorder.waits == [.milliseconds(50), .milliseconds(100), .milliseconds(200)])
    }

    @Test
    func `waiting ends at its timeout`() async {
        let recorder = WaitRecorder()
        var table = DynamoDBTable("things", in: Self.describing([.success(.creating)]))
        table.waits = recorder.settings()
        let error = await #expect(throws: DynamoDBError.self) { try await table.waitUntilActive(timeout: .seconds(1)) }
        #expect(error?.code == .resourceInUse)
        #expect(error?.message == "The table things is still CREATING.")
        #expect(recorder.waits.reduce(.zero, +) == .seconds(1))
    }

    @Test
    func `waiting ends with an error that time does not mend, and with cancellation`() async {
        let denied = DynamoDBError(.validation, "no")
        var table = DynamoDBTable("things", in: Self.describing([.failure(denied)]))
        let first = await #expect(throws: DynamoDBError.self) { try await table.waitUntilActive() }
        #expect(first?.code == .validation)

        table = DynamoDBTable("things", in: Self.describing([.success(.creating)]))
        table.waits = WaitRecorder().settings(onWait: { _ in throw CancellationError() })
        let second = await #expect(throws: DynamoDBError.self) { try await table.waitUntilActive() }
        #expect(second?.code == .cancelled)
    }

    @Test
    func `a created table is waited for`() async throws {
        let database = Self.describing([.success(.active)])
        let input = CreateTableInput(tableName: "things", partitionKey: .string("pk"))
        let table = try await DynamoDBTable.create(input, in: database)
        #expect(table.name == "things")
        #expect(database.calls == [.createTable(input), .describeTable(DescribeTableInput(tableName: "things"))])
    }

    @Test
    func `whoever cannot wait for a new table is told that it was made, and not that it was there before`() async {
        let input = CreateTableInput(tableName: "things", partitionKey: .string("pk"))
        let ends: [(refusal: DynamoDBError.Code?, cancels: Bool, code: DynamoDBError.Code)] = [
            (nil, false, .timeout), (nil, true, .cancelled),
            // Somebody else has deleted it.
            (.resourceNotFound, false, .resourceNotFound), (.accessDenied, false, .accessDenied),
        ]
        for (refusal, cancels, code) in ends {
            let waits = WaitRecorder().settings(onWait: { _ in if cancels { throw CancellationError() } })
            let database = ScriptedDatabase { script in
                script.describeTable = { input throws(DynamoDBError) in
                    if let refusal { throw DynamoDBError(refusal, "no") }
                    return DescribeTableOutput(table: .test(named: input.tableName, status: .creating))
                }
            }
            let error = await #expect(throws: DynamoDBError.self) {
                try await DynamoDBTable.create(input, in: database, waits: waits)
            }
            #expect(error?.code == code)
            #expect(error?.message.hasSuffix("The table was made before.") == true)
        }
    }

    @Test
    func `a table that another program creates at the same time is waited for`() async throws {
        let answers: [Result<TableStatus, DynamoDBError>] = [
            .failure(DynamoDBError(.resourceNotFound, "no")), .success(.creating), .success(.active),
        ]
        let left = Mutex(Array(answers.reversed()))
        let database = ScriptedDatabase { script in
            script.describeTable = { input throws(DynamoDBError) in
                let answer = left.withLock { left in left.count > 1 ? left.removeLast() : left[0] }
                return DescribeTableOutput(table: .test(named: input.tableName, status: try answer.get()))
            }
            script.createTable = { _ throws(DynamoDBError) in throw DynamoDBError(.resourceInUse, "it is there") }
        }
        let recorder = WaitRecorder()
        let input = CreateTableInput(tableName: "things", partitionKey: .string("pk"), sortKey: .string("sk"))
        let table = try await DynamoDBTable.createIfMissing(input, in: database, waits: recorder.settings())
        #expect(table.name == "things" && recorder.waits.count == 2)
        let creations = database.calls.filter { if case .createTable = $0 { true } else { false } }
        #expect(creations.count == 1)
    }

    @Test
    func `a table that is being deleted is made anew when it is gone, or taken if another program is faster`()
        async throws
    {
        let missing = DynamoDBError(.resourceNotFound, "no")
        let faster = Self.describing([.success(.deleting), .success(.creating), .success(.active)])
        try await DynamoDBTable.createIfMissing(
            CreateTableInput(tableName: "things", partitionKey: .string("pk"), sortKey: .string("sk")), in: faster,
            waits: WaitRecorder().settings())
        #expect(faster.calls.count == 3)
        let database = Self.describing([
            .success(.deleting), .success(.deleting), .failure(missing), .success(.active),
        ])
        let recorder = WaitRecorder()
        let input = CreateTableInput(tableName: "things", partitionKey: .string("pk"), sortKey: .string("sk"))
        try await DynamoDBTable.createIfMissing(input, in: database, waits: recorder.settings())
        let kinds = database.calls.map { if case .createTable = $0 { "create" } else { "describe" } }
        #expect(kinds == ["describe", "describe", "describe", "create", "describe"])
        #expect(recorder.waits.count == 3)
    }

    @Test
    func `an index that is being deleted does not count as there`() async {
        let input = CreateTableInput(
            tableName: "things", partitionKey: .string("pk"), sortKey: .string("sk"),
            globalSecondaryIndexes: [.init("by-type", partitionKey: .string("type"))])
        let cases: [(goneAfter: Int, code: DynamoDBError.Code, words: String)] = [
            (3, .validation, "no index by-type"), (Int.max, .resourceInUse, "by-type is still DELETING"),
        ]
        for (goneAfter, code, words) in cases {
            let looks = Mutex(0)
            let database = ScriptedDatabase { script in
                script.describeTable = { _ in
                    var table = TableDescription.test()
                    let look = looks.withLock { looks in
                        looks += 1
                        return looks
                    }
                    table.globalSecondaryIndexes?[0].indexStatus = .deleting
                    if look > goneAfter { table.globalSecondaryIndexes = nil }
                    return DescribeTableOutput(table: table)
                }
            }
            let recorder = WaitRecorder()
            let error = await #expect(throws: DynamoDBError.self) {
                try await DynamoDBTable.createIfMissing(input, in: database, waits: recorder.settings())
            }
            #expect(error?.code == code && error?.message.contains(words) == true, "\(error?.message ?? "")")
            if goneAfter == 3 { #expect(recorder.waits.count == 3) }
            #expect(!database.calls.contains { if case .createTable = $0 { true } else { false } })
        }
    }

    @Test(arguments: [DynamoDBError.Code.accessDenied, .network, .timeout])
    func `nothing is created where it is not known whether a table is there`(code: DynamoDBError.Code) async {
        let database = Self.describing([.failure(DynamoDBError(code, "no"))])
        let error = await #expect(throws: DynamoDBError.self) {
            try await DynamoDBTable.createIfMissing(
                CreateTableInput(tableName: "things", partitionKey: .string("pk")), in: database)
        }
        #expect(error?.code == code && database.calls.count == 1)
    }

    @Test
    func `a description is always fresh, and that of an unfinished table is not kept`() async throws {
        let database = Self.describing([.success(.creating), .success(.active)])
        let table = DynamoDBTable("things", in: database)
        #expect(try await table.describe().tableStatus == .creating)
        #expect(try await table.knownDescription().tableStatus == .active)
        #expect(try await table.knownDescription().tableStatus == .active)
        #expect(database.calls.count == 2)
        #expect(try await table.describe().tableStatus == .active)
        #expect(database.calls.count == 3)
    }

    @Test(arguments: [(1, 50), (2, 100), (3, 200), (7, 3_200), (8, 5_000), (1_000_000, 5_000), (0, 50), (-5, 50)])
    func `the bound of a wait doubles up to five seconds`(failures: Int, milliseconds: Int) {
        #expect(Waits().bound(afterFailures: failures) == .milliseconds(milliseconds))
    }

    @Test
    func `a wait is drawn between nothing and its bound`() async throws {
        let recorder = WaitRecorder()
        var waits = recorder.settings()
        for draw in [0, 0.25, 0.5] {
            waits.random = { draw }
            try await waits.pause(afterFailures: 2)
        }
        #expect(recorder.waits == [.zero, .milliseconds(25), .milliseconds(50)])
    }
}
