// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// Actions written with `Condition` and `Update`, as the verbs of `DynamoDBTable` are.

extension TransactWriteItem {
    /// Writes a whole item, in place of any item with the same key.
    ///
    /// ```swift
    /// try await database.transactWriteItems(
    ///     TransactWriteItemsInput(transactItems: [
    ///         .put(["pk": "order#1", "total": 30], in: "orders", condition: Attribute("pk").notExists),
    ///         .update(["pk": "stock#7"], in: "goods", .increment("count", by: -1), condition: Attribute("count") > 0),
    ///     ]))
    /// ```
    ///
    /// - Parameters:
    ///   - item: The item, with the whole primary key.
    ///   - table: The name of the table.
    ///   - condition: What must be true of the item that is there now, or of there being none. Defaults to no condition.
    ///   - itemOnConditionFailure: Whether the reason of a false condition carries the item that made it false. Defaults
    ///     to no.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the condition was built with a mistake.
    public static func put(
        _ item: Item, in table: String, condition: Condition? = nil, itemOnConditionFailure: Bool = false
    ) throws(DynamoDBError) -> Self {
        var renderer = ExpressionRenderer()
        let expression = try renderer.condition(ifAny: condition)
        return .put(
            TransactPut(
                tableName: table, item: item, conditionExpression: expression,
                expressionAttributeNames: renderer.names, expressionAttributeValues: renderer.values,
                returnValuesOnConditionCheckFailure: itemOnConditionFailure ? .allOld : nil))
    }

    /// Changes attributes of an item, and creates the item if there is none with that key.
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - table: The name of the table.
    ///   - update: What to change.
    ///   - condition: What must be true of the item before the change. Defaults to no condition.
    ///   - itemOnConditionFailure: Whether the reason of a false condition carries the item that made it false. Defaults
    ///     to no.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if an expression was built with a mistake.
    public static func update(
        _ key: Item, in table: String, _ update: Update, condition: Condition? = nil,
        itemOnConditionFailure: Bool = false
    ) throws(DynamoDBError) -> Self {
        var renderer = ExpressionRenderer()
        let updateExpression = try renderer.update(update)
        let conditionExpression = try renderer.condition(ifAny: condition)
        return .update(
            TransactUpdate(
                tableName: table, key: key, updateExpression: updateExpression,
                conditionExpression: conditionExpression, expressionAttributeNames: renderer.names,
                expressionAttributeValues: renderer.values,
                returnValuesOnConditionCheckFailure: itemOnConditionFailure ? .allOld : nil))
    }

    /// Deletes an item by its key; that there is none is no error.
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - table: The name of the table.
    ///   - condition: What must be true of the item that is there now, or of there being none. Defaults to no condition.
    ///   - itemOnConditionFailure: Whether the reason of a false condition carries the item that made it false. Defaults
    ///     to no.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the condition was built with a mistake.
    public static func delete(
        _ key: Item, in table: String, condition: Condition? = nil, itemOnConditionFailure: Bool = false
    ) throws(DynamoDBError) -> Self {
        var renderer = ExpressionRenderer()
        let expression = try renderer.condition(ifAny: condition)
        return .delete(
            TransactDelete(
                tableName: table, key: key, conditionExpression: expression,
                expressionAttributeNames: renderer.names, expressionAttributeValues: renderer.values,
                returnValuesOnConditionCheckFailure: itemOnConditionFailure ? .allOld : nil))
    }

    /// Requires something of an item, and leaves it as it is.
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - table: The name of the table.
    ///   - condition: What must be true of the item, or of there being none.
    ///   - itemOnConditionFailure: Whether the reason of a false condition carries the item that made it false. Defaults
    ///     to no.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the condition was built with a mistake.
    public static func check(
        _ key: Item, in table: String, _ condition: Condition, itemOnConditionFailure: Bool = false
    ) throws(DynamoDBError) -> Self {
        var renderer = ExpressionRenderer()
        let expression = try renderer.condition(condition)
        return .conditionCheck(
            TransactConditionCheck(
                tableName: table, key: key, conditionExpression: expression,
                expressionAttributeNames: renderer.names, expressionAttributeValues: renderer.values,
                returnValuesOnConditionCheckFailure: itemOnConditionFailure ? .allOld : nil))
    }
}

extension TransactGet {
    /// Reads an item by its key.
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - table: The name of the table.
    ///   - projection: The attributes to return. Defaults to all.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if an attribute was built with a mistake.
    public static func get(
        _ key: Item, in table: String, projection: [Attribute]? = nil
    ) throws(DynamoDBError) -> Self {
        var renderer = ExpressionRenderer()
        let expression = try renderer.projection(ifAny: projection)
        return Self(
            tableName: table, key: key, projectionExpression: expression, expressionAttributeNames: renderer.names)
    }
}
