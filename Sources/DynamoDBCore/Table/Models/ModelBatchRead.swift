// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What became of one key of a batch of reads.
public enum ModelBatchRead<Model: Codable & Sendable>: Sendable {
    /// There is a model with the key.
    case found(ModelKey<Model>, Model)
    /// There is none, or it has expired.
    case missing(ModelKey<Model>)
    /// It could not be read, or does not fit the model. With ``DynamoDBError/Code/unprocessed`` it is worth trying later.
    case failed(ModelKey<Model>, DynamoDBError)

    /// The model that was found; `nil` if there is none, or it has expired.
    ///
    /// - Throws: The ``DynamoDBError`` for which it could not be read, or does not fit the model.
    public var model: Model? {
        get throws(DynamoDBError) {
            switch self {
            case .found(_, let model): return model
            case .missing: return nil
            case .failed(_, let error): throw error
            }
        }
    }
}

/// The models of many keys, read as the loop goes; see `ModelTable.get(keys:)`.
///
/// It throws only what the sequence of keys throws, after the results of all keys before that.
public struct ModelBatchReads<Model: Codable & Sendable, Keys: AsyncSequence & Sendable>: AsyncSequence, Sendable
where Keys.Element == ModelKey<Model> {
    /// What became of one key.
    public typealias Element = ModelBatchRead<Model>

    let table: ModelTable<Model>
    let keys: Keys
    let consistency: ReadConsistency
    let concurrency: Int

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator {
        Iterator(
            keys: self.keys.makeAsyncIterator(), table: self.table, consistency: self.consistency,
            concurrency: self.concurrency)
    }

    /// Reads the models.
    public struct Iterator: AsyncIteratorProtocol {
        var keys: Keys.AsyncIterator
        let table: ModelTable<Model>
        let consistency: ReadConsistency
        let concurrency: Int
        private var results: IndexingIterator<[ModelBatchRead<Model>]> = [].makeIterator()
        private var isAtEnd = false
        private var outlook = BatchOutlook()
        private var sourceError: (any Error)?

        init(keys: Keys.AsyncIterator, table: ModelTable<Model>, consistency: ReadConsistency, concurrency: Int) {
            self.keys = keys
            self.table = table
            self.consistency = consistency
            self.concurrency = concurrency
        }

        /// What became of the next key; `nil` after the last one.
        public mutating func next() async throws -> ModelBatchRead<Model>? {
            while true {
                if let result = self.results.next() { return result }
                if let error = self.sourceError {
                    self.sourceError = nil
                    throw error
                }
                guard !self.isAtEnd else { return nil }
                await self.readMore()
            }
        }

        private mutating func readMore() async {
            var chunks: [[ModelKey<Model>]] = [[]]
            do {
                while chunks.count < self.concurrency || (chunks.last?.count ?? 0) < 100 {
                    guard let key = try await self.keys.next(isolation: #isolation) else {
                        self.isAtEnd = true
                        break
                    }
                    if chunks[chunks.count - 1].count == 100 { chunks.append([]) }
                    chunks[chunks.count - 1].append(key)
                }
            } catch {
                self.sourceError = error
                self.isAtEnd = true
            }
            if let ending = self.outlook.ending {
                self.results = chunks.joined().map { .failed($0, ending) }.makeIterator()
                return
            }
            let (table, consistency) = (self.table, self.consistency)
            let requests = chunks.filter { !$0.isEmpty }
            typealias Part = (reads: [ModelBatchRead<Model>], outlook: BatchOutlook)
            let (read, outlooks) = await withTaskGroup(of: (Int, Part).self) { group in
                for (position, chunk) in requests.enumerated() {
                    group.addTask { (position, await table.read(chunk: chunk, consistency)) }
                }
                var byPosition = [[ModelBatchRead<Model>]](repeating: [], count: requests.count)
                var outlooks: [BatchOutlook] = []
                for await (position, part) in group {
                    byPosition[position] = part.reads
                    outlooks.append(part.outlook)
                }
                return (byPosition, outlooks)
            }
            for outlook in outlooks { self.outlook.add(outlook) }
            self.results = Array(read.joined()).makeIterator()
        }
    }
}
