// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport

/// The same text in PartiQL and in the language of expressions.
struct TwoTexts {
    var statement: String
    var expression: String
}

/// Writes random conditions and changes in both languages at once.
struct TwoLanguages {
    var random: SeededGenerator
    /// The values of the question marks so far.
    private(set) var parameters: [AttributeValue] = []
    /// The values of the `:placeholders` so far.
    private(set) var values = Item()

    private static let paths = ["a", "b", "m.k", "l[0]", "n", "absent"]
    private static let comparators = ["=", "<>", "<", "<=", ">", ">="]

    init(random: SeededGenerator) {
        self.random = random
    }

    /// Begins a new request.
    mutating func begin() {
        self.parameters = []
        self.values = Item()
    }

    mutating func one<Element>(_ elements: [Element], or other: Element) -> Element {
        elements.randomElement(using: &self.random) ?? other
    }

    // MARK: Values

    mutating func scalar() -> AttributeValue {
        self.random.chance(50)
            ? .init(Int.random(in: -1...4, using: &self.random))
            : .string(self.one(["", "a", "ab", "b", "it's \"x\""], or: ""))
    }

    mutating func value() -> AttributeValue {
        switch Int.random(in: 0..<10, using: &self.random) {
        case 0: .bool(self.random.chance(50))
        case 1: .null
        case 2: .list((0..<Int.random(in: 0...2, using: &self.random)).map { _ in self.scalar() })
        case 3: .map(["k": self.scalar(), "o'x": [self.scalar()]])
        case 4: .stringSet(self.random.chance(50) ? ["a"] : ["a", "b"])
        case 5: .numberSet([1, .init(Int.random(in: 2...3, using: &self.random))])
        default: self.scalar()
        }
    }

    /// A value in both texts: a literal or a parameter, and a placeholder.
    mutating func text(of value: AttributeValue) -> TwoTexts {
        let key = ":v\(self.values.count)"
        self.values[key] = value
        if self.random.chance(50) { return TwoTexts(statement: self.literal(value), expression: key) }
        self.parameters.append(value)
        return TwoTexts(statement: "?", expression: key)
    }

    private func literal(_ value: AttributeValue) -> String {
        func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }
        return switch value {
        case .string(let text): quoted(text)
        case .number(let number): number.description
        case .bool(let flag): flag ? "TRUE" : "false"
        case .null: "NULL"
        case .list(let values): "[\(values.map(self.literal).joined(separator: ", "))]"
        case .map(let entries):
            "{\(entries.map { "\(quoted($0.name)): \(self.literal($0.value))" }.joined(separator: ","))}"
        case .stringSet(let members): "<<\(members.map(quoted).joined(separator: ", "))>>"
        case .numberSet(let members): "<<\(members.map(\.description).joined(separator: ","))>>"
        case .binary, .binarySet: "?"
        }
    }

    // MARK: Conditions

    mutating func condition(depth: Int = 2) -> TwoTexts {
        guard depth > 0, self.random.chance(60) else { return self.relation() }
        if self.random.chance(25) {
            let part = self.condition(depth: depth - 1)
            return TwoTexts(statement: "NOT \(part.statement)", expression: "NOT \(part.expression)")
        }
        let keyword = self.random.chance(50) ? "AND" : "OR"
        let left = self.condition(depth: depth - 1)
        let right = self.condition(depth: depth - 1)
        return TwoTexts(
            statement: "(\(left.statement) \(keyword) \(right.statement))",
            expression: "(\(left.expression) \(keyword) \(right.expression))")
    }

    private mutating func relation() -> TwoTexts {
        let path = self.one(Self.paths, or: "a")
        let comparator = self.one(Self.comparators, or: "=")
        let isEquality = comparator == "=" || comparator == "<>"
        switch Int.random(in: 0..<11, using: &self.random) {
        case 0:
            let value = self.text(of: self.scalar())
            return self.both { "\(value[keyPath: $0]) \(comparator) \(path)" }
        case 1:
            let other = self.one(Self.paths.filter { $0 != path }, or: "b")
            return self.both { _ in "\(path) \(comparator) \(other)" }
        case 2:
            let low = Int.random(in: -1...4, using: &self.random)
            let (lower, upper) = (self.text(of: .init(low)), self.text(of: .init(low + 2)))
            return self.both { "\(path) BETWEEN \(lower[keyPath: $0]) AND \(upper[keyPath: $0])" }
        case 3:
            let (first, second) = (self.text(of: self.value()), self.text(of: self.value()))
            return self.both { "\(path) IN (\(first[keyPath: $0]), \(second[keyPath: $0]))" }
        case 4: return TwoTexts(statement: "\(path) IS MISSING", expression: "attribute_not_exists(\(path))")
        case 5: return TwoTexts(statement: "\(path) IS NOT MISSING", expression: "attribute_exists(\(path))")
        case 6:
            self.values[":null"] = "NULL"
            return TwoTexts(statement: "\(path) IS NULL", expression: "attribute_type(\(path), :null)")
        case 7:
            let start = self.text(of: self.random.chance(50) ? "a" : "")
            return self.both { "begins_with(\(path), \(start[keyPath: $0]))" }
        case 8:
            let part = self.text(of: self.value())
            return self.both { "contains(\(path), \(part[keyPath: $0]))" }
        case 9:
            let size = self.text(of: .init(Int.random(in: 0...2, using: &self.random)))
            return self.both { "size(\(path)) \(comparator) \(size[keyPath: $0])" }
        default:
            let value = self.text(of: isEquality ? self.value() : self.scalar())
            return self.both { "\(path) \(comparator) \(value[keyPath: $0])" }
        }
    }

    private func both(_ text: (KeyPath<TwoTexts, String>) -> String) -> TwoTexts {
        TwoTexts(statement: text(\.statement), expression: text(\.expression))
    }

    // MARK: Changes

    /// What stands between the table and `WHERE`, and an update expression.
    mutating func update() -> TwoTexts {
        var changes: [(section: String, target: String)] = []
        for target in ["a", "b", "n", "l", "m.k", "s"].shuffled(using: &self.random)
            .prefix(Int.random(in: 1...3, using: &self.random))
        {
            let section = target == "s" ? self.one(["ADD", "DELETE"], or: "ADD") : "SET"
            changes.append((self.random.chance(20) ? "REMOVE" : section, target))
        }
        // In the order of the sections of an expression: of several errors both languages then tell the same.
        changes.sort { $0.section < $1.section }
        var texts = TwoTexts(statement: "", expression: "")
        var section = ""
        for change in changes {
            let text = self.change(change.section, of: change.target)
            texts.statement += " \(text.statement)"
            texts.expression += change.section == section ? ", " : " \(change.section) "
            texts.expression += text.expression
            section = change.section
        }
        return texts
    }

    private mutating func change(_ section: String, of target: String) -> TwoTexts {
        switch (section, target) {
        case ("REMOVE", _): return TwoTexts(statement: "REMOVE \(target)", expression: target)
        case ("SET", "n"):
            let number = self.text(of: .init(Int.random(in: 1...3, using: &self.random)))
            let sign = self.random.chance(50) ? "+" : "-"
            return TwoTexts(
                statement: "SET n = n \(sign) \(number.statement)", expression: "n = n \(sign) \(number.expression)")
        case ("SET", "l"):
            let more = self.text(of: [self.scalar()])
            return TwoTexts(
                statement: "SET l = list_append(l, \(more.statement))",
                expression: "l = list_append(l, \(more.expression))")
        case ("SET", _):
            let value = self.text(of: self.value())
            return TwoTexts(
                statement: "SET \(target) = \(value.statement)", expression: "\(target) = \(value.expression)")
        default:
            let members = self.text(of: .stringSet(["a", self.random.chance(50) ? "b" : "c"]))
            let function = section == "ADD" ? "set_add" : "set_delete"
            return TwoTexts(
                statement: "SET \(target) = \(function)(\(target), \(members.statement))",
                expression: "\(target) \(members.expression)")
        }
    }

    /// An item with any of the attributes that the conditions name.
    mutating func item(_ key: Item) -> Item {
        var item = key
        for name in ["a", "b"] where self.random.chance(70) { item[name] = self.value() }
        if self.random.chance(70) { item["n"] = .init(Int.random(in: 0...3, using: &self.random)) }
        if self.random.chance(60) { item["l"] = [self.scalar(), self.scalar()] }
        if self.random.chance(60) { item["m"] = ["k": self.scalar()] }
        if self.random.chance(60) { item["s"] = .stringSet(["a", "b"]) }
        return item
    }
}
