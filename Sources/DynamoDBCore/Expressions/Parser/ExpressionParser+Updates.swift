// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ExpressionParser {
    /// A whole update expression: `clause { clause }`.
    mutating func update() throws(ExpressionFault) -> UpdateTree {
        var actions: [UpdateTree.Action] = []
        var sections: Set<String> = []
        repeat {
            let section = self.text(of: self.current).uppercased()
            switch self.current.kind {
            case .set:
                self.advance()
                repeat { actions.append(try self.assignment()) } while self.take(.comma)
            case .remove:
                self.advance()
                repeat { actions.append(.remove(try self.path())) } while self.take(.comma)
            case .add:
                self.advance()
                repeat {
                    let (path, value) = try self.pathAndValue(section)
                    actions.append(.add(path, value))
                } while self.take(.comma)
            case .delete:
                self.advance()
                repeat {
                    let (path, value) = try self.pathAndValue(section)
                    actions.append(.delete(path, value))
                } while self.take(.comma)
            default:
                throw self.syntaxError()
            }
            if !sections.insert(section).inserted {
                self.note(
                    .repeatedSection, "The \"\(section)\" section can only be used once in an update expression;")
            }
        } while self.current.kind != .end
        self.checkDisjoint(actions.lazy.map(\.target))
        return try self.finish(UpdateTree(actions: actions))
    }

    /// `path :value`, of an ADD or DELETE.
    private mutating func pathAndValue(
        _ section: String
    ) throws(ExpressionFault) -> (DocumentPath, AttributeValue) {
        let path = try self.path()
        let value = try self.value()
        let isAllowed =
            switch value.kind {
            case .stringSet, .numberSet, .binarySet: true
            case .number: section == "ADD"
            case .string, .binary, .bool, .null, .list, .map: false
            }
        if !isAllowed {
            self.note(
                .operandType,
                "Incorrect operand type for operator or function; operator: \(section), "
                    + "operand type: \(value.kind.longName)")
        }
        return (path, value)
    }

    /// `path "=" value`
    private mutating func assignment() throws(ExpressionFault) -> UpdateTree.Action {
        let path = try self.path()
        try self.expect(.comparator(.equal))
        return .set(path, try self.assignedValue())
    }

    /// The right-hand side of a SET: an operand, or a sum or difference of two, as a whole perhaps in parentheses.
    private mutating func assignedValue() throws(ExpressionFault) -> UpdateTree.Value {
        // The parentheses at the front may belong to the first operand or to the whole.
        var openings = 0
        while self.take(.leftParenthesis) { openings += 1 }
        let first = try self.bareUpdateOperand()
        var closings = 0
        while closings < openings, self.take(.rightParenthesis) { closings += 1 }
        let enclosing = openings - closings
        if closings > 1 || enclosing > 1 { self.noteRedundantParentheses() }
        let operation = self.current.kind
        guard operation == .plus || operation == .minus else {
            try self.closings(enclosing)
            return .operand(first)
        }
        self.advance()
        self.countOperator()
        let second = try self.updateOperand()
        try self.closings(enclosing)
        for operand in [first, second] {
            if let kind = operand.knownKind, kind != .number {
                self.noteOperandType(operation == .plus ? "+" : "-", kind.rawValue)
            }
        }
        return operation == .plus ? .plus(first, second) : .minus(first, second)
    }

    private mutating func updateOperand() throws(ExpressionFault) -> UpdateTree.Operand {
        let openings = self.openings()
        let operand = try self.bareUpdateOperand()
        try self.closings(openings)
        return operand
    }

    /// An operand without parentheses around it.
    private mutating func bareUpdateOperand() throws(ExpressionFault) -> UpdateTree.Operand {
        guard self.isAtCall else { return try self.updateLeaf() }
        let call = try self.call(
            leaf: { (parser: inout Self) throws(ExpressionFault) in try parser.updateLeaf() },
            reduce: { $0.updateOperand(of: $1) })
        return self.updateOperand(of: call)
    }

    private mutating func updateLeaf() throws(ExpressionFault) -> UpdateTree.Operand {
        self.current.kind == .valueKey ? .value(try self.value()) : .path(try self.path())
    }

    private mutating func updateOperand(
        of call: ExpressionFunction.Call<UpdateTree.Operand>
    ) -> UpdateTree.Operand {
        let harmless = UpdateTree.Operand.value(.null)
        guard let function = call.function else { return harmless }
        switch function {
        case .attributeExists, .attributeNotExists, .attributeType, .beginsWith, .contains, .size:
            self.noteMisuse(of: function)
            return harmless
        case .ifNotExists, .listAppend: break
        }
        guard self.hasOperands(function, call.operands), let first = call.operands.first,
            let last = call.operands.last
        else { return harmless }
        for case .listAppend in [first, last] {
            self.noteMisuse(of: .listAppend)
            return harmless
        }
        if function == .listAppend {
            for operand in [first, last] {
                guard let kind = operand.knownKind, kind != .list else { continue }
                self.noteOperandType(function.rawValue, kind.rawValue)
            }
            return .listAppend(first, last)
        }
        guard case .path(let path) = first else {
            self.notePathRequired(function.rawValue)
            return harmless
        }
        return .ifNotExists(path, last)
    }
}

extension UpdateTree.Operand {
    /// The type of the operand, where the expression alone tells it.
    fileprivate var knownKind: AttributeValue.Kind? {
        switch self {
        case .value(let value): value.kind
        case .listAppend: .list
        case .path, .ifNotExists: nil
        }
    }
}

extension AttributeValue.Kind {
    /// The name of the type in the errors about ADD and DELETE.
    fileprivate var longName: String {
        switch self {
        case .string: "STRING"
        case .number: "NUMBER"
        case .binary: "BINARY"
        case .bool: "BOOLEAN"
        case .null: "NULL"
        case .list: "LIST"
        case .map: "MAP"
        case .stringSet: "STRING_SET"
        case .numberSet: "NUMBER_SET"
        case .binarySet: "BINARY_SET"
        }
    }
}
