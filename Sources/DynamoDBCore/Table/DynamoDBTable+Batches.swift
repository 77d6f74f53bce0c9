// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// Writes any number of items, each in place of any item with the same key.
    ///
    /// ```swift
    /// let result = await table.batchPut(items)
    /// print("Created \(result.successful) items, \(result.failed) failed")
    /// ```
    ///
    /// The items are sent in requests of up to 25 items and 16 MB. What the database leaves undone is sent again, with
    /// growing waits, until it takes nothing ten times in a row; so is a request that could not be sent, or that soon lost its
    /// answer, as to write an item twice does no harm, unless others write it too. An invalid item fails alone. Nothing more is
    /// sent once ten requests in a row failed so, or three in a row waited in vain for four seconds or until their time was
    /// up. Nothing is thrown: whatever happens, the result tells what is written, what is not, and what is in doubt
    /// (``DynamoDBError/Code/outcomeUnknown``).
    ///
    /// Of several items with one key the last one wins, as if they were written one by one; only that one is sent, and
    /// the others count as written with it. If it turns out to be invalid, the one before it is written.
    ///
    /// A batch is not one transaction: other readers can see a part of it. It takes no condition.
    ///
    /// - Parameters:
    ///   - items: The items, each with its whole primary key.
    ///   - batchSize: How many items to send in one request. Defaults to 25, the most; a number beyond 1...25 is brought
    ///     into that range.
    public func batchPut(_ items: [Item], batchSize: Int = 25) async -> BatchResult {
        guard !items.isEmpty else { return BatchResult(successful: 0, failures: []) }
        let keyNames: [String]?
        do {
            keyNames = try await self.keyNames(telling: items)
        } catch {
            return BatchResult(successful: 0, failures: Self.failures(of: items, error))
        }
        let key: (Item) -> Item = { item in keyNames.map { item.selecting($0) } ?? item }
        let entries = items.map { BatchEntry($0, key: key($0)) }
        let sending = await self.batchPut(entries, key: key, batchSize: batchSize, keepsOrder: keyNames == nil)
        return BatchResult(of: entries, sending)
    }

    /// The same for items whose key is known.
    ///
    /// - Parameters:
    ///   - key: What tells the key of an item apart from others.
    ///   - keepsOrder: Whether `key` may tell two items apart that have one key.
    func batchPut(
        _ items: [BatchEntry], key: (Item) -> Item, batchSize: Int = 25, keepsOrder: Bool = false
    ) async -> BatchSending {
        await self.batchWrite(items, batchSize: batchSize, keepsOrder: keepsOrder, key: key) { .put($0) }
    }

    /// Deletes any number of items by their keys. A key that no item has counts as deleted.
    ///
    /// ```swift
    /// let result = await table.batchDelete([["pk": "user#1", "sk": "profile"], ["pk": "user#2", "sk": "profile"]])
    /// ```
    ///
    /// The keys are sent as the items of ``batchPut(_:batchSize:)`` are; a key that is given twice is sent once and
    /// counts twice.
    ///
    /// - Parameters:
    ///   - keys: The whole primary keys, and nothing else.
    ///   - batchSize: How many keys to send in one request. Defaults to 25, the most; a number beyond 1...25 is brought
    ///     into that range.
    public func batchDelete(_ keys: [Item], batchSize: Int = 25) async -> BatchResult {
        let entries = keys.map { BatchEntry($0, key: $0) }
        return BatchResult(of: entries, await self.batchDelete(entries, batchSize: batchSize))
    }

    func batchDelete(_ keys: [BatchEntry], batchSize: Int = 25) async -> BatchSending {
        await self.batchWrite(keys, batchSize: batchSize, key: { $0 }, request: { .delete(key: $0) })
    }

    /// Reads any number of items by their keys.
    ///
    /// ```swift
    /// let result = await table.batchGet([["pk": "user#1"], ["pk": "user#2"]], projection: ["name"])
    /// for user in result.items { print(user) }
    /// ```
    ///
    /// The keys are sent in requests of up to 100, and what the database leaves undone is asked for again, as in
    /// ``batchPut(_:batchSize:)``. A key that is given twice is read and returned once.
    ///
    /// - Parameters:
    ///   - keys: The whole primary keys, and nothing else.
    ///   - consistency: Pass `.strong` to see every write that finished before this call, at twice the read cost.
    ///   - projection: The attributes to return. Defaults to all.
    /// - Returns: The items found, the keys without an item, and the keys that could not be read.
    public func batchGet(
        _ keys: [Item],
        consistency: ReadConsistency = .eventual,
        projection: [Attribute]? = nil
    ) async -> BatchGetResult {
        await self.batchGetWithOutlook(keys, consistency: consistency, projection: projection).result
    }

    /// The same, with what it tells of keys that are to be read after these.
    func batchGetWithOutlook(
        _ keys: [Item], consistency: ReadConsistency, projection: [Attribute]? = nil
    ) async -> (result: BatchGetResult, outlook: BatchOutlook) {
        let request: BatchGetRequest
        do {
            request = try BatchGetRequest(keys, consistency: consistency, projection: projection)
        } catch {
            let result = BatchGetResult(items: [], missingKeys: [], failures: Self.failures(of: keys, error))
            return (result, BatchOutlook())
        }
        let entries = keys.map { BatchEntry($0, key: $0) }
        var queue = BatchQueue(entries, limits: self.limits(entries: 100))
        var found: [BatchKey: Item] = [:]
        await self.run(&queue) { (chunk: [BatchQueue.Work]) async throws(DynamoDBError) -> [Item] in
            let keys = chunk.map(\.entry)
            let output = try await self.database.batchGetItem(
                BatchGetItemInput(requestItems: [self.name: request.parameters(for: keys)]))
            // The request names one table, so that all of the answer is about it, however it is called there.
            for item in output.responses.values.joined() {
                found[BatchKey(item.selecting(keys.first?.names ?? []))] = request.shaped(item)
            }
            return output.unprocessedKeys.values.flatMap(\.keys)
        }
        let done = Set(queue.doneKeys)
        var seen: Set<BatchKey> = []
        var result = BatchGetResult(items: [], missingKeys: [], failures: [])
        for entry in entries where done.contains(entry.key) && seen.insert(entry.key).inserted {
            if let item = found[entry.key] { result.items.append(item) } else { result.missingKeys.append(entry.entry) }
        }
        result.failures = await self.errors(of: entries, in: queue).map { failed in
            BatchFailure(entry: entries[failed.position].entry, error: failed.error)
        }
        return (result, queue.outlook)
    }

    /// The names of the key attributes, to find the items that have the same key.
    ///
    /// - Returns: `nil` if they cannot be had. Only equal items are known to be duplicates then; the database refuses a
    ///   request with others, and so they end up in different requests, in order.
    /// - Throws: The error, if it means that nothing can be written at all.
    private func keyNames(telling items: [Item]) async throws(DynamoDBError) -> [String]? {
        do {
            try DynamoDBError.checkCancellation()
            let known = try await self.keyNames(index: nil)
            if Set(items.map { $0.selecting(known) }).count == items.count { return known }
            // An item is about to be left out for a later one. What is remembered of the table must not be the reason:
            // it may have been made anew with other keys.
            _ = try await self.describe()
            let fresh = try await self.keyNames(index: nil)
            return fresh.isEmpty ? nil : fresh
        } catch {
            // A database that does not describe its tables can write all the same.
            if error.concernsWholeBatch, !error.isNotOffered { throw error }
            return nil
        }
    }

    private func batchWrite(
        _ entries: [BatchEntry], batchSize: Int, keepsOrder: Bool = false, key: (Item) -> Item,
        request: (Item) -> WriteRequest
    ) async -> BatchSending {
        var queue = BatchQueue(
            entries, limits: self.limits(entries: min(max(batchSize, 1), 25)), keepsOrder: keepsOrder)
        await self.run(&queue) { (chunk: [BatchQueue.Work]) async throws(DynamoDBError) -> [Item] in
            let output = try await self.database.batchWriteItem(
                BatchWriteItemInput(requestItems: [self.name: chunk.map { request($0.entry) }]))
            return output.unprocessedItems.values.joined().map { request in
                switch request {
                case .put(let item): key(item)
                case .delete(let deleted): key(deleted)
                }
            }
        }
        return BatchSending(errors: await self.errors(of: entries, in: queue), outlook: queue.outlook)
    }

    private func limits(entries: Int) -> BatchQueue.Limits {
        BatchQueue.Limits(entries: entries, attemptsWithoutProgress: self.waits.attemptsWithoutProgress)
    }

    /// Sends chunk after chunk until nothing is left to do. `send` returns the keys that the database left undone.
    private func run(
        _ queue: inout BatchQueue, send: ([BatchQueue.Work]) async throws(DynamoDBError) -> [Item]
    ) async {
        while let chunk = queue.nextChunk() {
            var step: BatchQueue.Step
            let start = self.waits.instant()
            do {
                try DynamoDBError.checkCancellation()
                let unprocessed = try await send(chunk)
                step = queue.accept(chunk, unprocessed: unprocessed)
            } catch {
                step = queue.reject(chunk, error, after: start.duration(to: self.waits.instant()))
            }
            guard case .wait(let failures) = step else { continue }
            do {
                try await self.waits.pause(afterFailures: failures)
            } catch {
                queue.failRest(error)
            }
        }
    }

    /// What failed, in the order of the batch.
    private func errors(of entries: [BatchEntry], in queue: BatchQueue) async -> [(position: Int, error: DynamoDBError)]
    {
        guard !queue.errors.isEmpty else { return [] }
        var errors: [(position: Int, error: DynamoDBError)] = []
        errors.reserveCapacity(queue.errors.count)
        for (position, entry) in entries.enumerated() {
            guard let error = queue.errors[position] else { continue }
            errors.append((position, await self.explained(error, key: entry.key.attributes)))
        }
        return errors
    }

    private static func failures(of entries: [Item], _ error: DynamoDBError) -> [BatchFailure] {
        entries.map { BatchFailure(entry: $0, error: error) }
    }
}
