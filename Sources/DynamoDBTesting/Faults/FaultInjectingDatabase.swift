// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// A database in which things go wrong: as often as a plan says, or exactly where a test wants it.
///
/// ```swift
/// let database = FaultInjectingDatabase(try EmbeddedDatabase.inMemory())
/// let users = DynamoDBTable("users", in: database)
///
/// try database.inject(.provisionedThroughputExceeded, into: .putItem)
/// await #expect(throws: DynamoDBError.self) { try await users.put(["pk": "user#123"]) }
/// try await users.put(["pk": "user#123"])
/// #expect(database.calls(of: .putItem).count == 2)
/// ```
///
/// It wraps any database, and has every operation. The same plan and the same calls give the same faults; a fault asked for
/// with ``inject(_:into:table:times:after:)`` comes before those of the plan. What was called, and what went wrong, is in
/// ``calls``.
public final class FaultInjectingDatabase: DynamoDBDatabase {
    let database: any DynamoDBDatabase
    private let script: Mutex<FaultScript>

    /// Wraps a database.
    ///
    /// - Parameters:
    ///   - database: What carries out the calls.
    ///   - plan: What goes wrong by chance. Defaults to nothing.
    public init(_ database: some DynamoDBDatabase, plan: FaultPlan = .none) {
        self.database = database
        self.script = Mutex(FaultScript(plan: plan))
    }

    /// What goes wrong by chance from now on. A new plan begins anew, whatever was called before.
    public var plan: FaultPlan {
        get { self.script.withLock { $0.plan } }
        set { self.script.withLock { $0.plan = newValue } }
    }

    /// Makes something go wrong in the next call that it can go wrong in.
    ///
    /// ```swift
    /// try database.inject(.throttling, into: .getItem, times: 2)      // the next two
    /// try database.inject(.lostAnswer, into: .putItem, after: 1)      // not the next one, but the one behind it
    /// ```
    ///
    /// Faults that one and the same call could have come in the order in which they were asked for.
    ///
    /// - Parameters:
    ///   - fault: What goes wrong.
    ///   - operation: In calls of which operation. Defaults to any in which the fault can happen.
    ///   - table: In calls about which table. Defaults to any.
    ///   - times: In how many calls. Defaults to one.
    ///   - skipped: How many such calls come before. Defaults to none.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the fault cannot happen in the operation, and
    ///   ``DynamoDBError/Code/unsupported`` for a stale read of a database that keeps no past.
    public func inject(
        _ fault: Fault, into operation: Operation? = nil, table: String? = nil, times: Int = 1, after skipped: Int = 0
    ) throws(DynamoDBError) {
        if let operation, !CallShape.suits(fault, operation) {
            throw DynamoDBError(.validation, "The fault '\(fault)' cannot happen in \(operation).")
        }
        if case .staleRead = fault.base { try self.requirePast() }
        self.script.withLock {
            $0.add(
                .init(fault: fault, operation: operation, table: table, times: times, skipped: max(skipped, 0)))
        }
    }

    /// How many of the faults that were asked for have not happened yet, and how many late requests have not arrived. At the end
    /// of a test, 0 says that all did.
    public var pendingFaults: Int {
        self.script.withLock { $0.pendingFaults }
    }

    /// Forgets the faults that were asked for and have not happened yet. Late requests that are on their way never arrive.
    public func forgetPendingFaults() {
        self.script.withLock { $0.forgetPendingFaults() }
    }

    /// Every call so far, in the order in which they began.
    public var calls: [Call] { self.script.withLock { $0.calls } }

    /// The calls of one operation so far.
    public func calls(of operation: Operation) -> [Call] {
        self.calls.filter { $0.operation == operation }
    }

    /// Forgets the calls so far.
    public func forgetCalls() {
        self.script.withLock { $0.forgetCalls() }
    }

    /// A call, and what went wrong in it.
    public struct Call: Hashable, Sendable {
        /// The operation.
        public var operation: Operation
        /// The tables, in the order of their names; those of statements, and of Amazon Resource Names, are not told.
        public var tables: [String]
        /// What went wrong; `nil` if the database carried out the call, and its answer or error was passed on.
        public var fault: Fault?

        /// Creates a value of its parts, to compare with.
        public init(operation: Operation, tables: [String], fault: Fault? = nil) {
            self.operation = operation
            self.tables = tables
            self.fault = fault
        }
    }

    // MARK: Faults at work

    /// Begins a call: what was sent earlier and arrives now is done, and it is decided what goes wrong.
    func begin(_ shape: CallShape) async -> FaultScript.Injection? {
        let (injection, arriving) = self.script.withLock { script in
            (script.decide(shape), script.arriving(before: shape))
        }
        // Cancelling this call does not call back another one's request.
        for request in arriving { await Task { await request.send() }.value }
        return injection
    }

    /// Carries out a call, with what was decided about it.
    func perform<Output>(
        _ shape: CallShape, _ body: @escaping @Sendable () async throws(DynamoDBError) -> Output
    ) async throws(DynamoDBError) -> Output {
        try await self.perform(shape, await self.begin(shape), body)
    }

    func perform<Output>(
        _ shape: CallShape, _ injection: FaultScript.Injection?,
        _ body: @escaping @Sendable () async throws(DynamoDBError) -> Output
    ) async throws(DynamoDBError) -> Output {
        guard let injection else { return try await body() }
        switch injection.fault.base {
        case .error(let code, let message, let reason):
            if let reason, CallShape.transactions.contains(shape.operation) {
                throw shape.cancelled(for: reason, message, random: injection.random)
            }
            throw DynamoDBError(code, message)
        case .conflict: throw shape.conflict(random: injection.random)
        case .cancelled(let reasons): throw .transactionCanceled(reasons)
        case .failure where shape.isRead: throw DynamoDBError(.internalServerError, "Internal server error")
        case .lostRequest,
            .failure where injection.random & 1 == 0:
            throw shape.lost
        case .lostAnswer, .failure:
            do {
                _ = try await body()
            } catch {
                // What no service answers is no answer that could be lost.
                if [.cancelled, .closed, .unsupported].contains(error.code) { throw error }
            }
            throw shape.lost
        case .lateRequest(let calls):
            self.script.withLock {
                $0.add(FaultScript.LateRequest(tables: shape.tables, calls: calls) { _ = try? await body() })
            }
            throw shape.lost
        case .staleRead(let writes):
            try self.requirePast()
            return try await EmbeddedDatabase.missing(writes: writes, body)
        case .unprocessed:
            // Batches see to that themselves.
            return try await body()
        }
    }

    private func requirePast() throws(DynamoDBError) {
        guard let engine = self.database as? EmbeddedDatabase, engine.keepsPast else {
            throw DynamoDBError(
                .unsupported,
                "A stale read needs an embedded database whose configuration has staleReads, such as that of a TestDatabase."
            )
        }
    }
}
