// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization
import Testing

/// What `addMissingIndexes` does about a table that others change, or that takes its time.
struct AddingIndexTests {
    /// Asks for the index `by-rank` of the number `rank`.
    private static let input = CreateTableInput(
        tableName: "things", partitionKey: .string("pk"), sortKey: .string("sk"),
        globalSecondaryIndexes: [.init("by-rank", partitionKey: .number("rank"))])

    /// The table at one look: the states of the index that is wanted, and of the other one, which is always there.
    private struct Look: Sendable {
        var wanted: IndexStatus?
        var other = IndexStatus.active
        var table = TableStatus.active
    }

    private struct Run {
        var result: Result<[String], DynamoDBError>
        var updates: [UpdateTableInput]
        var waits: [Duration]

        var error: DynamoDBError? { if case .failure(let error) = self.result { error } else { nil } }
        var added: [String]? { try? self.result.get() }
    }

    /// Adds the index to a table that looks so, one look after the other, the last one for ever.
    ///
    /// - Parameter refusals: What becomes of each request in turn. Those behind them are taken.
    private static func run(
        _ looks: [Look], refusals: [DynamoDBError] = [], timeout: Duration = .seconds(3600),
        _ change: @escaping @Sendable (inout TableDescription) -> Void = { _ in }
    ) async -> Run {
        let looksLeft = Mutex(Array(looks.reversed()))
        let refusalsLeft = Mutex(Array(refusals.reversed()))
        let database = ScriptedDatabase { script in
            script.describeTable = { input in
                let look = looksLeft.withLock { left in left.count > 1 ? left.removeLast() : left[0] }
                var table = TableDescription.test(named: input.tableName, status: look.table)
                table.globalSecondaryIndexes?[0].indexStatus = look.other
                if let status = look.wanted {
                    table.globalSecondaryIndexes?.append(
                        GlobalSecondaryIndexDescription(
                            indexName: "by-rank",
                            keySchema: [KeySchemaElement(attributeName: "rank", keyType: .hash)],
                            projection: .all, indexStatus: status))
                }
                change(&table)
                return DescribeTableOutput(table: table)
            }
            script.updateTable = { input throws(DynamoDBError) in
                if let refusal = refusalsLeft.withLock({ $0.popLast() }) { throw refusal }
                return UpdateTableOutput(tableDescription: .test(named: input.tableName, status: .updating))
            }
        }
        let recorder = WaitRecorder()
        var table = DynamoDBTable("things", in: database)
        table.waits = recorder.settings()
        let result: Result<[String], DynamoDBError>
        do throws(DynamoDBError) {
            result = .success(try await table.addMissingIndexes(of: Self.input, timeout: timeout))
        } catch {
            result = .failure(error)
        }
        let updates = database.calls.compactMap { if case .updateTable(let input) = $0 { input } else { nil } }
        return Run(result: result, updates: updates, waits: recorder.waits)
    }

    @Test
    func `an index that the table lacks is added and waited for, until the table can be changed again`() async {
        let run = await Self.run([
            Look(), Look(wanted: .creating, table: .updating), Look(wanted: .active, table: .updating),
            Look(wanted: .active),
        ])
        #expect(run.added == ["by-rank"] && run.waits.count == 3)
        // The keys of the table and of other indexes are none of its attributes.
        #expect(
            run.updates == [
                UpdateTableInput(
                    tableName: "things",
                    attributeDefinitions: [AttributeDefinition(attributeName: "rank", attributeType: .number)],
                    globalSecondaryIndexUpdates: [
                        .create(
                            GlobalSecondaryIndex(
                                indexName: "by-rank",
                                keySchema: [KeySchemaElement(attributeName: "rank", keyType: .hash)]))
                    ])
            ])
    }

    @Test
    func `where capacity is provisioned, a new index has that of its table`() async {
        let run = await Self.run([Look(), Look(wanted: .active)]) { table in
            table.provisionedThroughput = ProvisionedThroughputDescription(readCapacityUnits: 7, writeCapacityUnits: 3)
        }
        let index = run.updates.first?.globalSecondaryIndexUpdates?.first?.create
        #expect(index?.provisionedThroughput == ProvisionedThroughput(readCapacityUnits: 7, writeCapacityUnits: 3))
    }

    @Test
    func `an index that another program has begun to add is waited for`() async {
        let run = await Self.run([Look(wanted: .creating), Look(wanted: .creating), Look(wanted: .active)])
        #expect(run.added == [] && run.updates.isEmpty && run.waits.count == 2)
    }

    @Test
    func `an index that is being deleted is added when it is gone`() async {
        let run = await Self.run([
            Look(wanted: .deleting), Look(wanted: .deleting), Look(), Look(wanted: .creating), Look(wanted: .active),
        ])
        #expect(run.added == ["by-rank"] && run.updates.count == 1 && run.waits.count == 4)
    }

    /// What is refused as long as something else is under way, and the looks at the table until all is done.
    private static let passing: [(refusal: DynamoDBError, looks: [Look], added: [String])] = [
        (
            DynamoDBError(.resourceInUse, "Attempt to change a resource which is still in use"),
            [Look(table: .updating), Look(), Look(wanted: .active)], ["by-rank"]
        ),
        (
            DynamoDBError(.limitExceeded, "Only 1 online index can be created or deleted simultaneously"),
            [Look(), Look(other: .creating), Look(), Look(wanted: .active)], ["by-rank"]
        ),
        // Few indexes, and nothing is changed: too much is going on in other tables.
        (
            DynamoDBError(.limitExceeded, "Subscriber limit exceeded"),
            [Look(), Look(), Look(), Look(wanted: .active)], ["by-rank"]
        ),
        // Another program was faster.
        (
            DynamoDBError(.validation, "Attempting to create an index which already exists"),
            [Look(), Look(wanted: .creating), Look(wanted: .creating), Look(wanted: .active)], []
        ),
    ]

    @Test(arguments: 0..<4)
    func `what is refused only for now is asked for again`(position: Int) async {
        let (refusal, looks, added) = Self.passing[position]
        let run = await Self.run(looks, refusals: [refusal])
        #expect(run.added == added, "\(run.result)")
        #expect(run.updates.count == added.count + 1)
    }

    @Test(arguments: [DynamoDBError.Code.accessDenied, .validation, .network])
    func `what time does not mend is thrown at once`(code: DynamoDBError.Code) async {
        let run = await Self.run([Look()], refusals: [DynamoDBError(code, "no")])
        #expect(run.error?.code == code && run.updates.count == 1 && run.waits.isEmpty)
    }

    @Test
    func `a table that has all the indexes it can have is not waited for`() async {
        let run = await Self.run(
            [Look()], refusals: Array(repeating: DynamoDBError(.limitExceeded, "count exceeds the limit"), count: 2000)
        ) { table in
            for number in 2...20 {
                table.globalSecondaryIndexes?.append(
                    GlobalSecondaryIndexDescription(
                        indexName: "index-\(number)",
                        keySchema: [KeySchemaElement(attributeName: "type", keyType: .hash)], projection: .all))
            }
        }
        #expect(run.error?.code == .limitExceeded && run.error?.message == "count exceeds the limit")
        #expect(run.updates.count == 1 && run.waits.isEmpty)
    }

    /// How a table looks for ever, what is refused each time, and what the error says in the end.
    private static let late: [(look: Look, refusal: DynamoDBError?, words: String)] = [
        (Look(wanted: .creating, table: .updating), nil, "index by-rank is still CREATING"),
        (Look(wanted: .deleting), nil, "index by-rank is still DELETING"),
        (Look(wanted: .active, table: .updating), nil, "table things is still UPDATING"),
        (Look(other: .creating), DynamoDBError(.limitExceeded, "only one at a time"), "only one at a time"),
        (Look(table: .updating), DynamoDBError(.resourceInUse, "in use"), "in use"),
    ]

    @Test(arguments: 0..<5)
    func `what is not ready in time is still in use`(position: Int) async {
        let (look, refusal, words) = Self.late[position]
        let refusals = refusal.map { Array(repeating: $0, count: 100) } ?? []
        let run = await Self.run([look], refusals: refusals, timeout: .seconds(20))
        #expect(run.error?.code == .resourceInUse && run.error?.message.contains(words) == true, "\(run.result)")
        #expect(run.waits.reduce(.zero, +) == .seconds(20))
    }

    @Test
    func `an index that another program is adding when time is up is in use as well`() async {
        let run = await Self.run(
            [Look(), Look(wanted: .creating)], refusals: [DynamoDBError(.validation, "it already exists")],
            timeout: .zero)
        #expect(run.error?.code == .resourceInUse && run.error?.message == "it already exists")
    }

    @Test
    func `an index that will not do is refused, and nothing is changed`() async {
        let other = await Self.run([Look(wanted: .active)]) { table in
            table.globalSecondaryIndexes?[1].keySchema = [KeySchemaElement(attributeName: "sk", keyType: .hash)]
        }
        #expect(other.error?.code == .validation && other.updates.isEmpty)
        // An attribute keeps the type that it has: the index cannot be made while another one is of texts.
        let typed = await Self.run([Look()]) { table in
            table.attributeDefinitions?.append(AttributeDefinition(attributeName: "rank", attributeType: .string))
        }
        #expect(typed.error?.code == .validation && typed.error?.message.contains("rank") == true)
        #expect(typed.updates.isEmpty && typed.waits.isEmpty)
    }

    @Test
    func `an attribute that was a key of another type is waited for until the index over it is gone`() async {
        let run = await Self.run([Look(other: .deleting), Look(other: .deleting), Look(), Look(wanted: .active)]) {
            (table) in
            guard table.globalSecondaryIndexes?[0].indexStatus == .deleting else { return }
            table.attributeDefinitions?.append(AttributeDefinition(attributeName: "rank", attributeType: .string))
        }
        #expect(run.added == ["by-rank"] && run.updates.count == 1 && run.waits.count == 3)
    }
}
