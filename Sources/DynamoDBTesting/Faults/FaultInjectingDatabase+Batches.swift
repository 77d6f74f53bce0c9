// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

extension FaultInjectingDatabase {
    /// Reads up to 100 items of one or more tables.
    public func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput {
        let shape = CallShape(
            .batchGetItem, input.requestItems.keys,
            mayBeStale: input.requestItems.values.contains { $0.consistentRead != true })
        let injection = await self.begin(shape)
        let entries = input.requestItems.values.reduce(0) { $0 + $1.keys.count }
        // A request that is too large, or empty, or names an item twice, is refused as a whole: its parts would not be.
        guard let injection, case .unprocessed(let count) = injection.fault.base, (1...100).contains(entries),
            input.requestItems.values.allSatisfy({ Set($0.keys).count == $0.keys.count })
        else {
            return try await self.perform(shape, injection) { [database] () async throws(DynamoDBError) in
                try await database.batchGetItem(input)
            }
        }
        var division = Division(input.requestItems.mapValues(\.keys), leaving: count, random: injection.random)
        guard !division.done.isEmpty else { throw Self.nothingDone }
        var sent = input
        sent.requestItems = input.requestItems.filter { division.done[$0.key] != nil }
        for (table, keys) in division.done { sent.requestItems[table]?.keys = keys }
        var output = try await self.database.batchGetItem(sent)
        // A table of which nothing was read has an empty list.
        for table in input.requestItems.keys where output.responses[table] == nil { output.responses[table] = [] }
        for (table, unprocessed) in output.unprocessedKeys { division.undone[table, default: []] += unprocessed.keys }
        output.unprocessedKeys = input.requestItems.filter { division.undone[$0.key] != nil }
        for (table, keys) in division.undone { output.unprocessedKeys[table]?.keys = keys }
        return output
    }

    /// Writes and deletes up to 25 items of one or more tables, each on its own.
    public func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput {
        let shape = CallShape(.batchWriteItem, input.requestItems.keys)
        let injection = await self.begin(shape)
        let entries = input.requestItems.values.reduce(0) { $0 + $1.count }
        guard let injection, case .unprocessed(let count) = injection.fault.base, (1...25).contains(entries),
            try await self.areAllOfOtherItems(input.requestItems)
        else {
            return try await self.perform(shape, injection) { [database] () async throws(DynamoDBError) in
                try await database.batchWriteItem(input)
            }
        }
        let division = Division(input.requestItems, leaving: count, random: injection.random)
        guard !division.done.isEmpty else { throw Self.nothingDone }
        var sent = input
        sent.requestItems = division.done
        var output = try await self.database.batchWriteItem(sent)
        for (table, requests) in division.undone { output.unprocessedItems[table, default: []] += requests }
        return output
    }

    /// What the service says of a batch of which it can do nothing.
    private static let nothingDone = DynamoDBError(.provisionedThroughputExceeded, Fault.throughputExceeded)

    /// Whether no two requests are about one item, which the keys of the tables tell; not if there is no such table.
    private func areAllOfOtherItems(_ requestItems: [String: [WriteRequest]]) async throws(DynamoDBError) -> Bool {
        for (table, requests) in requestItems {
            let description: TableDescription
            do {
                description = try await self.database.describeTable(DescribeTableInput(tableName: table)).table
            } catch {
                guard error.code != .resourceNotFound else { return false }
                // A database that does not tell its keys has the fault all the same.
                guard ![.cancelled, .closed].contains(error.code) else { throw error }
                continue
            }
            guard let names = description.keySchema?.map(\.attributeName) else { continue }
            let keys = requests.map { request in
                switch request {
                case .put(let item): item.selecting(names)
                case .delete(let key): key.selecting(names)
                }
            }
            guard Set(keys).count == keys.count else { return false }
        }
        return true
    }

    /// The entries of a batch that are done, and those that are not.
    private struct Division<Entry> {
        var done: [String: [Entry]] = [:]
        var undone: [String: [Entry]] = [:]

        /// - Parameters:
        ///   - entries: The entries by table.
        ///   - count: How many of the last ones are not done; `nil` for some that are chosen.
        ///   - random: What the choice depends on.
        init(_ entries: [String: [Entry]], leaving count: Int?, random: UInt64) {
            let all = entries.keys.sorted().flatMap { table in (entries[table] ?? []).map { (table, $0) } }
            var isDone = Array(repeating: true, count: all.count)
            if let count {
                for position in all.indices.suffix(count) { isDone[position] = false }
            } else if !all.isEmpty {
                var generator = SplitMix64(seed: random)
                for position in all.indices { isDone[position] = generator.next() & 1 == 0 }
                // At least one is left, and of several not all: nothing done is another answer.
                let left = Int(generator.next() % UInt64(all.count))
                isDone[left] = false
                if all.count > 1, !isDone.contains(true) { isDone[(left + 1) % all.count] = true }
            }
            for (position, (table, entry)) in all.enumerated() {
                if isDone[position] {
                    self.done[table, default: []].append(entry)
                } else {
                    self.undone[table, default: []].append(entry)
                }
            }
        }
    }
}
