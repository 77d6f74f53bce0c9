// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension PartiQLParser {
    /// What stands between two `AND`s, `OR`s or parentheses.
    private enum Term {
        case operand(ConditionTree.Operand)
        case condition(ConditionTree)
    }

    /// The most operands of `IN`, as in expressions.
    private static let maximumListedOperands = 100

    /// A condition; what follows it is for the caller.
    mutating func condition() throws(DynamoDBError) -> ConditionTree {
        let term = try self.disjunction()
        return try self.condition(of: term)
    }

    private func condition(of term: Term) throws(DynamoDBError) -> ConditionTree {
        guard case .condition(let condition) = term else { throw self.expected("a comparison") }
        return condition
    }

    private mutating func disjunction() throws(DynamoDBError) -> Term {
        try self.joined("OR", ConditionTree.any) { parser throws(DynamoDBError) in try parser.conjunction() }
    }

    private mutating func conjunction() throws(DynamoDBError) -> Term {
        try self.joined("AND", ConditionTree.all) { parser throws(DynamoDBError) in try parser.negation() }
    }

    private mutating func joined(
        _ keyword: String, _ join: ([ConditionTree]) -> ConditionTree,
        _ part: (inout Self) throws(DynamoDBError) -> Term
    ) throws(DynamoDBError) -> Term {
        let first = try part(&self)
        guard self.isAt(keyword) else { return first }
        var parts = [try self.condition(of: first)]
        while self.take(keyword) {
            let next = try part(&self)
            parts.append(try self.condition(of: next))
        }
        return .condition(join(parts))
    }

    private mutating func negation() throws(DynamoDBError) -> Term {
        var isNegated = false
        var hasNot = false
        while self.take("NOT") {
            isNegated.toggle()
            hasNot = true
        }
        let term = try self.relation()
        guard hasNot else { return term }
        let condition = try self.condition(of: term)
        return .condition(isNegated ? .not(condition) : condition)
    }

    /// A comparison, a function, or something in parentheses.
    private mutating func relation() throws(DynamoDBError) -> Term {
        let term = try self.term()
        guard case .operand(let first) = term else { return term }
        if let comparator = self.takeComparator() {
            let second = try self.operand()
            if comparator != .equal, comparator != .notEqual {
                self.checkOrdered(comparator.rawValue, [first, second])
            }
            return .condition(.comparison(first, comparator, second))
        }
        if self.take("IS") { return .condition(try self.type(of: first)) }
        let isNegated = self.isAt("NOT")
        if isNegated {
            guard self.is(self.following, "BETWEEN") || self.is(self.following, "IN") else { return term }
            self.advance()
        }
        let condition: ConditionTree
        if self.take("BETWEEN") {
            let lower = try self.operand()
            try self.expect("AND")
            let upper = try self.operand()
            self.checkOrdered("BETWEEN", [first, lower, upper])
            condition = .between(first, lower, upper)
        } else if self.take("IN") {
            let candidates = try self.candidates()
            if candidates.count > Self.maximumListedOperands { self.note(.operandCount("IN", candidates.count + 1)) }
            condition = .among(first, candidates)
        } else {
            if self.isAt("LIKE") { throw self.unsupported("LIKE is") }
            return term
        }
        return .condition(isNegated ? .not(condition) : condition)
    }

    private mutating func takeComparator() -> ConditionTree.Comparator? {
        guard case .symbol(let symbol) = self.current.kind else { return nil }
        let comparator: ConditionTree.Comparator
        switch symbol {
        case .equal: comparator = .equal
        case .notEqual, .bangEqual: comparator = .notEqual
        case .less: comparator = .less
        case .lessOrEqual: comparator = .lessOrEqual
        case .greater: comparator = .greater
        case .greaterOrEqual: comparator = .greaterOrEqual
        default: return nil
        }
        self.advance()
        return comparator
    }

    /// The types that `IS` tests for.
    private static let types: [(name: String, kind: AttributeValue.Kind)] = [
        ("NULL", .null), ("BOOL", .bool), ("BOOLEAN", .bool), ("STRING", .string), ("NUMERIC", .number),
        ("BLOB", .binary),
        ("LIST", .list), ("STRUCT", .map), ("TUPLE", .map),
    ]

    /// What stands behind `IS`: `[NOT] MISSING`, or `[NOT]` and a type.
    private mutating func type(of operand: ConditionTree.Operand) throws(DynamoDBError) -> ConditionTree {
        let isNegated = self.take("NOT")
        if self.take("MISSING") {
            guard case .path(let path) = operand else {
                self.note(.documentPathRequired("MISSING"))
                return .notExists(DocumentPath(root: ""))
            }
            return isNegated ? .exists(path) : .notExists(path)
        }
        for (name, kind) in Self.types where self.take(name) {
            return isNegated ? .not(.hasType(operand, kind)) : .hasType(operand, kind)
        }
        throw self.expected("type name")
    }

    /// What stands behind `IN`: `(a, b)`, `[a, b]`, `<<a, b>>`, or a parameter that is a list.
    private mutating func candidates() throws(DynamoDBError) -> [ConditionTree.Operand] {
        if self.take(.leftParenthesis) { return try self.operands(upTo: .rightParenthesis) }
        if self.take(.leftBracket) { return try self.operands(upTo: .rightBracket) }
        if self.take(.leftBag) { return try self.operands(upTo: .rightBag) }
        guard self.take(.parameter) else { throw self.expected("a list") }
        let parameter = self.parameter()
        guard case .list(let values) = parameter else {
            self.note(.operandType("IN", parameter.kind.rawValue))
            return []
        }
        return values.map(ConditionTree.Operand.value)
    }

    private mutating func operands(upTo end: PartiQLToken.Symbol) throws(DynamoDBError) -> [ConditionTree.Operand] {
        var operands = [try self.operand()]
        while self.take(.comma) { operands.append(try self.operand()) }
        try self.expect(end)
        return operands
    }

    // MARK: Operands

    /// An operand where nothing else can stand.
    private mutating func operand() throws(DynamoDBError) -> ConditionTree.Operand {
        guard case .operand(let operand) = try self.term() else { throw self.expected("the end of an operand") }
        return operand
    }

    private mutating func term() throws(DynamoDBError) -> Term {
        if self.isAt(.leftParenthesis) {
            return try self.nested { parser throws(DynamoDBError) in
                parser.advance()
                let term = try parser.disjunction()
                try parser.expect(.rightParenthesis)
                return term
            }
        }
        if case .word = self.current.kind, Self.is(self.following, .leftParenthesis), self.isAtName {
            let term = try self.nested { parser throws(DynamoDBError) in try parser.call() }
            guard case .condition(let condition) = term, let truth = self.takeTruth() else { return term }
            return .condition(truth ? condition : .not(condition))
        }
        if self.isAtValue { return .operand(.value(try self.value())) }
        guard self.isAtName else { throw self.expected("an attribute or a value") }
        return .operand(.path(try self.path()))
    }

    /// What stands behind a function that is a condition, if it is a comparison with a boolean: what it has to be.
    private mutating func takeTruth() -> Bool? {
        guard self.isAt(.equal) || self.isAt(.notEqual) || self.isAt(.bangEqual) else { return nil }
        let isEqual = self.isAt(.equal)
        if self.is(self.following, "TRUE") || self.is(self.following, "FALSE") {
            self.advance()
            defer { self.advance() }
            return self.isAt("TRUE") == isEqual
        }
        guard Self.is(self.following, .parameter) else { return nil }
        self.advance()
        self.advance()
        let parameter = self.parameter()
        guard case .bool(let truth) = parameter else {
            self.note(.operandType(isEqual ? "=" : "<>", parameter.kind.rawValue))
            return isEqual
        }
        return truth == isEqual
    }

    /// `function "(" [ operand { "," operand } ] ")"`
    private mutating func call() throws(DynamoDBError) -> Term {
        let name = self.text(of: self.current).lowercased()
        self.advance()
        self.advance()
        let operands = self.take(.rightParenthesis) ? [] : try self.operands(upTo: .rightParenthesis)
        let harmless = ConditionTree.exists(DocumentPath(root: ""))
        let wanted: Int
        switch name {
        case "size", "attribute_exists", "attribute_not_exists": wanted = 1
        case "begins_with", "contains", "attribute_type": wanted = 2
        default:
            self.note(.unknownFunction(name))
            return .condition(harmless)
        }
        guard operands.count == wanted, let first = operands.first, let last = operands.last else {
            self.note(.operandCount(name, operands.count))
            return name == "size" ? .operand(.value(.null)) : .condition(harmless)
        }
        switch name {
        case "size":
            self.checkMeasurable(first)
            return .operand(.size(first))
        case "attribute_exists", "attribute_not_exists":
            guard case .path(let path) = first else {
                self.note(.documentPathRequired(name))
                return .condition(harmless)
            }
            return .condition(name == "attribute_exists" ? .exists(path) : .notExists(path))
        case "begins_with":
            for operand in operands { self.checkPrefix(operand) }
            return .condition(.beginsWith(first, last))
        case "contains": return .condition(.contains(first, last))
        default: return .condition(self.typeName(last).map { .hasType(first, $0) } ?? harmless)
        }
    }

    // MARK: Types of operands

    /// Notes a value of a type that has no order.
    private mutating func checkOrdered(_ name: String, _ operands: [ConditionTree.Operand]) {
        for case .value(let value) in operands {
            switch value.kind {
            case .string, .number, .binary: break
            default: self.note(.operandType(name, value.kind.rawValue))
            }
        }
    }

    private mutating func checkMeasurable(_ operand: ConditionTree.Operand) {
        switch operand {
        case .path: break
        case .size: self.note(.operandType("size", "N"))
        case .value(let value):
            guard [.number, .bool, .null].contains(value.kind) else { return }
            self.note(.operandType("size", value.kind.rawValue))
        }
    }

    private mutating func checkPrefix(_ operand: ConditionTree.Operand) {
        switch operand {
        case .path, .value(.string), .value(.binary): break
        case .size: self.note(.operandType("begins_with", "N"))
        case .value(let value): self.note(.operandType("begins_with", value.kind.rawValue))
        }
    }

    /// The second operand of `attribute_type`: a text that names a type.
    private mutating func typeName(_ operand: ConditionTree.Operand) -> AttributeValue.Kind? {
        switch operand {
        case .value(.string(let name)):
            if let kind = AttributeValue.Kind(rawValue: name) { return kind }
            self.note(
                .validation(
                    "Invalid attribute type name found; type: \(name), valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"))
        case .value(let value): self.note(.operandType("attribute_type", value.kind.rawValue))
        case .path: self.note(.operandType("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"))
        case .size: self.note(.operandType("attribute_type", "N"))
        }
        return nil
    }
}
