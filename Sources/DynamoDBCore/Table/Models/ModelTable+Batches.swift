// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ModelTable {
    /// Writes any number of models, each in place of any with its key.
    ///
    /// ```swift
    /// let result = await orders.put(contentsOf: imported)
    /// print("\(result.successful) written, \(result.failed) failed")
    /// ```
    ///
    /// The models are sent in requests of up to 25 items and 16 MB, several at once. What the database leaves undone is sent
    /// again, with waits that grow, and begin anew with every progress; so is a request that could not be sent, or that soon
    /// lost its answer, as to write a model twice does no harm, unless others write it too. Nothing more is sent once one
    /// request failed so ten times in a row, once three in a row waited in vain for four seconds or until their time was up, or
    /// if no other can succeed either: then no more models are taken from the sequence, and ``ModelBatchResult/sourceError``
    /// says why. Nothing is thrown: whatever happens, the result tells what is written, what is not, and what is in doubt
    /// (``DynamoDBError/Code/outcomeUnknown``).
    ///
    /// Of several models with one key the last wins, as if they were written one by one.
    ///
    /// - Important: A batch takes no condition. A declared version is counted on from the model's own and not compared with the
    ///   stored one, so that what somebody else wrote meanwhile is lost, and versions that others hold can come again. Where
    ///   that matters, use ``put(_:condition:)`` for each model, or transactions of up to 100 of them: both compare versions.
    ///
    /// - Parameters:
    ///   - models: The models.
    ///   - concurrency: How many requests may be under way at once. Defaults to 4.
    public func put<Models: AsyncSequence>(
        contentsOf models: Models, concurrency: Int = 4
    ) async -> ModelBatchResult<Model> where Models.Element == Model {
        await self.put(contentsOf: models, all: nil, concurrency: concurrency)
    }

    /// Writes any number of models, each in place of any with its key; see `put(contentsOf:)` of a sequence. Where nothing more
    /// is sent, what is left of the models fails.
    ///
    /// - Parameters:
    ///   - models: The models.
    ///   - concurrency: How many requests may be under way at once. Defaults to 4.
    public func put(contentsOf models: [Model], concurrency: Int = 4) async -> ModelBatchResult<Model> {
        await self.put(contentsOf: InTurn(elements: models), all: models, concurrency: concurrency)
    }

    private func put<Models: AsyncSequence>(
        contentsOf models: Models, all: [Model]?, concurrency: Int
    ) async -> ModelBatchResult<Model> where Models.Element == Model {
        let keyNames = self.layout.keyNames
        return await self.batch(models, all: all, concurrency: concurrency) { (model) throws(DynamoDBError) in
            let row = try self.prepared(model, .put, nil, at: self.now()).item
            return BatchEntry(row, key: row.selecting(keyNames))
        } send: { (table, rows) in
            await table.batchPut(rows, key: { $0.selecting(keyNames) })
        }
    }

    /// Deletes any number of models by their keys. A key that no model has counts as deleted.
    ///
    /// The keys are taken and sent as the models of `put(contentsOf:)` are.
    ///
    /// - Parameters:
    ///   - keys: The keys.
    ///   - concurrency: How many requests may be under way at once. Defaults to 4.
    public func delete<Keys: AsyncSequence>(
        keys: Keys, concurrency: Int = 4
    ) async -> ModelBatchResult<ModelKey<Model>> where Keys.Element == ModelKey<Model> {
        await self.delete(keys: keys, all: nil, concurrency: concurrency)
    }

    /// Deletes any number of models by their keys. A key that no model has counts as deleted.
    ///
    /// - Parameters:
    ///   - keys: The keys.
    ///   - concurrency: How many requests may be under way at once. Defaults to 4.
    public func delete(keys: [ModelKey<Model>], concurrency: Int = 4) async -> ModelBatchResult<ModelKey<Model>> {
        await self.delete(keys: InTurn(elements: keys), all: keys, concurrency: concurrency)
    }

    private func delete<Keys: AsyncSequence>(
        keys: Keys, all: [ModelKey<Model>]?, concurrency: Int
    ) async -> ModelBatchResult<ModelKey<Model>> where Keys.Element == ModelKey<Model> {
        await self.batch(keys, all: all, concurrency: concurrency) { (key) throws(DynamoDBError) in
            let key = try key.resolved(in: self.layout).attributes
            return BatchEntry(key, key: key)
        } send: { (table, keys) in
            await table.batchDelete(keys)
        }
    }

    /// Takes entries in chunks, and keeps some chunks under way. Two chunks with one key are never, so that the last wins.
    ///
    /// - Parameters:
    ///   - all: The entries, if they are in memory: the last chunk then needs no task of its own, and all of
    ///     them are told of. Others are no longer taken once nothing more is sent.
    private func batch<Entry: Sendable, Entries: AsyncSequence>(
        _ entries: Entries, all: [Entry]?, concurrency: Int,
        prepare: (Entry) throws(DynamoDBError) -> BatchEntry,
        send: @escaping @Sendable (DynamoDBTable, [BatchEntry]) async -> BatchSending
    ) async -> ModelBatchResult<Entry> where Entries.Element == Entry {
        let table = self.table
        return await withTaskGroup(of: (chunk: Chunk<Entry>, sending: BatchSending).self) { group in
            var total = ModelBatchResult<Entry>()
            var outlook = BatchOutlook()
            var underway = 0
            var busyKeys: Set<BatchKey> = []
            var chunk = Chunk(of: all)
            var taken = 0
            func settle() async {
                guard let (chunk, sending) = await group.next() else { return }
                underway -= 1
                for entry in chunk.entries { busyKeys.remove(entry.key) }
                total.add(chunk, sending.errors)
                outlook.add(sending.outlook)
            }
            func waitForTurn() async {
                while underway >= max(concurrency, 1) || chunk.entries.contains(where: { busyKeys.contains($0.key) }) {
                    await settle()
                }
            }
            do {
                for try await element in entries {
                    let position = taken
                    taken += 1
                    do throws(DynamoDBError) {
                        chunk.append(element, at: position, as: try prepare(element))
                    } catch {
                        total.failures.append(ModelBatchFailure(entry: element, position: position, error: error))
                    }
                    if chunk.entries.count == 25, taken != all?.count {
                        await waitForTurn()
                        let full = chunk
                        chunk = Chunk(of: all)
                        if let ending = outlook.ending {
                            total.add(unsent: full, ending)
                        } else {
                            for entry in full.entries { busyKeys.insert(entry.key) }
                            underway += 1
                            group.addTask { (full, await send(table, full.entries)) }
                        }
                    }
                    guard all == nil, var ending = outlook.ending else { continue }
                    ending.message += " Nothing more was taken from the sequence."
                    total.sourceError = ending
                    break
                }
            } catch {
                total.sourceError = error
            }
            if !chunk.entries.isEmpty {
                await waitForTurn()
                if let ending = outlook.ending {
                    total.add(unsent: chunk, ending)
                } else {
                    total.add(chunk, await send(table, chunk.entries).errors)
                }
            }
            while underway > 0 { await settle() }
            // Requests end in no order.
            total.failures.sort { $0.position < $1.position }
            return total
        }
    }

    /// Reads any number of models by their keys.
    ///
    /// ```swift
    /// for try await read in orders.get(keys: keys) {
    ///     switch read {
    ///     case .found(_, let order): print(order)
    ///     case .missing: print("gone")
    ///     case .failed(_, let error): print(error)
    ///     }
    /// }
    /// ```
    ///
    /// The keys are sent in requests of up to 100, and what the database leaves undone is asked for again. After three
    /// requests in a row that waited in vain for four seconds or until their time was up, or once nothing can be reached, the
    /// keys that are left fail unsent. The results come in the order of the keys, each key as often as it is given. Only some
    /// requests are under way at a time, and only while the loop asks for more.
    ///
    /// - Parameters:
    ///   - keys: The keys.
    ///   - consistency: Pass `.strong` to see every write that finished before, at twice the read cost.
    ///   - concurrency: How many requests may be under way at once. Defaults to 4.
    public func get<Keys: AsyncSequence & Sendable>(
        keys: Keys, consistency: ReadConsistency = .eventual, concurrency: Int = 4
    ) -> ModelBatchReads<Model, Keys> {
        ModelBatchReads(table: self, keys: keys, consistency: consistency, concurrency: max(concurrency, 1))
    }

    /// Reads any number of models by their keys, all into memory, in the order of the keys.
    ///
    /// - Parameters:
    ///   - keys: The keys.
    ///   - consistency: Pass `.strong` to see every write that finished before, at twice the read cost.
    ///   - concurrency: How many requests may be under way at once. Defaults to 4.
    public func get(
        keys: [ModelKey<Model>], consistency: ReadConsistency = .eventual, concurrency: Int = 4
    ) async -> [ModelBatchRead<Model>] {
        var results: [ModelBatchRead<Model>] = []
        results.reserveCapacity(keys.count)
        let reads = self.get(keys: InTurn(elements: keys), consistency: consistency, concurrency: concurrency)
        var iterator = reads.makeAsyncIterator()
        // A sequence of elements in memory does not fail.
        while let read = try? await iterator.next() { results.append(read) }
        return results
    }

    /// What became of up to 100 keys.
    func read(
        chunk keys: [ModelKey<Model>], _ consistency: ReadConsistency
    ) async -> (reads: [ModelBatchRead<Model>], outlook: BatchOutlook) {
        let resolved = keys.map { key -> Result<Item, DynamoDBError> in
            do throws(DynamoDBError) {
                return .success(try key.resolved(in: self.layout).attributes)
            } catch {
                return .failure(error)
            }
        }
        let wanted = resolved.compactMap { try? $0.get() }
        let (result, outlook) = await self.table.batchGetWithOutlook(wanted, consistency: consistency)
        var items: [Item: Item] = [:]
        for item in result.items { items[item.selecting(self.layout.keyNames)] = item }
        var errors: [Item: DynamoDBError] = [:]
        for failure in result.failures { errors[failure.entry] = failure.error }
        let now = self.now()
        let reads = zip(keys, resolved).map { key, resolved -> ModelBatchRead<Model> in
            do throws(DynamoDBError) {
                let attributes = try resolved.get()
                if let error = errors[attributes] { throw error }
                guard let item = items[attributes], !self.layout.hasExpired(item, at: now) else { return .missing(key) }
                return .found(key, try self.schema.model(of: item))
            } catch {
                return .failed(key, error)
            }
        }
        return (reads, outlook)
    }
}

/// Entries that are sent together. What is sent stands apart from what it was made of, whose type is not known here (benchmark
/// `batch25-model`).
private struct Chunk<Element: Sendable>: Sendable {
    /// All elements of the batch, if they are in memory.
    let all: [Element]?
    private(set) var entries: [BatchEntry] = []
    /// What the entries were made of, unless all is in memory.
    private(set) var elements: [Element] = []
    /// How many elements came before each.
    private(set) var positions: [Int] = []

    init(of all: [Element]?) {
        self.all = all
        self.entries.reserveCapacity(25)
        self.positions.reserveCapacity(25)
    }

    mutating func append(_ element: Element, at position: Int, as entry: BatchEntry) {
        self.entries.append(entry)
        self.positions.append(position)
        if self.all == nil { self.elements.append(element) }
    }
}

extension ModelBatchResult {
    fileprivate mutating func add(_ chunk: Chunk<Entry>, _ errors: [(position: Int, error: DynamoDBError)]) {
        self.successful += chunk.entries.count - errors.count
        for (index, error) in errors {
            let position = chunk.positions[index]
            let element = chunk.all?[position] ?? chunk.elements[index]
            self.failures.append(ModelBatchFailure(entry: element, position: position, error: error))
        }
    }

    fileprivate mutating func add(unsent chunk: Chunk<Entry>, _ error: DynamoDBError) {
        self.add(chunk, chunk.entries.indices.map { ($0, error) })
    }
}

/// Elements in memory, one after the other.
struct InTurn<Element: Sendable>: AsyncSequence, Sendable {
    let elements: [Element]

    func makeAsyncIterator() -> Iterator { Iterator(elements: self.elements.makeIterator()) }

    struct Iterator: AsyncIteratorProtocol {
        var elements: IndexingIterator<[Element]>

        mutating func next() async -> Element? { self.elements.next() }
    }
}
