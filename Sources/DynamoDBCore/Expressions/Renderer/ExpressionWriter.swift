// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Writes the text of a tree, so that reading the text gives the same tree again.
///
/// It recurses as deep as the tree is, which the limits on operators and operands bound.
struct ExpressionWriter<Notation: ExpressionNotation> {
    private(set) var text = ""
    private(set) var notation: Notation

    init(_ notation: Notation) {
        self.notation = notation
    }

    private mutating func list<Element>(
        _ elements: some Sequence<Element>, separator: String = ", ", _ write: (inout Self, Element) -> Void
    ) {
        var isFirst = true
        for element in elements {
            if !isFirst { self.text += separator }
            isFirst = false
            write(&self, element)
        }
    }

    // MARK: Paths

    mutating func write(_ path: DocumentPath) {
        self.notation.append(name: path.root, to: &self.text)
        for step in path.steps {
            switch step {
            case .name(let name):
                self.text += "."
                self.notation.append(name: name, to: &self.text)
            case .index(let index):
                self.text += "[\(index)]"
            }
        }
    }

    mutating func write(_ paths: [DocumentPath]) {
        self.list(paths) { $0.write($1) }
    }

    mutating func write(_ value: AttributeValue) {
        self.notation.append(value: value, to: &self.text)
    }

    // MARK: Conditions

    mutating func write(_ tree: ConditionTree) {
        switch tree {
        case .comparison(let left, let comparator, let right):
            self.write(left)
            self.text += " \(comparator.rawValue) "
            self.write(right)
        case .between(let operand, let lower, let upper):
            self.write(operand)
            self.text += " BETWEEN "
            self.write(lower)
            self.text += " AND "
            self.write(upper)
        case .among(let operand, let others):
            self.write(operand)
            self.text += " IN ("
            self.list(others) { $0.write($1) }
            self.text += ")"
        case .exists(let path):
            self.call("attribute_exists", .path(path))
        case .notExists(let path):
            self.call("attribute_not_exists", .path(path))
        case .hasType(let operand, let kind):
            self.call("attribute_type", operand, .value(.string(kind.rawValue)))
        case .beginsWith(let operand, let prefix):
            self.call("begins_with", operand, prefix)
        case .contains(let operand, let element):
            self.call("contains", operand, element)
        case .all(let parts):
            self.list(parts, separator: " AND ") { writer, part in
                switch part {
                case .all, .any: writer.writeGroup(part)
                default: writer.write(part)
                }
            }
        case .any(let parts):
            self.list(parts, separator: " OR ") { writer, part in
                if case .any = part { writer.writeGroup(part) } else { writer.write(part) }
            }
        case .not(let part):
            self.text += "NOT "
            switch part {
            case .all, .any: self.writeGroup(part)
            default: self.write(part)
            }
        }
    }

    private mutating func writeGroup(_ tree: ConditionTree) {
        self.text += "("
        self.write(tree)
        self.text += ")"
    }

    mutating func write(_ operand: ConditionTree.Operand) {
        switch operand {
        case .path(let path): self.write(path)
        case .value(let value): self.write(value)
        case .size(let inner): self.call("size", inner)
        }
    }

    private mutating func call(_ name: String, _ operands: ConditionTree.Operand...) {
        self.text += "\(name)("
        self.list(operands) { $0.write($1) }
        self.text += ")"
    }

    // MARK: Key conditions

    mutating func write(_ tree: KeyConditionTree) {
        self.list(tree.tests, separator: " AND ") { $0.write($1) }
    }

    private mutating func write(_ test: KeyConditionTree.Test) {
        let path = DocumentPath(root: test.attribute)
        switch test.relation {
        case .equal(let value): self.write(.comparison(.path(path), .equal, .value(value)))
        case .less(let value): self.write(.comparison(.path(path), .less, .value(value)))
        case .lessOrEqual(let value): self.write(.comparison(.path(path), .lessOrEqual, .value(value)))
        case .greater(let value): self.write(.comparison(.path(path), .greater, .value(value)))
        case .greaterOrEqual(let value): self.write(.comparison(.path(path), .greaterOrEqual, .value(value)))
        case .between(let lower, let upper): self.write(.between(.path(path), .value(lower), .value(upper)))
        case .beginsWith(let prefix): self.write(ConditionTree.beginsWith(.path(path), .value(prefix)))
        }
    }

    // MARK: Updates

    /// Each clause once, in the order in which the tree first has an action of it.
    mutating func write(_ tree: UpdateTree) {
        var keywords: [String] = []
        var clauses: [String: [UpdateTree.Action]] = [:]
        for action in tree.actions {
            let keyword = action.keyword
            if clauses[keyword] == nil { keywords.append(keyword) }
            clauses[keyword, default: []].append(action)
        }
        self.list(keywords, separator: " ") { writer, keyword in
            writer.text += "\(keyword) "
            writer.list(clauses[keyword] ?? []) { $0.write($1) }
        }
    }

    private mutating func write(_ action: UpdateTree.Action) {
        self.write(action.target)
        switch action {
        case .set(_, let value):
            self.text += " = "
            self.write(value)
        case .remove: break
        case .add(_, let value), .delete(_, let value):
            self.text += " "
            self.write(value)
        }
    }

    private mutating func write(_ value: UpdateTree.Value) {
        switch value {
        case .operand(let operand): self.write(operand)
        case .plus(let left, let right):
            self.write(left)
            self.text += " + "
            self.write(right)
        case .minus(let left, let right):
            self.write(left)
            self.text += " - "
            self.write(right)
        }
    }

    private mutating func write(_ operand: UpdateTree.Operand) {
        switch operand {
        case .path(let path): self.write(path)
        case .value(let value): self.write(value)
        case .ifNotExists(let path, let other):
            self.text += "if_not_exists("
            self.write(path)
            self.text += ", "
            self.write(other)
            self.text += ")"
        case .listAppend(let front, let back):
            self.text += "list_append("
            self.write(front)
            self.text += ", "
            self.write(back)
            self.text += ")"
        }
    }
}

extension UpdateTree.Action {
    /// The clause the action belongs to.
    fileprivate var keyword: String {
        switch self {
        case .set: "SET"
        case .remove: "REMOVE"
        case .add: "ADD"
        case .delete: "DELETE"
        }
    }
}
