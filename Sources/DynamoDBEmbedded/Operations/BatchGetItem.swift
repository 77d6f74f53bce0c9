// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Reads up to 100 items of one or more tables, all as they are at one moment.
    ///
    /// Costs one point read for each item, on the caller's thread.
    public func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput {
        var rows = TableRows()
        var output = try self.answer(to: input, into: &rows)
        output.responses = rows.items
        return output
    }

    /// The same with the rows as what is wanted of them. The output has none itself.
    func answer<Rows: AnswerTableRows & ~Copyable>(
        to input: BatchGetItemInput, into rows: inout Rows
    ) throws(DynamoDBError) -> BatchGetItemOutput {
        let requests = try ValidatedBatchGet.requests(input, in: self.names)
        let lag = self.staleReads?.nextLag() ?? 0
        let mayLag = requests.contains { $0.entry.consistentRead != true }
        return try self.storage.read(missing: mayLag ? lag : 0) { transaction throws(DynamoDBError) in
            var tables: [(request: ValidatedBatchGet, table: StoredTable)] = []
            for request in requests {
                let table = try transaction.requireTable(request.table)
                try request.validate(against: table)
                tables.append((request, table))
            }
            var output = BatchGetItemOutput(responses: [:])
            var capacity: [ConsumedCapacity] = []
            var room = ValidatedBatchGet.maximumBytes
            for (request, table) in tables {
                transaction.showPast(request.entry.consistentRead != true)
                rows.beginTable(request.name)
                var meter = CapacityMeter()
                for (position, key) in request.entry.keys.enumerated() {
                    var size = 0
                    if room >= 0 {
                        size = try request.read(key, in: transaction, table: table, into: &rows, room: room) ?? 0
                    }
                    guard size <= room else {
                        // Nothing more is read, also where it would still fit.
                        room = -1
                        var rest = request.entry
                        rest.keys = Array(rest.keys[position...])
                        output.unprocessedKeys[request.name] = rest
                        break
                    }
                    meter.add(table: CapacityUnits.read(size, consistent: request.entry.consistentRead ?? false))
                    room -= size
                }
                rows.endTable()
                if let report = meter.report(input.returnConsumedCapacity, tableName: request.name) {
                    capacity.append(report)
                }
            }
            output.consumedCapacity = capacity.isEmpty ? nil : capacity
            return output
        }
    }
}

/// What a batch reads of one table, obeying every rule that needs no table.
private struct ValidatedBatchGet {
    /// An answer has 16 MB at most; what is left then comes back as unprocessed.
    static let maximumBytes = 16_777_216

    /// The table as the request names it.
    let name: String
    let table: TableReference
    let entry: KeysAndAttributes
    private let projection: ItemProjection?
    private let paths: [DocumentPath]
    /// The attributes that the projection needs; `nil` for all.
    private let attributes: AttributeSelection?

    static func requests(
        _ input: BatchGetItemInput, in names: ResourceNames
    ) throws(DynamoDBError) -> [Self] {
        guard !input.requestItems.isEmpty else {
            throw .validation("The requestItems parameter is required for BatchGetItem")
        }
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        let entries = input.requestItems.sorted { String.isOrderedByBytes($0.key, $1.key) }
        for (name, entry) in entries {
            let path = "requestItems.\(name).member"
            if entry.notes.missing.contains("keys") {
                violations.add("null", at: "\(path).keys", "Member must not be null")
            }
            violations.check(attributesToGet: entry.notes.legacy.attributesToGet, at: "\(path).attributesToGet")
        }
        try violations.throwIfAny()
        for (name, entry) in entries {
            if entry.keys.isEmpty || entry.keys.count > 100 {
                throw .validation(
                    "1 validation error detected: Value at 'RequestItems.\(name).member.Keys' failed to satisfy constraint: Member must have length \(entry.keys.isEmpty ? "greater than or equal to 1" : "less than or equal to 100")"
                )
            }
        }
        // Refused even if it is another table that has the other.
        try LegacyParameters().requireUnmixed(
            given: ["AttributesToGet": entries.contains { $0.value.notes.legacy.attributesToGet != nil }],
            with: ["ProjectionExpression": entries.lazy.compactMap(\.value.projectionExpression).first])
        var requests: [Self] = []
        var count = 0
        for (name, entry) in entries {
            requests.append(try Self(name: name, entry: entry, in: names))
            count += entry.keys.count
            guard count <= 100 else { throw .validation("Too many items requested for the BatchGetItem call") }
        }
        return requests
    }

    private init(name: String, entry: KeysAndAttributes, in names: ResourceNames) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        self.name = name
        self.table = TableReference(name, in: names, for: .batchGetItem, violations: &violations)
        try violations.throwIfAny()
        try ExpressionAttributes.requireExpressions(
            names: entry.expressionAttributeNames, values: nil, usingValues: [],
            usingNamesOnly: [entry.projectionExpression])
        try entry.notes.check("Keys")
        for key in entry.keys { try key.validate() }
        let attributesToGet = try entry.notes.legacy.projection()
        guard Set(entry.keys).count == entry.keys.count else { throw .duplicateKeys }
        var attributes = try ExpressionAttributes(validating: entry.expressionAttributeNames)
        let paths = try attributes.optionalProjection(entry.projectionExpression) ?? attributesToGet
        try attributes.requireAllUsed()
        self.entry = entry
        self.paths = paths ?? []
        self.projection = paths.map { .tree(ProjectionTree($0)) }
        self.attributes = paths.map { AttributeSelection($0.map(\.root)) }
    }

    /// Adds what the projection shows of an item to the rows, unless all of it is larger than the room for it.
    ///
    /// - Returns: The size of all of the item; `nil` if there is none.
    func read<Rows: AnswerRows & ~Copyable>(
        _ key: Item, in transaction: ReadTransaction<StoredTable>, table: StoredTable, into rows: inout Rows, room: Int
    ) throws(DynamoDBError) -> Int? {
        try transaction.get(tree: table.tree, key: table.rowKey(of: key)) { row throws(DynamoDBError) in
            let size = try ItemCodec.size(of: row)
            if size <= room {
                try transaction.append(row, to: &rows, showing: self.projection, selecting: self.attributes)
            }
            return size
        }
    }

    func validate(against table: StoredTable) throws(DynamoDBError) {
        for key in self.entry.keys { try table.validateKey(key) }
        try table.validateScalars(in: self.paths)
    }
}
