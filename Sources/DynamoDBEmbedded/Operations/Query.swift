// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Reads a page of the items with one partition key.
    ///
    /// Costs one seek, and one step for each evaluated item, on the caller's thread.
    public func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        var rows = ItemRows()
        let answer = try self.answer(to: input, into: &rows)
        return QueryOutput(answer, items: rows.items)
    }

    /// The same with the rows as what is wanted of them.
    func answer<Rows: AnswerRows & ~Copyable>(
        to input: QueryInput, into rows: inout Rows
    ) throws(DynamoDBError) -> PageAnswer {
        let request = try ValidatedQuery(input, in: self.names)
        return try self.read(consistent: request.consistent) { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(request.table)
            let source = try ReadSource(table: table, indexName: input.indexName, consistentRead: request.consistent)
            let range = try request.range(in: source)
            let shape = try request.shape(in: source)
            let page = try transaction.page(
                of: source, in: range, reversed: input.scanIndexForward == false,
                budget: PageBudget(limit: input.limit), shape: shape,
                into: &rows)
            let capacity = page.capacity(of: source, consistent: request.consistent)
            return PageAnswer(
                page, countsOnly: shape.countsOnly,
                consumedCapacity: capacity.report(input.returnConsumedCapacity, tableName: input.tableName))
        }
    }
}

/// A query that obeys every rule that needs no table.
private struct ValidatedQuery {
    let table: TableReference
    let consistent: Bool
    private let keyCondition: KeyConditionTree
    /// The attributes that are tested in a way that no range of keys answers.
    private let unindexable: [String]
    /// Whether `KeyConditions` says which keys.
    private let hasLegacyKeys: Bool
    private let filter: ConditionTree?
    private let isLegacyFilter: Bool
    private let projection: [DocumentPath]?
    private let select: Select?
    private let startKey: Item?
    private let forward: Bool

    init(_ input: QueryInput, in names: ResourceNames) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        violations.check(input.returnConsumedCapacity)
        violations.check(input.select)
        let legacy = input.notes.legacy
        violations.check(legacy)
        if let name = input.indexName { violations.checkName(name, at: "indexName") }
        self.table = TableReference(
            input.tableName, in: names, for: .query, notes: input.notes, violations: &violations)
        try violations.throwIfAny()
        if let limit = input.limit, limit < 1 {
            throw .validation(
                "1 validation error detected: Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1"
            )
        }
        try legacy.requireUnmixed(
            [
                "AttributesToGet": legacy.attributesToGet != nil, "QueryFilter": legacy.filter != nil,
                "ConditionalOperator": legacy.conditionalOperator != nil,
                // These may stand beside the other expressions.
                "KeyConditions": legacy.keyConditions != nil && input.keyConditionExpression != nil,
            ],
            with: [
                "ProjectionExpression": input.projectionExpression, "FilterExpression": input.filterExpression,
                "KeyConditionExpression": input.keyConditionExpression,
            ])
        try ExpressionAttributes.requireExpressions(
            names: input.expressionAttributeNames, values: input.expressionAttributeValues,
            usingValues: [(.filter, input.filterExpression), (.keyCondition, input.keyConditionExpression)],
            usingNamesOnly: [input.projectionExpression])
        let legacyFilter = try legacy.filterTree()
        let attributesToGet = try legacy.projection()
        try input.notes.check("ExclusiveStartKey")
        try input.exclusiveStartKey?.validateAsStartKey()
        guard input.keyConditionExpression != nil || legacy.keyConditions != nil else {
            throw .validation(
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.")
        }
        var attributes = try ExpressionAttributes(
            validating: input.expressionAttributeNames, values: input.expressionAttributeValues, notes: input.notes)
        let keyExpression = try attributes.optionalKeyCondition(input.keyConditionExpression)
        self.filter = try attributes.optionalFilter(input.filterExpression) ?? legacyFilter
        self.isLegacyFilter = legacyFilter != nil
        self.projection = try attributes.optionalProjection(input.projectionExpression) ?? attributesToGet
        try attributes.requireAllUsed()
        var keyCondition: KeyConditionTree?
        if let keyExpression { keyCondition = try KeyConditionTree(checking: keyExpression) }
        let legacyKeys = try legacy.keyCondition(hasIndex: input.indexName != nil)
        self.keyCondition = keyCondition ?? legacyKeys?.tree ?? KeyConditionTree(tests: [])
        self.unindexable = legacyKeys?.unindexable ?? []
        self.hasLegacyKeys = legacyKeys != nil
        try SelectRule.validate(
            input.select, projection: input.projectionExpression == nil ? "AttributesToGet" : "ProjectionExpression",
            isGiven: self.projection != nil, hasIndex: input.indexName != nil, isQuery: true)
        self.select = input.select
        self.consistent = input.consistentRead ?? false
        self.startKey = input.exclusiveStartKey
        self.forward = input.scanIndexForward ?? true
    }

    /// The rows of the query, those behind the start key.
    func range(in source: ReadSource) throws(DynamoDBError) -> KeyRange {
        if let startKey { try source.validateStartKey(startKey, isScan: false) }
        let range = try QueryRange(
            self.keyCondition, unindexable: self.unindexable, isLegacy: self.hasLegacyKeys, source: source)
        guard let startKey else { return range.keys }
        try range.validateStartKey(startKey, source: source)
        return range.keys.resuming(after: try source.rowKey(of: startKey), reversed: !self.forward)
    }

    func shape(in source: ReadSource) throws(DynamoDBError) -> ReadShape {
        try ReadShape(
            filter: self.filter, projection: self.projection, select: self.select, source: source,
            filterWithoutKeys: self.isLegacyFilter ? "QueryFilter" : "Filter Expression")
    }
}
