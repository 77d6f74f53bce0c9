// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// Conditions are read with a stack of open groups instead of by recursion, so that no text can use up the thread's
// stack: a text of 4096 opening parentheses costs 4096 small array elements.

extension ExpressionParser {
    /// What stands between two `AND`s, `OR`s or parentheses.
    private enum Term {
        case operand(ConditionTree.Side)
        case call(ExpressionFunction.Call<ConditionTree.Operand>)
        case condition(ConditionTree)
    }

    /// The content of an open pair of parentheses, or of the whole text, as far as it is read.
    private struct Group {
        /// How many `NOT`s stand before the term to come.
        var negations = 0
        /// The terms that `AND` joins, since the last `OR`.
        var conjunction: [ConditionTree] = []
        /// What `OR` joins.
        var disjunction: [ConditionTree] = []

        /// Whether nothing stands before the term to come.
        var isFresh: Bool { self.negations == 0 && self.conjunction.isEmpty && self.disjunction.isEmpty }

        mutating func and(_ condition: ConditionTree) {
            var condition = condition
            for _ in 0..<self.negations { condition = .not(condition) }
            self.negations = 0
            self.conjunction.append(condition)
        }

        mutating func or(_ condition: ConditionTree) {
            self.and(condition)
            self.disjunction.append(Self.join(self.conjunction, ConditionTree.all))
            self.conjunction = []
        }

        /// The whole content, of which this condition is the last.
        mutating func finish(_ condition: ConditionTree) -> ConditionTree {
            self.or(condition)
            return Self.join(self.disjunction, ConditionTree.any)
        }

        private static func join(
            _ parts: [ConditionTree], _ combine: ([ConditionTree]) -> ConditionTree
        ) -> ConditionTree {
            if parts.count == 1, let only = parts.first { return only }
            return combine(parts)
        }
    }

    /// A whole condition, to the end of the text.
    mutating func condition() throws(ExpressionFault) -> ConditionTree {
        var enclosing: [Group] = []
        var group = Group()
        while true {
            if self.take(.not) {
                self.countOperator()
                // More than are allowed need not be kept.
                if self.operatorCount <= Self.maximumOperators { group.negations += 1 }
                continue
            }
            if self.take(.leftParenthesis) {
                enclosing.append(group)
                group = Group()
                continue
            }
            var term = try self.term()
            var isGroup = false
            closing: while true {
                if let relation = try self.relation(of: term) {
                    term = .condition(relation)
                    isGroup = false
                }
                switch self.current.kind {
                case .and:
                    group.and(try self.condition(of: term))
                    self.advance()
                    self.countOperator()
                    break closing
                case .or:
                    group.or(try self.condition(of: term))
                    self.advance()
                    self.countOperator()
                    break closing
                case .rightParenthesis:
                    guard let outer = enclosing.popLast() else { throw self.syntaxError() }
                    if group.isFresh {
                        // It may turn out to be an operand in parentheses.
                        if isGroup { self.noteRedundantParentheses() }
                    } else {
                        term = .condition(group.finish(try self.condition(of: term)))
                    }
                    self.advance()
                    isGroup = true
                    group = outer
                case .end where enclosing.isEmpty:
                    return try self.finish(group.finish(try self.condition(of: term)))
                default:
                    throw self.syntaxError()
                }
            }
        }
    }

    /// A path, a value or the call of a function.
    private mutating func term() throws(ExpressionFault) -> Term {
        guard self.isAtCall else {
            let isNil = self.isAtNil
            return .operand(ConditionTree.Side(operand: try self.leaf(), isNil: isNil))
        }
        let call = try self.call(
            leaf: { (parser: inout Self) throws(ExpressionFault) in try parser.leaf() },
            reduce: { $0.operand(of: $1) })
        return .call(call)
    }

    private mutating func leaf() throws(ExpressionFault) -> ConditionTree.Operand {
        self.current.kind == .valueKey ? .value(try self.value()) : .path(try self.path())
    }

    /// An operand where nothing else can stand.
    private mutating func side() throws(ExpressionFault) -> ConditionTree.Side {
        let openings = self.openings()
        let side = self.side(of: try self.term())
        try self.closings(openings)
        return side
    }

    /// The term as an operand; not called for conditions.
    private mutating func side(of term: Term) -> ConditionTree.Side {
        switch term {
        case .operand(let side): return side
        case .call(let call): return ConditionTree.Side(operand: self.operand(of: call))
        case .condition: return ConditionTree.Side(operand: .value(.null))
        }
    }

    /// The term as a condition.
    private mutating func condition(of term: Term) throws(ExpressionFault) -> ConditionTree {
        switch term {
        case .operand: throw self.syntaxError()
        case .call(let call): return self.condition(of: call)
        case .condition(let condition): return condition
        }
    }

    // MARK: Comparisons

    /// The comparison that begins with this term, if the next token is a comparator, `BETWEEN` or `IN`.
    private mutating func relation(of term: Term) throws(ExpressionFault) -> ConditionTree? {
        switch self.current.kind {
        case .comparator, .between, .in: break
        default: return nil
        }
        if case .condition = term { throw self.syntaxError() }
        let first = self.side(of: term)
        let operation = self.current.kind
        self.advance()
        self.countOperator()
        switch operation {
        case .comparator(let comparator):
            let second = try self.side()
            self.checkComparison(first.operand, comparator, second.operand)
            return .comparison(first, comparator, second)
        case .between:
            let lower = try self.side().operand
            try self.expect(.and)
            let upper = try self.side().operand
            self.checkBetween(first.operand, lower, upper)
            return .between(first.operand, lower, upper)
        default:
            try self.expect(.leftParenthesis)
            var others = [try self.side()]
            while self.take(.comma) { others.append(try self.side()) }
            try self.expect(.rightParenthesis)
            if others.count > Self.maximumListedOperands {
                self.noteOperandCount("IN", others.count + 1)
            } else {
                self.checkDistinct("IN", first.operand, others.map(\.operand))
            }
            return .among(first, others)
        }
    }

    private mutating func checkComparison(
        _ first: ConditionTree.Operand, _ comparator: ConditionTree.Comparator, _ second: ConditionTree.Operand
    ) {
        // The service accepts `p <> p`, and refuses the others.
        if comparator != .notEqual { self.checkDistinct(comparator.rawValue, first, [second]) }
        switch comparator {
        case .equal, .notEqual: break
        case .less, .lessOrEqual, .greater, .greaterOrEqual: self.checkOrdered(comparator.rawValue, [first, second])
        }
    }

    private mutating func checkBetween(
        _ operand: ConditionTree.Operand, _ lower: ConditionTree.Operand, _ upper: ConditionTree.Operand
    ) {
        self.checkDistinct("BETWEEN", operand, [lower, upper])
        self.checkOrdered("BETWEEN", [operand, lower, upper])
        guard case .value(let low) = lower, case .value(let high) = upper else { return }
        guard let lowText = low.boundDescription, let highText = high.boundDescription else { return }
        let bounds = "lower bound operand: \(lowText), upper bound operand: \(highText)"
        guard low.kind == high.kind else {
            self.note(
                .operandType, "The BETWEEN operator requires same data type for lower and upper bounds; \(bounds)")
            return
        }
        if high.isOrderedBefore(low) {
            self.note(
                .operandType,
                "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; \(bounds)")
        }
    }

    /// Notes an operand that repeats the path of the first one.
    mutating func checkDistinct(
        _ name: String, _ first: ConditionTree.Operand, _ others: [ConditionTree.Operand]
    ) {
        guard case .path(let path) = first, others.contains(first) else { return }
        self.note(
            .operandType,
            "The first operand must be distinct from the remaining operands for this operator or function; "
                + "operator: \(name), first operand: \(path.serviceDescription)")
    }

    /// Notes a value of a type that has no order.
    private mutating func checkOrdered(_ name: String, _ operands: [ConditionTree.Operand]) {
        for case .value(let value) in operands where !value.kind.isOrdered {
            self.noteOperandType(name, value.kind.rawValue)
        }
    }
}
