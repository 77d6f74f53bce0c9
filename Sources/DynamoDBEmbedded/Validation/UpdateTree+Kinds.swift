// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// What an update alone, without an item, tells about the values it writes and the paths it uses.

extension UpdateTree.Action {
    /// The value that the request itself, not a computation, gives to the target.
    var literalValue: AttributeValue? {
        switch self {
        case .set(_, .operand(.value(let value))), .add(_, let value): value
        case .set, .remove, .delete: nil
        }
    }

    /// The type that the target will have; `nil` if only the item tells.
    var knownKind: AttributeValue.Kind? {
        switch self {
        case .set(_, .operand(let operand)): operand.knownKind
        case .set(_, .plus), .set(_, .minus): .number
        case .add(_, let value): value.kind
        case .remove, .delete: nil
        }
    }

    /// Every path that the action changes or reads.
    var paths: [DocumentPath] {
        switch self {
        case .set(let target, .operand(let operand)): [target] + operand.paths
        case .set(let target, .plus(let left, let right)), .set(let target, .minus(let left, let right)):
            [target] + left.paths + right.paths
        case .remove(let target), .add(let target, _), .delete(let target, _): [target]
        }
    }
}

extension UpdateTree.Operand {
    /// The type of the operand; `nil` if only the item tells.
    var knownKind: AttributeValue.Kind? {
        switch self {
        case .value(let value): value.kind
        case .listAppend: .list
        case .path, .ifNotExists: nil
        }
    }

    fileprivate var paths: [DocumentPath] {
        switch self {
        case .path(let path): [path]
        case .value: []
        case .ifNotExists(let path, let other): [path] + other.paths
        case .listAppend(let first, let second): first.paths + second.paths
        }
    }
}
