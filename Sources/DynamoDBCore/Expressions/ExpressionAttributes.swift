// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The placeholders of one request, and which of them its expressions have used: reads the expressions.
///
/// ```swift
/// var attributes = try ExpressionAttributes(names: input.names, values: input.values)
/// let condition = try attributes.condition("#s = :active")
/// let update = try attributes.update("SET age = :age")
/// try attributes.requireAllUsed()
/// ```
package struct ExpressionAttributes: Sendable {
    /// The most bytes a placeholder may have.
    private static let maximumKeySize = 255
    /// The most bytes that all names and values may have together: 2 MB.
    private static let maximumSize = 2_097_152

    private let names: [String: String]?
    private let values: Item?
    private var usedNames: Set<String> = []
    private var usedValues: Set<String> = []
    /// The placeholders of values that are Swift's `nil`, which no request knows.
    private let nilKeys: Set<String>
    /// Whether a reserved word may stand for an attribute without a placeholder. The service never allows it; texts
    /// that are rendered anew, with every name replaced, can do so.
    let allowsReservedWords: Bool

    /// The placeholders of a request.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if a map is empty or has a malformed key.
    package init(
        names: [String: String]?, values: Item?, nilKeys: Set<String> = [], allowsReservedWords: Bool = false
    ) throws(DynamoDBError) {
        self.names = names
        self.values = values
        self.nilKeys = nilKeys
        self.allowsReservedWords = allowsReservedWords
        if let names {
            try Self.check(names.keys.sorted(by: String.isOrderedByBytes), of: "ExpressionAttributeNames", sign: "#")
            for key in names.keys.sorted() where names[key]?.isEmpty == true {
                throw DynamoDBError(
                    .validation,
                    "ExpressionAttributeNames contains invalid value: Empty attribute name for key \(key)")
            }
        }
        if let values {
            try Self.check(values.names, of: "ExpressionAttributeValues", sign: ":")
        }
        let bytes = (names ?? [:]).reduce(values?.size ?? 0) { $0 + $1.key.utf8.count + $1.value.utf8.count }
        guard bytes <= Self.maximumSize else {
            throw DynamoDBError(
                .validation,
                "ExpressionAttributeNames and ExpressionAttributeValues have \(bytes) bytes together; at most \(Self.maximumSize) are allowed"
            )
        }
    }

    private static func check(_ keys: [String], of map: String, sign: Character) throws(DynamoDBError) {
        guard !keys.isEmpty else { throw DynamoDBError(.validation, "\(map) must not be empty") }
        for key in keys where key.utf8.count > Self.maximumKeySize {
            let size = sign == "#" ? " size of key: \(key.utf8.count)" : ""
            throw DynamoDBError(
                .validation,
                "\(map) contains invalid key: The expression attribute map contains a key that is too long;\(size)")
        }
        for key in keys where !Self.isKey(key, sign: sign) {
            throw DynamoDBError(.validation, "\(map) contains invalid key: Syntax error; key: \"\(key)\"")
        }
    }

    /// Whether a text is a placeholder that begins with `#` or `:`.
    static func isKey(_ key: String, sign: Character) -> Bool {
        key.utf8.first == sign.asciiValue && key.utf8.count > 1 && key.utf8.count <= Self.maximumKeySize
            && key.utf8.dropFirst().allSatisfy(ExpressionLexer.isWordPart)
    }

    /// The attribute name a `#placeholder` stands for.
    func name(for key: String) -> String? { self.names?[key] }

    /// The value a `:placeholder` stands for.
    func value(for key: String) -> AttributeValue? { self.values?[key] }

    /// Whether a `:placeholder` stands for Swift's `nil`.
    func isNil(_ key: @autoclosure () -> String) -> Bool { !self.nilKeys.isEmpty && self.nilKeys.contains(key()) }

    // MARK: Reading

    /// Reads a ConditionExpression.
    package mutating func condition(_ text: String) throws(DynamoDBError) -> ConditionTree {
        try self.read(text, as: .condition) { (parser) throws(ExpressionFault) in try parser.condition() }
    }

    /// Reads a FilterExpression.
    package mutating func filter(_ text: String) throws(DynamoDBError) -> ConditionTree {
        try self.read(text, as: .filter) { (parser) throws(ExpressionFault) in try parser.condition() }
    }

    /// Reads a KeyConditionExpression as the condition that it is. Whether that is one on keys is what
    /// ``KeyConditionTree/init(checking:)`` checks, after everything that the service checks of all expressions.
    package mutating func keyCondition(_ text: String) throws(DynamoDBError) -> ConditionTree {
        try self.read(text, as: .keyCondition) { (parser) throws(ExpressionFault) in try parser.condition() }
    }

    /// Reads a ProjectionExpression.
    package mutating func projection(_ text: String) throws(DynamoDBError) -> [DocumentPath] {
        try self.read(text, as: .projection) { (parser) throws(ExpressionFault) in try parser.projection() }
    }

    /// Reads an UpdateExpression.
    package mutating func update(_ text: String) throws(DynamoDBError) -> UpdateTree {
        try self.read(text, as: .update) { (parser) throws(ExpressionFault) in try parser.update() }
    }

    private mutating func read<Tree>(
        _ text: String, as kind: ExpressionKind, _ parse: (inout ExpressionParser) throws(ExpressionFault) -> Tree
    ) throws(DynamoDBError) -> Tree {
        do {
            return try self.parse(text, as: kind, parse)
        } catch {
            throw error.error(in: kind)
        }
    }

    /// Reads an expression; its fault does not yet say which parameter it is.
    mutating func parse<Tree>(
        _ text: String, as kind: ExpressionKind, _ parse: (inout ExpressionParser) throws(ExpressionFault) -> Tree
    ) throws(ExpressionFault) -> Tree {
        var parser = try ExpressionParser(text, as: kind, with: self)
        let tree = try parse(&parser)
        self.usedNames.formUnion(parser.usedNames)
        self.usedValues.formUnion(parser.usedValues)
        return tree
    }

    // MARK: Rules over all expressions

    /// Checks that the expressions read so far have used every placeholder.
    package func requireAllUsed() throws(DynamoDBError) {
        if let names, names.count > self.usedNames.count {
            try Self.refuseUnused(
                names.keys.filter { !self.usedNames.contains($0) }.sorted(by: String.isOrderedByBytes),
                in: "ExpressionAttributeNames")
        }
        if let values, values.count > self.usedValues.count {
            try Self.refuseUnused(
                values.names.filter { !self.usedValues.contains($0) }, in: "ExpressionAttributeValues")
        }
    }

    private static func refuseUnused(_ keys: [String], in map: String) throws(DynamoDBError) {
        guard !keys.isEmpty else { return }
        throw DynamoDBError(
            .validation,
            "Value provided in \(map) unused in expressions: keys: {\(keys.joined(separator: ", "))}")
    }

    /// Checks that a request with placeholders has an expression that could use them.
    ///
    /// ```swift
    /// try ExpressionAttributes.requireExpressions(
    ///     names: input.names, values: input.values,
    ///     usingValues: [(.filter, input.filter), (.keyCondition, input.keyCondition)],
    ///     usingNamesOnly: [input.projection])
    /// ```
    ///
    /// - Parameters:
    ///   - names: The ExpressionAttributeNames of the request.
    ///   - values: The ExpressionAttributeValues of the request.
    ///   - expressions: The expressions of the operation that can use values, given or not, in the order in which the
    ///     error lists them. None for GetItem.
    ///   - projections: The other expressions of the operation.
    package static func requireExpressions(
        names: [String: String]?,
        values: Item?,
        usingValues expressions: @autoclosure () -> [(kind: ExpressionKind, text: String?)],
        usingNamesOnly projections: @autoclosure () -> [String?] = []
    ) throws(DynamoDBError) {
        guard names != nil || values != nil else { return }
        let expressions = expressions()
        let hasValueUser = expressions.contains { $0.text != nil }
        if names != nil, !hasValueUser, projections().allSatisfy({ $0 == nil }) {
            throw DynamoDBError(
                .validation, "ExpressionAttributeNames can only be specified when using expressions")
        }
        if values != nil, !hasValueUser {
            let list = expressions.map(\.kind.rawValue).joined(separator: " and ")
            let verb = expressions.count > 1 ? "are" : "is"
            throw DynamoDBError(
                .validation,
                "ExpressionAttributeValues can only be specified when using expressions: \(list) \(verb) null")
        }
    }
}
