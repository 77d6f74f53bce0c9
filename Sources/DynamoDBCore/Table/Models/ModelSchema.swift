// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a model is kept in a table: its key, its indexes, and the attributes that the table looks after.
///
/// Declare it once, beside the model. Any `Codable & Sendable` struct will do:
///
/// ```swift
/// struct Order: Codable, Sendable {
///     enum Status: String, Codable { case open, shipped }
///
///     var customer: String
///     var number: Int
///     var status: Status
///     var placed: Date
///     var version: Int?
/// }
///
/// extension Order {
///     static let key = PrimaryKey<Order, String, Int>(
///         partition: .template("pk", "CUSTOMER#{customer}"), sort: .template("sk", "ORDER#{number:08}"))
///     static let byStatus = ModelIndex<Order, Status, Date>(
///         "by-status", partition: .template("gsi1pk", "STATUS#{status}"), sort: .string("placed"))
///     static let schema = ModelSchema(key: key, indexes: [byStatus], version: "version")
/// }
/// ```
///
/// | what gets stored | |
/// |---|---|
/// | `pk` | `CUSTOMER#ann` |
/// | `sk` | `ORDER#00000007` |
/// | `gsi1pk` | `STATUS#open` |
/// | `customer`, `number`, `status`, `placed` | `ann`, 7, `open`, `2026-01-28T09:30:00.000Z` |
/// | `version` | 1 |
public struct ModelSchema<Model: Codable & Sendable>: Sendable {
    let layout: RowLayout
    /// Makes models of what is stored.
    let decoder: RowDecoder<Model>

    /// A schema.
    ///
    /// - Parameters:
    ///   - key: The primary key.
    ///   - indexes: The secondary indexes. Defaults to none.
    ///   - type: What tells the model's rows from those of others in the same table. Defaults to nothing: rows are then told
    ///     apart by the beginnings of their keys. Declare one where the key template of one model can begin as that of
    ///     another does, such as `ORDER#{number}` and `ORDER#{number}#LINE#{line}`. Queries, scans and changes then show only
    ///     rows that have it: those that were written before the schema had a type are given it by any write of them by key,
    ///     as <doc:Models> shows. An item of another type is an error for reads by key, and is not changed by `update`,
    ///     `upsert` and `modify`; `put` and `delete` do not ask for it.
    ///   - version: The attribute of a property such as `var version: Int?` that counts the writes. With it no put, update or
    ///     delete of a model takes the place of another write unseen: ``ModelTable/put(_:condition:)`` fails with
    ///     ``DynamoDBError/Code/conditionalCheckFailed`` if the item was changed since the model was read. Upserts,
    ///     batches, and deletes by key without `expectedVersion:` do not compare it, and a batch writes one more than the
    ///     model's own version, whichever is stored: one that was read before can then come again, and whoever holds it
    ///     overwrites unseen. Every insert begins at 1: where an item is deleted and inserted anew, a model of the old one can have the version of the new one, and
    ///     takes its place.
    ///   - createdAt: The attribute of the date when the item was first written: of a property such as
    ///     `var createdAt: Date?`, so that a model that was read brings its date along. A put of a model in which it is `nil`,
    ///     or which has no such property, is taken for the first write, and an update of one keeps the stored date; upserts,
    ///     `modify` and updates of attributes keep it in any case.
    ///   - updatedAt: The attribute of the date of the last write.
    ///   - expiresAt: The attribute of a date when the item ends, as DynamoDB's time to live has it: whole seconds since
    ///     1970. A ``ModelTable`` no longer shows such items from that date on. DynamoDB deletes them some time later, if the
    ///     table's time to live is switched on for the attribute, as `create` and `createIfMissing` do. Of a mistyped name
    ///     nothing expires; ``validate(_:)`` in a unit test tells.
    ///   - dates: How dates are stored. Defaults to ``DateStrategy/iso8601``.
    ///   - attributeDates: Top-level attributes in which dates are stored in another way, however deep.
    ///   - nils: What is stored for properties that are `nil`. Defaults to ``NilStrategy/omitted``.
    ///   - userInfo: What the model's `Codable` conformance can look up. Defaults to nothing.
    public init<Partition, Sort>(
        key: PrimaryKey<Model, Partition, Sort>,
        indexes: [any ModelKeyDeclaration<Model>] = [],
        type: EntityType? = nil,
        version: String? = nil,
        createdAt: String? = nil,
        updatedAt: String? = nil,
        expiresAt: String? = nil,
        dates: DateStrategy = .iso8601,
        attributeDates: [String: DateStrategy] = [:],
        nils: NilStrategy = .omitted,
        userInfo: [CodingUserInfoKey: any Sendable] = [:]
    ) {
        var settings = CodingSettings()
        settings.dates = dates
        settings.nils = nils
        settings.userInfo = userInfo
        settings.attributeDates = attributeDates
        if let expiresAt { settings.attributeDates[expiresAt] = .epochSeconds }
        // A key path and `compactMap` would take a fiftieth of the start of a program (StartBenchmark).
        var layouts: [ModelIndexLayout] = []
        for index in indexes { if let layout = index.keySource.index { layouts.append(layout) } }
        let context = CodingContext(settings)
        self.layout = RowLayout(
            keys: key.layout, indexes: layouts, type: type, version: version, createdAt: createdAt,
            updatedAt: updatedAt, expiresAt: expiresAt, context: context)
        self.decoder = RowDecoder(Model.self, context)
    }

    /// The item that is stored for a model: its attributes, and those of the keys.
    ///
    /// ```swift
    /// print(try Order.schema.item(of: order))
    /// ```
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the model cannot be stored, or lacks an input
    ///   of its key.
    public func item(of model: Model) throws(DynamoDBError) -> Item {
        try self.layout.row(of: try self.encoded(model))
    }

    /// The model of a stored item.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/decoding`` if the item does not fit, or is of another
    ///   ``EntityType`` than the schema declares.
    public func model(of item: Item) throws(DynamoDBError) -> Model {
        try self.layout.requireType { item[$0] }
        return try self.decoder.fromItem(item)
    }

    /// The attributes of a key, for what takes items.
    ///
    /// ```swift
    /// let key = try Order.schema.attributes(of: Order.key("ann", 7))  // ["pk": "CUSTOMER#ann", "sk": "ORDER#00000007"]
    /// ```
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the key cannot be made.
    public func attributes(of key: ModelKey<Model>) throws(DynamoDBError) -> Item {
        try key.resolved(in: self.layout).attributes
    }

    /// A value in the form in which an attribute of the model stores it, for conditions: dates above all, of which each attribute
    /// can have its own.
    ///
    /// ```swift
    /// let placed = try Order.schema.value(lastWeek, in: "placed")
    /// for try await order in orders.scan().filter(Attribute("placed") > placed) { print(order) }
    /// ```
    ///
    /// Of a key of what is queried a range takes the place of such a condition. Candidates of `in` from a set are
    /// a `Set` of such values again, which is put into the same order each time, as page tokens want it.
    ///
    /// - Parameters:
    ///   - value: The value.
    ///   - attribute: The top-level attribute.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if the value cannot be stored.
    public func value(
        _ value: some Encodable & Sendable, in attribute: String
    ) throws(DynamoDBError) -> AttributeValue {
        try self.layout.settings.keyValue(value, inAttribute: attribute)
    }

    /// The same for an optional: `nil` stays `nil`, to be equal to which is to be missing or NULL.
    public func value<Value: Encodable & Sendable>(
        _ value: Value?, in attribute: String
    ) throws(DynamoDBError) -> AttributeValue? {
        guard let value else { return nil }
        return try self.layout.settings.keyValue(value, inAttribute: attribute)
    }

    var modelID: ObjectIdentifier { ObjectIdentifier(Model.self) }

    /// What errors call the model.
    var modelName: String { "\(Model.self)" }

    /// The model's own attributes.
    func encoded(_ model: Model) throws(DynamoDBError) -> Item {
        try DynamoDBEncoder(self.layout.settings).encode(model)
    }

    /// The model's own attributes, and the names of those it can have and has not.
    func encodedWithAbsent(_ model: Model) throws(DynamoDBError) -> (item: Item, absent: [String]) {
        let item = try self.encoded(model)
        return (item, try self.marked(model).names.filter { item[$0] == nil })
    }

    /// The model's own attributes, with NULL for those it can have and has not: properties that are `nil` or empty sets, as far
    /// as its `encode(to:)` tells of them.
    func marked(_ model: Model) throws(DynamoDBError) -> Item {
        var settings = self.layout.settings
        settings.marksAbsent = true
        return try DynamoDBEncoder(settings).encode(model)
    }
}

/// What tells rows of one model from others in a table: an attribute, and its text.
///
/// ```swift
/// ModelSchema(key: key, type: EntityType("order", in: "type"))
/// ```
public struct EntityType: Hashable, Sendable {
    /// The attribute.
    public var attribute: String
    /// What it holds in rows of the model.
    public var name: String

    /// A type.
    ///
    /// - Parameters:
    ///   - name: What the attribute holds.
    ///   - attribute: The attribute. Defaults to `type`.
    public init(_ name: String, in attribute: String = "type") {
        self.attribute = attribute
        self.name = name
    }
}
