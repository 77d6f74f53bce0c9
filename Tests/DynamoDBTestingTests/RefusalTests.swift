// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBTesting
import Testing

/// The service refuses, and nothing is done.
@Suite(.dynamoDB(tables: [.things]))
struct RefusalTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        var fault: Fault
        var code: DynamoDBError.Code
        /// The reason of a transaction, where there is one.
        var reason: CancellationReason.Code?
        var testDescription: String { self.fault.description }
    }

    static let refusals = [
        Refusal(
            fault: .provisionedThroughputExceeded, code: .provisionedThroughputExceeded,
            reason: .provisionedThroughputExceeded),
        Refusal(fault: .throttling, code: .throttling, reason: .throttlingError),
        Refusal(fault: .requestLimitExceeded, code: .requestLimitExceeded),
        Refusal(fault: .error(.internalServerError, "no"), code: .internalServerError),
        Refusal(fault: .error(.accessDenied, "no"), code: .accessDenied),
        Refusal(fault: .transactionConflict, code: .transactionConflict, reason: .transactionConflict),
    ]

    @Test(arguments: refusals)
    func `a write is refused once, and done the next time`(refusal: Refusal) async throws {
        let test = try TestDatabase.current
        let things = test.table("things")
        try test.database.inject(refusal.fault, into: .putItem)
        let error = try #require(
            await #expect(throws: DynamoDBError.self) { try await things.put(["pk": "a"]) })
        #expect(error.code == refusal.code)
        #expect(try await test.engine.getItem(GetItemInput(tableName: "things", key: ["pk": "a"])).item == nil)
        try await things.put(["pk": "a"])
        #expect(try await things.get(["pk": "a"]) == ["pk": "a"])
        #expect(
            test.database.calls == [
                .init(operation: .putItem, tables: ["things"], fault: refusal.fault),
                .init(operation: .putItem, tables: ["things"], fault: nil),
                .init(operation: .getItem, tables: ["things"], fault: nil),
            ])
    }

    @Test(arguments: refusals)
    func `a transaction is cancelled with one action as the reason, or refused`(refusal: Refusal) async throws {
        let test = try TestDatabase.current
        try test.database.inject(refusal.fault, into: .transactWriteItems)
        let actions = ["a", "b", "c"].map {
            TransactWriteItem.put(TransactPut(tableName: "things", item: ["pk": .string($0)]))
        }
        let error = try #require(
            await #expect(throws: DynamoDBError.self) {
                try await test.database.transactWriteItems(TransactWriteItemsInput(transactItems: actions))
            })
        if let reason = refusal.reason {
            #expect(error.code == .transactionCanceled)
            #expect(error.cancellationReasons.count == 3)
            #expect(error.cancellationReasons.filter { $0.code != .none }.map(\.code) == [reason])
        } else {
            #expect(error.code == refusal.code)
        }
        #expect(try await test.engine.scan(ScanInput(tableName: "things")).count == 0)
    }

    @Test func `a transaction is cancelled for the reasons that the test gives`() async throws {
        let test = try TestDatabase.current
        let reasons = [CancellationReason.none, CancellationReason(code: .throttlingError, message: "wait")]
        try test.database.inject(.transactionCanceled(reasons))
        let error = try #require(
            await #expect(throws: DynamoDBError.self) {
                try await test.database.transactGetItems(
                    TransactGetItemsInput(transactItems: [
                        TransactGet(tableName: "things", key: ["pk": "a"]),
                        TransactGet(tableName: "things", key: ["pk": "b"]),
                    ]))
            })
        #expect(error.cancellationReasons == reasons)
        #expect(error.message.hasSuffix("[None, ThrottlingError]"))
    }

    @Test func `modify reads again and retries after conflicts`() async throws {
        let test = try TestDatabase.current
        let accounts = test.models(Account.schema, named: "things")
        try await accounts.insert(Account(owner: "ann", balance: 5))
        try test.database.inject(.transactionConflict, into: .updateItem, times: 3)
        let account = try await accounts.modify(Account.key("ann")) { $0.balance += 1 }
        #expect(account.balance == 6 && account.version == 2)
        #expect(test.database.calls(of: .updateItem).map { $0.fault != nil } == [true, true, true, false])
        #expect(test.database.calls(of: .getItem).count == 4)
        #expect(test.database.pendingFaults == 0)
    }
}
