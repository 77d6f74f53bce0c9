// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What goes wrong by chance, and how often.
///
/// ```swift
/// let plan = FaultPlan(seed: 7)
///     .adding(.throttling, probability: 0.2)
///     .adding(.unprocessed, probability: 0.5, to: .batchWriteItem, .batchGetItem)
/// let database = FaultInjectingDatabase(engine, plan: plan)
/// ```
///
/// The same seed and the same calls give the same faults. Every operation on every table has draws of its own: what happens
/// to one does not depend on how calls of others come in between.
public struct FaultPlan: Hashable, Sendable {
    /// One kind of fault.
    struct Rate: Hashable {
        var fault: Fault
        var probability: Double
        var operations: Set<FaultInjectingDatabase.Operation>
        var table: String?
    }

    /// What the faults depend on.
    public var seed: UInt64
    var rates: [Rate] = []

    /// Nothing goes wrong.
    public static let none = FaultPlan()

    /// A plan without faults yet.
    ///
    /// - Parameter seed: What the faults depend on. Defaults to 0.
    public init(seed: UInt64 = 0) {
        self.seed = seed
    }

    /// The plan with one more kind of fault. If several would happen in one call, the one that was added first does.
    ///
    /// - Parameters:
    ///   - fault: What goes wrong, in calls that it can go wrong in: only batches leave entries undone.
    ///   - probability: In how many of those calls, from 0, none, to 1, all.
    ///   - operations: The operations. Defaults to all.
    ///   - table: The table. Defaults to all.
    public func adding(
        _ fault: Fault, probability: Double, to operations: FaultInjectingDatabase.Operation..., table: String? = nil
    ) -> FaultPlan {
        var plan = self
        plan.rates.append(
            Rate(fault: fault, probability: probability, operations: Set(operations), table: table))
        return plan
    }
}
