// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How the primary key of a model is made: declared once, beside the model.
///
/// ```swift
/// extension Order {
///     static let key = PrimaryKey<Order, String, Int>(
///         partition: .template("pk", "CUSTOMER#{customer}"), sort: .template("sk", "ORDER#{number:08}"))
/// }
///
/// Order.key("ann", 7)          // the key of one order: pk CUSTOMER#ann, sk ORDER#00000007
/// orders.query(Order.key, "ann")  // all orders of a customer
/// ```
///
/// `Partition` and `Sort` are the types of what one gives to make a key: of the attribute itself, or of the one input of a
/// template. A template with several inputs takes a struct with properties of their names. An input of both parts is given
/// twice, and two different values for it in one key are an error. A part without inputs, or no sort key at all, is `Never`,
/// and nothing is given for it.
public struct PrimaryKey<Model, Partition: Encodable & Sendable, Sort: Encodable & Sendable>: Sendable {
    let layout: KeyLayout

    /// A key.
    ///
    /// - Parameters:
    ///   - partition: The partition key.
    ///   - sort: The sort key. Defaults to none.
    public init(partition: KeyPart, sort: KeyPart? = nil) {
        self.layout = KeyLayout(partition: partition, sort: sort)
    }

    /// The key of one item.
    public func callAsFunction(_ partition: Partition, _ sort: Sort) -> ModelKey<Model> {
        ModelKey(layout: self.layout, partition: partition, sort: sort)
    }

    /// The key of one item.
    public func callAsFunction(_ partition: Partition) -> ModelKey<Model> where Sort == Never {
        ModelKey(layout: self.layout, partition: partition, sort: nil)
    }

    /// The key of one item.
    public func callAsFunction(_ sort: Sort) -> ModelKey<Model> where Partition == Never {
        ModelKey(layout: self.layout, partition: nil, sort: sort)
    }

    /// The key of the one item that there can be.
    public func callAsFunction() -> ModelKey<Model> where Partition == Never, Sort == Never {
        ModelKey(layout: self.layout, partition: nil, sort: nil)
    }
}

extension PrimaryKey: ModelKeyDeclaration {
    /// The table itself.
    public var keySource: ModelKeySource { ModelKeySource(layout: self.layout, index: nil) }
}

/// What can be queried: the ``PrimaryKey`` of a model, or a ``ModelIndex``.
///
/// There is no need to conform types of your own.
public protocol ModelKeyDeclaration<Model>: Sendable {
    /// The model.
    associatedtype Model
    /// What is given for the partition key.
    associatedtype Partition: Encodable & Sendable
    /// What is given for the sort key.
    associatedtype Sort: Encodable & Sendable

    /// Where its items are found.
    var keySource: ModelKeySource { get }
}

/// The key attributes of a table or an index.
public struct ModelKeySource: Sendable {
    let layout: KeyLayout
    let index: ModelIndexLayout?
}

/// An index as a schema knows it.
struct ModelIndexLayout: Sendable {
    var name: String
    var isGlobal: Bool
    var keys: KeyLayout
    var projection: Projection

    /// Why no whole models can be made of what the index holds; `nil` if they can. A model that is read without what the index
    /// lacks, and written again, would lose it.
    var refusal: DynamoDBError? {
        switch self.projection.projectionType {
        case .some(.keysOnly), .some(.include):
            DynamoDBError(
                .validation,
                "The index \(self.name) holds only some attributes, of which no whole models can be made: read parts by "
                    + "selecting(_:as:), or project all attributes.")
        default: nil
        }
    }

    /// Whether the index holds an attribute that is none of its keys.
    func projects(_ name: String) -> Bool {
        switch self.projection.projectionType {
        case .some(.keysOnly): false
        case .some(.include): self.projection.nonKeyAttributes?.contains { $0.hasSameBytes(as: name) } ?? false
        default: true
        }
    }
}

/// The key of one item of a model, made by ``PrimaryKey``.
///
/// Two keys are equal if they are made of equal values for the same attributes; all values that cannot be stored count as equal. A
/// text of it names them: `customer: "ann", number: 7`.
public struct ModelKey<Model>: Sendable {
    let layout: KeyLayout
    let partition: (any Encodable & Sendable)?
    let sort: (any Encodable & Sendable)?
}

extension ModelKey: Hashable, CustomStringConvertible {
    /// What the key was given, with all digits of dates.
    private var values: [AttributeValue?] {
        var settings = CodingSettings()
        settings.dates = .secondsSince1970
        return [self.partition, self.sort].map { value in value.flatMap { try? settings.keyValue($0) } }
    }

    /// Whether both are made of equal values for the same attributes.
    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.layout.parts == rhs.layout.parts && lhs.values == rhs.values
    }

    /// Puts what the key was given into a hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(self.values) }

    /// The names and values of what the key was given.
    public var description: String {
        self.given(CodingSettings()).map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    }
}
