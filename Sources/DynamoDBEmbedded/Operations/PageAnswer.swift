// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a query or scan answers, the rows in one form or another.
struct PageAnswer<Rows: AnswerRows>: Sendable {
    /// The rows; `nil` if only their number was asked for.
    let rows: Rows?
    let count: Int
    let scannedCount: Int
    let lastEvaluatedKey: Item?
    let consumedCapacity: ConsumedCapacity?

    init(_ page: EvaluatedPage<Rows>, countsOnly: Bool, consumedCapacity: ConsumedCapacity?) {
        self.rows = countsOnly ? nil : page.rows
        self.count = page.count
        self.scannedCount = page.scannedCount
        self.lastEvaluatedKey = page.lastEvaluatedKey
        self.consumedCapacity = consumedCapacity
    }
}

extension EvaluatedPage {
    /// What the page consumed: one sum over all evaluated items, rounded up once.
    func capacity(of source: ReadSource, consistent: Bool) -> CapacityMeter {
        var meter = CapacityMeter()
        let units = CapacityUnits.read(self.bytes, consistent: consistent)
        if let index = source.index {
            meter.add(units, to: index)
            meter.add(table: Double(self.tableUnits) * (consistent ? 1 : 0.5))
        } else {
            meter.add(table: units)
        }
        return meter
    }
}
