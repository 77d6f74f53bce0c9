// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What decides which faults a call can have.
struct CallShape {
    typealias Operation = FaultInjectingDatabase.Operation

    var operation: Operation
    /// The tables, in the order of their names.
    var tables: [String]
    /// Whether nothing is written.
    var isRead: Bool
    /// Whether the past may be read.
    var mayBeStale: Bool
    /// How many actions a transaction has.
    var actions: Int

    init(
        _ operation: Operation, _ tables: some Sequence<String> = [], isRead: Bool? = nil, mayBeStale: Bool = false,
        actions: Int = 0
    ) {
        self.operation = operation
        self.tables = Set(tables).sorted()
        self.isRead = isRead ?? Self.reads.contains(operation)
        self.mayBeStale = mayBeStale
        self.actions = actions
    }

    func isAbout(_ table: String?) -> Bool {
        guard let table else { return true }
        return self.tables.contains { $0.hasSameBytes(as: table) }
    }

    /// Whether the fault can happen in this call.
    func suits(_ fault: Fault) -> Bool {
        if case .staleRead = fault.base { return self.mayBeStale }
        if case .conflict = fault.base, self.operation == .executeStatement { return !self.isRead }
        if case .lateRequest = fault.base { return !self.isRead }
        return Self.suits(fault, self.operation)
    }

    /// Whether the fault can happen in calls of an operation.
    static func suits(_ fault: Fault, _ operation: Operation) -> Bool {
        switch fault.base {
        case .error, .failure, .lostRequest, .lostAnswer: true
        case .conflict:
            Self.transactions.contains(operation)
                || [.putItem, .updateItem, .deleteItem, .executeStatement].contains(operation)
        case .cancelled: Self.transactions.contains(operation)
        case .lateRequest: !Self.reads.contains(operation)
        case .unprocessed: [.batchGetItem, .batchWriteItem].contains(operation)
        case .staleRead:
            [.getItem, .query, .scan, .batchGetItem, .executeStatement, .batchExecuteStatement].contains(operation)
        }
    }

    static let transactions: Set<Operation> = [.transactGetItems, .transactWriteItems, .executeTransaction]

    private static let reads: Set<Operation> = [
        .getItem, .query, .scan, .batchGetItem, .transactGetItems, .describeTable, .listTables, .listTagsOfResource,
        .describeLimits, .describeEndpoints, .describeContinuousBackups, .describeContributorInsights,
        .describeTimeToLive, .listStreams, .describeStream, .getShardIterator, .getRecords,
    ]

    /// What a remote database reports if the answer is lost: the same whether or not the request arrived.
    var lost: DynamoDBError {
        self.isRead ? .timeout(of: self.operation.name) : .outcomeUnknown(of: self.operation.name)
    }

    /// The error of a transaction that one of its actions hinders.
    func cancelled(
        for code: CancellationReason.Code, _ message: String, random: UInt64
    ) -> DynamoDBError {
        var reasons = Array(repeating: CancellationReason.none, count: max(self.actions, 1))
        reasons[Int(random % UInt64(reasons.count))] = CancellationReason(code: code, message: message)
        return .transactionCanceled(reasons)
    }

    /// The error of another one's transaction.
    func conflict(random: UInt64) -> DynamoDBError {
        let message = "Transaction is ongoing for the item"
        return Self.transactions.contains(self.operation)
            ? self.cancelled(for: .transactionConflict, message, random: random)
            : DynamoDBError(.transactionConflict, message)
    }
}
