// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Writes the expressions of one request, and hands out the placeholders for all of them.
///
/// ```swift
/// var renderer = ExpressionRenderer()
/// let key = try renderer.keyCondition(partitionKey: "pk", equals: "user#1", sort: .beginsWith("sk", "order#"))
/// let filter = try renderer.condition(Attribute("status") == "active", as: .filter)
/// // key: "#n0 = :v0 AND begins_with(#n1, :v1)", filter: "#n2 = :v2"
/// let (names, values) = (renderer.names, renderer.values)
/// ```
package struct ExpressionRenderer: Sendable {
    private var notation = PlaceholderNotation()

    package init() {}

    /// The ExpressionAttributeNames of what was rendered so far; `nil` if there are none.
    package var names: [String: String]? { self.notation.attributeNames }

    /// The ExpressionAttributeValues of what was rendered so far; `nil` if there are none.
    package var values: Item? { self.notation.attributeValues }

    private mutating func render(_ write: (inout ExpressionWriter<PlaceholderNotation>) -> Void) -> String {
        var writer = ExpressionWriter(self.notation)
        write(&writer)
        self.notation = writer.notation
        return writer.text
    }

    // MARK: What users build

    /// Renders a condition, or a filter.
    ///
    /// - Throws: The error that building it ran into.
    package mutating func condition(
        _ condition: Condition, as kind: ExpressionKind = .condition
    ) throws(DynamoDBError) -> String {
        switch condition.content {
        case .tree(let tree, _): return self.condition(tree: tree)
        case .fault(let fault): throw fault.error(in: kind)
        }
    }

    /// Renders the key condition of a query.
    package mutating func keyCondition(
        partitionKey: String, equals value: AttributeValue, sort: SortKeyCondition? = nil
    ) throws(DynamoDBError) -> String {
        var tree = KeyConditionTree(tests: [.init(attribute: partitionKey, relation: .equal(value))])
        if let sort {
            do {
                tree.tests.append(try sort.content.get())
            } catch {
                throw error.error(in: .keyCondition)
            }
        }
        return self.keyCondition(tree: tree)
    }

    /// Renders a projection.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if there is no attribute, a path is
    /// malformed,
    ///   or two paths are in each other's way.
    package mutating func projection(_ attributes: [Attribute]) throws(DynamoDBError) -> String {
        do {
            var paths: [DocumentPath] = []
            for attribute in attributes { paths.append(try attribute.path.get()) }
            try Self.requireDisjoint(paths)
            return self.projection(paths: paths)
        } catch {
            throw error.error(in: .projection)
        }
    }

    /// Renders an update.
    ///
    /// - Throws: The error that building it ran into, or ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if it
    ///   changes nothing, or two of its targets are in each other's way.
    package mutating func update(_ update: Update) throws(DynamoDBError) -> String {
        do {
            let tree = try update.content.get()
            try Self.requireDisjoint(tree.actions.map(\.target))
            return self.update(tree: tree)
        } catch {
            throw error.error(in: .update)
        }
    }

    private static func requireDisjoint(_ paths: [DocumentPath]) throws(ExpressionFault) {
        guard !paths.isEmpty else { throw .invalid("The expression can not be empty;") }
        var disjoint = DisjointPaths()
        var conflict: DisjointPaths.Clash?
        for path in paths {
            guard let clash = disjoint.insert(path) else { continue }
            guard clash.isConflict else { throw .invalid(clash.message) }
            conflict = conflict ?? clash
        }
        if let conflict { throw .invalid(conflict.message) }
    }

    // MARK: Trees

    package mutating func condition(tree: ConditionTree) -> String {
        self.render { $0.write(tree) }
    }

    package mutating func keyCondition(tree: KeyConditionTree) -> String {
        self.render { $0.write(tree) }
    }

    package mutating func projection(paths: [DocumentPath]) -> String {
        self.render { $0.write(paths) }
    }

    package mutating func update(tree: UpdateTree) -> String {
        self.render { $0.write(tree) }
    }
}
