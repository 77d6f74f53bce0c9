// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A secondary index of a model: declared once, and queried by the declaration.
///
/// ```swift
/// extension Order {
///     static let byStatus = ModelIndex<Order, Status, Date>(
///         "by-status", partition: .template("gsi1pk", "STATUS#{status}"), sort: .string("placed"))
/// }
///
/// for try await order in orders.query(Order.byStatus, .open, .from(yesterday)) { … }
/// ```
///
/// A model that lacks an input of a key is not in the index: its key attribute is not stored. So is none if the input is
/// mistyped; ``ModelSchema/validate(_:)`` in a unit test tells.
public struct ModelIndex<Model, Partition: Encodable & Sendable, Sort: Encodable & Sendable>: Sendable {
    let layout: ModelIndexLayout

    /// A global secondary index.
    ///
    /// - Parameters:
    ///   - name: The name of the index in the table.
    ///   - partition: The partition key.
    ///   - sort: The sort key. Defaults to none.
    ///   - projection: Which attributes the index holds. Defaults to all; with fewer, parts of models are read
    ///     by ``ModelSequence/selecting(_:as:)``, and whole ones cannot be. Filters, and the date of expiry, need theirs.
    public init(_ name: String, partition: KeyPart, sort: KeyPart? = nil, projection: Projection = .all) {
        self.layout = ModelIndexLayout(
            name: name, isGlobal: true, keys: KeyLayout(partition: partition, sort: sort), projection: projection)
    }

    /// A local secondary index, which has the partition key of the table.
    ///
    /// - Parameters:
    ///   - name: The name of the index in the table.
    ///   - key: The primary key of the model.
    ///   - sort: The sort key.
    ///   - projection: Which attributes the index holds. Defaults to all; with fewer, parts of models are read
    ///     by ``ModelSequence/selecting(_:as:)``, and whole ones cannot be. Filters, and the date of expiry, need theirs.
    public init<PrimarySort>(
        local name: String, of key: PrimaryKey<Model, Partition, PrimarySort>, sort: KeyPart,
        projection: Projection = .all
    ) {
        self.layout = ModelIndexLayout(
            name: name, isGlobal: false, keys: KeyLayout(partition: key.layout.partition, sort: sort),
            projection: projection)
    }
}

extension ModelIndex: ModelKeyDeclaration {
    /// The index.
    public var keySource: ModelKeySource { ModelKeySource(layout: self.layout.keys, index: self.layout) }
}
