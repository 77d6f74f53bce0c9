// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// Whether what a program asks by is what its models are stored by: else nothing would be found, and no error said so.

extension RowLayout {
    /// Refuses a primary key that is made otherwise than the schema's: no item of the model is stored under it.
    func requireOwn(_ keys: KeyLayout) throws(DynamoDBError) {
        guard keys !== self.keys, keys.parts != self.keys.parts else { return }
        func words(_ parts: [KeyPart]) -> String { parts.map(\.words).joined(separator: " and ") }
        throw DynamoDBError(
            .validation,
            "The schema keeps its items by \(words(self.keyParts)), and the key given is made of \(words(keys.parts)). Use "
                + "the PrimaryKey that the schema was made with.")
    }

    /// Refuses a key or an index that no item of the model is found by. An index that the schema does not declare can be read if
    /// its key attributes are the model's own.
    func requireStored(_ source: ModelKeySource) throws(DynamoDBError) {
        guard let index = source.index else { return try self.requireOwn(source.layout) }
        guard !self.indexes.contains(where: { $0.keys === index.keys }) else { return }
        for part in index.keys.parts { try self.requireMade(part, of: index) }
    }

    /// Refuses a part of an index key that is made by a template which the schema does not have.
    func requireMade(_ part: KeyPart, of index: ModelIndexLayout) throws(DynamoDBError) {
        guard let template = try part.pattern(), !self.keyParts.contains(part), !self.derivedParts.contains(part) else {
            return
        }
        throw DynamoDBError(
            .validation,
            "The schema does not make the key \(part.name) of the index \(index.name) by \"\(template.source)\", so no item "
                + "would be found. Declare the index in the schema, as it is here.")
    }
}

extension KeyPart {
    /// As an error tells it.
    fileprivate var words: String {
        guard case .success(let template)? = self.template else {
            return "\(self.name) (\(self.attribute.type.rawValue))"
        }
        return "\(self.name) \"\(template.source)\""
    }
}
