// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The condition of a write, ready to be tested.
struct WriteCondition: Sendable {
    /// Whether there has to be an item: what statements require without saying so.
    enum Presence: Sendable {
        case any, required
        /// There must be none; else the error is that of a duplicate.
        case forbidden
        /// Where there is none, the condition is not asked.
        case assumed
    }

    private let tree: ConditionTree?
    private let returnsItem: Bool
    private let presence: Presence

    init(
        _ tree: ConditionTree?, onFailure choice: ReturnValuesOnConditionCheckFailure?, presence: Presence = .any
    ) {
        self.tree = tree
        self.returnsItem = choice == .allOld
        self.presence = presence
    }

    /// Whether the test needs the item.
    var needsItem: Bool {
        switch self.presence {
        case .any, .assumed: self.tree != nil
        case .required, .forbidden: true
        }
    }

    /// - Throws: `.conditionalCheckFailed` if the condition is false, with the item if that was asked for;
    ///   `.duplicateItem` if there is an item where there must be none.
    func require(of item: Item?) throws(DynamoDBError) {
        switch (self.presence, item) {
        case (.required, nil): throw .conditionFailed(nil)
        case (.forbidden, let item?): throw .duplicateItem(self.returnsItem ? item : nil)
        case (.assumed, nil): return
        case (.any, _), (.required, _), (.assumed, _), (.forbidden, nil): break
        }
        guard let tree, !tree.holds(for: item ?? Item()) else { return }
        throw .conditionFailed(self.returnsItem ? item : nil)
    }
}
