// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// Whether a table that is there will do for one that was asked for.

extension CreateTableInput {
    /// What a table lacks that is to be as this says; nothing if it will do.
    func lacks(of table: TableDescription) -> [String] {
        // Such a table may be told without its key and indexes.
        guard ![.creating, .deleting].contains(table.tableStatus) else {
            return ["it is \(table.tableStatus.rawValue)"]
        }
        var lacks: [String] = []
        let wanted = Self.key(self.keySchema, self.attributeDefinitions)
        let found = Self.key(table.keySchema ?? [], self.definitions(of: table))
        if !wanted.hasSameBytes(as: found) { lacks.append("its key is \(found), and not \(wanted)") }
        let locals = (self.localSecondaryIndexes ?? []).map { ($0.indexName, $0.keySchema, $0.projection) }
        for (name, _, _) in locals where table.globalIndex(name) != nil {
            lacks.append("its index \(name) is global, and not local: consistent reads of it would fail")
        }
        let globals = (self.globalSecondaryIndexes ?? []).map { ($0.indexName, $0.keySchema, $0.projection) }
        for (name, keys, projection) in locals + globals {
            if let lack = self.lack(of: table, index: name, keys, projection) { lacks.append(lack) }
        }
        return lacks
    }

    /// What a table is refused with that will not do.
    func refusal(_ lacks: [String]) -> DynamoDBError {
        DynamoDBError(.validation, "There is a table \(self.tableName), and \(lacks.joined(separator: "; ")).")
    }

    /// What the time to live of a table lacks; `nil` if it will do.
    func lack(of timeToLive: TimeToLiveDescription?) -> String? {
        guard let wanted = self.timeToLiveAttribute else { return nil }
        let status = timeToLive?.timeToLiveStatus
        guard status == .enabled || status == .enabling, let found = timeToLive?.attributeName else {
            return "its time to live is off, and is to be by \(wanted)"
        }
        return found.hasSameBytes(as: wanted) ? nil : "its time to live is by \(found), and not by \(wanted)"
    }

    /// What an index of a table lacks that is to be as is said here; `nil` if it will do.
    func lack(
        of table: TableDescription, index name: String, _ keys: [KeySchemaElement], _ projection: Projection
    ) -> String? {
        guard let other = table.index(name) else {
            return "it has no index \(name): addMissingIndexes(of:) adds those that are global"
        }
        if table.globalIndex(name)?.indexStatus == .deleting { return "its index \(name) is DELETING" }
        let wanted = Self.key(keys, self.attributeDefinitions)
        let found = Self.key(other.keys, self.definitions(of: table))
        guard wanted.hasSameBytes(as: found) else {
            return "the key of its index \(name) is \(found), and not \(wanted)"
        }
        guard !other.projection.holds(projection) else { return nil }
        return "its index \(name) holds other attributes than are asked for, \(other.projection.text), and not "
            + projection.text
    }

    /// Why a table cannot have an index with this key; `nil` if it can. An attribute that is a key already keeps its type.
    func conflict(with table: TableDescription, _ keys: [KeySchemaElement]) -> String? {
        let wanted = Self.key(keys, self.attributeDefinitions)
        let possible = Self.key(keys, self.definitions(of: table))
        return wanted.hasSameBytes(as: possible) ? nil : "a key of it can be \(possible), and not \(wanted)"
    }

    /// The types of a table's keys, and those that are asked for where it does not tell them.
    private func definitions(of table: TableDescription) -> [AttributeDefinition] {
        (table.attributeDefinitions ?? []) + self.attributeDefinitions
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
    /// As one reads it: `INCLUDE name, rank`.
    fileprivate var text: String {
        let names = self.nonKeyAttributes ?? []
        return (self.projectionType?.rawValue ?? "?") + (names.isEmpty ? "" : " " + names.joined(separator: ", "))
    }

    /// Whether an index with this holds all that one with the other would.
    fileprivate func holds(_ other: Self) -> Bool {
        if self.projectionType == .all { return true }
        // An index without a type holds all where models are concerned.
        guard let wanted = other.projectionType, wanted != .all else { return false }
        let held = self.nonKeyAttributes ?? []
        return (other.nonKeyAttributes ?? []).allSatisfy { name in held.contains { $0.hasSameBytes(as: name) } }
    }
}
