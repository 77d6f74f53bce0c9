// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What an update changes in an item.
///
/// ```swift
/// let update: Update = .set("name", to: "Jane").increment("visits").remove("draft").append("tags", ["swift"])
/// ```
///
/// Every right-hand side is read from the item as it was before the update, so the order of the changes does not
/// matter. No attribute may be changed twice, nor an attribute together with a part of it: the request throws
/// ``DynamoDBError/Code/validation``, as it does for all else that is wrong with an update.
///
/// A text works as well, with values bound by interpolation or by placeholders:
///
/// ```swift
/// let update: Update = "SET age = age + \(1) REMOVE draft"
/// Update("SET age = age + :n", values: [":n": 1])
/// ```
public struct Update: Sendable, Equatable {
    /// The tree, or why there is none.
    package private(set) var content: Result<UpdateTree, ExpressionFault>

    /// An update that changes nothing yet.
    public init() {
        self.content = .success(UpdateTree(actions: []))
    }

    /// Sets the top-level attributes of these names to these values. The names are taken as they are: a dot is part of
    /// the name. Text: `SET age = :a, name = :b`.
    ///
    /// ```swift
    /// Update(setting: ["name": "Jane", "updated_at": "2024-01-15T10:30:00Z"])
    /// ```
    public init(setting attributes: Item) {
        self.content = .success(
            UpdateTree(
                actions: attributes.map { .set(DocumentPath(root: $0.name), .operand(.value($0.value))) }))
    }

    /// An update read from elsewhere.
    package init(_ tree: UpdateTree) {
        self.content = .success(tree)
    }

    init(_ content: Result<UpdateTree, ExpressionFault>) {
        self.content = content
    }

    /// Whether there is no change. DynamoDB refuses an empty update expression; a request should leave it out.
    public var isEmpty: Bool {
        if case .success(let tree) = self.content { tree.actions.isEmpty } else { false }
    }

    /// Whether it makes an item where there is none. One that only removes does not, but one without any action.
    var createsItem: Bool {
        guard case .success(let tree) = self.content, !tree.actions.isEmpty else { return true }
        return tree.actions.contains { action in
            switch action {
            case .set, .add: true
            case .remove, .delete: false
            }
        }
    }

    /// This update and one more action.
    func adding(_ action: () throws(ExpressionFault) -> UpdateTree.Action) -> Self {
        guard case .success(var tree) = self.content else { return self }
        var result = self
        do {
            tree.actions.append(try action())
            result.content = .success(tree)
        } catch {
            result.content = .failure(error)
        }
        return result
    }

    /// The changes of this update and those of another.
    public func merging(_ other: Update) -> Update {
        switch (self.content, other.content) {
        case (.failure, _): self
        case (_, .failure): other
        case (.success(let mine), .success(let theirs)): Update(UpdateTree(actions: mine.actions + theirs.actions))
        }
    }
}

extension Update: CustomStringConvertible {
    /// The text of the update with its names and values in place, such as `SET age = 31 REMOVE draft`.
    ///
    /// For debugging: this is the user's data, and it is not what is sent.
    public var description: String {
        switch self.content {
        case .success(let tree):
            var writer = ExpressionWriter(InlineNotation())
            writer.write(tree)
            return writer.text
        case .failure(let fault):
            return "<invalid: \(fault.words)>"
        }
    }
}
