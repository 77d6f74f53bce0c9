// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import TestSupport

/// Makes trees that the service would accept.
struct TreeGenerator {
    var random: SeededGenerator

    init(seed: UInt64) {
        self.random = SeededGenerator(seed: seed)
    }

    mutating func below(_ count: Int) -> Int { Int.random(in: 0..<count, using: &self.random) }

    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[self.below(elements.count)] }

    private static let names = [
        "a", "b", "name", "AND", "SET", "x.y", "l[0]", "#n0", ":v0", " OR ", "é", "e\u{301}", "\u{E9}", "size", "\"",
        "日本",
        "attribute_exists(a)", "'; DROP TABLE",
    ]

    mutating func path() -> DocumentPath {
        var path = DocumentPath(root: self.pick(Self.names))
        for _ in 0..<self.pick([0, 0, 0, 1, 2, 5]) {
            path.steps.append(self.below(2) == 0 ? .index(self.below(1000)) : .name(self.pick(Self.names)))
        }
        return path
    }

    mutating func value() -> AttributeValue {
        let candidates: [AttributeValue] = [
            .string(self.pick(Self.names)), .number(DynamoDBNumber(self.below(100))), .bool(true), .null,
            .list([1, "a"]),
            .map(["a": 1]), .stringSet(["a", "b"]), .numberSet([1, 2]), .binarySet([Data([1])]),
            .binary(Data([0, 255])),
        ]
        return self.pick(candidates)
    }

    mutating func operand() -> ConditionTree.Operand {
        switch self.below(4) {
        case 0, 1: .path(self.path())
        case 2: .value(self.value())
        default: .size(.path(self.path()))
        }
    }

    /// An operand that is no path, so that it differs from every path.
    private mutating func otherOperand(ordered: Bool = false) -> ConditionTree.Operand {
        if self.below(3) == 0 { return .size(.path(self.path())) }
        if !ordered { return .value(self.value()) }
        return .value(self.pick([.string("m"), .number(DynamoDBNumber(self.below(9))), .binary(Data([7]))]))
    }

    mutating func condition(depth: Int) -> ConditionTree {
        guard depth > 0, self.below(4) > 0 else { return self.leaf() }
        switch self.below(3) {
        case 0: return .not(self.condition(depth: depth - 1))
        case 1: return .all((0..<self.pick([2, 2, 3, 4])).map { _ in self.condition(depth: depth - 1) })
        default: return .any((0..<self.pick([2, 2, 3, 4])).map { _ in self.condition(depth: depth - 1) })
        }
    }

    private mutating func leaf() -> ConditionTree {
        switch self.below(8) {
        case 0:
            let comparator = self.pick(ConditionTree.Comparator.allCases)
            return .comparison(.path(self.path()), comparator, self.otherOperand(ordered: true))
        case 1: return .comparison(self.otherOperand(), self.pick([.equal, .notEqual]), .path(self.path()))
        case 2:
            return .between(.path(self.path()), .value(.number(DynamoDBNumber(self.below(9)))), .value(10))
        case 3: return .among(.path(self.path()), (0...self.below(5)).map { _ in self.otherOperand() })
        case 4: return self.below(2) == 0 ? .exists(self.path()) : .notExists(self.path())
        case 5: return .hasType(.path(self.path()), self.pick(AttributeValue.Kind.allCases))
        case 6: return .beginsWith(.path(self.path()), .value(.string(self.pick(Self.names))))
        default: return .contains(self.operandOfContains(), .value(self.value()))
        }
    }

    private mutating func operandOfContains() -> ConditionTree.Operand {
        self.below(2) == 0 ? .path(self.path()) : .value(.list([1]))
    }

    mutating func keyCondition() -> KeyConditionTree {
        var tree = KeyConditionTree(tests: [.init(attribute: self.pick(Self.names), relation: .equal(self.value()))])
        guard self.below(3) > 0 else { return tree }
        let value = self.pick([AttributeValue.string("m"), .number(DynamoDBNumber(self.below(9))), .binary(Data([7]))])
        let relation: KeyConditionTree.Relation = self.pick([
            .equal(self.value()), .less(value), .lessOrEqual(value), .greater(value), .greaterOrEqual(value),
            .between(value, value), .beginsWith(.string(self.pick(Self.names))),
        ])
        tree.tests.append(.init(attribute: "sort", relation: relation))
        return tree
    }

    mutating func projection() -> [DocumentPath] {
        (0...self.below(5)).map { index in
            var path = self.path()
            path.root += String(index)
            return path
        }
    }

    mutating func update() -> UpdateTree {
        var actions: [UpdateTree.Action] = []
        for clause in [0, 1, 2, 3].shuffled(using: &self.random).prefix(self.below(4) + 1) {
            for _ in 0...self.below(3) {
                var target = self.path()
                target.root += String(actions.count)
                switch clause {
                case 0: actions.append(.set(target, self.assigned()))
                case 1: actions.append(.remove(target))
                case 2: actions.append(.add(target, self.pick([1, .stringSet(["a"]), .numberSet([1])])))
                default: actions.append(.delete(target, self.pick([.stringSet(["a"]), .binarySet([Data([1])])])))
                }
            }
        }
        return UpdateTree(actions: actions)
    }

    private mutating func assigned() -> UpdateTree.Value {
        switch self.below(4) {
        case 0: return .operand(.value(self.value()))
        case 1: return .plus(self.addend(), self.addend())
        case 2: return .minus(self.addend(), self.addend())
        default:
            let list = UpdateTree.Operand.ifNotExists(self.path(), .value(.list([])))
            return .operand(self.pick([.listAppend(list, .value(.list([1]))), list, .path(self.path())]))
        }
    }

    private mutating func addend() -> UpdateTree.Operand {
        self.pick([
            .path(self.path()), .value(.number(DynamoDBNumber(self.below(100)))),
            .ifNotExists(self.path(), .ifNotExists(self.path(), .value(0))),
        ])
    }
}
