// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ExpressionAttributes {
    /// The placeholders of a request, checked in the service's order: the names, the keys of the values, the values.
    init(
        validating names: [String: String]?, values: Item? = nil, notes: RequestNotes = RequestNotes()
    ) throws(DynamoDBError) {
        try self.init(names: names, values: values)
        for (_, name) in names ?? [:] { try AttributeName.validateLength(of: name) }
        try notes.check("ExpressionAttributeValues")
        for (key, value) in values ?? Item() {
            do {
                try value.validate()
            } catch {
                guard error.message != DynamoDBError.nestedTooDeep.message else { throw error }
                throw .validation("ExpressionAttributeValues contains invalid value: \(error.message) for key \(key)")
            }
        }
    }
}

// Most expressions of a request may be left out.
extension ExpressionAttributes {
    mutating func optionalCondition(_ text: String?) throws(DynamoDBError) -> ConditionTree? {
        guard let text else { return nil }
        return try self.condition(text)
    }

    mutating func optionalFilter(_ text: String?) throws(DynamoDBError) -> ConditionTree? {
        guard let text else { return nil }
        return try self.filter(text)
    }

    mutating func optionalProjection(_ text: String?) throws(DynamoDBError) -> [DocumentPath]? {
        guard let text else { return nil }
        return try self.projection(text)
    }

    mutating func optionalKeyCondition(_ text: String?) throws(DynamoDBError) -> ConditionTree? {
        guard let text else { return nil }
        return try self.keyCondition(text)
    }

    mutating func optionalUpdate(_ text: String?) throws(DynamoDBError) -> UpdateTree? {
        guard let text else { return nil }
        return try self.update(text)
    }
}

extension Item {
    /// Checks the values of an exclusive start key.
    func validateAsStartKey() throws(DynamoDBError) {
        do {
            try self.validate()
        } catch let error where error.message.contains("contains duplicates") {
            throw error
        } catch {
            throw .validation("The provided starting key is invalid: \(error.message)")
        }
    }
}
