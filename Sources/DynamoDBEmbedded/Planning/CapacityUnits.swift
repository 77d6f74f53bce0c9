// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How DynamoDB counts capacity.
///
/// Source: DynamoDB developer guide, "Read and write operations", and measurements on the service for indexes.
enum CapacityUnits {
    /// How many times 4 KB a size takes, once at least.
    static func fourKilobytes(in size: Int) -> Int { max(1, (size + 4095) / 4096) }

    /// How many times 1 KB a size takes, once at least.
    static func kilobytes(in size: Int) -> Int { max(1, (size + 1023) / 1024) }

    /// The units of reading this many bytes together.
    static func read(_ bytes: Int, consistent: Bool) -> Double {
        Double(Self.fourKilobytes(in: bytes)) * (consistent ? 1 : 0.5)
    }

    /// The units of an index for a change of the entry of one item; 0 if its entry stays as it is.
    static func indexWrite(old: (key: [UInt8], size: Int)?, new: (key: [UInt8], size: Int)?) -> Double {
        switch (old, new) {
        case (nil, nil): 0
        case (let old?, nil): Double(Self.kilobytes(in: old.size))
        case (nil, let new?): Double(Self.kilobytes(in: new.size))
        case (let old?, let new?):
            if old.key == new.key {
                Double(Self.kilobytes(in: max(old.size, new.size)))
            } else {
                Double(Self.kilobytes(in: old.size) + Self.kilobytes(in: new.size))
            }
        }
    }
}

/// The capacity that one request consumed in one table, by where.
struct CapacityMeter {
    private var table: Double = 0
    private var indexes: [(index: StoredIndex, units: Double)] = []

    mutating func add(table units: Double) {
        self.table += units
    }

    mutating func add(_ units: Double, to index: StoredIndex) {
        guard units > 0 else { return }
        if let position = self.indexes.firstIndex(where: { $0.index.tree == index.tree }) {
            self.indexes[position].units += units
        } else {
            self.indexes.append((index, units))
        }
    }

    /// Adds what another request of the same batch consumed in the table.
    ///
    /// - Parameter factor: How many times its units of the table itself count.
    mutating func add(_ other: CapacityMeter, tableTimes factor: Double = 1) {
        self.table += other.table * factor
        for (index, units) in other.indexes { self.add(units, to: index) }
    }

    /// What kind of units a transaction consumed, which it tells apart.
    enum Kind {
        case reads, writes
    }

    /// What was consumed, as far as it was asked for.
    ///
    /// - Parameters:
    ///   - tableName: The table as the request names it.
    ///   - kind: The kind of the units, for a transaction.
    func report(
        _ choice: ReturnConsumedCapacity?, tableName: String, asTransaction kind: Kind? = nil
    ) -> ConsumedCapacity? {
        guard let choice, choice != .none else { return nil }
        var consumed = ConsumedCapacity(
            tableName: tableName, capacityUnits: self.indexes.reduce(self.table) { $0 + $1.units })
        consumed.readCapacityUnits = kind == .reads ? consumed.capacityUnits : nil
        consumed.writeCapacityUnits = kind == .writes ? consumed.capacityUnits : nil
        guard choice == .indexes else { return consumed }
        consumed.table = Capacity(
            capacityUnits: self.table, readCapacityUnits: kind == .reads ? self.table : nil,
            writeCapacityUnits: kind == .writes ? self.table : nil)
        func shares(global: Bool) -> [String: Capacity]? {
            let shares = self.indexes.filter { $0.index.isGlobal == global }
            guard !shares.isEmpty else { return nil }
            return Dictionary(
                shares.map { ($0.index.name, Capacity(capacityUnits: $0.units)) }, uniquingKeysWith: { $1 })
        }
        consumed.globalSecondaryIndexes = shares(global: true)
        consumed.localSecondaryIndexes = shares(global: false)
        return consumed
    }
}
