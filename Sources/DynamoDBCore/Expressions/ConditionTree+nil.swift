// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// To be equal to Swift's `nil` is to be missing or the null value: models leave out what is `nil`. In every other comparison,
// and beside anything but a path, it is the null value.

extension ConditionTree {
    /// One side of a comparison.
    struct Side {
        var operand: Operand
        /// Whether it is Swift's `nil`; the operand is then the null value.
        var isNil = false
    }

    static func comparison(_ left: Side, _ comparator: Comparator, _ right: Side) -> ConditionTree {
        switch (left.operand, right.operand) {
        case (.path(let path), let null) where right.isNil, (let null, .path(let path)) where left.isNil:
            switch comparator {
            case .equal: return .any([.notExists(path), .comparison(.path(path), .equal, null)])
            case .notEqual: return .all([.exists(path), .comparison(.path(path), .notEqual, null)])
            case .less, .lessOrEqual, .greater, .greaterOrEqual: break
            }
        default: break
        }
        return .comparison(left.operand, comparator, right.operand)
    }

    static func among(_ first: Side, _ others: [Side]) -> ConditionTree {
        if first.isNil {
            let comparisons = others.flatMap { other in
                let comparison = Self.comparison(first, .equal, other)
                if case .any(let parts) = comparison { return parts }
                return [comparison]
            }
            if comparisons.count == 1, let only = comparisons.first { return only }
            return .any(comparisons)
        }
        guard case .path(let path) = first.operand, let null = others.first(where: \.isNil) else {
            return .among(first.operand, others.map(\.operand))
        }
        let isNil: [ConditionTree] = [.notExists(path), .comparison(.path(path), .equal, null.operand)]
        let values = others.filter { !$0.isNil }.map(\.operand)
        return .any(values.isEmpty ? isNil : [.among(first.operand, values)] + isNil)
    }
}
