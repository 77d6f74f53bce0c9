// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What an update changes of a stored model; see ``ModelTable/update(_:expectedVersion:condition:_:)``.
///
/// ```swift
/// try await products.update(Product.key("p1")) {
///     $0.set("price", to: Decimal(20))
///     $0.subtract("stock", 3, floor: 0)
///     $0.append("history", ["sold"], keepingLast: 10)
///     $0.insert(["sale"], into: "tags")
///     $0.remove("draft", "shelf.note")
/// }
/// ```
///
/// Attributes are named as they are stored: by their coding keys, with dots into maps and `[0]` into lists. Values are
/// encoded as in the model.
public struct ModelChanges {
    let settings: CodingSettings
    private(set) var update = Update()
    private(set) var condition: Condition?
    /// What is known of attributes that are not changed; NULL of one that is not there.
    private(set) var known: [(path: DocumentPath, value: AttributeValue)] = []
    private(set) var cappedLists: [CappedList] = []
    private(set) var fault: DynamoDBError?

    init(settings: CodingSettings) {
        self.settings = settings
    }

    private mutating func attempt(_ change: (inout Self) throws(DynamoDBError) -> Void) {
        do {
            try change(&self)
        } catch {
            self.fault = self.fault ?? error
        }
    }

    private func stored(_ value: some Encodable & Sendable, in attribute: Attribute) throws(DynamoDBError)
        -> AttributeValue
    {
        // Dates in a top-level attribute can have a form of their own.
        guard let path = try? attribute.path.get() else { return try self.settings.keyValue(value) }
        return try self.settings.keyValue(value, inAttribute: path.root)
    }

    /// Sets an attribute, whether or not it is there; `nil` removes it.
    ///
    /// The map or list around a nested attribute must be there; an index past the end of a list appends.
    public mutating func set(_ attribute: Attribute, to value: some Encodable & Sendable) {
        self.attempt { (changes) throws(DynamoDBError) in
            if let stored = try changes.storedIfAny(value, in: attribute) {
                changes.update = changes.update.set(attribute, to: stored)
            } else {
                changes.update = changes.update.remove(attribute)
            }
        }
    }

    /// What a model with the value has in the attribute; `nil` if it has no such attribute then.
    private func storedIfAny(
        _ value: some Encodable & Sendable, in attribute: Attribute
    ) throws(DynamoDBError) -> AttributeValue? {
        let stored = try self.stored(value, in: attribute)
        if stored.isNull, self.settings.nils == .omitted { return nil }
        // There are no empty sets.
        if case .list(let values) = stored, values.isEmpty, value is any AnySet { return nil }
        return stored
    }

    /// Sets an attribute unless the item has it; `nil` changes nothing.
    public mutating func set(_ attribute: Attribute, ifNotExists value: some Encodable & Sendable) {
        self.attempt { (changes) throws(DynamoDBError) in
            guard let stored = try changes.storedIfAny(value, in: attribute), !stored.isNull else { return }
            changes.update = changes.update.set(attribute, ifNotExists: stored)
        }
    }

    /// Removes attributes, or elements of lists; what is missing is left alone.
    public mutating func remove(_ attributes: Attribute...) {
        for attribute in attributes { self.update = self.update.remove(attribute) }
    }

    /// Adds to a number; a missing one counts as zero.
    ///
    /// - Parameters:
    ///   - attribute: The number.
    ///   - amount: What to add. Defaults to 1.
    public mutating func add<Amount: AttributeValueConvertible>(_ attribute: Attribute, _ amount: Amount = 1) {
        self.attempt { (changes) throws(DynamoDBError) in
            changes.update = changes.update.increment(attribute, by: try Self.number(amount))
        }
    }

    /// Takes away from a number.
    ///
    /// - Parameters:
    ///   - attribute: The number.
    ///   - amount: What to take away. Defaults to 1.
    ///   - floor: What the number must not fall below: the update then fails with
    ///     ``DynamoDBError/Code/conditionalCheckFailed`` and changes nothing, also if the number is missing. Defaults to
    ///     no floor; a missing number then counts as zero.
    public mutating func subtract<Amount: AttributeValueConvertible>(
        _ attribute: Attribute, _ amount: Amount = 1, floor: DynamoDBNumber? = nil
    ) {
        self.attempt { (changes) throws(DynamoDBError) in
            let number = try Self.number(amount)
            changes.update = changes.update.increment(attribute, by: number.negated())
            if let floor { changes.condition = .all(changes.condition, attribute >= (try floor.adding(number))) }
        }
    }

    private static func number(_ amount: some AttributeValueConvertible) throws(DynamoDBError) -> DynamoDBNumber {
        guard case .number(let number) = try amount.attributeValue() else {
            throw DynamoDBError(.validation, "Only a number can be added to a number.")
        }
        return number
    }

    /// Puts values at the end of a list; a missing list counts as empty.
    ///
    /// - Parameters:
    ///   - attribute: The list.
    ///   - values: What to append, in order.
    ///   - count: How many elements the list may have then: the first ones give way. Defaults to any number.
    ///     A full list is compared with what was read, and read again if somebody else was faster, up to ten times: with very
    ///     many writers at once the update fails with ``DynamoDBError/Code/conditionalCheckFailed`` then, and changes nothing.
    public mutating func append<Value: Encodable & Sendable>(
        _ attribute: Attribute, _ values: [Value], keepingLast count: Int? = nil
    ) {
        self.extend(attribute, values, cap: count, atEnd: true)
    }

    /// Puts values at the front of a list; a missing list counts as empty.
    ///
    /// - Parameters:
    ///   - attribute: The list.
    ///   - values: What to put in front, in order.
    ///   - count: How many elements the list may have then: the last ones give way. Defaults to any number.
    ///     Many writers at once are as with ``append(_:_:keepingLast:)``.
    public mutating func prepend<Value: Encodable & Sendable>(
        _ attribute: Attribute, _ values: [Value], keepingFirst count: Int? = nil
    ) {
        self.extend(attribute, values, cap: count, atEnd: false)
    }

    private mutating func extend(
        _ attribute: Attribute, _ values: [some Encodable & Sendable], cap: Int?, atEnd: Bool
    ) {
        self.attempt { (changes) throws(DynamoDBError) in
            var stored: [AttributeValue] = []
            for value in values { stored.append(try changes.stored(value, in: attribute)) }
            if let cap {
                guard cap > 0 else {
                    throw DynamoDBError(.validation, "A list that is to keep \(cap) elements has none: remove it.")
                }
                changes.cappedLists.append(
                    CappedList(attribute: attribute, values: stored, cap: cap, appends: atEnd))
            } else if atEnd {
                changes.update = changes.update.append(attribute, stored)
            } else {
                changes.update = changes.update.prepend(attribute, stored)
            }
        }
    }

    /// Adds members to a set; a missing set counts as empty.
    ///
    /// An empty set in an array or a dictionary is stored as an empty list, which the database adds no members to: `set` it.
    public mutating func insert<Member: Encodable & Sendable>(_ members: Set<Member>, into attribute: Attribute) {
        self.attempt { (changes) throws(DynamoDBError) in
            guard let set = try changes.set(members, in: attribute) else { return }
            changes.update = changes.update.add(attribute, set)
        }
    }

    /// Removes members from a set. A set that loses its last member is removed, and read back as empty.
    public mutating func remove<Member: Encodable & Sendable>(_ members: Set<Member>, from attribute: Attribute) {
        self.attempt { (changes) throws(DynamoDBError) in
            guard let set = try changes.set(members, in: attribute) else { return }
            changes.update = changes.update.delete(attribute, set)
        }
    }

    /// A set that DynamoDB has; `nil` for one without members, which changes nothing.
    private func set(
        _ members: Set<some Encodable & Sendable>, in attribute: Attribute
    ) throws(DynamoDBError) -> AttributeValue? {
        guard !members.isEmpty else { return nil }
        let stored = try self.stored(members, in: attribute)
        if case .list = stored {
            throw DynamoDBError(
                .validation, "The members are stored as a list. DynamoDB has sets of strings, numbers and bytes.")
        }
        return stored
    }

    /// Requires something of the stored item: the update fails with ``DynamoDBError/Code/conditionalCheckFailed`` if it is
    /// not so.
    public mutating func require(_ condition: Condition) {
        self.condition = .all(self.condition, condition)
    }

    /// Requires that an attribute, which the update does not change, has a value, or with `nil` that it is not there. What is
    /// made of it is then known: an index key with the template `{region}#{status}` can be made anew when only the status changes.
    ///
    /// ```swift
    /// try await orders.update(Order.key("ann", 7)) {
    ///     $0.set("status", to: Order.Status.shipped)
    ///     $0.expect("region", equals: "eu")
    /// }
    /// ```
    public mutating func expect(_ attribute: Attribute, equals value: some Encodable & Sendable) {
        self.attempt { (changes) throws(DynamoDBError) in
            let stored = try changes.storedIfAny(value, in: attribute)
            // To be nil is to be missing or NULL.
            changes.require(attribute == stored.flatMap { $0.isNull ? nil : $0 })
            if let path = try? attribute.path.get() { changes.known.append((path, stored ?? .null)) }
        }
    }
}

/// A list that is not to have more than so many elements.
struct CappedList: Sendable {
    var attribute: Attribute
    var values: [AttributeValue]
    var cap: Int
    /// Whether the values come at the end.
    var appends: Bool

    /// The list after the change.
    func changed(_ list: [AttributeValue]) -> [AttributeValue] {
        self.appends
            ? Array((list + self.values).suffix(self.cap))
            : Array((self.values + list).prefix(self.cap))
    }
}
