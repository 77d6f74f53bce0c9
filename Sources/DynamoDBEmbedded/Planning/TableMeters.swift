// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a request for several items consumed, table by table.
struct TableMeters {
    private var entries: [(table: Int64, name: String, meter: CapacityMeter)] = []

    /// Adds what was consumed for one item.
    ///
    /// - Parameters:
    ///   - factor: How many times the units of the table itself count: twice in a transaction. Those of indexes count once.
    ///   - name: The table as the request names it. Of two names of one table the first stays.
    mutating func add(_ meter: CapacityMeter, times factor: Double = 1, of table: StoredTable, named name: String) {
        let position: Int
        if let known = self.entries.firstIndex(where: { $0.table == table.id }) {
            position = known
        } else {
            position = self.entries.count
            self.entries.append((table.id, name, CapacityMeter()))
        }
        self.entries[position].meter.add(meter, tableTimes: factor)
    }

    /// What was consumed, as far as it was asked for; `nil` if it was not.
    func report(
        _ choice: ReturnConsumedCapacity?, asTransaction kind: CapacityMeter.Kind? = nil
    ) -> [ConsumedCapacity]? {
        let reports = self.entries.compactMap { $0.meter.report(choice, tableName: $0.name, asTransaction: kind) }
        return reports.isEmpty ? nil : reports
    }
}
