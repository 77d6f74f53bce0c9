// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Reads one item by its key.
    ///
    /// Costs one point read on the caller's thread.
    public func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
        var row = ItemRow()
        let answer = try self.answer(to: input, into: &row)
        return GetItemOutput(item: row.item, consumedCapacity: answer.consumedCapacity)
    }

    /// The same with the row, if there is one, as what is wanted of it.
    func answer<Rows: AnswerRows & ~Copyable>(
        to input: GetItemInput, into rows: inout Rows
    ) throws(DynamoDBError) -> (isFound: Bool, consumedCapacity: ConsumedCapacity?) {
        let request = try ValidatedGet(input, in: self.names)
        return try self.read(consistent: request.consistent) { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(request.table)
            let size = try request.read(in: transaction, table: table, into: &rows)
            var meter = CapacityMeter()
            meter.add(table: CapacityUnits.read(size ?? 0, consistent: request.consistent))
            return (size != nil, meter.report(input.returnConsumedCapacity, tableName: input.tableName))
        }
    }
}

/// A read of one item that obeys every rule that needs no table.
struct ValidatedGet: TransactionalRead {
    let tableName: String
    let table: TableReference
    let key: Item
    let consistent: Bool
    private let projection: ItemProjection?
    private let paths: [DocumentPath]
    /// The attributes that the projection needs; `nil` for all.
    private let attributes: AttributeSelection?

    init(_ input: GetItemInput, in names: ResourceNames) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(input.notes.legacy)
        violations.require("key", in: input.notes)
        self.tableName = input.tableName
        self.table = TableReference(
            input.tableName, in: names, for: .getItem, notes: input.notes, violations: &violations)
        try violations.throwIfAny()
        try input.notes.legacy.requireUnmixed(
            ["AttributesToGet": input.notes.legacy.attributesToGet != nil],
            with: ["ProjectionExpression": input.projectionExpression])
        try ExpressionAttributes.requireExpressions(
            names: input.expressionAttributeNames, values: nil, usingValues: [],
            usingNamesOnly: [input.projectionExpression])
        try input.notes.check("Key")
        try input.key.validate()
        var paths = try input.notes.legacy.projection()
        self.key = input.key
        self.consistent = input.consistentRead ?? false
        var attributes = try ExpressionAttributes(validating: input.expressionAttributeNames)
        if let text = input.projectionExpression { paths = try attributes.projection(text) }
        try attributes.requireAllUsed()
        self.paths = paths ?? []
        self.projection = paths.map { .tree(ProjectionTree($0)) }
        self.attributes = paths.map { AttributeSelection($0.map(\.root)) }
    }

    /// Adds what the projection shows of the item to the rows.
    ///
    /// - Returns: The size of all of the item; `nil` if there is none.
    func read<Rows: AnswerRows & ~Copyable>(
        in transaction: ReadTransaction<StoredTable>, table: StoredTable, into rows: inout Rows
    ) throws(DynamoDBError) -> Int? {
        let rowKey = try self.rowKey(in: table)
        try self.validateProjection(in: table)
        return try transaction.get(tree: table.tree, key: rowKey) { row throws(DynamoDBError) in
            try transaction.append(row, to: &rows, showing: self.projection, selecting: self.attributes)
            return try ItemCodec.size(of: row)
        }
    }

    func rowKey(in table: StoredTable) throws(DynamoDBError) -> [UInt8] {
        try table.validateKey(self.key)
        return try table.rowKey(of: self.key)
    }

    func validateProjection(in table: StoredTable) throws(DynamoDBError) {
        try table.validateScalars(in: self.paths)
    }

    func result(of item: Item?) -> Item? {
        guard let item, let projection else { return item }
        return projection.apply(to: item)
    }
}
