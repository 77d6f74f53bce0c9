// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension TransactWriteItem: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        switch self {
        case .conditionCheck(let action):
            writer.name("ConditionCheck")
            writer.beginObject()
            writer.member("TableName", action.tableName)
            writer.member("Key", action.key)
            writer.action(
                condition: action.conditionExpression, action.expressionAttributeNames,
                action.expressionAttributeValues, action.returnValuesOnConditionCheckFailure)
        case .put(let action):
            writer.name("Put")
            writer.beginObject()
            writer.member("TableName", action.tableName)
            writer.member("Item", action.item)
            writer.action(
                condition: action.conditionExpression, action.expressionAttributeNames,
                action.expressionAttributeValues, action.returnValuesOnConditionCheckFailure)
        case .delete(let action):
            writer.name("Delete")
            writer.beginObject()
            writer.member("TableName", action.tableName)
            writer.member("Key", action.key)
            writer.action(
                condition: action.conditionExpression, action.expressionAttributeNames,
                action.expressionAttributeValues, action.returnValuesOnConditionCheckFailure)
        case .update(let action):
            writer.name("Update")
            writer.beginObject()
            writer.member("TableName", action.tableName)
            writer.member("Key", action.key)
            writer.member("UpdateExpression", action.updateExpression)
            writer.action(
                condition: action.conditionExpression, action.expressionAttributeNames,
                action.expressionAttributeValues, action.returnValuesOnConditionCheckFailure)
        }
        writer.endObject()
        writer.endObject()
    }
}

extension JSONWriter {
    /// The members that all actions have.
    fileprivate mutating func action(
        condition: String?, _ names: [String: String]?, _ values: Item?,
        _ choice: ReturnValuesOnConditionCheckFailure?
    ) {
        self.member("ConditionExpression", condition)
        self.member("ExpressionAttributeNames", names)
        self.member("ExpressionAttributeValues", values)
        self.member("ReturnValuesOnConditionCheckFailure", choice)
    }
}

extension TransactWriteItem {
    /// Reads an element of a transaction.
    ///
    /// - Parameters:
    ///   - path: Where the element is, as errors of the service write it.
    ///   - missing: Gets the required members that are not there.
    init(from reader: inout JSONReader, at path: String, _ missing: inout MissingMembers) throws(WireError) {
        var actions: [Self] = []
        var members = try reader.object(.element(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "ConditionCheck":
                guard let parts = try Parts(.conditionCheck, from: &reader, at: path, &missing) else { continue }
                actions.append(.conditionCheck(parts.conditionCheck))
            case "Put":
                guard let parts = try Parts(.put, from: &reader, at: path, &missing) else { continue }
                actions.append(.put(parts.put))
            case "Delete":
                guard let parts = try Parts(.delete, from: &reader, at: path, &missing) else { continue }
                actions.append(.delete(parts.delete))
            case "Update":
                guard let parts = try Parts(.update, from: &reader, at: path, &missing) else { continue }
                actions.append(.update(parts.update))
            default: try reader.skip()
            }
        }
        if actions.count != 1 {
            reader.note(.described("TransactItems can only contain one of Check, Put, Update or Delete"))
        }
        self = actions.first ?? .put(TransactPut(tableName: "", item: Item()))
    }

    private static let serviceType = "com.amazonaws.dynamodb.v20120810.TransactWriteItem"

    /// The members of an action of any kind. What is missing is noted, and empty here.
    private struct Parts {
        enum Kind: String {
            case conditionCheck = "ConditionCheck"
            case put = "Put"
            case delete = "Delete"
            case update = "Update"
        }

        private var tableName: String?
        /// The key, or of a put the item.
        private var attributes: Item?
        private var updateExpression: String?
        private var conditionExpression: String?
        private var names: [String: String]?
        private var values: Item?
        private var onFailure: ReturnValuesOnConditionCheckFailure?

        /// - Returns: `nil` if the action is null.
        init?(
            _ kind: Kind, from reader: inout JSONReader, at path: String, _ missing: inout MissingMembers
        ) throws(WireError) {
            guard try !reader.skipNull() else { return nil }
            var members = try reader.object(.structure("com.amazonaws.dynamodb.v20120810.\(kind.rawValue)"))
            while let name = try reader.next(in: &members) {
                switch name {
                case "TableName": self.tableName = try reader.optional()
                case "Key" where kind != .put: self.attributes = try reader.optional()
                case "Item" where kind == .put: self.attributes = try reader.optional()
                case "UpdateExpression" where kind == .update: self.updateExpression = try reader.optional()
                case "ConditionExpression": self.conditionExpression = try reader.optional()
                case "ExpressionAttributeNames": self.names = try reader.optional()
                case "ExpressionAttributeValues": self.values = try reader.expressionValues()
                case "ReturnValuesOnConditionCheckFailure": self.onFailure = try reader.optional()
                default: try reader.skip()
                }
            }
            let path = "\(path).\(kind.rawValue.firstLowercased)"
            if self.attributes == nil { missing.note("\(path).\(kind == .put ? "item" : "key")") }
            if self.tableName == nil { missing.note("\(path).tableName") }
            if kind == .update, self.updateExpression == nil { missing.note("\(path).updateExpression") }
            if kind == .conditionCheck, self.conditionExpression == nil { missing.note("\(path).conditionExpression") }
        }

        var conditionCheck: TransactConditionCheck {
            TransactConditionCheck(
                tableName: self.tableName ?? "", key: self.attributes ?? Item(),
                conditionExpression: self.conditionExpression ?? "", expressionAttributeNames: self.names,
                expressionAttributeValues: self.values, returnValuesOnConditionCheckFailure: self.onFailure)
        }

        var put: TransactPut {
            TransactPut(
                tableName: self.tableName ?? "", item: self.attributes ?? Item(),
                conditionExpression: self.conditionExpression, expressionAttributeNames: self.names,
                expressionAttributeValues: self.values, returnValuesOnConditionCheckFailure: self.onFailure)
        }

        var delete: TransactDelete {
            TransactDelete(
                tableName: self.tableName ?? "", key: self.attributes ?? Item(),
                conditionExpression: self.conditionExpression, expressionAttributeNames: self.names,
                expressionAttributeValues: self.values, returnValuesOnConditionCheckFailure: self.onFailure)
        }

        var update: TransactUpdate {
            TransactUpdate(
                tableName: self.tableName ?? "", key: self.attributes ?? Item(),
                updateExpression: self.updateExpression ?? "", conditionExpression: self.conditionExpression,
                expressionAttributeNames: self.names, expressionAttributeValues: self.values,
                returnValuesOnConditionCheckFailure: self.onFailure)
        }
    }
}
