// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a query or scan makes of the rows it evaluates: filter, projection, or a count.
struct ReadShape {
    let filter: ConditionTree?
    /// What the filter looks at.
    let filterAttributes: AttributeSelection
    let projection: ItemProjection?
    /// What the projection looks at; `nil` without one.
    let projectedAttributes: AttributeSelection?
    /// Whether only the number of items is asked for.
    let countsOnly: Bool
    /// Whether each entry of a local index is completed from the table. Never where only a count is asked for.
    let fetchesTableItem: Bool

    /// Checks what is asked for against what the source holds.
    ///
    /// - Parameters:
    ///   - filterWithoutKeys: What the filter is called, if it may not look at the keys of the source; `nil` if it may.
    ///   - isFlat: Whether the values at the projected paths are returned as columns of a statement.
    init(
        filter: ConditionTree?, projection: [DocumentPath]?, select: Select?, source: ReadSource,
        filterWithoutKeys: String? = nil, isFlat: Bool = false
    ) throws(DynamoDBError) {
        try source.table.validateScalars(in: projection ?? [])
        if let filterWithoutKeys, let paths = filter?.paths,
            let key = source.keys.first(where: { key in paths.contains { $0.root.hasSameBytes(as: key.name) } })
        {
            throw .validation(
                "\(filterWithoutKeys) can only contain non-primary key attributes: Primary key attribute: \(key.name)")
        }
        if let index = source.index, index.isGlobal, select == .allAttributes, index.attributes != nil {
            throw .invalidParameter(
                "Select type ALL_ATTRIBUTES is not supported for global secondary index \(index.name) because its projection type is not ALL"
            )
        }
        try source.table.validateScalars(in: filter?.paths ?? [])
        var needsTableItem = false
        if let index = source.index {
            let missing = index.lacking(of: projection ?? [])
            guard missing.isEmpty || !index.isGlobal else {
                throw .invalidParameter(
                    "Global secondary index \(index.name) does not project [\(missing.joined(separator: ", "))]")
            }
            // Also where the entries are completed from the table. The service lets reads that do not fix the partition key
            // have such a filter, and sees nothing there: refused here, as what it finds would be taken for an answer.
            let missingInFilter = index.lacking(of: filter?.paths ?? [])
            guard missingInFilter.isEmpty else {
                throw .invalidParameter(
                    "Secondary index \(index.name) does not project one or more filter attributes: [\(missingInFilter.joined(separator: ", "))]"
                )
            }
            needsTableItem = (select == .allAttributes && index.attributes != nil) || !missing.isEmpty
        }
        self.filter = filter
        self.filterAttributes = AttributeSelection(filter?.paths.map(\.root) ?? [])
        self.projectedAttributes = projection.map { AttributeSelection($0.map(\.root)) }
        self.projection = projection.map { paths in isFlat ? .columns(paths) : .tree(ProjectionTree(paths)) }
        self.countsOnly = select == .count
        self.fetchesTableItem = needsTableItem
    }
}

extension StoredIndex {
    /// The attributes of the paths that the index does not hold, each once.
    fileprivate func lacking(of paths: [DocumentPath]) -> [String] {
        var names: [String] = []
        for path in paths where !self.holds(path.root) && !names.contains(where: { $0.hasSameBytes(as: path.root) }) {
            names.append(path.root)
        }
        return names
    }
}

/// The rules for `Select` that need no table.
enum SelectRule {
    /// - Parameters:
    ///   - projection: The parameter that tells what to return.
    ///   - isGiven: Whether it is given.
    static func validate(
        _ select: Select?, projection: String, isGiven: Bool, hasIndex: Bool, isQuery: Bool
    ) throws(DynamoDBError) {
        if isGiven, let select, select != .specificAttributes {
            let isCount = select == .count
            throw .validation(
                (isCount && isQuery ? "1 validation error detected: " : "") + "Cannot specify the \(projection) "
                    + "when choosing to get \(isCount ? "only the Count" : select.rawValue)")
        }
        if select == .specificAttributes, !isGiven {
            throw .validation(
                (isQuery ? "1 validation error detected: " : "")
                    + "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES"
            )
        }
        if select == .allProjectedAttributes, !hasIndex {
            throw .validation("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName")
        }
    }
}
