// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What to keep of an item: the paths of a projection, merged by their common beginnings.
package struct ProjectionTree: Sendable {
    private struct Node: Sendable {
        /// Whether everything below is kept.
        var isWhole = false
        var names: [(name: String, node: Node)] = []
        var indexes: [(index: Int, node: Node)] = []

        mutating func insert(_ steps: ArraySlice<DocumentPath.Element>) {
            guard let step = steps.first else {
                self.isWhole = true
                return
            }
            switch step {
            case .name(let name):
                if let position = self.names.firstIndex(where: { $0.name.hasSameBytes(as: name) }) {
                    self.names[position].node.insert(steps.dropFirst())
                } else {
                    var node = Node()
                    node.insert(steps.dropFirst())
                    self.names.append((name, node))
                }
            case .index(let index):
                if let position = self.indexes.firstIndex(where: { $0.index == index }) {
                    self.indexes[position].node.insert(steps.dropFirst())
                } else {
                    var node = Node()
                    node.insert(steps.dropFirst())
                    self.indexes.append((index, node))
                }
            }
        }

        mutating func sortIndexes() {
            self.indexes.sort { $0.index < $1.index }
            for position in self.indexes.indices { self.indexes[position].node.sortIndexes() }
            for position in self.names.indices { self.names[position].node.sortIndexes() }
        }

        /// The kept part of a value; `nil` if nothing of it is.
        func apply(to value: AttributeValue) -> AttributeValue? {
            if self.isWhole { return value }
            switch value {
            case .map(let entries):
                let kept = self.apply(to: entries)
                return kept.isEmpty ? nil : .map(kept)
            case .list:
                let kept = self.indexes.compactMap { index, node in value[index].flatMap(node.apply) }
                return kept.isEmpty ? nil : .list(kept)
            default: return nil
            }
        }

        func apply(to entries: Item) -> Item {
            Item(
                self.names.compactMap { name, node in
                    entries[name].flatMap(node.apply).map { (name, $0) }
                })
        }
    }

    private var root = Node()
    /// Whether it keeps attributes as they are, and no parts of them.
    let isOfAttributes: Bool

    package init(_ paths: [DocumentPath]) {
        self.isOfAttributes = paths.allSatisfy(\.steps.isEmpty)
        for path in paths { self.root.insert(path.elements[...]) }
        self.root.sortIndexes()
    }

    /// The kept part of an item, in its structure; elements of lists move together.
    package func apply(to item: Item) -> Item {
        self.root.apply(to: item)
    }
}
