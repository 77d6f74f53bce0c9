// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ExpressionParser {
    /// A call used as an operand: only `size` can be one.
    mutating func operand(of call: ExpressionFunction.Call<ConditionTree.Operand>) -> ConditionTree.Operand {
        guard let function = call.function else { return .value(.null) }
        guard function == .size else {
            self.noteMisuse(of: function)
            return .value(.null)
        }
        guard self.hasOperands(function, call.operands), let operand = call.operands.first else { return .value(.null) }
        switch operand {
        case .path: break
        case .size:
            self.noteOperandType(function.rawValue, AttributeValue.Kind.number.rawValue)
            return .value(.null)
        case .value(let value):
            switch value.kind {
            case .number, .bool, .null: self.noteOperandType(function.rawValue, value.kind.rawValue)
            case .string, .binary, .list, .map, .stringSet, .numberSet, .binarySet: break
            }
        }
        return .size(operand)
    }

    /// A call used as a condition.
    mutating func condition(of call: ExpressionFunction.Call<ConditionTree.Operand>) -> ConditionTree {
        let harmless = ConditionTree.exists(DocumentPath(root: ""))
        guard let function = call.function else { return harmless }
        switch function {
        case .size, .ifNotExists, .listAppend:
            self.noteMisuse(of: function)
            return harmless
        case .attributeExists, .attributeNotExists, .attributeType, .beginsWith, .contains: break
        }
        guard self.hasOperands(function, call.operands), let first = call.operands.first,
            let last = call.operands.last
        else { return harmless }
        switch function {
        case .attributeExists, .attributeNotExists:
            guard case .path(let path) = first else {
                self.notePathRequired(function.rawValue)
                return harmless
            }
            return function == .attributeExists ? .exists(path) : .notExists(path)
        case .attributeType:
            return self.typeName(last).map { .hasType(first, $0) } ?? harmless
        case .beginsWith:
            self.checkDistinct(function.rawValue, first, [last])
            for operand in [first, last] { self.checkPrefixOperand(operand) }
            return .beginsWith(first, last)
        case .contains:
            self.checkDistinct(function.rawValue, first, [last])
            return .contains(first, last)
        case .size, .ifNotExists, .listAppend:
            return harmless
        }
    }

    /// The second operand of `attribute_type`: a string that names a type.
    private mutating func typeName(_ operand: ConditionTree.Operand) -> AttributeValue.Kind? {
        let function = ExpressionFunction.attributeType.rawValue
        switch operand {
        case .path:
            self.noteOperandType(function, "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}")
        case .size:
            self.noteOperandType(function, AttributeValue.Kind.number.rawValue)
        case .value(.string(let name)):
            if let kind = AttributeValue.Kind(rawValue: name) { return kind }
            self.note(
                .operandType,
                "Invalid attribute type name found; type: \(name), valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}")
        case .value(let value):
            self.noteOperandType(function, value.kind.rawValue)
        }
        return nil
    }

    /// Notes an operand of `begins_with` that cannot have a beginning.
    private mutating func checkPrefixOperand(_ operand: ConditionTree.Operand) {
        switch operand {
        case .path, .value(.string), .value(.binary): break
        case .size: self.noteOperandType(ExpressionFunction.beginsWith.rawValue, AttributeValue.Kind.number.rawValue)
        case .value(let value): self.noteOperandType(ExpressionFunction.beginsWith.rawValue, value.kind.rawValue)
        }
    }
}
