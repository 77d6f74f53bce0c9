// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// What a query or scan answers beside its rows.
struct PageAnswer: Sendable {
    /// Whether only the number of rows was asked for.
    let countsOnly: Bool
    let count: Int
    let scannedCount: Int
    let lastEvaluatedKey: Item?
    let consumedCapacity: ConsumedCapacity?

    init(_ page: EvaluatedPage, countsOnly: Bool, consumedCapacity: ConsumedCapacity?) {
        self.countsOnly = countsOnly
        self.count = page.count
        self.scannedCount = page.scannedCount
        self.lastEvaluatedKey = page.lastEvaluatedKey
        self.consumedCapacity = consumedCapacity
    }
}

extension QueryOutput {
    /// - Parameter items: The rows; left out if only their number was asked for.
    init(_ answer: PageAnswer, items: [Item]) {
        self.init(
            items: answer.countsOnly ? nil : items, count: answer.count, scannedCount: answer.scannedCount,
            lastEvaluatedKey: answer.lastEvaluatedKey, consumedCapacity: answer.consumedCapacity)
    }
}

extension ScanOutput {
    /// - Parameter items: The rows; left out if only their number was asked for.
    init(_ answer: PageAnswer, items: [Item]) {
        self.init(
            items: answer.countsOnly ? nil : items, count: answer.count, scannedCount: answer.scannedCount,
            lastEvaluatedKey: answer.lastEvaluatedKey, consumedCapacity: answer.consumedCapacity)
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
