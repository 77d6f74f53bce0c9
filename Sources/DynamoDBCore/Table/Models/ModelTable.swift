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

/// A table of models: what is read and written are values of a `Codable` type.
///
/// ```swift
/// let orders = ModelTable(Order.schema, named: "shop", in: database)
///
/// let order = try await orders.insert(Order(customer: "ann", number: 7, status: .open, placed: .now))
/// try await orders.update(Order.key("ann", 7)) { $0.set("status", to: Order.Status.shipped) }
/// for try await order in orders.query(Order.byStatus, .shipped).descending().limit(10) { print(order) }
/// ```
///
/// The schema, declared once, says how keys are made; see ``ModelSchema``. Several model tables, each with its own schema,
/// can be about one and the same table.
///
/// A model table is a small value that stands on a ``DynamoDBTable``; ``table`` has the same rows as items.
public struct ModelTable<Model: Codable & Sendable>: Sendable {
    /// The table with its items as they are.
    public let table: DynamoDBTable

    /// How the models are kept.
    public let schema: ModelSchema<Model>

    /// What signs page tokens. Without one, a token can be made by anybody.
    public var tokenSignature: PageTokenSignature?

    var layout: RowLayout { self.schema.layout }

    /// A table of models. Nothing is sent, and the table need not exist yet.
    ///
    /// - Parameters:
    ///   - schema: How the models are kept.
    ///   - name: The name of the table.
    ///   - database: The database that has the table.
    public init(_ schema: ModelSchema<Model>, named name: String, in database: some DynamoDBDatabase) {
        self.init(schema, in: DynamoDBTable(name, in: database))
    }

    /// A table of models in a table.
    ///
    /// - Parameters:
    ///   - schema: How the models are kept.
    ///   - table: The table.
    public init(_ schema: ModelSchema<Model>, in table: DynamoDBTable) {
        self.schema = schema
        self.table = table
    }

    /// The time by the clock of the table.
    func now() -> Date { self.table.waits.date() }

    /// Reads a model by its key.
    ///
    /// ```swift
    /// let order = try await orders.get(Order.key("ann", 7))
    /// ```
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - consistency: Pass `.strong` to see every write that finished before this call, at twice the read cost.
    /// - Returns: The model, or `nil` if there is none, or it has expired.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/decoding`` if what is stored does not fit the model, or is of
    ///   another ``EntityType``.
    public func get(
        _ key: ModelKey<Model>, consistency: ReadConsistency = .eventual
    ) async throws(DynamoDBError) -> Model? {
        try await self.get(try key.resolved(in: self.layout).attributes, consistency)
    }

    /// Reads a model by the attributes of its key.
    func get(_ key: Item, _ consistency: ReadConsistency) async throws(DynamoDBError) -> Model? {
        if let database = self.table.encodedReading {
            guard
                let item = try await self.table.getEncoded(key, consistency: consistency, from: database),
                !self.layout.hasExpired(item, at: self.now())
            else { return nil }
            try self.layout.requireType { item.value(named: $0) }
            return try self.schema.decoder.row(of: item)
        }
        guard let item = try await self.table.get(key, consistency: consistency),
            !self.layout.hasExpired(item, at: self.now())
        else { return nil }
        return try self.schema.model(of: item)
    }

    /// Reads a part of a model by its key, as a smaller type.
    ///
    /// ```swift
    /// struct Summary: Decodable { var status: Order.Status }
    /// let summary = try await orders.get(Order.key("ann", 7), selecting: ["status"], as: Summary.self)
    /// ```
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - attributes: What to read of it.
    ///   - type: What to make of that.
    ///   - consistency: Pass `.strong` to see every write that finished before this call, at twice the read cost.
    public func get<Part: Decodable>(
        _ key: ModelKey<Model>, selecting attributes: [Attribute], as type: Part.Type,
        consistency: ReadConsistency = .eventual
    ) async throws(DynamoDBError) -> Part? {
        let resolved = try key.resolved(in: self.layout)
        // The date of expiry, the type and the key are read along: an item that lacks all the attributes is still there.
        let looked = [self.layout.expiresAt, self.layout.type?.attribute].compactMap(\.self)
        let added = attributes.topLevelNames(missingOf: self.layout.keyNames + looked)
        guard
            var item = try await self.table.get(
                resolved.attributes, consistency: consistency,
                projection: attributes + added.map { Attribute(name: $0) }),
            !self.layout.hasExpired(item, at: self.now())
        else { return nil }
        try self.layout.requireType { item[$0] }
        for name in added { item[name] = nil }
        return try DynamoDBDecoder(self.layout.settings).decode(type, from: item)
    }

    /// Tells whether there is a model with this key.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - consistency: Pass `.strong` to see every write that finished before this call, at twice the read cost.
    public func exists(
        _ key: ModelKey<Model>, consistency: ReadConsistency = .eventual
    ) async throws(DynamoDBError) -> Bool {
        try await self.get(key, selecting: [self.layout.anyKey], as: NoAttributes.self, consistency: consistency) != nil
    }
}

/// What is made of an item when only its being there counts.
private struct NoAttributes: Decodable {}
