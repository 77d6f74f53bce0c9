// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Several models in one table, read together: a row becomes a case of an enum, and one that nobody knows is a case too.
///
/// ```swift
/// enum Row: Sendable {
///     case customer(Customer)
///     case order(Order)
///     case unknown(Item)
/// }
///
/// let shop = Entities(in: table, unknown: Row.unknown)
///     .with(Customer.schema, Row.customer)
///     .with(Order.schema, Row.order)
///
/// for try await row in shop.query(Order.key, "ann") {
///     switch row {
///     case .customer(let customer): print(customer.name)
///     case .order(let order): print(order.number)
///     case .unknown(let item): print("no model for \(item.names)")
///     }
/// }
/// ```
///
/// A row belongs to the first of the models that it fits: by its ``EntityType`` where one is declared, else by its keys.
/// If its attributes then do not fit the model, that is an error, with the item. A model without a type that takes the rows of
/// a later one, as its key template makes their keys too, is an error of every read: declare types, or put it last. Rows that
/// have expired, by the date that one of the models declares, are left out by the clock of the table; an index that does
/// not hold that date is not read. Nor is an index that does not hold all attributes, but by ``ModelSequence/selecting(_:as:)``
/// or to count.
public struct Entities<Row: Sendable>: Sendable {
    private struct Kind: Sendable {
        var model: ObjectIdentifier
        var name: @Sendable () -> String
        var layout: RowLayout
        var row: @Sendable (Item) throws(DynamoDBError) -> Row
    }

    /// The table.
    public let table: DynamoDBTable
    /// What signs page tokens.
    public var tokenSignature: PageTokenSignature?

    private var kinds: [Kind] = []
    /// What is wrong with the models together: kept until rows are read.
    private var fault: KeyFault?
    private let unknown: @Sendable (Item) -> Row

    /// No models yet.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - unknown: What a row becomes that belongs to none of them.
    public init(in table: DynamoDBTable, unknown: @escaping @Sendable (Item) -> Row) {
        self.table = table
        self.unknown = unknown
    }

    /// The same with one more model.
    ///
    /// - Parameters:
    ///   - schema: How it is kept.
    ///   - row: What a model becomes.
    public func with<Model>(
        _ schema: ModelSchema<Model>, _ row: @escaping @Sendable (Model) -> Row
    ) -> Self {
        var copy = self
        for kind in self.kinds where copy.fault == nil && kind.model != ObjectIdentifier(Model.self) {
            if let type = kind.layout.type {
                guard type == schema.layout.type else { continue }
                copy.fault = KeyFault(message: RowLayout.sameType(of: schema.modelName, as: kind.name()).message)
            } else if kind.layout.coversKeys(of: schema.layout) {
                copy.fault = KeyFault(message: RowLayout.overlap(of: schema.modelName, with: kind.name()).message)
            }
        }
        copy.kinds.append(
            Kind(model: ObjectIdentifier(Model.self), name: { schema.modelName }, layout: schema.layout) {
                (item) throws(DynamoDBError) in
                row(try schema.model(of: item))
            })
        return copy
    }

    private func requireSound() throws(DynamoDBError) {
        if let fault { throw DynamoDBError(.validation, fault.message) }
    }

    /// What a row is.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/decoding`` if it belongs to a model and does not fit it.
    public func row(of item: Item) throws(DynamoDBError) -> Row {
        try self.requireSound()
        guard let kind = self.kinds.first(where: { $0.layout.recognizes(item) }) else { return self.unknown(item) }
        return try kind.row(item)
    }

    /// The rows with one partition key, in the order of the sort key: all of them, or a range.
    ///
    /// ```swift
    /// shop.query(Order.key, "ann")                     // the customer and all orders, each with its lines
    /// shop.query(Order.key, "ann", .beginsWith(7))     // the order 7 with its lines: ORDER#000007#LINE#001
    /// shop.query(Order.key, "ann", .between(5, 9))     // the orders 5 to 9 with theirs
    /// ```
    ///
    /// A range is made by the sort key of the declaration, as in `ModelTable.query`: with a template, only rows are read whose
    /// sort keys begin as it does, of whichever model they are. A value stands for all rows below it as well: `.through(7)`
    /// reads the lines of order 7, and `.after(7)` does not. Only `.equal` is the one row.
    ///
    /// What is below a value can be told if the template ends with a text or a width: `ORDER#7` begins the key of the order 70,
    /// too, so `.beginsWith` refuses a number without a width at the end of a template. Of a string it reads all that begins so,
    /// which is right where all are of one length, as UUIDs are. The end of a range behind a string is told by the templates of
    /// the models: it is behind `ORDER#b#LINE#` if one of them begins so, and rows that belong to none may be left out there. What
    /// sorts before that is then before the end as well: a blank sorts before `#`, so `.through("ann")` reads the order of
    /// `ann marie`, and `.after("ann")` does not. Widths, and texts of one length, have no such cases.
    ///
    /// - Parameters:
    ///   - key: The key of one of the models, or an index.
    ///   - partition: The value of the partition key.
    ///   - range: Which sort keys. Defaults to all of the partition.
    public func query<Key: ModelKeyDeclaration>(
        _ key: Key, _ partition: Key.Partition, _ range: SortRange<Key.Sort> = .all
    ) -> ModelSequence<Row> {
        self.query(key, given: partition, range)
    }

    /// The rows of a partition whose key is always the same, in the order of the sort key.
    ///
    /// - Parameters:
    ///   - key: The key of one of the models, or an index.
    ///   - range: Which sort keys. Defaults to all of the partition.
    public func query<Key: ModelKeyDeclaration>(
        _ key: Key, _ range: SortRange<Key.Sort> = .all
    ) -> ModelSequence<Row> where Key.Partition == Never {
        self.query(key, given: nil, range)
    }

    private func query<Key: ModelKeyDeclaration>(
        _ key: Key, given partition: (any Encodable & Sendable)?, _ range: SortRange<Key.Sort>
    ) -> ModelSequence<Row> {
        // The key is made as its own model makes it.
        let own = self.kinds.first { $0.model == ObjectIdentifier(Key.Model.self) }
        let settings = (own ?? self.kinds.first)?.layout.settings ?? CodingSettings()
        let source = key.keySource
        return self.sequence(source, isQuery: true) { () throws(DynamoDBError) in
            if let own, let index = source.index {
                try own.layout.requireMade(source.layout.partition, of: index)
                if case .all = range.base {
                } else if let sort = source.layout.sort {
                    try own.layout.requireMade(sort, of: index)
                }
            }
            return .query(
                Query(
                    partitionKey: source.layout.partition.name,
                    equals: try source.partitionValue(partition, settings),
                    sort: try range.condition(
                        on: source.layout.sort, settings, continuations: self.continuations(of: source.layout.sort)),
                    index: source.index?.name))
        }
    }

    /// What stands behind a sort key in those of other models, as that of a line behind that of its order.
    private func continuations(of part: KeyPart?) -> [String] {
        guard let part, case .success(let template)? = part.template else { return [] }
        var texts: [String] = []
        for other in self.kinds.flatMap({ $0.layout.keyParts + $0.layout.derivedParts })
        where other.name.hasSameBytes(as: part.name) {
            guard case .success(let longer)? = other.template, let text = template.continuation(in: longer) else {
                continue
            }
            texts.append(text)
        }
        return texts
    }

    /// All rows of the table, in no order.
    public func scan() -> ModelSequence<Row> {
        self.sequence(nil, isQuery: false) { () throws(DynamoDBError) in .scan(Scan()) }
    }

    private func sequence(
        _ source: ModelKeySource?, isQuery: Bool, _ read: () throws(DynamoDBError) -> PagedRead
    ) -> ModelSequence<Row> {
        let settings = self.kinds.first?.layout.settings ?? CodingSettings()
        // A table has one attribute for the time to live, so the date counts in rows of every model.
        let expiry = Expiry(of: self.kinds.map(\.layout), reading: source, isQuery: isQuery, now: self.table.waits.date)
        return ModelSequence(
            self.table, source: source, keyNames: self.kinds.first?.layout.keyNames, settings: settings,
            signature: self.tokenSignature, expiry: expiry,
            read: { () throws(DynamoDBError) in
                try self.requireSound()
                return try read()
            },
            decoder: RowDecoder { (item) throws(DynamoDBError) in try self.row(of: item) })
    }
}
