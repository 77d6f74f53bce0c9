// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The functions of expressions.
enum ExpressionFunction: String {
    case attributeExists = "attribute_exists"
    case attributeNotExists = "attribute_not_exists"
    case attributeType = "attribute_type"
    case beginsWith = "begins_with"
    case contains
    case size
    case ifNotExists = "if_not_exists"
    case listAppend = "list_append"

    var operandCount: Int {
        switch self {
        case .attributeExists, .attributeNotExists, .size: 1
        case .attributeType, .beginsWith, .contains, .ifNotExists, .listAppend: 2
        }
    }

    /// A call as it was read: where it stands decides what it means.
    struct Call<Operand> {
        /// `nil` for a function that does not exist, which has been noted.
        var function: ExpressionFunction?
        var operands: [Operand]
    }
}

extension ExpressionParser {
    /// Whether the next tokens begin the call of a function.
    var isAtCall: Bool { self.current.kind == .identifier && self.following == .leftParenthesis }

    /// `identifier "(" operand { "," operand } ")"`
    ///
    /// Calls may stand in calls; like groups they are kept on a stack instead of read by recursion.
    ///
    /// - Parameters:
    ///   - leaf: Reads a path or value.
    ///   - reduce: Makes an operand of a call that is one.
    mutating func call<Operand>(
        leaf: (inout Self) throws(ExpressionFault) -> Operand,
        reduce: (inout Self, ExpressionFunction.Call<Operand>) -> Operand
    ) throws(ExpressionFault) -> ExpressionFunction.Call<Operand> {
        var enclosing: [(call: ExpressionFunction.Call<Operand>, openings: Int)] = []
        var call: ExpressionFunction.Call<Operand> = self.beginningOfCall()
        while true {
            let openings = self.openings()
            if self.isAtCall {
                enclosing.append((call, openings))
                call = self.beginningOfCall()
                continue
            }
            call.operands.append(try leaf(&self))
            try self.closings(openings)
            while !self.take(.comma) {
                try self.expect(.rightParenthesis)
                guard let outer = enclosing.popLast() else { return call }
                let operand = reduce(&self, call)
                try self.closings(outer.openings)
                call = outer.call
                call.operands.append(operand)
            }
        }
    }

    /// `identifier "("`
    private mutating func beginningOfCall<Operand>() -> ExpressionFunction.Call<Operand> {
        let name = self.text(of: self.current)
        let function = ExpressionFunction(rawValue: name)
        if function == nil { self.note(.unknownFunction, "Invalid function name; function: \(name)") }
        self.advance()
        self.advance()
        return ExpressionFunction.Call(function: function, operands: [])
    }

    /// Goes over the opening parentheses around an operand, and says how many they are.
    mutating func openings() -> Int {
        var count = 0
        while self.take(.leftParenthesis) { count += 1 }
        if count > 1 { self.noteRedundantParentheses() }
        return count
    }

    mutating func closings(_ count: Int) throws(ExpressionFault) {
        for _ in 0..<count { try self.expect(.rightParenthesis) }
    }

    mutating func noteMisuse(of function: ExpressionFunction) {
        self.note(
            .function,
            "The function is not allowed to be used this way in an expression; function: \(function.rawValue)")
    }

    /// Whether the call has as many operands as its function takes; it is noted if not.
    mutating func hasOperands<Operand>(_ function: ExpressionFunction, _ operands: [Operand]) -> Bool {
        guard operands.count != function.operandCount else { return true }
        self.noteOperandCount(function.rawValue, operands.count)
        return false
    }

    mutating func noteOperandCount(_ name: String, _ count: Int) {
        self.note(
            self.operandFault,
            "Incorrect number of operands for operator or function; operator or function: \(name), "
                + "number of operands: \(count)")
    }

    mutating func noteOperandType(_ name: String, _ type: String) {
        self.note(
            self.operandFault,
            "Incorrect operand type for operator or function; operator or function: \(name), operand type: \(type)")
    }

    mutating func notePathRequired(_ name: String) {
        self.note(
            self.operandFault,
            "Operator or function requires a document path; operator or function: \(name)")
    }

    /// What a wrong operand counts as: in an update, where functions are checked last, as a fault of a function.
    private var operandFault: ExpressionFinding.Kind { self.kind == .update ? .function : .operandType }
}
