// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Adds up the capacity that calls consume.
///
/// ```swift
/// let meter = CapacityMeter()
/// let orders = ModelTable(Order.schema, named: "shop", in: database.metered(by: meter))
/// for try await order in orders.query(Order.key, "ann") { … }
/// print(meter.total.capacityUnits, "units in", meter.total.calls, "calls")
/// ```
///
/// It counts every call of every face on the metered database: single ones, pages of sequences, batches and transactions. Make
/// one for whatever is to be told apart: a request, a job, a customer. A meter can be used by several tasks at once.
///
/// It knows what answers tell. What failed calls consume is not in it: DynamoDB charges for a write whose condition was false,
/// and for each attempt of a remote database that it carried out.
public final class CapacityMeter: Sendable {
    /// What was consumed.
    public struct Usage: Hashable, Sendable {
        /// All units together.
        public var capacityUnits = 0.0
        /// The units of each table.
        public var tables: [String: Double] = [:]
        /// How many calls told what they consumed.
        public var calls = 0

        /// A usage of its parts.
        public init(capacityUnits: Double = 0, tables: [String: Double] = [:], calls: Int = 0) {
            self.capacityUnits = capacityUnits
            self.tables = tables
            self.calls = calls
        }
    }

    private let usage = Mutex(Usage())

    /// A meter at zero.
    public init() {}

    /// What was consumed so far.
    public var total: Usage { self.usage.withLock(\.self) }

    /// Sets the meter to zero.
    ///
    /// - Returns: What it showed.
    @discardableResult
    public func reset() -> Usage {
        self.usage.withLock { usage in
            defer { usage = Usage() }
            return usage
        }
    }

    func add(_ consumed: [ConsumedCapacity]) {
        guard !consumed.isEmpty else { return }
        self.usage.withLock { usage in
            usage.calls += 1
            for capacity in consumed {
                usage.capacityUnits += capacity.capacityUnits
                usage.tables[capacity.tableName, default: 0] += capacity.capacityUnits
            }
        }
    }
}

extension DynamoDBDatabase {
    /// This database, with a meter of what its calls consume.
    public func metered(by meter: CapacityMeter) -> MeteredDatabase {
        MeteredDatabase(self, meter: meter)
    }
}
