// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// Whether rows of one model are taken for those of another one in the same table, as far as the declarations alone tell.

extension RowLayout {
    /// What is wrong with two models in one table, if rows of the other one are taken for those of this one; `nil` if they are
    /// told apart.
    func overlap(_ name: () -> String, _ other: RowLayout, _ otherName: () -> String) -> DynamoDBError? {
        if let type, type == other.type {
            // Views of one row have its keys as well.
            return self.keyParts == other.keyParts ? nil : Self.sameType(of: otherName(), as: name())
        }
        guard self.readsKeys(of: other), self.type == nil || other.type == nil && self.coversKeys(of: other) else {
            return nil
        }
        return Self.overlap(of: otherName(), with: name())
    }

    static func overlap(of other: String, with name: String) -> DynamoDBError {
        DynamoDBError(
            .validation,
            "Rows of \(other) are taken for rows of \(name), as their keys begin alike. Declare an EntityType in the schemas of "
                + "both; queries and scans leave out rows that are stored without one until a write by key gives it to them."
        )
    }

    static func sameType(of other: String, as name: String) -> DynamoDBError {
        DynamoDBError(
            .validation,
            "\(other) and \(name) have the same EntityType, so rows of the one are taken for rows of the other. Give each a "
                + "type of its own.")
    }

    /// Whether scans, and queries of one partition, take all rows of the other model for those of this one. They go by the text
    /// that each key begins with.
    private func readsKeys(of other: RowLayout) -> Bool {
        self.allParts(and: other) { own, other in
            if own.inputs.isEmpty {
                return other.map { $0.inputs.isEmpty && $0.prefix.hasSameBytes(as: own.prefix) } ?? false
            }
            return (other?.prefix ?? "").utf8.starts(with: own.prefix.utf8)
        }
    }

    /// Whether all keys of the other model are keys that this one can have as well.
    func coversKeys(of other: RowLayout) -> Bool {
        // Two digits, as one can happen to stand in a template.
        ["0", "9"].allSatisfy { digit in
            self.allParts(and: other) { own, other in own.matches(other?.sample(digit) ?? KeyTemplate.anything) }
        }
    }

    /// Whether something is so of each part of the key and that of another model; a part without a template takes anything.
    private func allParts(and other: RowLayout, _ isSo: (KeyTemplate, KeyTemplate?) -> Bool) -> Bool {
        guard self.keyParts.map(\.attribute) == other.keyParts.map(\.attribute) else { return false }
        return zip(self.keyParts, other.keyParts).allSatisfy { own, other in
            guard let own = try? own.pattern() else { return own.template == nil }
            return isSo(own, try? other.pattern())
        }
    }
}

extension KeyTemplate {
    /// What stands in no template.
    fileprivate static let anything = "\u{FFFF}"

    /// A text that it makes.
    fileprivate func sample(_ digit: String) -> String {
        self.segments.map { segment in
            switch segment {
            case .text(let text): text
            case .input(let input): input.width.map { String(repeating: digit, count: $0) } ?? Self.anything
            }
        }.joined()
    }
}
