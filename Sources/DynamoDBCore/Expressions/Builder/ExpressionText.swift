// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The text of an expression, in which interpolated values are bound instead of pasted in.
///
/// You seldom name this type: a literal in the place of one is enough.
///
/// ```swift
/// Condition("version < \(3) AND owner = :owner", values: [":owner": "u1"])
/// Update("SET \(name: "chat-history") = \(history)")
/// ```
public struct ExpressionText: Sendable, ExpressibleByStringInterpolation {
    private let parts: [ExpressionInterpolation.Part]

    /// A text as it stands.
    public init(_ text: String) {
        self.parts = [.text(text)]
    }

    /// A text as it stands.
    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// A text with interpolated names and values.
    public init(stringInterpolation: ExpressionInterpolation) {
        self.parts = stringInterpolation.parts
    }

    /// Reads the text; every placeholder in it must be given, and every one given must be in it.
    func parse<Tree>(
        as kind: ExpressionKind, values: Item, names: [String: String],
        _ read: (inout ExpressionParser) throws(ExpressionFault) -> Tree
    ) throws(ExpressionFault) -> Tree {
        try Self.checkKeys(values.names, of: "ExpressionAttributeValues", sign: ":")
        try Self.checkKeys(names.keys.sorted(), of: "ExpressionAttributeNames", sign: "#")
        var binder = Binder(values: values, names: names, taken: self.placeholders(and: values, names))
        for part in self.parts { try binder.append(part) }
        var attributes: ExpressionAttributes
        do {
            attributes = try ExpressionAttributes(
                names: binder.names.isEmpty ? nil : binder.names, values: binder.values.isEmpty ? nil : binder.values,
                nilKeys: binder.nilKeys, allowsReservedWords: true)
        } catch {
            throw ExpressionFault(error)
        }
        let tree: Tree
        do {
            tree = try attributes.parse(binder.text, as: kind, read)
        } catch {
            throw error.withAdvice
        }
        do {
            try attributes.requireAllUsed()
        } catch {
            throw ExpressionFault(error)
        }
        return tree
    }

    /// The service only says that there is a syntax error in the key; here is room to say what is expected.
    private static func checkKeys(_ keys: [String], of map: String, sign: Character) throws(ExpressionFault) {
        for key in keys where !ExpressionAttributes.isKey(key, sign: sign) {
            throw .other(
                .validation,
                "\(map) contains invalid key: Syntax error; key: \"\(key)\". A key is \"\(sign)\" and then letters, "
                    + "digits or \"_\", as the text of the expression has it: \"\(sign)v\"")
        }
    }

    /// Every placeholder that the text or the maps have.
    private func placeholders(and values: Item, _ names: [String: String]) -> Set<String> {
        var found = Set(values.names)
        found.formUnion(names.keys)
        guard self.parts.count > 1 else { return found }
        for case .text(let text) in self.parts {
            let source = Array(text.utf8)
            for token in ExpressionLexer.tokens(of: source) where token.kind == .valueKey || token.kind == .nameKey {
                found.insert(String(decoding: source[token.range], as: UTF8.self))
            }
        }
        return found
    }

    /// Puts the parts together, with new placeholders for what is interpolated.
    private struct Binder {
        var text = ""
        var values: Item
        var names: [String: String]
        /// The placeholders of values that are `nil`.
        private(set) var nilKeys: Set<String> = []
        private let taken: Set<String>
        private var count = 0

        init(values: Item, names: [String: String], taken: Set<String>) {
            self.values = values
            self.names = names
            self.taken = taken
        }

        private mutating func newKey(_ sign: Character) -> String {
            while true {
                let key = "\(sign)i\(self.count)"
                self.count += 1
                if !self.taken.contains(key) { return key }
            }
        }

        private mutating func bind(name: String) -> String {
            let key = self.newKey("#")
            self.names[key] = name
            return key
        }

        private mutating func bind(_ operand: ConditionTree.Operand) -> String {
            switch operand {
            case .value(let value):
                let key = self.newKey(":")
                self.values[key] = value
                return key
            case .path(let path):
                var text = self.bind(name: path.root)
                for step in path.steps {
                    switch step {
                    case .name(let name): text += ".\(self.bind(name: name))"
                    case .index(let index): text += "[\(index)]"
                    }
                }
                return text
            case .size(let inner):
                return "size(\(self.bind(inner)))"
            }
        }

        /// The spaces keep a placeholder from running into letters or digits next to it.
        mutating func append(_ part: ExpressionInterpolation.Part) throws(ExpressionFault) {
            switch part {
            case .text(let text): self.text += text
            case .name(let name): self.text += " \(self.bind(name: name)) "
            case .operand(let operand):
                let text = self.bind(try operand.content.get())
                if operand.isNil { self.nilKeys.insert(text) }
                self.text += " \(text) "
            }
        }
    }
}

extension ExpressionFault {
    /// The fault, with how to give a value if that is what is wrong with a text.
    fileprivate var withAdvice: Self {
        guard case .invalid(let words) = self else { return self }
        let literals = ["'", "\""] + (0...9).map(String.init)
        if literals.contains(where: { words.hasPrefix("Syntax error; token: \"\($0)") }) {
            let advice =
                "A value is not written in the text: bind it to :v, or interpolate it, as in \\(3), in a literal without "
                + "the label text:"
            return .invalid("\(words). \(advice)")
        }
        if words.hasPrefix("An expression attribute value used in expression is not defined") {
            return .invalid("\(words). Give it along: values: [\":v\": 3]")
        }
        return self
    }
}
