// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The keys a query covers: the partition, and what its test of the sort key leaves of it.
struct QueryRange {
    /// The values the partition key attributes have.
    private let partition: [AttributeValue]
    /// The test of each sort key attribute that has one, in the order of the key.
    private let sortTests: [KeyConditionTree.Relation]
    /// The rows.
    let keys: KeyRange

    /// Reads a key condition against the key of what is queried.
    ///
    /// - Throws: A validation error, in the service's words, if a key attribute is missing from the condition, is tested
    ///   in a way that no range of keys answers, or is compared with a value of another type.
    ///
    /// Attributes that are `unindexable` are tested in a way that no range answers, and have no test in the tree.
    init(
        _ condition: KeyConditionTree, unindexable: [String] = [], isLegacy: Bool = false, source: ReadSource
    ) throws(DynamoDBError) {
        let partitionKeys = source.partitionKeys
        let sortKeys = source.sortKeys
        let tests = condition.tests
        let count = tests.count + unindexable.count
        guard count <= max(2, source.keys.count) else {
            if isLegacy, source.keys.count <= 2 { throw .wrongNumberOfConditions }
            throw .tooManyKeyConditions(count, keyAttributes: source.keys.count)
        }
        guard count <= source.keys.count else { throw .keyConditionNotSupported }
        func test(of key: KeyAttribute) throws(DynamoDBError) -> KeyConditionTree.Relation? {
            guard !unindexable.contains(where: { $0.hasSameBytes(as: key.name) }) else {
                throw .validation("Attempted conditional constraint is not an indexable operation")
            }
            return tests.first { $0.attribute.hasSameBytes(as: key.name) }?.relation
        }
        var partition: [AttributeValue] = []
        for key in partitionKeys {
            guard let relation = try test(of: key) else { throw .missedKeyElement(key.name) }
            guard case .equal(let value) = relation else { throw .keyConditionNotSupported }
            try value.requireType(key.type)
            try value.requireKeyContent(of: key)
            partition.append(value)
        }
        var sortTests: [KeyConditionTree.Relation] = []
        // The attributes so far that need not have one value: none may be tested behind them.
        var open: [String] = []
        for key in sortKeys {
            guard let relation = try test(of: key) else {
                open.append(key.name)
                continue
            }
            guard open.isEmpty else { throw .missedSortKeyEqualities(open, before: key.name) }
            for value in relation.values { try value.requireType(key.type) }
            if case .beginsWith = relation, key.type == .number {
                throw .validation(
                    "Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N"
                )
            }
            for value in relation.values { try value.requireKeyContent(of: key, isSort: true) }
            sortTests.append(relation)
            if case .equal = relation { continue }
            open.append(key.name)
        }
        guard count == partition.count + sortTests.count else {
            if let missing = sortKeys.dropFirst(sortTests.count).first { throw .missedKeyElement(missing.name) }
            throw .keyConditionNotSupported
        }
        self.partition = partition
        self.sortTests = sortTests
        self.keys = try Self.keys(partition, sortTests)
    }

    private static func keys(
        _ partition: [AttributeValue], _ sortTests: [KeyConditionTree.Relation]
    ) throws(DynamoDBError) -> KeyRange {
        var prefix = try KeyEncoding.partitionPrefix(of: partition)
        for relation in sortTests.dropLast() {
            for value in relation.values { try KeyEncoding.encode(value, into: &prefix) }
        }
        func encoded(_ value: AttributeValue) throws(DynamoDBError) -> [UInt8] {
            var bytes = prefix
            try KeyEncoding.encode(value, into: &bytes)
            return bytes
        }
        let all = KeyRange.prefix(prefix)
        switch sortTests.last {
        case nil: return all
        case .equal(let value)?: return .prefix(try encoded(value))
        case .less(let value)?: return KeyRange(lower: all.lower, upper: .exclusive(try encoded(value)))
        case .lessOrEqual(let value)?:
            return KeyRange(lower: all.lower, upper: KeyRange.end(ofPrefix: try encoded(value)))
        case .greater(let value)?:
            return KeyRange(lower: KeyRange.start(behindPrefix: try encoded(value)), upper: all.upper)
        case .greaterOrEqual(let value)?: return KeyRange(lower: .inclusive(try encoded(value)), upper: all.upper)
        case .between(let low, let high)?:
            return KeyRange(
                lower: .inclusive(try encoded(low)), upper: KeyRange.end(ofPrefix: try encoded(high)))
        case .beginsWith(let start)?:
            var bytes = prefix
            try KeyEncoding.encodePrefix(start, into: &bytes)
            return .prefix(bytes)
        }
    }

    /// Checks that a start key lies within what the query covers.
    func validateStartKey(_ key: Item, source: ReadSource) throws(DynamoDBError) {
        let samePartition = zip(source.partitionKeys, self.partition).allSatisfy { key[$0.name] == $1 }
        let matchesSort = zip(source.sortKeys, self.sortTests).allSatisfy { attribute, relation in
            key[attribute.name].map(relation.holds) ?? false
        }
        if !self.sortTests.isEmpty {
            guard matchesSort else {
                throw .validation("The provided starting key does not match the range key predicate")
            }
            guard samePartition else {
                throw .validation("The query can return at most one row and cannot be restarted")
            }
        }
        guard samePartition else {
            throw .validation(
                "The provided starting key is outside query boundaries based on provided conditions")
        }
    }
}

extension KeyRange {
    /// The first key behind all that begin with the bytes.
    fileprivate static func start(behindPrefix bytes: [UInt8]) -> Bound {
        switch Self.end(ofPrefix: bytes) {
        case .exclusive(let successor): .inclusive(successor)
        // Nothing is behind a run of 0xFF, which no encoded key is.
        case .inclusive, .unbounded: .exclusive(bytes)
        }
    }
}

extension KeyConditionTree.Relation {
    /// The values that the key attribute is compared with.
    fileprivate var values: [AttributeValue] {
        switch self {
        case .equal(let value), .less(let value), .lessOrEqual(let value), .greater(let value),
            .greaterOrEqual(let value), .beginsWith(let value):
            [value]
        case .between(let low, let high): [low, high]
        }
    }

    /// Whether a value passes the test.
    fileprivate func holds(for value: AttributeValue) -> Bool {
        switch self {
        case .equal(let other): value == other
        case .less(let other): value.isOrdered(before: other, orEqual: false) ?? false
        case .lessOrEqual(let other): value.isOrdered(before: other, orEqual: true) ?? false
        case .greater(let other): other.isOrdered(before: value, orEqual: false) ?? false
        case .greaterOrEqual(let other): other.isOrdered(before: value, orEqual: true) ?? false
        case .between(let low, let high):
            (low.isOrdered(before: value, orEqual: true) ?? false)
                && (value.isOrdered(before: high, orEqual: true) ?? false)
        case .beginsWith(let start):
            switch (value, start) {
            case (.string(let text), .string(let start)): text.utf8.starts(with: start.utf8)
            case (.binary(let data), .binary(let start)): data.starts(with: start)
            default: false
            }
        }
    }
}

extension AttributeValue {
    fileprivate func requireType(_ type: ScalarAttributeType) throws(DynamoDBError) {
        guard self.isOfType(type) else { throw .keyConditionTypeMismatch }
    }
}
