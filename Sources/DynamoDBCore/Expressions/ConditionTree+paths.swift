// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ConditionTree {
    /// Every path that the condition reads. Goes down without recursion, as conditions may be 300 levels deep.
    package var paths: [DocumentPath] {
        var paths: [DocumentPath] = []
        var rest = [self]
        while let next = rest.popLast() {
            switch next {
            case .all(let conditions), .any(let conditions): rest += conditions.reversed()
            case .not(let condition): rest.append(condition)
            default: paths += next.relationPaths
            }
        }
        return paths
    }

    /// The same for what is no `AND`, `OR` or `NOT`.
    private var relationPaths: [DocumentPath] {
        switch self {
        case .comparison(let left, _, let right): left.paths + right.paths
        case .between(let operand, let low, let high): operand.paths + low.paths + high.paths
        case .among(let operand, let candidates): operand.paths + candidates.flatMap(\.paths)
        case .exists(let path), .notExists(let path): [path]
        case .hasType(let operand, _): operand.paths
        case .beginsWith(let left, let right), .contains(let left, let right): left.paths + right.paths
        case .all, .any, .not: []
        }
    }
}

extension ConditionTree.Operand {
    fileprivate var paths: [DocumentPath] {
        switch self {
        case .path(let path): [path]
        case .value: []
        case .size(let operand): operand.paths
        }
    }
}
