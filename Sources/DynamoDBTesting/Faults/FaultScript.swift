// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// Decides what goes wrong in which call, and keeps what was decided. It calls nothing itself.
struct FaultScript {
    /// What was decided of a call.
    struct Injection {
        var fault: Fault
        /// For choices that the fault leaves open.
        var random: UInt64
    }

    /// A fault that was asked for.
    struct Entry {
        var fault: Fault
        var operation: FaultInjectingDatabase.Operation?
        var table: String?
        var times: Int
        var skipped: Int
    }

    /// A write that arrives behind some more calls.
    struct LateRequest {
        /// Its tables; none if they are not known.
        var tables: [String]
        /// How many calls do not see it.
        var calls: Int
        var send: @Sendable () async -> Void

        func isCounted(by shape: CallShape) -> Bool {
            self.tables.isEmpty || self.tables.contains(where: shape.isAbout)
        }
    }

    private struct Stream: Hashable {
        var operation: FaultInjectingDatabase.Operation
        var tables: [String]
    }

    var plan: FaultPlan {
        didSet { self.draws = [:] }
    }
    private(set) var entries: [Entry] = []
    private(set) var calls: [FaultInjectingDatabase.Call] = []
    private var lateRequests: [LateRequest] = []
    private var draws: [Stream: SplitMix64] = [:]

    init(plan: FaultPlan) {
        self.plan = plan
    }

    mutating func add(_ entry: Entry) {
        if entry.times > 0 { self.entries.append(entry) }
    }

    /// How many faults that were asked for have not happened yet; as many as can be counted.
    var pendingFaults: Int {
        self.entries.reduce(self.lateRequests.count) { count, entry in
            let (sum, isTooLarge) = count.addingReportingOverflow(entry.times)
            return isTooLarge ? .max : sum
        }
    }

    mutating func forgetCalls() { self.calls = [] }

    mutating func forgetPendingFaults() {
        self.entries = []
        self.lateRequests = []
    }

    mutating func add(_ request: LateRequest) { self.lateRequests.append(request) }

    /// The late requests that arrive before a call, in the order in which they were sent. Others have one call less to wait for.
    mutating func arriving(before shape: CallShape) -> [LateRequest] {
        var arriving: [LateRequest] = []
        var waiting: [LateRequest] = []
        for var request in self.lateRequests {
            guard request.isCounted(by: shape) else {
                waiting.append(request)
                continue
            }
            if request.calls == 0 {
                arriving.append(request)
            } else {
                request.calls -= 1
                waiting.append(request)
            }
        }
        self.lateRequests = waiting
        return arriving
    }

    /// Decides what goes wrong in a call, and keeps it.
    mutating func decide(_ shape: CallShape) -> Injection? {
        let (drawn, random) = self.draw(shape)
        let fault = self.nextEntry(shape) ?? drawn
        self.calls.append(
            FaultInjectingDatabase.Call(operation: shape.operation, tables: shape.tables, fault: fault))
        return fault.map { Injection(fault: $0, random: random) }
    }

    /// The first fault asked for whose turn it is. Those behind it wait; those before it have counted the call.
    private mutating func nextEntry(_ shape: CallShape) -> Fault? {
        for index in self.entries.indices {
            let entry = self.entries[index]
            guard entry.operation == nil || entry.operation == shape.operation, shape.isAbout(entry.table),
                shape.suits(entry.fault)
            else { continue }
            guard entry.skipped == 0 else {
                self.entries[index].skipped -= 1
                continue
            }
            if entry.times == 1 { self.entries.remove(at: index) } else { self.entries[index].times -= 1 }
            return entry.fault
        }
        return nil
    }

    /// Draws for every rate of the plan, whether or not it can happen, so that one does not change the luck of another.
    private mutating func draw(_ shape: CallShape) -> (fault: Fault?, random: UInt64) {
        let stream = Stream(operation: shape.operation, tables: shape.tables)
        var generator =
            self.draws[stream] ?? SplitMix64(seed: self.plan.seed, of: [shape.operation.description] + shape.tables)
        defer { self.draws[stream] = generator }
        var fault: Fault?
        for rate in self.plan.rates {
            let hits = generator.fraction() < rate.probability
            guard hits, fault == nil, rate.operations.isEmpty || rate.operations.contains(shape.operation),
                shape.isAbout(rate.table), shape.suits(rate.fault)
            else { continue }
            fault = rate.fault
        }
        return (fault, generator.next())
    }
}
