// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What to return of an item.
enum ItemProjection: Sendable {
    /// The parts at some paths, in their structure.
    case tree(ProjectionTree)
    /// The values at some paths, each by the last element of its path: the columns of a statement.
    case columns([DocumentPath])

    /// Whether it returns attributes as they are, and no parts of them.
    var isOfAttributes: Bool {
        switch self {
        case .tree(let tree): tree.isOfAttributes
        case .columns(let paths): paths.allSatisfy(\.steps.isEmpty)
        }
    }

    func apply(to item: Item) -> Item {
        switch self {
        case .tree(let tree): tree.apply(to: item)
        case .columns(let paths):
            Item(paths.compactMap { path in item.value(at: path).map { (path.columnName, $0) } })
        }
    }
}

extension DocumentPath {
    /// The name under which a statement returns the value at the path: `c` of `a.b.c`, `b[0]` of `a.b[0]`.
    var columnName: String {
        var name = self.root
        for step in self.steps {
            switch step {
            case .name(let next): name = next
            case .index(let index): name += "[\(index)]"
            }
        }
        return name
    }
}
