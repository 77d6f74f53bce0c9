// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Logging

extension DynamoDBClient {
    /// Writes a new item, or replaces the item with the same key unless told not to.
    ///
    /// ```swift
    /// let result = await client.create(
    ///     item: ["pk": "user#123", "sk": "profile", "name": "John"], preventOverwriteKey: "pk")
    /// if !result.success { print("Item already exists!") }
    ///
    /// await client.create(
    ///     item: ["pk": "user#123", "sk": "profile", "version": 1],
    ///     conditionExpression: "attribute_not_exists(pk) OR version < \(1)")
    /// ```
    ///
    /// - Parameters:
    ///   - item: The item, with the whole primary key.
    ///   - conditionExpression: What must be true of the item that is there now. Defaults to no condition.
    ///   - preventOverwriteKey: A key attribute that must not exist yet: with its name nothing is ever replaced. Defaults
    ///     to none. A name that the item does not have is refused, as it would protect nothing. Only a key attribute
    ///     protects: another one can be missing in the item that is there, which is then replaced, and no value of an
    ///     attribute becomes unique by it.
    ///   - itemOnConditionFailure: Whether the error of a false condition carries the item that made it false. Defaults
    ///     to no.
    @discardableResult
    public func create(
        item: Item,
        conditionExpression: Condition? = nil,
        preventOverwriteKey: String? = nil,
        itemOnConditionFailure: Bool = false
    ) async -> CreateResult {
        var condition = conditionExpression
        if let preventOverwriteKey {
            condition = .all(Attribute(name: preventOverwriteKey).notExists, condition)
        }
        let result = await self.result(of: "create") { [condition] () async throws(DynamoDBError) in
            if let preventOverwriteKey, item[preventOverwriteKey] == nil {
                throw DynamoDBError(
                    .validation,
                    "The item has no attribute \"\(preventOverwriteKey)\": name one of its keys to prevent overwriting."
                )
            }
            return try await self.table.put(item, condition: condition, itemOnConditionFailure: itemOnConditionFailure)
        }
        return CreateResult(item: result.error == nil ? item : nil, error: result.error)
    }

    /// Writes any number of items, each in place of any item with the same key.
    ///
    /// ```swift
    /// let items = (0..<100).map { ["pk": "user#\($0)", "sk": "profile", "name": "User \($0)"] as Item }
    /// let result = await client.batchCreate(items: items)
    /// print("Created \(result.successful) items, \(result.failed) failed")
    /// ```
    ///
    /// An invalid item fails alone, and of several with one key the last wins; see ``DynamoDBTable/batchPut(_:batchSize:)``.
    ///
    /// - Parameters:
    ///   - items: The items, each with its whole primary key.
    ///   - batchSize: How many items to send in one request. Defaults to 25, the most.
    @discardableResult
    public func batchCreate(items: [Item], batchSize: Int = 25) async -> BatchResult {
        self.logged(await self.table.batchPut(items, batchSize: batchSize), operation: "batchCreate")
    }

    /// Changes attributes of an item and leaves the others alone. The item is created if there is none with that key.
    ///
    /// ```swift
    /// let result = await client.update(
    ///     key: ["pk": "user#123", "sk": "profile"],
    ///     updates: ["balance": 150, "version": 2],
    ///     conditionExpression: "version = \(1)")
    /// if !result.success { print("Update failed - item was modified by another process") }
    /// ```
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - updates: The attributes to set, by name.
    ///   - conditionExpression: What must be true of the item before the change. Defaults to no condition.
    ///   - returnValues: Which attributes to return. Defaults to the changed ones as they are now.
    ///   - itemOnConditionFailure: Whether the error of a false condition carries the item that made it false. Defaults
    ///     to no.
    @discardableResult
    public func update(
        key: Item,
        updates: Item,
        conditionExpression: Condition? = nil,
        returnValues: ReturnValues = .updatedNew,
        itemOnConditionFailure: Bool = false
    ) async -> UpdateResult {
        let result = await self.result(of: "update") { () async throws(DynamoDBError) in
            try await self.table.update(
                key, Update(setting: updates), condition: conditionExpression, returning: returnValues,
                itemOnConditionFailure: itemOnConditionFailure)
        }
        return UpdateResult(attributes: result.value ?? nil, error: result.error)
    }

    /// Adds to a number in one step, so that no count is lost among several writers. A missing number counts as 0.
    ///
    /// ```swift
    /// let result = await client.increment(key: ["pk": "product#789", "sk": "inventory"], attribute: "stock", amount: -1)
    /// if let stock = result.newValue { print("Left: \(stock)") }
    /// ```
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - attribute: The number.
    ///   - amount: What to add; a negative number is taken away. Defaults to 1.
    @discardableResult
    public func increment(key: Item, attribute: Attribute, amount: DynamoDBNumber = 1) async -> IncrementResult {
        let result = await self.result(of: "increment") { () async throws(DynamoDBError) in
            try await self.table.increment(key, attribute, by: amount)
        }
        return IncrementResult(newValue: result.value, error: result.error)
    }

    /// Adds to a number in one step; see ``increment(key:attribute:amount:)-(_,_,DynamoDBNumber)``.
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - attribute: The number.
    ///   - amount: What to add; a negative number is taken away.
    @discardableResult
    public func increment(key: Item, attribute: Attribute, amount: Int) async -> IncrementResult {
        await self.increment(key: key, attribute: attribute, amount: DynamoDBNumber(amount))
    }

    /// Appends values to a list in one step. A missing list is created.
    ///
    /// ```swift
    /// let result = await client.appendToList(
    ///     key: ["pk": "article#456", "sk": "metadata"], attribute: "tags", values: ["swift", "aws"])
    /// ```
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - attribute: The list.
    ///   - values: What to append, in order.
    @discardableResult
    public func appendToList(key: Item, attribute: Attribute, values: [AttributeValue]) async -> AppendResult {
        let result = await self.result(of: "appendToList") { () async throws(DynamoDBError) in
            try await self.table.append(values, to: attribute, of: key)
        }
        return AppendResult(list: result.value, error: result.error)
    }

    /// Appends values of a Swift type to a list in one step; see
    /// ``appendToList(key:attribute:values:)-(_,_,[AttributeValue])``.
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - attribute: The list.
    ///   - values: What to append, in order.
    @discardableResult
    public func appendToList(
        key: Item, attribute: Attribute, values: [some AttributeValueConvertible]
    ) async -> AppendResult {
        let result = await self.result(of: "appendToList") { () async throws(DynamoDBError) in
            try await self.table.append(values, to: attribute, of: key)
        }
        return AppendResult(list: result.value, error: result.error)
    }

    /// Deletes an item by its key. It is a success, too, if there was none; with `returnOld` the result tells it from one
    /// that was deleted.
    ///
    /// ```swift
    /// let result = await client.delete(key: ["pk": "user#123", "sk": "profile"], returnOld: true)
    /// if let user = result.item { print("Deleted user: \(user)") }
    /// ```
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - conditionExpression: What must be true of the item that is there now. Defaults to no condition.
    ///   - returnOld: Whether to return the deleted item. Defaults to no.
    ///   - itemOnConditionFailure: Whether the error of a false condition carries the item that made it false. Defaults
    ///     to no.
    @discardableResult
    public func delete(
        key: Item,
        conditionExpression: Condition? = nil,
        returnOld: Bool = false,
        itemOnConditionFailure: Bool = false
    ) async -> DeleteResult {
        let result = await self.result(of: "delete") { () async throws(DynamoDBError) in
            try await self.table.delete(
                key, condition: conditionExpression, returnValues: returnOld ? .allOld : nil,
                itemOnConditionFailure: itemOnConditionFailure)
        }
        return DeleteResult(item: result.value ?? nil, error: result.error)
    }

    /// Deletes any number of items by their keys. A key that no item has counts as deleted.
    ///
    /// ```swift
    /// let result = await client.batchDelete(keys: keysToDelete)
    /// print("Deleted \(result.successful), failed \(result.failed)")
    /// ```
    ///
    /// - Parameter keys: The whole primary keys.
    @discardableResult
    public func batchDelete(keys: [Item]) async -> BatchResult {
        self.logged(await self.table.batchDelete(keys), operation: "batchDelete")
    }

    private func logged(_ result: BatchResult, operation: String) -> BatchResult {
        if let error = result.error {
            self.log(
                error, operation: operation, more: ["successful": "\(result.successful)", "failed": "\(result.failed)"])
        }
        return result
    }
}
