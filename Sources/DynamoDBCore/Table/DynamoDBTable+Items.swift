// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// Writes a whole item, in place of any item with the same key.
    ///
    /// ```swift
    /// try await table.put(["pk": "user#123", "sk": "profile", "name": "John"])
    /// // Only if there is none yet:
    /// try await table.put(item, condition: Attribute("pk").notExists)
    /// ```
    ///
    /// - Parameters:
    ///   - item: The item, with the whole primary key.
    ///   - condition: What must be true of the item that is there now, or of there being none. Defaults to no condition.
    ///   - itemOnConditionFailure: Whether the error of a false condition carries the item that made it false, and names
    ///     the clauses that were. Defaults to no.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if the condition was false; nothing
    ///   is written then.
    public func put(
        _ item: Item,
        condition: Condition? = nil,
        itemOnConditionFailure: Bool = false
    ) async throws(DynamoDBError) {
        _ = try await self.put(
            item, condition: condition, returnValues: nil, itemOnConditionFailure: itemOnConditionFailure)
    }

    /// Writes a whole item, and returns the one that it replaces.
    ///
    /// ```swift
    /// let before = try await table.put(item, returning: .allOld)
    /// ```
    ///
    /// Leave `returning` out where the old item is not needed: it is sent over the network, and if the answer with it is lost,
    /// a remote database does not send the request again, as only the first put finds the item.
    ///
    /// - Parameters:
    ///   - item: The item, with the whole primary key.
    ///   - condition: What must be true of the item that is there now, or of there being none. Defaults to no condition.
    ///   - returning: `.allOld` for the replaced item.
    ///   - itemOnConditionFailure: Whether the error of a false condition carries the item that made it false, and names
    ///     the clauses that were. Defaults to no.
    /// - Returns: The replaced item, or `nil` if nothing was there.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if the condition was false; nothing
    ///   is written then.
    public func put(
        _ item: Item,
        condition: Condition? = nil,
        returning: ReturnOldValues,
        itemOnConditionFailure: Bool = false
    ) async throws(DynamoDBError) -> Item? {
        try await self.put(
            item, condition: condition, returnValues: .allOld, itemOnConditionFailure: itemOnConditionFailure)
    }

    private func put(
        _ item: Item, condition: Condition?, returnValues: ReturnValues?, itemOnConditionFailure: Bool
    ) async throws(DynamoDBError) -> Item? {
        var renderer = ExpressionRenderer()
        let expression = try renderer.condition(ifAny: condition)
        let input = PutItemInput(
            tableName: self.name,
            item: item,
            conditionExpression: expression,
            expressionAttributeNames: renderer.names,
            expressionAttributeValues: renderer.values,
            returnValues: returnValues,
            returnValuesOnConditionCheckFailure: itemOnConditionFailure ? .allOld : nil)
        do {
            return try await self.database.putItem(input).attributes
        } catch {
            throw self.explained(itemOnConditionFailure ? error.naming(condition) : error)
        }
    }

    /// Reads one item by its key.
    ///
    /// ```swift
    /// let user = try await table.get(["pk": "user#123", "sk": "profile"], projection: ["name", "address.city"])
    /// ```
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - consistency: Pass `.strong` to see every write that finished before this call, at twice the read cost.
    ///   - projection: The attributes to return. Defaults to all.
    /// - Returns: The item, or `nil` if there is none with that key.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if `key` is not the table's key; the message
    ///   says what the key is.
    public func get(
        _ key: Item,
        consistency: ReadConsistency = .eventual,
        projection: [Attribute]? = nil
    ) async throws(DynamoDBError) -> Item? {
        let input = try self.input(key, consistency, projection)
        do {
            return try await self.database.getItem(input).item
        } catch {
            throw await self.explained(error, key: key)
        }
    }

    /// The same with the item left in the answer.
    func getEncoded(
        _ key: Item, consistency: ReadConsistency, from database: any EncodedReading
    ) async throws(DynamoDBError) -> EncodedItem? {
        let input = try self.input(key, consistency, nil)
        do {
            return try await database.getEncodedItem(input).item
        } catch {
            throw await self.explained(error, key: key)
        }
    }

    private func input(
        _ key: Item, _ consistency: ReadConsistency, _ projection: [Attribute]?
    ) throws(DynamoDBError) -> GetItemInput {
        var renderer = ExpressionRenderer()
        let expression = try renderer.projection(ifAny: projection)
        return GetItemInput(
            tableName: self.name,
            key: key,
            consistentRead: consistency.consistentRead,
            projectionExpression: expression,
            expressionAttributeNames: renderer.names)
    }

    /// Tells whether there is an item with this key. Only the key is sent back.
    ///
    /// ```swift
    /// if try await table.exists(["pk": "user#123", "sk": "profile"]) { print("User exists!") }
    /// ```
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - consistency: Pass `.strong` to see every write that finished before this call, at twice the read cost.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if `key` is not the table's key.
    public func exists(_ key: Item, consistency: ReadConsistency = .eventual) async throws(DynamoDBError) -> Bool {
        let names = key.names.map { Attribute(name: $0) }
        return try await self.get(key, consistency: consistency, projection: names.isEmpty ? nil : names) != nil
    }

    /// Deletes one item by its key. That there is none is no error.
    ///
    /// ```swift
    /// try await table.delete(["pk": "user#123", "sk": "profile"])
    /// try await table.delete(key, condition: Attribute("status") == "inactive")
    /// ```
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - condition: What must be true of the item that is there now, or of there being none. Defaults to no condition.
    ///   - itemOnConditionFailure: Whether the error of a false condition carries the item that made it false, and names
    ///     the clauses that were. Defaults to no.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if the condition was false.
    public func delete(
        _ key: Item,
        condition: Condition? = nil,
        itemOnConditionFailure: Bool = false
    ) async throws(DynamoDBError) {
        _ = try await self.delete(
            key, condition: condition, returnValues: nil, itemOnConditionFailure: itemOnConditionFailure)
    }

    /// Deletes one item by its key, and returns it.
    ///
    /// ```swift
    /// let deleted = try await table.delete(["pk": "user#123", "sk": "profile"], returning: .allOld)
    /// ```
    ///
    /// Leave `returning` out where the item is not needed: it is sent over the network, and if the answer with it is lost, a
    /// remote database does not send the request again, as only the first delete finds the item.
    ///
    /// - Parameters:
    ///   - key: The whole primary key, and nothing else.
    ///   - condition: What must be true of the item that is there now, or of there being none. Defaults to no condition.
    ///   - returning: `.allOld` for the deleted item.
    ///   - itemOnConditionFailure: Whether the error of a false condition carries the item that made it false, and names
    ///     the clauses that were. Defaults to no.
    /// - Returns: The deleted item, or `nil` if nothing was there.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/conditionalCheckFailed`` if the condition was false.
    public func delete(
        _ key: Item,
        condition: Condition? = nil,
        returning: ReturnOldValues,
        itemOnConditionFailure: Bool = false
    ) async throws(DynamoDBError) -> Item? {
        try await self.delete(
            key, condition: condition, returnValues: .allOld, itemOnConditionFailure: itemOnConditionFailure)
    }

    func delete(
        _ key: Item, condition: Condition?, returnValues: ReturnValues?, itemOnConditionFailure: Bool
    ) async throws(DynamoDBError) -> Item? {
        var renderer = ExpressionRenderer()
        let expression = try renderer.condition(ifAny: condition)
        let input = DeleteItemInput(
            tableName: self.name,
            key: key,
            conditionExpression: expression,
            expressionAttributeNames: renderer.names,
            expressionAttributeValues: renderer.values,
            returnValues: returnValues,
            returnValuesOnConditionCheckFailure: itemOnConditionFailure ? .allOld : nil)
        do {
            return try await self.database.deleteItem(input).attributes
        } catch {
            throw await self.explained(itemOnConditionFailure ? error.naming(condition) : error, key: key)
        }
    }
}

extension ExpressionRenderer {
    /// The text of a condition that may be missing.
    mutating func condition(ifAny condition: Condition?) throws(DynamoDBError) -> String? {
        guard let condition else { return nil }
        return try self.condition(condition)
    }

    /// The text of a filter that may be missing.
    mutating func filter(ifAny filter: Condition?) throws(DynamoDBError) -> String? {
        guard let filter else { return nil }
        return try self.condition(filter, as: .filter)
    }

    /// The text of a projection that may be missing.
    mutating func projection(ifAny attributes: [Attribute]?) throws(DynamoDBError) -> String? {
        guard let attributes else { return nil }
        return try self.projection(attributes)
    }
}
