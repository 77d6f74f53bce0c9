// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension KeyConditionTree {
    /// The key condition that the condition of a KeyConditionExpression is, if it is one.
    ///
    /// Checks what needs no schema. How many tests there are, of which attributes, and the types of the values are for the
    /// caller to check.
    package init(checking condition: ConditionTree) throws(DynamoDBError) {
        do {
            self = try Self.reading(condition)
        } catch {
            throw error.error(in: .keyCondition)
        }
    }

    private static func reading(_ condition: ConditionTree) throws(ExpressionFault) -> Self {
        var tests: [Test] = []
        // Parentheses may nest tests that AND joins.
        var pending = [condition]
        while let next = pending.popLast() {
            if case .all(let parts) = next {
                pending.append(contentsOf: parts.reversed())
                continue
            }
            let test = try Self.test(next)
            guard !tests.contains(where: { $0.attribute.hasSameBytes(as: test.attribute) }) else {
                throw .invalid("KeyConditionExpressions must only contain one condition per key")
            }
            tests.append(test)
        }
        return Self(tests: tests)
    }

    private static func test(_ condition: ConditionTree) throws(ExpressionFault) -> Test {
        switch condition {
        case .all: throw .invalidOperator("AND")
        case .any: throw .invalidOperator("OR")
        case .not: throw .invalidOperator("NOT")
        case .among: throw .invalidOperator("IN")
        case .exists: throw .invalidOperator(ExpressionFunction.attributeExists.rawValue)
        case .notExists: throw .invalidOperator(ExpressionFunction.attributeNotExists.rawValue)
        case .hasType: throw .invalidOperator(ExpressionFunction.attributeType.rawValue)
        case .contains: throw .invalidOperator(ExpressionFunction.contains.rawValue)
        case .comparison(_, .notEqual, _): throw .invalidOperator(ConditionTree.Comparator.notEqual.rawValue)
        case .comparison(let left, let comparator, let right):
            return try Self.comparison(left, comparator, right)
        case .between(let operand, let lower, let upper):
            let (attribute, values) = try Self.operands("BETWEEN", operand, [lower, upper])
            guard values.count == 2 else { throw .noKeyAttribute }
            return Test(attribute: attribute, relation: .between(values[0], values[1]))
        case .beginsWith(let operand, let prefix):
            let (attribute, values) = try Self.operands(ExpressionFunction.beginsWith.rawValue, operand, [prefix])
            guard let value = values.first else { throw .noKeyAttribute }
            return Test(attribute: attribute, relation: .beginsWith(value))
        }
    }

    /// A comparison; with the value on the left it is turned around.
    private static func comparison(
        _ left: ConditionTree.Operand, _ comparator: ConditionTree.Comparator, _ right: ConditionTree.Operand
    ) throws(ExpressionFault) -> Test {
        switch (left, right) {
        case (.size, _), (_, .size): throw .nestedOperation
        case (.path, .path): throw .severalAttributes
        case (.value, .value): throw .noKeyAttribute
        case (.path(let path), .value(let value)):
            return Test(attribute: try Self.attribute(path), relation: Self.relation(comparator, value))
        case (.value(let value), .path(let path)):
            return Test(attribute: try Self.attribute(path), relation: Self.relation(comparator.flipped, value))
        }
    }

    /// The key attribute and the values of a relation that has the attribute as its first operand.
    private static func operands(
        _ name: String, _ first: ConditionTree.Operand, _ others: [ConditionTree.Operand]
    ) throws(ExpressionFault) -> (String, [AttributeValue]) {
        let operands = [first] + others
        var values: [AttributeValue] = []
        var paths: [DocumentPath] = []
        for operand in operands {
            switch operand {
            case .path(let path): paths.append(path)
            case .value(let value): values.append(value)
            case .size: throw .nestedOperation
            }
        }
        guard let path = paths.first else { throw .noKeyAttribute }
        guard paths.count == 1 else { throw .severalAttributes }
        guard case .path = first else {
            throw .keyCondition(
                "Invalid condition in KeyConditionExpression: "
                    + "\(name) operator must have the key attribute as its first operand")
        }
        return (try Self.attribute(path), values)
    }

    private static func attribute(_ path: DocumentPath) throws(ExpressionFault) -> String {
        guard path.steps.isEmpty else {
            throw .keyCondition("KeyConditionExpressions cannot have conditions on nested attributes")
        }
        return path.root
    }

    private static func relation(_ comparator: ConditionTree.Comparator, _ value: AttributeValue) -> Relation {
        switch comparator {
        // `<>` has been refused before.
        case .equal, .notEqual: .equal(value)
        case .less: .less(value)
        case .lessOrEqual: .lessOrEqual(value)
        case .greater: .greater(value)
        case .greaterOrEqual: .greaterOrEqual(value)
        }
    }
}

extension ConditionTree.Comparator {
    /// The comparator that says the same with the operands exchanged.
    fileprivate var flipped: Self {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .greater
        case .lessOrEqual: .greaterOrEqual
        case .greater: .less
        case .greaterOrEqual: .lessOrEqual
        }
    }
}

extension ExpressionFault {
    /// A fault of a key condition; the service gives these without the usual beginning.
    fileprivate static func keyCondition(_ words: String) -> Self { .other(.validation, words) }

    fileprivate static func invalidOperator(_ name: String) -> Self {
        .keyCondition("Invalid operator used in KeyConditionExpression: \(name)")
    }

    fileprivate static var nestedOperation: Self {
        .keyCondition("KeyConditionExpressions cannot contain nested operations")
    }

    fileprivate static var severalAttributes: Self {
        .keyCondition("Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition")
    }

    fileprivate static var noKeyAttribute: Self {
        .keyCondition("Invalid condition in KeyConditionExpression: No key attribute specified")
    }
}
