// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension PartiQLParser {
    /// What stands behind `UPDATE`, or behind the `FROM` of `FROM … WHERE … SET …`, which has the condition first.
    mutating func update(startsWithCondition: Bool = false) throws(DynamoDBError) -> PartiQLStatement.Update {
        let source = try self.writtenTable()
        var condition = startsWithCondition ? try self.whereClause() : nil
        var actions: [UpdateTree.Action] = []
        while true {
            if self.take("SET") {
                repeat { actions.append(try self.assignment()) } while self.take(.comma)
            } else if self.take("REMOVE") {
                repeat { actions.append(.remove(try self.path())) } while self.take(.comma)
            } else if actions.isEmpty {
                throw self.expected("SET or REMOVE")
            } else {
                break
            }
        }
        self.checkDisjoint(actions)
        if !startsWithCondition { condition = try self.whereClause() }
        return PartiQLStatement.Update(
            source: source, update: UpdateTree(actions: actions), condition: condition,
            returning: try self.returning())
    }

    private mutating func checkDisjoint(_ actions: [UpdateTree.Action]) {
        var paths = DisjointPaths()
        for action in actions {
            if let clash = paths.insert(action.target) { self.note(.validation(clash.message)) }
        }
    }

    /// What can stand in an assignment: a value to be, or a change of the set that is there.
    private enum Assigned {
        case operand(UpdateTree.Operand)
        case setChange(DocumentPath, AttributeValue, isAddition: Bool)
    }

    /// `path "=" value`
    private mutating func assignment() throws(DynamoDBError) -> UpdateTree.Action {
        let target = try self.path()
        try self.expect(.equal)
        let first: UpdateTree.Operand
        switch try self.assigned() {
        case .setChange(let path, let members, let isAddition):
            if path != target {
                self.note(
                    .validation(
                        "\(isAddition ? "set_add" : "set_delete") can only change the attribute that it is assigned to")
                )
            }
            return isAddition ? .add(target, members) : .delete(target, members)
        case .operand(let operand): first = operand
        }
        guard self.isAt(.plus) || self.isAt(.minus) else { return .set(target, .operand(first)) }
        let isSum = self.isAt(.plus)
        self.advance()
        let second = try self.updateOperand()
        for operand in [first, second] {
            if let kind = operand.knownKind, kind != .number {
                self.note(.operandType(isSum ? "+" : "-", kind.rawValue))
            }
        }
        return .set(target, isSum ? .plus(first, second) : .minus(first, second))
    }

    private mutating func updateOperand() throws(DynamoDBError) -> UpdateTree.Operand {
        let start = self.current
        guard case .operand(let operand) = try self.assigned() else {
            self.note(
                .validation(
                    "The function is not allowed to be used this way in an expression; function: \(self.text(of: start).lowercased())"
                ))
            return .value(.null)
        }
        return operand
    }

    private mutating func assigned() throws(DynamoDBError) -> Assigned {
        if self.isAt(.leftParenthesis) {
            return try self.nested { parser throws(DynamoDBError) in
                parser.advance()
                let assigned = try parser.assigned()
                try parser.expect(.rightParenthesis)
                return assigned
            }
        }
        if case .word = self.current.kind, Self.is(self.following, .leftParenthesis), self.isAtName {
            return try self.nested { parser throws(DynamoDBError) in try parser.updateCall() }
        }
        if self.isAtValue { return .operand(.value(try self.value())) }
        guard self.isAtName else { throw self.expected("an attribute or a value") }
        return .operand(.path(try self.path()))
    }

    private mutating func updateCall() throws(DynamoDBError) -> Assigned {
        let name = self.text(of: self.current).lowercased()
        self.advance()
        self.advance()
        var operands = [try self.updateOperand()]
        while self.take(.comma) { operands.append(try self.updateOperand()) }
        try self.expect(.rightParenthesis)
        guard ["list_append", "set_add", "set_delete"].contains(name) else {
            self.note(.unknownFunction(name))
            return .operand(.value(.null))
        }
        guard operands.count == 2, let first = operands.first, let last = operands.last else {
            self.note(.operandCount(name, operands.count))
            return .operand(.value(.null))
        }
        if name == "list_append" {
            for operand in operands {
                guard let kind = operand.knownKind, kind != .list else { continue }
                self.note(.operandType(name, kind.rawValue))
            }
            return .operand(.listAppend(first, last))
        }
        guard case .path(let path) = first else {
            self.note(.documentPathRequired(name))
            return .operand(.value(.null))
        }
        guard case .value(let members) = last, [.stringSet, .numberSet, .binarySet].contains(members.kind) else {
            self.note(.operandType(name, last.knownKind?.rawValue ?? "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"))
            return .operand(.value(.null))
        }
        return .setChange(path, members, isAddition: name == "set_add")
    }
}
