// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// Changes attributes of an item and leaves the others alone. The item is created if there is none with that key.
    ///
    /// ```swift
    /// try await table.update(key, .set("name", to: "Jane").remove("nickname"))
    /// // Only if nobody changed it meanwhile:
    /// try await table.update(key, .set("balance", to: 150).increment("version"), condition: Attribute("version") == 1)
    /// ```
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - update: What to change.
    ///   - condition: What must be true of the item before the change. Defaults to no condition. Use
    ///     `Attribute("pk").exists` to keep the call from creating an item.
    ///   - returning: Which attributes to return. Defaults to the changed ones as they are now.
    ///   - itemOnConditionFailure: Whether the error of a false condition carries the item that made it false, and names
    ///     the clauses that were. Defaults to no.
    /// - Returns: The attributes asked for; `nil` if there are none to return.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if the condition was false, and
    ///   with ``DynamoDBError/Code/validation`` if the update cannot be applied to what is stored.
    @discardableResult
    public func update(
        _ key: Item,
        _ update: Update,
        condition: Condition? = nil,
        returning: ReturnValues = .updatedNew,
        itemOnConditionFailure: Bool = false
    ) async throws(DynamoDBError) -> Item? {
        try await self.update(
            key, ifAny: update, condition: condition, returning: returning,
            itemOnConditionFailure: itemOnConditionFailure)
    }

    /// The same, and without an update only the creation of an item that is not there.
    func update(
        _ key: Item, ifAny update: Update?, condition: Condition?, returning: ReturnValues,
        itemOnConditionFailure: Bool
    ) async throws(DynamoDBError) -> Item? {
        var renderer = ExpressionRenderer()
        var updateExpression: String?
        if let update { updateExpression = try renderer.update(update) }
        let conditionExpression = try renderer.condition(ifAny: condition)
        let input = UpdateItemInput(
            tableName: self.name,
            key: key,
            updateExpression: updateExpression,
            conditionExpression: conditionExpression,
            expressionAttributeNames: renderer.names,
            expressionAttributeValues: renderer.values,
            returnValues: returning,
            returnValuesOnConditionCheckFailure: itemOnConditionFailure ? .allOld : nil)
        do {
            return try await self.database.updateItem(input).attributes
        } catch {
            throw await self.explained(itemOnConditionFailure ? error.naming(condition) : error, key: key)
        }
    }

    /// Adds to a number in one step, so that no count is lost among several writers. A missing number counts as 0, and a
    /// missing item is created.
    ///
    /// ```swift
    /// let views = try await table.increment(key, "view_count")
    /// let stock = try await table.increment(key, "stock", by: -1)
    /// ```
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - attribute: The number, at the top of the item or inside it.
    ///   - amount: What to add; a negative number is taken away. Defaults to 1.
    /// - Returns: The number after the change.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the attribute holds something else than a
    ///   number, or lies in a map that is not there.
    @discardableResult
    public func increment(
        _ key: Item,
        _ attribute: Attribute,
        by amount: DynamoDBNumber = 1
    ) async throws(DynamoDBError) -> DynamoDBNumber {
        let value = try await self.value(of: attribute, in: key, after: .increment(attribute, by: amount))
        guard case .number(let number)? = value else { throw Self.nothingReturned }
        return number
    }

    /// Adds to a number in one step; see ``increment(_:_:by:)-(_,_,DynamoDBNumber)``.
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - attribute: The number, at the top of the item or inside it.
    ///   - amount: What to add; a negative number is taken away.
    /// - Returns: The number after the change.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the attribute holds something else than a
    ///   number.
    @discardableResult
    public func increment(
        _ key: Item,
        _ attribute: Attribute,
        by amount: Int
    ) async throws(DynamoDBError) -> DynamoDBNumber {
        try await self.increment(key, attribute, by: DynamoDBNumber(amount))
    }

    /// Appends values to a list in one step. A missing list, and a missing item, is created.
    ///
    /// ```swift
    /// let tags = try await table.append(["swift", "aws"], to: "tags", of: key)
    /// let events = try await table.append([["action": "login"]], to: "events", of: key)
    /// ```
    ///
    /// - Parameters:
    ///   - values: What to append, in order.
    ///   - attribute: The list, at the top of the item or inside it.
    ///   - key: The whole primary key, and nothing else.
    /// - Returns: The whole list after the change.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the attribute holds something else than a
    ///   list.
    @discardableResult
    public func append(
        _ values: [AttributeValue],
        to attribute: Attribute,
        of key: Item
    ) async throws(DynamoDBError) -> [AttributeValue] {
        let value = try await self.value(of: attribute, in: key, after: .append(attribute, values))
        guard case .list(let list)? = value else { throw Self.nothingReturned }
        return list
    }

    /// Appends values of a Swift type to a list in one step; see ``append(_:to:of:)-([AttributeValue],_,_)``.
    ///
    /// - Parameters:
    ///   - values: What to append, in order.
    ///   - attribute: The list, at the top of the item or inside it.
    ///   - key: The whole primary key, and nothing else.
    /// - Returns: The whole list after the change.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the attribute holds something else than a
    ///   list, or one of the values cannot be stored.
    @discardableResult
    public func append(
        _ values: [some AttributeValueConvertible],
        to attribute: Attribute,
        of key: Item
    ) async throws(DynamoDBError) -> [AttributeValue] {
        var converted: [AttributeValue] = []
        converted.reserveCapacity(values.count)
        for value in values { converted.append(try value.attributeValue()) }
        return try await self.append(converted, to: attribute, of: key)
    }

    /// Applies an update of one attribute and returns what the attribute is then.
    private func value(
        of attribute: Attribute, in key: Item, after update: Update
    ) async throws(DynamoDBError) -> AttributeValue? {
        let path = try? attribute.path.get()
        // Of a list, UPDATED_NEW returns only the changed elements, moved together, so that an index means nothing.
        let hasIndex = path?.steps.contains { if case .index = $0 { true } else { false } } ?? false
        let attributes = try await self.update(key, update, returning: hasIndex ? .allNew : .updatedNew)
        // A malformed path made the update throw.
        return path.flatMap { attributes?.value(written: $0) }
    }

    private static let nothingReturned = DynamoDBError(
        .invalidResponse, "The database did not return the attribute. The write itself was a success.")
}

extension Item {
    /// The value at a path that was just written.
    fileprivate func value(written path: DocumentPath) -> AttributeValue? {
        var value = self[path.root]
        for step in path.steps {
            switch step {
            case .name(let name): value = value?[name]
            // What is written beyond the end of a list becomes its last element.
            case .index(let index): value = value?[index] ?? value?.list?.last
            }
        }
        return value
    }
}
