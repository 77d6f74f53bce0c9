// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a query or a scan finds, as models: read as the loop goes, page by page.
///
/// ```swift
/// let large = orders.query(Order.byStatus, .open)
///     .filter(Attribute("total") > 100)
///     .descending()
///     .limit(10)
/// for try await order in large { print(order) }
/// ```
///
/// Nothing is read before the loop begins, and nothing ahead of it. The sequence can be gone over several times, and each time
/// reads anew. It ends after an error, also of an item that does not fit the model, unless ``skippingUnreadable(_:)`` passes
/// over these.
///
/// Two words say how much, and they mean different things: ``limit(_:)`` is how many models you get, ``pageSize(_:)`` how many
/// items the database looks at for one page, before the filter. What is asked for makes one request, in whichever order it is
/// written: a filter is before the limit, and the limit counts from the end that the order begins with.
public struct ModelSequence<Element: Sendable>: AsyncSequence, Sendable {
    /// What ends the sequence early.
    public typealias Failure = DynamoDBError

    let table: DynamoDBTable
    private(set) var read: Result<PagedRead, DynamoDBError>
    /// What is left out changes with the clock: it is no part of what a token stands for.
    let expiry: Expiry
    /// Whether the program filters, and not the schema alone.
    private var isFiltered = false
    /// The names of the keys of the table; `nil` if no model tells them.
    private let keyNames: [String]?
    private let settings: CodingSettings
    private let signature: PageTokenSignature?
    /// Why what is read makes no whole elements; `nil` if it does.
    private let refusal: DynamoDBError?
    private let decoder: RowDecoder<Element>
    /// Whom to tell of items that cannot be read; `nil` to fail.
    private var tellUnreadable: (@Sendable (UnreadableItem) -> Void)?

    init(
        _ table: DynamoDBTable, source: ModelKeySource?, keyNames: [String]?, settings: CodingSettings,
        signature: PageTokenSignature?, expiry: Expiry, read: () throws(DynamoDBError) -> PagedRead,
        decoder: RowDecoder<Element>
    ) {
        self.table = table
        self.keyNames = keyNames
        self.settings = settings
        self.signature = signature
        self.refusal = source?.index?.refusal
        self.expiry = expiry
        self.decoder = decoder
        do {
            self.read = .success(try read())
        } catch {
            self.read = .failure(error)
        }
    }

    private init<Other>(_ other: ModelSequence<Other>, decoder: RowDecoder<Element>) {
        self.table = other.table
        self.read = other.read
        self.expiry = other.expiry
        self.isFiltered = other.isFiltered
        self.keyNames = other.keyNames
        self.settings = other.settings
        self.signature = other.signature
        self.refusal = nil
        self.decoder = decoder
        self.tellUnreadable = other.tellUnreadable
    }

    private func changed(_ change: (inout PagedRead) -> Void) -> Self {
        var copy = self
        copy.read = self.read.map { read in
            var read = read
            change(&read)
            return read
        }
        return copy
    }

    // MARK: How much

    /// At most so many models, at least 1. As many pages are read as it takes.
    public func limit(_ count: Int) -> Self { self.changed { $0.limit = count } }

    /// At most so many items looked at for one page, before the filter, at least 1. Defaults to as many as make 1 MB.
    public func pageSize(_ count: Int) -> Self { self.changed { $0.pageSize = count } }

    // MARK: What

    /// Only items for which the condition is true; those before it in a chain count as well. What it leaves out has been
    /// read and is paid for. It is of attributes as they are stored: `ModelSchema.value(_:in:)` gives the form of a date.
    /// Keys of what is queried are none of them: for these give a range. Nor are, of an index, attributes that it lacks.
    public func filter(_ condition: Condition) -> Self {
        var copy = self.changed { $0.filter = .all($0.filter, condition) }
        copy.isFiltered = true
        return copy
    }

    /// The largest sort key first. A scan has no order, and fails.
    public func descending() -> Self {
        guard case .success(.query(var query)) = self.read else {
            var copy = self
            if case .success = self.read {
                copy.read = .failure(DynamoDBError(.validation, "A scan has no order, so it cannot be descending."))
            }
            return copy
        }
        query.order = .descending
        let descending = PagedRead.query(query)
        return self.changed { $0 = descending }
    }

    /// Only one part of a scan, for readers that go on by themselves: in several tasks or on several machines, each with a
    /// token of its own.
    ///
    /// ```swift
    /// let part = orders.scan().segment(3, of: 8)
    /// let page = try await part.page(after: token)
    /// ```
    ///
    /// All parts of one number of them together are the whole, and none overlaps another one. A token of one is refused by the
    /// others, and by those of another number of parts. `forEachPage` reads all of them in one call, where
    /// nothing need be resumed.
    ///
    /// - Parameters:
    ///   - segment: Which part, from 0.
    ///   - count: In how many parts the scan is divided, from 1 to 1,000,000. A query has none, and fails.
    public func segment(_ segment: Int, of count: Int) -> Self {
        guard case .success(.scan(var scan)) = self.read else {
            var copy = self
            if case .success = self.read {
                copy.read = .failure(
                    DynamoDBError(.validation, "Only a scan has segments. A query reads one partition in order."))
            }
            return copy
        }
        scan.segment = segment
        scan.totalSegments = count
        let part = PagedRead.scan(scan)
        return self.changed { $0 = part }
    }

    /// Sees every write that finished before, at twice the cost. Global secondary indexes do not offer it.
    public func consistent() -> Self { self.changed { $0.consistency = .strong } }

    /// Leaves out the items that do not fit, and tells of each, in place of ending at the first one.
    ///
    /// ```swift
    /// let readable = orders.scan().skippingUnreadable { unreadable in
    ///     logger.warning("damaged order", metadata: ["key": "\(unreadable.key)", "error": "\(unreadable.error)"])
    /// }
    /// ```
    ///
    /// ``limit(_:)`` counts what can be read, a page without models can have more behind it, and tokens go on behind what was
    /// left out: they are those of the same read without this. ``count()`` does not look at the items, and counts all.
    ///
    /// - Parameter tell: Is told of each item that is left out: when its page is read, which is before the models of that page
    ///   are given out, and for each time that it is read. It is called by all readers of a parallel scan.
    public func skippingUnreadable(_ tell: @escaping @Sendable (UnreadableItem) -> Void) -> Self {
        var copy = self
        copy.tellUnreadable = tell
        return copy
    }

    /// Only some attributes, as a smaller type.
    ///
    /// ```swift
    /// struct Line: Decodable, Sendable { var number: Int; var status: Order.Status }
    /// for try await line in orders.query(Order.key, "ann").selecting(["number", "status"], as: Line.self) { … }
    /// ```
    ///
    /// - Parameters:
    ///   - attributes: What to read of each item.
    ///   - type: What to make of that.
    public func selecting<Part: Decodable & Sendable>(
        _ attributes: [Attribute], as type: Part.Type
    ) -> ModelSequence<Part> {
        let selected = self.changed { $0.projection = attributes }
        return ModelSequence<Part>(selected, decoder: RowDecoder(type, CodingContext(self.settings)))
    }

    // MARK: Reading

    private func reader(
        after token: PageToken?, onlyCounting: Bool = false, budget: ReadBudget = ReadBudget()
    ) throws(DynamoDBError) -> PageReader {
        if let refusal, !onlyCounting { throw refusal }
        var read = try self.read.get()
        if let token { read.startKey = try token.key(of: try self.fingerprint(), self.signature) }
        return PageReader(
            read, of: self.table, keyNames: self.keyNames, leavingOut: try self.expiry.expired(),
            filtersOwn: !self.isFiltered, skipping: self.skipping, onlyCounting: onlyCounting, budget: budget)
    }

    private var skipping: Skipping? { self.tellUnreadable.map { Skipping(self.decoder, $0) } }

    /// What tells this read from others, but for how much of it is read at a time.
    private func fingerprint() throws(DynamoDBError) -> UInt64 {
        try PageRequest(try self.read.get(), table: self.table.name, onlyCounting: false, adding: []).fingerprint()
    }

    /// Reads all models into memory.
    ///
    /// - Throws: ``DynamoDBError`` of the page that failed; the models before it are lost.
    public func collected() async throws(DynamoDBError) -> [Element] {
        var reader = try self.reader(after: nil)
        var models: [Element] = []
        while let page = try await reader.nextRows(for: self.decoder) {
            try page.add(to: &models, self.decoder)
        }
        return models
    }

    /// Reads the first model, and no page behind it. Without a filter about one item is read; with one, whole pages: see
    /// ``pageSize(_:)``.
    ///
    /// ```swift
    /// let newest = try await orders.query(Order.key, "ann").descending().first()
    /// ```
    ///
    /// - Returns: The model, or `nil` if there is none.
    /// - Throws: ``DynamoDBError`` of the page that failed.
    public func first() async throws(DynamoDBError) -> Element? {
        // A limit that is none stays, and is told.
        try await self.changed { $0.limit = Swift.min($0.limit ?? 1, 1) }.collected().first
    }

    /// How many models there are. The items are read and paid for, and not sent.
    public func count() async throws(DynamoDBError) -> Int {
        var reader = try self.reader(after: nil, onlyCounting: true)
        var count = 0
        while let page = try await reader.next() { count += page.count }
        return count
    }

    /// Reads one page, to go on later with its token.
    ///
    /// With ``limit(_:)`` or a budget as many pages of the database are read as it takes; else it is one page of the database,
    /// which a filter may have emptied.
    ///
    /// ```swift
    /// let page = try await orders.scan().filter(Attribute("total") > 100)
    ///     .page(after: token, budget: ReadBudget(capacity: 50))
    /// ```
    ///
    /// - Parameters:
    ///   - token: ``ModelPage/next`` of the page before. Defaults to the beginning.
    ///   - budget: What may be done for this page, whatever it finds. Defaults to no limit.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/invalidPageToken`` if the token is of another read, damaged, or
    ///   not signed by this program.
    public func page(
        after token: PageToken? = nil, budget: ReadBudget = ReadBudget()
    ) async throws(DynamoDBError) -> ModelPage<Element> {
        var reader = try self.reader(after: token, budget: budget)
        let isOnePage = try self.read.get().limit == nil && budget == ReadBudget()
        var whole = ModelPage<Element>(items: [], scannedCount: 0, next: nil)
        var key: Item?
        while true {
            let next: RowPage?
            do throws(DynamoDBError) {
                next = try await reader.nextRows(for: self.decoder)
            } catch {
                // What a token without a signature holds can be anything.
                guard token != nil, error.isRefusalOfStartKey else { throw error }
                var error = error
                error.code = .invalidPageToken
                throw error
            }
            guard let rows = next else { break }
            try rows.add(to: &whole.items, self.decoder)
            whole.scannedCount += rows.page.scannedCount
            key = rows.page.lastKey
            if isOnePage { break }
        }
        if let key { whole.next = try PageToken(key: key, of: try self.fingerprint(), self.signature) }
        return whole
    }

    /// Begins to read.
    public func makeAsyncIterator() -> Iterator {
        do {
            return Iterator(reader: .success(try self.reader(after: nil)), decoder: self.decoder)
        } catch {
            return Iterator(reader: .failure(error), decoder: self.decoder)
        }
    }

    /// Reads the models.
    public struct Iterator: AsyncIteratorProtocol {
        private var reader: Result<PageReader, DynamoDBError>?
        private let decoder: RowDecoder<Element>
        private var page: RowPage?
        /// How many rows of the page are passed.
        private var passed = 0

        init(reader: Result<PageReader, DynamoDBError>, decoder: RowDecoder<Element>) {
            self.reader = reader
            self.decoder = decoder
        }

        /// Reads the next model.
        ///
        /// - Returns: The model, or `nil` after the last one and after an error.
        /// - Throws: ``DynamoDBError``, with ``DynamoDBError/Code/cancelled`` if the task was cancelled.
        public mutating func next() async throws(DynamoDBError) -> Element? { try await self.nextModel() }

        /// Reads the next model on the given actor.
        ///
        /// - Returns: The model, or `nil` after the last one and after an error.
        /// - Throws: ``DynamoDBError``, with ``DynamoDBError/Code/cancelled`` if the task was cancelled.
        public mutating func next(
            isolation actor: isolated (any Actor)?
        ) async throws(DynamoDBError) -> Element? {
            try await self.nextModel()
        }

        private mutating func nextModel() async throws(DynamoDBError) -> Element? {
            do {
                while true {
                    if let page = self.page, self.passed < page.rowCount {
                        self.passed += 1
                        return try page.row(self.passed - 1, self.decoder)
                    }
                    guard let result = self.reader else { return nil }
                    var reader = try result.get()
                    let page = try await reader.nextRows(for: self.decoder)
                    self.reader = .success(reader)
                    self.page = page
                    self.passed = 0
                    guard page != nil else { return nil }
                }
            } catch {
                self.reader = nil
                self.page = nil
                throw error
            }
        }
    }

    // MARK: In parallel

    /// Reads all pages of a scan with several readers at once.
    ///
    /// ```swift
    /// try await orders.scan().forEachPage(segments: 8) { page, progress in
    ///     await export(page.items)
    ///     print("\(progress.scannedCount) items read")
    /// }
    /// ```
    ///
    /// Each reader holds one page and reads the next when `body` is done with it, so memory stays bounded and a slow `body`
    /// slows the reading. Pages of different readers come at the same time.
    ///
    /// - Parameters:
    ///   - segments: In how many parts to read, from 1 to 1,000,000.
    ///   - readers: How many parts to read at once. Defaults to 8, or as many as there are parts.
    ///   - body: What to do with a page; its token is `nil`. An error ends all readers.
    /// - Throws: The first error. ``DynamoDBError/Code/validation`` if this is a query, or has ``limit(_:)``, which has no meaning
    ///   for several readers.
    public func forEachPage(
        segments: Int, readers: Int = 8,
        _ body: @escaping @Sendable (ModelPage<Element>, ScanProgress) async throws(DynamoDBError) -> Void
    ) async throws(DynamoDBError) {
        do {
            try await self.readPages(segments, readers, body)
        } catch let error as DynamoDBError {
            throw error
        } catch {
            throw .taskCancelled
        }
    }

    /// Reads all pages of a scan with several readers at once, and gives them to a closure that may throw errors of its own,
    /// such as those of a file.
    ///
    /// ```swift
    /// try await orders.scan().forEachPage(segments: 8) { page, _ in
    ///     try await file.write(JSONEncoder().encode(page.items))
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - segments: In how many parts to read, from 1 to 1,000,000.
    ///   - readers: How many parts to read at once. Defaults to 8, or as many as there are parts.
    ///   - body: What to do with a page; its token is `nil`. An error ends all readers.
    /// - Throws: The first error, of `body` or ``DynamoDBError``.
    public func forEachPage(
        segments: Int, readers: Int = 8,
        _ body: @escaping @Sendable (ModelPage<Element>, ScanProgress) async throws -> Void
    ) async throws {
        try await self.readPages(segments, readers, body)
    }

    private func readPages(
        _ segments: Int, _ readers: Int,
        _ body: @escaping @Sendable (ModelPage<Element>, ScanProgress) async throws -> Void
    ) async throws {
        if let refusal { throw refusal }
        guard case .scan(let scan) = try self.read.get() else {
            throw DynamoDBError(
                .validation, "Only a scan can be read in parallel. A query reads one partition in order.")
        }
        guard scan.limit == nil else {
            throw DynamoDBError(.validation, "A parallel scan reads everything: it takes no limit.")
        }
        guard scan.totalSegments == nil else {
            throw DynamoDBError(.validation, "A segment is read by one reader, page by page, and is not divided again.")
        }
        guard segments >= 1, segments <= 1_000_000 else {
            throw DynamoDBError(.validation, "A parallel scan has from 1 to 1,000,000 segments, not \(segments).")
        }
        let counter = ScanProgress.Counter(segments: segments)
        let work = SegmentQueue(count: segments)
        let sequence = self
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<Swift.min(Swift.max(readers, 1), segments) {
                group.addTask {
                    while let segment = work.next() {
                        try await sequence.read(segment: segment, of: segments, counter, body)
                    }
                }
            }
            // An error leaves this closure, which ends the other readers; `waitForAll` would wait for them.
            while try await group.next() != nil {}
        }
    }

    private func read(
        segment: Int, of segments: Int, _ counter: ScanProgress.Counter,
        _ body: (ModelPage<Element>, ScanProgress) async throws -> Void
    ) async throws {
        guard case .scan(var scan) = try self.read.get() else { return }
        if segments > 1 {
            scan.segment = segment
            scan.totalSegments = segments
        }
        var reader = PageReader(
            .scan(scan), of: self.table, keyNames: self.keyNames, leavingOut: try self.expiry.expired(),
            skipping: self.skipping)
        while let rows = try await reader.nextRows(for: self.decoder) {
            var models: [Element] = []
            models.reserveCapacity(rows.rowCount)
            try rows.add(to: &models, self.decoder)
            let page = rows.page
            let progress = counter.add(page, isLast: page.lastKey == nil)
            try await body(ModelPage(items: models, scannedCount: page.scannedCount, next: nil), progress)
        }
    }
}

extension DynamoDBError {
    /// Whether the database says that a read cannot begin at the key that it was given.
    fileprivate var isRefusalOfStartKey: Bool {
        self.code == .validation
            && [
                "The provided starting key", "Exclusive Start Key", "The query can return at most one row",
                KeyAdvice.refusal,
            ].contains {
                self.message.hasPrefix($0)
            }
    }
}
