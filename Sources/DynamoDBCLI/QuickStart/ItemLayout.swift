// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// Writes an item over several lines where one is too short, a nested level indented by two.
///
/// ```
/// {
///   "capability": {"confidence_score": 0.85, "domain": "documents"},
///   "id": "AG-001",
/// }
/// ```
package struct ItemLayout {
    /// The most characters a line should have. A single long string or number may exceed it.
    package let width: Int

    /// A layout of lines with at most `width` characters.
    package init(width: Int) {
        self.width = width
    }

    /// The lines of the item.
    package func lines(_ item: Item) -> [String] {
        self.lines(.map(item), before: "", after: "", indent: 0)
    }

    private func lines(_ value: AttributeValue, before: String, after: String, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let whole = margin + before + value.description + after
        guard whole.count > self.width else { return [whole] }
        switch value {
        case .map(let entries):
            let inner = entries.flatMap { entry in
                self.lines(
                    entry.value, before: "\(entry.name.debugDescription): ", after: ",", indent: indent + 2)
            }
            return [margin + before + "{"] + inner + [margin + "}" + after]
        case .list(let elements):
            let inner = elements.flatMap { self.lines($0, before: "", after: ",", indent: indent + 2) }
            return [margin + before + "["] + inner + [margin + "]" + after]
        default:
            return [whole]
        }
    }
}
