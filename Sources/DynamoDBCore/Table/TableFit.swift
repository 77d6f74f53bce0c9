// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// Whether a table that is there will do for one that was asked for.

extension CreateTableInput {
    /// What a table lacks that is to be as this says; `nil` if it will do.
    func lack(of table: TableDescription) -> String? {
        let definitions = table.attributeDefinitions ?? []
        let wanted = Self.key(self.keySchema, self.attributeDefinitions)
        let found = Self.key(table.keySchema ?? [], definitions)
        guard wanted.hasSameBytes(as: found) else { return "its key is \(found), and not \(wanted)" }
        let indexes =
            (self.localSecondaryIndexes ?? []).map { ($0.indexName, $0.keySchema, $0.projection) }
            + (self.globalSecondaryIndexes ?? []).map { ($0.indexName, $0.keySchema, $0.projection) }
        let others =
            (table.localSecondaryIndexes ?? []).map { ($0.indexName, $0.keySchema, $0.projection) }
            + (table.globalSecondaryIndexes ?? []).map { ($0.indexName, $0.keySchema, $0.projection) }
        for (name, keys, projection) in indexes {
            guard let other = others.first(where: { $0.0.hasSameBytes(as: name) }) else {
                return "it has no index \(name): addMissingIndexes(of:) adds those that are global"
            }
            let (wanted, found) = (Self.key(keys, self.attributeDefinitions), Self.key(other.1, definitions))
            guard wanted.hasSameBytes(as: found) else {
                return "the key of its index \(name) is \(found), and not \(wanted)"
            }
            guard other.2.holds(projection) else {
                return "its index \(name) holds other attributes than are asked for"
            }
        }
        return nil
    }

    /// A key as one reads it: `pk (S, HASH), sk (N, RANGE)`.
    private static func key(_ elements: [KeySchemaElement], _ definitions: [AttributeDefinition]) -> String {
        elements.map { element in
            let type = definitions.first { $0.attributeName.hasSameBytes(as: element.attributeName) }?.attributeType
            return "\(element.attributeName) (\(type?.rawValue ?? "?"), \(element.keyType.rawValue))"
        }.joined(separator: ", ")
    }
}

extension Projection {
    /// Whether an index with this holds all that one with the other would.
    fileprivate func holds(_ other: Self) -> Bool {
        if self.projectionType == .all { return true }
        guard other.projectionType != .all else { return false }
        let held = self.nonKeyAttributes ?? []
        return (other.nonKeyAttributes ?? []).allSatisfy { name in held.contains { $0.hasSameBytes(as: name) } }
    }
}
