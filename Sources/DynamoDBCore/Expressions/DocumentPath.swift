// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Where a value is in an item: an attribute's name, then names of map entries and indexes of list elements.
///
/// ```swift
/// let skill = DocumentPath(root: "capability", steps: [.name("skills"), .index(0)])
/// let literal = DocumentPath(root: "a.b")  // one attribute whose name has a dot
/// ```
///
/// Two paths are equal when their names have the same UTF-8 bytes, as names differ in DynamoDB.
package struct DocumentPath: Sendable {
    /// One step of a path.
    package enum Element: Sendable {
        /// The attribute, or the entry of a map, with this name.
        case name(String)
        /// The element of a list at this index, from 0.
        case index(Int)
    }

    /// The name of the top-level attribute.
    package var root: String
    /// The steps into its value.
    package var steps: [Element]

    package init(root: String, steps: [Element] = []) {
        self.root = root
        self.steps = steps
    }

    /// All elements, the root first.
    package var elements: [Element] { [.name(self.root)] + self.steps }

    /// As the service prints it in its errors: `[a, b, [0]]`.
    package var serviceDescription: String {
        let parts = self.elements.map { element in
            switch element {
            case .name(let name): name
            case .index(let index): "[\(index)]"
            }
        }
        return "[\(parts.joined(separator: ", "))]"
    }
}

extension DocumentPath: Hashable {
    package static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.root.hasSameBytes(as: rhs.root) && lhs.steps == rhs.steps
    }

    package func hash(into hasher: inout Hasher) {
        self.root.hashBytes(into: &hasher)
        hasher.combine(self.steps)
    }
}

extension DocumentPath.Element: Hashable {
    package static func == (lhs: Self, rhs: Self) -> Bool {
        switch (lhs, rhs) {
        case (.name(let left), .name(let right)): left.hasSameBytes(as: right)
        case (.index(let left), .index(let right)): left == right
        default: false
        }
    }

    package func hash(into hasher: inout Hasher) {
        switch self {
        case .name(let name): name.hashBytes(into: &hasher)
        case .index(let index): hasher.combine(index)
        }
    }
}
