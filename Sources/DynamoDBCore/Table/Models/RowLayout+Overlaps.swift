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
        guard self.readsKeys(of: other), self.type == nil || other.type == nil && self.coversKeys(of: other) else {
            return nil
        }
        return Self.overlap(of: otherName(), with: name())
    }

    static func overlap(of other: String, with name: String) -> DynamoDBError {
        DynamoDBError(
            .validation,
            "Rows of \(other) are taken for rows of \(name), as their keys begin alike. Declare an EntityType in the schemas of "
                + "both.")
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
        self.allParts(and: other) { own, other in other.map { own.covers($0) } ?? own.isOpen }
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
    /// Whether it makes any text.
    fileprivate var isOpen: Bool {
        if case .input(let input)? = self.segments.first {
            self.segments.count == 1 && input.width == nil
        } else {
            false
        }
    }

    /// Whether every text of another template surely is one of this one.
    fileprivate func covers(_ other: KeyTemplate) -> Bool {
        for (position, segment) in self.segments.enumerated() {
            let isLast = position + 1 == self.segments.count
            // The last input takes whatever comes.
            if isLast, case .input(let input) = segment, input.width == nil { return true }
            guard position < other.segments.count else { return false }
            switch (segment, other.segments[position]) {
            case (.input(let own), .input(let made)):
                guard own.width == made.width else { return false }
            case (.text(let own), .text(let made)):
                guard own.hasSameBytes(as: made) else {
                    // "ORDER#" is followed by anything here, and by "LINE#" there.
                    guard position + 2 == self.segments.count, case .input(let rest) = self.segments[position + 1],
                        rest.width == nil
                    else { return false }
                    return made.utf8.starts(with: own.utf8)
                }
            default: return false
            }
        }
        return self.segments.count == other.segments.count
    }
}
