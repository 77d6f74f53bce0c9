// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Reads a page of all items of a table or index.
    ///
    /// Costs one step for each evaluated item, on the caller's thread. The order is by a hash of the partition key, then
    /// by the sort key; it stays the same whatever else is written.
    public func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
        var rows = ItemRows()
        let answer = try self.answer(to: input, into: &rows)
        return ScanOutput(answer, items: rows.items)
    }

    /// The same with the rows as what is wanted of them.
    func answer<Rows: AnswerRows & ~Copyable>(
        to input: ScanInput, into rows: inout Rows
    ) throws(DynamoDBError) -> PageAnswer {
        let request = try ValidatedScan(input, in: self.names)
        return try self.read(consistent: request.consistent) { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(request.table)
            let source = try ReadSource(table: table, indexName: input.indexName, consistentRead: request.consistent)
            let range = try request.range(in: source)
            let shape = try request.shape(in: source)
            let page = try transaction.page(
                of: source, in: range, reversed: false, budget: PageBudget(limit: input.limit), shape: shape,
                into: &rows)
            let capacity = page.capacity(of: source, consistent: request.consistent)
            return PageAnswer(
                page, countsOnly: shape.countsOnly,
                consumedCapacity: capacity.report(input.returnConsumedCapacity, tableName: input.tableName))
        }
    }
}

/// A scan that obeys every rule that needs no table.
private struct ValidatedScan {
    let table: TableReference
    let consistent: Bool
    private let filter: ConditionTree?
    private let projection: [DocumentPath]?
    private let select: Select?
    private let startKey: Item?
    private let segment: (index: Int, total: Int)?

    init(_ input: ScanInput, in names: ResourceNames) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(input.select)
        violations.checkLimit(input.limit)
        if let segment = input.segment {
            if segment < 0 {
                violations.add("'\(segment)'", at: "segment", "Member must have value greater than or equal to 0")
            } else if segment > 999_999 {
                violations.add("'\(segment)'", at: "segment", "Member must have value less than or equal to 999999")
            }
        }
        if let total = input.totalSegments {
            if total < 1 {
                violations.add("'\(total)'", at: "totalSegments", "Member must have value greater than or equal to 1")
            } else if total > 1_000_000 {
                violations.add(
                    "'\(total)'", at: "totalSegments", "Member must have value less than or equal to 1000000")
            }
        }
        if let name = input.indexName { violations.checkName(name, at: "indexName") }
        let legacy = input.notes.legacy
        violations.check(legacy, filter: "scanFilter")
        self.table = TableReference(
            input.tableName, in: names, for: .scan, notes: input.notes, violations: &violations)
        try violations.throwIfAny()
        try legacy.requireUnmixed(
            [
                "AttributesToGet": legacy.attributesToGet != nil, "ScanFilter": legacy.filter != nil,
                "ConditionalOperator": legacy.conditionalOperator != nil,
            ],
            with: [
                "ProjectionExpression": input.projectionExpression, "FilterExpression": input.filterExpression,
            ])
        try ExpressionAttributes.requireExpressions(
            names: input.expressionAttributeNames, values: input.expressionAttributeValues,
            usingValues: [(.filter, input.filterExpression)], usingNamesOnly: [input.projectionExpression])
        let attributesToGet = try legacy.projection()
        let legacyFilter = try legacy.filterTree()
        try input.notes.check("ExclusiveStartKey")
        try input.exclusiveStartKey?.validateAsStartKey()
        self.segment = try Self.segment(input)
        var attributes = try ExpressionAttributes(
            validating: input.expressionAttributeNames, values: input.expressionAttributeValues, notes: input.notes)
        self.filter = try attributes.optionalFilter(input.filterExpression) ?? legacyFilter
        self.projection = try attributes.optionalProjection(input.projectionExpression) ?? attributesToGet
        try attributes.requireAllUsed()
        try SelectRule.validate(
            input.select, projection: input.projectionExpression == nil ? "AttributesToGet" : "ProjectionExpression",
            isGiven: self.projection != nil, hasIndex: input.indexName != nil, isQuery: false)
        self.select = input.select
        self.consistent = input.consistentRead ?? false
        self.startKey = input.exclusiveStartKey
    }

    private static func segment(_ input: ScanInput) throws(DynamoDBError) -> (index: Int, total: Int)? {
        switch (input.segment, input.totalSegments) {
        case (nil, nil): return nil
        case (.some, nil):
            throw .validation(
                "The TotalSegments parameter is required but was not present in the request when Segment parameter is present"
            )
        case (nil, .some):
            throw .validation(
                "The Segment parameter is required but was not present in the request when parameter TotalSegments is present"
            )
        case (let segment?, let total?):
            guard segment < total else {
                throw .validation(
                    "The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: \(segment) is not less than TotalSegments: \(total)"
                )
            }
            return (segment, total)
        }
    }

    /// The rows of the segment, those behind the start key.
    func range(in source: ReadSource) throws(DynamoDBError) -> KeyRange {
        let range = self.segment.map { KeyEncoding.hashRange(segment: $0.index, of: $0.total) } ?? .all
        guard let startKey else { return range }
        try source.validateStartKey(startKey, isScan: true)
        let rowKey = try source.rowKey(of: startKey)
        if let segment, !range.contains(rowKey) {
            throw .validation(
                "The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: \(segment.total) Segment: \(segment.index)"
            )
        }
        return range.after(rowKey)
    }

    func shape(in source: ReadSource) throws(DynamoDBError) -> ReadShape {
        try ReadShape(filter: self.filter, projection: self.projection, select: self.select, source: source)
    }
}
