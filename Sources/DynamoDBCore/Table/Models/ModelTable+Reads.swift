// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ModelTable {
    /// The models with one partition key, in the order of the sort key: of the table, or of an index.
    ///
    /// ```swift
    /// for try await order in orders.query(Order.key, "ann") { … }
    /// let late = orders.query(Order.byStatus, .open, .through(lastWeek)).filter(Attribute("total") > 100)
    /// ```
    ///
    /// Rows of other models in the same partition are not read, or filtered out, as far as the schema tells them apart: by a
    /// declared ``EntityType``, or by the text that a key template begins with. Where it has neither, they come too, and those
    /// that do not fit the model end the reading with ``DynamoDBError/Code/decoding``.
    ///
    /// Of an index that does not hold all attributes no whole models can be read: ``ModelSequence/selecting(_:as:)`` reads
    /// parts of them, ``ModelSequence/count()`` counts them, and all else fails with ``DynamoDBError/Code/validation``.
    ///
    /// An index whose keys the schema does not make fails with ``DynamoDBError/Code/validation``, as no model would be found.
    ///
    /// - Parameters:
    ///   - key: The declared key: that of the model, or one of its indexes.
    ///   - partition: The value of the partition key.
    ///   - range: Which sort keys. Defaults to all.
    public func query<Key: ModelKeyDeclaration<Model>>(
        _ key: Key, _ partition: Key.Partition, _ range: SortRange<Key.Sort> = .all
    ) -> ModelSequence<Model> {
        self.sequence(key.keySource) { (layout) throws(DynamoDBError) in
            .query(try layout.query(key.keySource, partition, range))
        }
    }

    /// The models of an index, or a table, whose partition key is always the same.
    ///
    /// - Parameters:
    ///   - key: The declared key: that of the model, or one of its indexes.
    ///   - range: Which sort keys. Defaults to all.
    public func query<Key: ModelKeyDeclaration<Model>>(
        _ key: Key, _ range: SortRange<Key.Sort> = .all
    ) -> ModelSequence<Model> where Key.Partition == Never {
        self.sequence(key.keySource) { (layout) throws(DynamoDBError) in
            .query(try layout.query(key.keySource, nil, range))
        }
    }

    /// All models of the table. Every item is read and paid for, also those of other models, which are told apart as in a
    /// query.
    public func scan() -> ModelSequence<Model> {
        self.sequence(nil, isQuery: false) { (layout) throws(DynamoDBError) in
            .scan(Scan(filter: layout.rowFilter(reading: nil, isQuery: false)))
        }
    }

    /// All models of an index, in no order; of one that does not hold all attributes, parts of them by
    /// ``ModelSequence/selecting(_:as:)``.
    ///
    /// - Parameter index: The index.
    public func scan<Partition, Sort>(_ index: ModelIndex<Model, Partition, Sort>) -> ModelSequence<Model> {
        self.sequence(index.keySource, isQuery: false) { (layout) throws(DynamoDBError) in
            try layout.requireStored(index.keySource)
            return .scan(
                Scan(
                    index: index.layout.name, filter: layout.rowFilter(reading: index.keySource, isQuery: false)))
        }
    }

    private func sequence(
        _ source: ModelKeySource?, isQuery: Bool = true, _ read: (RowLayout) throws(DynamoDBError) -> PagedRead
    ) -> ModelSequence<Model> {
        let schema = self.schema
        return ModelSequence(
            self.table, source: source, keyNames: self.layout.keyNames, settings: self.layout.settings,
            signature: self.tokenSignature,
            expiry: Expiry(of: [self.layout], reading: source, isQuery: isQuery, now: self.table.waits.date),
            read: { () throws(DynamoDBError) in try read(schema.layout) },
            decoder: schema.decoder)
    }
}

extension RowLayout {
    /// The query for the rows of this model in one partition.
    func query<Sort>(
        _ source: ModelKeySource, _ partition: (any Encodable & Sendable)?, _ range: SortRange<Sort>
    ) throws(DynamoDBError) -> Query {
        try self.requireStored(source)
        return Query(
            partitionKey: source.layout.partition.name,
            equals: try source.partitionValue(partition, self.settings),
            sort: try range.condition(on: source.layout.sort, self.settings),
            index: source.index?.name,
            filter: self.rowFilter(reading: source, isQuery: true))
    }
}

extension ModelKeySource {
    /// The value of the partition key.
    func partitionValue(
        _ value: (any Encodable & Sendable)?, _ settings: CodingSettings
    ) throws(DynamoDBError) -> AttributeValue {
        let part = KeyLayout(partition: self.layout.partition, sort: nil)
        let key = try ModelKey<Void>(layout: part, partition: value, sort: nil).resolved(settings)
        guard let value = key.attributes[self.layout.partition.name] else {
            throw DynamoDBError(.validation, "There is no value for the key \(self.layout.partition.name).")
        }
        return value
    }
}
