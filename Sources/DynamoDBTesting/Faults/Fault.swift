// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Something that goes wrong in a call, or is not as one might hope.
///
/// ```swift
/// try database.inject(.provisionedThroughputExceeded, into: .putItem)
/// try database.inject(.unprocessed(leaving: 3), into: .batchWriteItem)
/// try database.inject(.lostAnswer, into: .updateItem)
/// ```
public struct Fault: Hashable, Sendable {
    enum Base: Hashable {
        case error(DynamoDBError.Code, String, cancels: CancellationReason.Code?)
        case failure
        case conflict
        case cancelled([CancellationReason])
        case unprocessed(Int?)
        case lostRequest
        case lostAnswer
        case lateRequest(Int)
        case staleRead(Int)
    }

    let base: Base

    // MARK: The service refuses

    /// The provisioned throughput is used up: ``DynamoDBError/Code/provisionedThroughputExceeded``. Nothing is done. A
    /// transaction is cancelled for this reason, as on the service.
    public static let provisionedThroughputExceeded = Self(
        base: .error(
            .provisionedThroughputExceeded, Self.throughputExceeded, cancels: .provisionedThroughputExceeded))

    static let throughputExceeded =
        "The level of configured provisioned throughput for the table was exceeded. Consider increasing your provisioning level with the UpdateTable API."

    /// There are too many requests: ``DynamoDBError/Code/throttling``. Nothing is done. A transaction is cancelled for this
    /// reason, as on the service.
    public static let throttling = Self(
        base: .error(
            .throttling,
            "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index so please try again shortly.",
            cancels: .throttlingError))

    /// The account's throughput is used up: ``DynamoDBError/Code/requestLimitExceeded``. Nothing is done.
    public static let requestLimitExceeded = Self(
        base: .error(
            .requestLimitExceeded, "Throughput exceeds the current throughput limit for your account.", cancels: nil))

    /// Any other error. Nothing is done.
    ///
    /// ```swift
    /// try database.inject(.error(.accessDenied, "not for you"), into: .deleteItem)
    /// ```
    ///
    /// - Parameters:
    ///   - code: The code of the error.
    ///   - message: Its message.
    public static func error(_ code: DynamoDBError.Code, _ message: String) -> Self {
        Self(base: .error(code, message, cancels: nil))
    }

    // MARK: Another one is writing

    /// Somebody else's transaction is under way. A single write fails with ``DynamoDBError/Code/transactionConflict``, a
    /// transaction with ``DynamoDBError/Code/transactionCanceled``, one of its actions, chosen by the seed, being the reason.
    /// Nothing is done.
    public static let transactionConflict = Self(base: .conflict)

    /// A transaction is cancelled for these reasons. Nothing is done.
    ///
    /// - Parameter reasons: One for each action of the transaction, in their order; ``CancellationReason/none`` for those that
    ///   are no hindrance.
    public static func transactionCanceled(_ reasons: [CancellationReason]) -> Self {
        Self(base: .cancelled(reasons))
    }

    // MARK: Only a part is done

    /// A batch comes back with entries that were not done: at least one, and of several not all; which of them is chosen by the
    /// seed. A batch of one entry fails as with ``unprocessed(leaving:)``.
    ///
    /// A batch that is empty, has too many entries, names an item twice, or writes to a table that is not there, is refused
    /// as ever, where the database describes its tables. All else is looked at only in the entries that are done: one that is
    /// left, and that the database would refuse for its key, its size or its values, is refused when it is sent again.
    public static let unprocessed = Self(base: .unprocessed(nil))

    /// A batch comes back with its last entries undone; tables count in the order of their names.
    ///
    /// If no entry is done, it fails with ``DynamoDBError/Code/provisionedThroughputExceeded``, as on the service.
    ///
    /// - Parameter count: How many; all of them if there are fewer.
    public static func unprocessed(leaving count: Int) -> Self {
        Self(base: .unprocessed(max(count, 0)))
    }

    // MARK: Nobody can know

    /// The request never arrives, and the caller cannot know: a write fails with ``DynamoDBError/Code/outcomeUnknown`` and is
    /// not done, a read fails with ``DynamoDBError/Code/timeout``.
    ///
    /// It is what a remote database reports once its own attempts are used up.
    public static let lostRequest = Self(base: .lostRequest)

    /// The answer never arrives, and the caller cannot know: a write is done, or refused, and fails with
    /// ``DynamoDBError/Code/outcomeUnknown`` in either case, a read fails with ``DynamoDBError/Code/timeout``.
    public static let lostAnswer = Self(base: .lostAnswer)

    /// A write arrives late: it fails with ``DynamoDBError/Code/outcomeUnknown``, and is done, or refused, behind the
    /// next call; see ``lateRequest(behind:)``.
    public static let lateRequest = Self(base: .lateRequest(1))

    /// A write arrives late: it fails with ``DynamoDBError/Code/outcomeUnknown``, and is done, or refused, behind some calls.
    ///
    /// So it is where an attempt was given up that is still on its way to the service. Who writes the same item meanwhile may be
    /// overwritten, unless the late write has a condition that is false then, such as that of a version.
    ///
    /// The calls that count are those about one of its tables, in any operation, those that a table or a model makes by itself
    /// among them; not statements, nor calls that name the table in another way, by its Amazon Resource Name or without. Where the
    /// tables of the write are not known, as those of a statement, all calls count. It arrives before the call behind them, which
    /// sees it. Until then it is one of ``FaultInjectingDatabase/pendingFaults``.
    ///
    /// - Parameter calls: How many calls do not see it.
    public static func lateRequest(behind calls: Int) -> Self {
        Self(base: .lateRequest(max(calls, 0)))
    }

    /// The service fails in the middle: a write is done or not, as the seed says, and fails with
    /// ``DynamoDBError/Code/outcomeUnknown``, a read fails with ``DynamoDBError/Code/internalServerError``.
    ///
    /// It is what a remote database reports once its own attempts are used up. Where the service says that it did not begin, as it
    /// is unavailable, a write fails with that code too: `.error(.internalServerError, "Service unavailable")`.
    public static let internalServerError = Self(base: .failure)

    // MARK: The past

    /// A read that is not asked to be consistent does not see the last write.
    public static let staleRead = Self(base: .staleRead(1))

    /// A read that is not asked to be consistent does not see the last writes.
    ///
    /// For databases of ``TestDatabase``, and other embedded ones that ``FaultInjectingDatabase`` wraps directly and whose
    /// configuration has `staleReads`; with any other, such a fault fails with ``DynamoDBError/Code/unsupported``.
    ///
    /// - Parameter writes: How many writes it does not see, whatever their items; at most as many as the database keeps.
    public static func staleRead(missing writes: Int) -> Self {
        Self(base: .staleRead(max(writes, 0)))
    }
}

extension Fault: CustomStringConvertible {
    /// The fault in a few words.
    public var description: String {
        switch self.base {
        case .error(let code, _, _): code.description
        case .failure: DynamoDBError.Code.internalServerError.description
        case .conflict: "transaction conflict"
        case .cancelled: "cancelled transaction"
        case .unprocessed(let count): count.map { "\($0) entries unprocessed" } ?? "unprocessed entries"
        case .lostRequest: "lost request"
        case .lostAnswer: "lost answer"
        case .lateRequest(let calls): "request that arrives behind \(calls) calls"
        case .staleRead(let writes): "read that misses \(writes) writes"
        }
    }
}
