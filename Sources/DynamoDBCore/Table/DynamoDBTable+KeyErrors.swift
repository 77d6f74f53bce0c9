// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// The error, with the name of the table if there is none, and the most an item can have if it is too large.
    func explained(_ error: DynamoDBError) -> DynamoDBError {
        var explained = error
        if error.code == .resourceNotFound, error.message == "Requested resource not found" {
            explained.message += ": Table: \(self.name) not found"
        } else if error.code == .validation, error.message.hasSuffix("has exceeded the maximum allowed size") {
            explained.message += ". An item can have 409,600 bytes, the names of its attributes included."
        }
        return explained
    }

    /// The error, with what the table's key is if the request's key was refused.
    func explained(_ error: DynamoDBError, key: Item) async -> DynamoDBError {
        let error = self.explained(error)
        guard error.code == .validation, error.message.hasPrefix(KeyAdvice.refusal),
            var description = try? await self.knownDescription()
        else { return error }
        if KeyAdvice(description).accepts(key) {
            // The database disagrees with what is remembered: the table was made anew with other keys.
            guard let fresh = try? await self.describe() else { return error }
            description = fresh
        }
        guard let advice = KeyAdvice(description).text(for: key) else { return error }
        var explained = error
        explained.message += ". \(advice)"
        return explained
    }
}

/// Says what a table's key is, next to what was given for it.
struct KeyAdvice {
    /// How the service refuses a key that is not the table's.
    static let refusal = "The provided key element does not match the schema"

    private let keys: [(name: String, type: String)]

    init(_ description: TableDescription) {
        let definitions = description.attributeDefinitions ?? []
        self.keys = (description.keySchema ?? []).map { element in
            let definition = definitions.first { $0.attributeName.hasSameBytes(as: element.attributeName) }
            return (element.attributeName, definition?.attributeType.rawValue ?? "?")
        }
    }

    /// Whether a key has the names and types it has to have.
    func accepts(_ key: Item) -> Bool {
        key.count == self.keys.count && self.keys.allSatisfy { key[$0.name]?.kind.rawValue == $0.type }
    }

    /// The advice, or `nil` if the key is right or the table's is not known.
    func text(for key: Item) -> String? {
        guard !self.keys.isEmpty, !self.accepts(key) else { return nil }
        let given = key.map { "\($0.name) (\($0.value.kind.rawValue))" }
        let needed = self.keys.map { "\($0.name) (\($0.type))" }
        return "The table's key is \(Self.listed(needed)); the request named \(Self.listed(given))."
    }

    private static func listed(_ parts: [String]) -> String {
        guard let last = parts.last else { return "nothing" }
        let others = parts.dropLast()
        return others.isEmpty ? last : "\(others.joined(separator: ", ")) and \(last)"
    }
}
