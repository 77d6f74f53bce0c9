// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a `SELECT` reads: the rows it covers, in their order, and what it makes of them.
///
/// A condition that fixes the partition key is a query of the partition, one that leaves some values for it a query of
/// each, and any other a scan. What of the condition no range of keys answers is a filter.
struct SelectPlan {
    let source: ReadSource
    /// The rows, range by range.
    let ranges: [KeyRange]
    let isReversed: Bool
    let shape: ReadShape

    /// How many values of the partition key a condition may leave. The service documents it, and the pages, of `IN`: `OR` is
    /// alike here, so that what passes here passes there.
    private static let maximumPartitions = 50
    /// How many items a page has at most that goes over several partitions.
    private static let maximumItemsOfPartitions = 10

    /// How many items a page of the plan may look at, if a request wants as many; `nil` for any number.
    func limit(of wanted: Int?) -> Int? {
        guard self.ranges.count > 1 else { return wanted }
        return min(wanted ?? .max, Self.maximumItemsOfPartitions)
    }

    init(
        _ select: PartiQLStatement.Select, table: StoredTable, consistentRead: Bool
    ) throws(DynamoDBError) {
        if let name = select.source.index {
            guard let index = table.indexes.first(where: { $0.name.hasSameBytes(as: name) }) else { throw .noSuchIndex }
            try index.requireSingleKeys()
            guard !(consistentRead && index.isGlobal) else { throw .consistentSelectOnGlobalIndex }
        }
        let source = try ReadSource(table: table, indexName: select.source.index, consistentRead: consistentRead)
        if !select.order.isEmpty, select.condition == nil { throw .orderWithoutCondition }
        var conjuncts = select.condition?.conjuncts ?? []
        let partitions = PartitionChoice(select.condition, &conjuncts, source: source)
        let order = try SelectOrder(select.order, source: source, partitions: partitions)
        if let partitions {
            guard partitions.values.count <= Self.maximumPartitions else {
                throw .tooManyPartitions(partitions.values.count, maximum: Self.maximumPartitions)
            }
            let sortTests = SortTests(&conjuncts, source: source)
            var ranges: [KeyRange] = []
            for partition in order.sorted(partitions.values) {
                ranges.append(try sortTests.range(in: zip(source.partitionKeys, partition), source: source))
            }
            self.ranges = ranges
        } else {
            self.ranges = [.all]
        }
        self.source = source
        self.isReversed = order.isReversed
        self.shape = try ReadShape(
            filter: ConditionTree(conjuncts: conjuncts), projection: select.columns, select: nil, source: source,
            isFlat: true)
    }
}

extension StoredIndex {
    /// Checks that the key has one attribute for the partition and at most one for the order, as statements want it.
    func requireSingleKeys() throws(DynamoDBError) {
        guard self.partitionKeys.count == 1, self.sortKeys.count <= 1 else { throw .multiAttributeKeys }
    }
}

/// The partitions that a condition leaves.
struct PartitionChoice {
    /// The values of the partition key attributes, for each partition.
    let values: [[AttributeValue]]

    /// - Parameter conjuncts: The parts of the condition; what the choice answers is taken out.
    /// - Returns: `nil` if the condition leaves all.
    init?(_ condition: ConditionTree?, _ conjuncts: inout [ConditionTree], source: ReadSource) {
        if let fixed = KeyEqualities(condition, keys: source.partitionKeys) {
            self.values = [source.partitionKeys.compactMap { fixed.key[$0.name] }]
            conjuncts = fixed.rest?.conjuncts ?? []
        } else if source.partitionKeys.count == 1, let key = source.partitionKeys.first,
            let values = condition?.values(possibleFor: key)
        {
            self.values = values.map { [$0] }
        } else {
            return nil
        }
    }
}

/// The order that a statement asks for.
private struct SelectOrder {
    /// Whether the sort key descends.
    private(set) var isReversed = false
    /// Whether the partition key descends; `nil` if the partitions come as the condition names them.
    private var partitionsDescend: Bool?

    init(
        _ terms: [PartiQLStatement.Order], source: ReadSource, partitions: PartitionChoice?
    ) throws(DynamoDBError) {
        guard !terms.isEmpty else { return }
        guard let partitions else { throw .orderWithoutPartition }
        var sortKeys = source.sortKeys[...]
        var hasSortTerm = false
        for term in terms {
            let name = term.path.root
            guard term.path.steps.isEmpty, source.keys.contains(where: { $0.name.hasSameBytes(as: name) }) else {
                throw .orderByOther(name)
            }
            if source.partitionKeys.contains(where: { $0.name.hasSameBytes(as: name) }) {
                self.partitionsDescend = term.isDescending
                continue
            }
            // The rows of several partitions are not merged.
            guard partitions.values.count <= 1 || self.partitionsDescend != nil else { throw .orderOfSeveralPartitions }
            // They come in the order of the whole key, forward or backward.
            guard let next = sortKeys.popFirst(), next.name.hasSameBytes(as: name),
                !hasSortTerm || term.isDescending == self.isReversed
            else { throw .orderByOther(name) }
            self.isReversed = term.isDescending
            hasSortTerm = true
        }
        // An order of the partitions alone, whichever, turns the order within each of them.
        if self.partitionsDescend != nil, !hasSortTerm { self.isReversed = true }
    }

    func sorted(_ partitions: [[AttributeValue]]) -> [[AttributeValue]] {
        guard let partitionsDescend, partitions.count > 1 else { return partitions }
        let ascending = partitions.sorted { left, right in
            guard let left = left.first, let right = right.first else { return false }
            return left.isOrdered(before: right, orEqual: false) ?? false
        }
        return partitionsDescend ? ascending.reversed() : ascending
    }
}

/// What a condition asks of the sort key, as far as a range of keys answers it.
private struct SortTests {
    /// The tests of each sort key attribute, from the first on: of all but the last it is one for equality.
    private var tests: [[KeyConditionTree.Test]] = []

    /// - Parameter conjuncts: The parts of the condition; what the tests answer is taken out.
    init(_ conjuncts: inout [ConditionTree], source: ReadSource) {
        for key in source.sortKeys {
            if let position = conjuncts.firstIndex(where: { $0.value(requiredOf: key) != nil }),
                let test = conjuncts[position].keyTest
            {
                conjuncts.remove(at: position)
                self.tests.append([test])
                continue
            }
            var tests: [KeyConditionTree.Test] = []
            conjuncts.removeAll { conjunct in
                guard let test = conjunct.keyTest, test.attribute.hasSameBytes(as: key.name) else { return false }
                tests.append(test)
                return true
            }
            if !tests.isEmpty { self.tests.append(tests) }
            return
        }
    }

    /// The rows of a partition that pass.
    func range(
        in partition: Zip2Sequence<[KeyAttribute], [AttributeValue]>, source: ReadSource
    ) throws(DynamoDBError) -> KeyRange {
        var fixed = partition.map { KeyConditionTree.Test(attribute: $0.name, relation: .equal($1)) }
        fixed += self.tests.dropLast().compactMap(\.first)
        guard let last = self.tests.last else {
            return try QueryRange(KeyConditionTree(tests: fixed), source: source).keys
        }
        var range = KeyRange.all
        for test in last {
            let next = try QueryRange(KeyConditionTree(tests: fixed + [test]), source: source)
            range = range.intersection(next.keys)
        }
        return range
    }
}
