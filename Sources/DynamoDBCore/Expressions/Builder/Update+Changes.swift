// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// Each change twice: on an update, to add to it, and on the type, to begin with it.

extension Update {
    /// Sets an attribute, whether or not it is there. Text: `SET name = :v`.
    ///
    /// The map or list around a nested attribute must be there; an index past the end of a list appends.
    public func set<V: AttributeValueConvertible>(_ attribute: Attribute, to value: V) -> Update {
        self.adding { () throws(ExpressionFault) in
            .set(try attribute.path.get(), .operand(.value(try value.updateValue())))
        }
    }

    /// Sets an attribute unless the item has it. Text: `SET created_at = if_not_exists(created_at, :v)`.
    public func set<V: AttributeValueConvertible>(_ attribute: Attribute, ifNotExists value: V) -> Update {
        self.adding { () throws(ExpressionFault) in
            let path = try attribute.path.get()
            return .set(path, .operand(.ifNotExists(path, .value(try value.updateValue()))))
        }
    }

    /// Sets an attribute to what another one holds. Text: `SET old_name = name`.
    ///
    /// The request fails if the item does not have the other one.
    public func set(_ attribute: Attribute, toValueOf source: Attribute) -> Update {
        self.adding { () throws(ExpressionFault) in
            .set(try attribute.path.get(), .operand(.path(try source.path.get())))
        }
    }

    /// Adds to a number, or adds members to a set; what is missing counts as zero, or as an empty set. Text:
    /// `ADD visits :v`.
    public func add<V: AttributeValueConvertible>(_ attribute: Attribute, _ value: V) -> Update {
        self.adding { () throws(ExpressionFault) in
            .add(try attribute.path.get(), try value.updateValue())
        }
    }

    /// Adds to a number; a missing one counts as zero. A negative amount subtracts. Text: `ADD visits :v`.
    ///
    /// - Parameters:
    ///   - attribute: The number to change.
    ///   - amount: What to add. Defaults to 1.
    public func increment(_ attribute: Attribute, by amount: DynamoDBNumber = 1) -> Update {
        self.adding { () throws(ExpressionFault) in
            .add(try attribute.path.get(), .number(amount))
        }
    }

    /// Removes members from a set; an emptied set is removed as a whole. Text: `DELETE tags :v`.
    ///
    /// - Parameters:
    ///   - attribute: The set to change.
    ///   - members: A set of the same type, such as a `Set<String>`.
    public func delete<V: AttributeValueConvertible>(_ attribute: Attribute, _ members: V) -> Update {
        self.adding { () throws(ExpressionFault) in
            .delete(try attribute.path.get(), try members.updateValue())
        }
    }

    /// Puts values at the end of a list; a missing list counts as empty. Text:
    /// `SET tags = list_append(if_not_exists(tags, :empty), :v)`.
    public func append<V: AttributeValueConvertible>(_ attribute: Attribute, _ values: [V]) -> Update {
        self.adding { () throws(ExpressionFault) in
            let path = try attribute.path.get()
            let list = UpdateTree.Operand.ifNotExists(path, .value(.list([])))
            return .set(path, .operand(.listAppend(list, .value(try values.updateValue()))))
        }
    }

    /// Puts values at the front of a list; a missing list counts as empty. Text:
    /// `SET tags = list_append(:v, if_not_exists(tags, :empty))`.
    public func prepend<V: AttributeValueConvertible>(_ attribute: Attribute, _ values: [V]) -> Update {
        self.adding { () throws(ExpressionFault) in
            let path = try attribute.path.get()
            let list = UpdateTree.Operand.ifNotExists(path, .value(.list([])))
            return .set(path, .operand(.listAppend(.value(try values.updateValue()), list)))
        }
    }

    /// Removes attributes, or elements of lists; what is missing is left alone. Text: `REMOVE draft, tags[0]`.
    public func remove(_ attributes: Attribute...) -> Update {
        self.removing(attributes)
    }

    private func removing(_ attributes: [Attribute]) -> Update {
        attributes.reduce(self) { update, attribute in
            update.adding { () throws(ExpressionFault) in .remove(try attribute.path.get()) }
        }
    }
}

extension Update {
    /// Sets an attribute, whether or not it is there. Text: `SET name = :v`.
    ///
    /// The map or list around a nested attribute must be there; an index past the end of a list appends.
    public static func set<V: AttributeValueConvertible>(_ attribute: Attribute, to value: V) -> Update {
        Update().set(attribute, to: value)
    }

    /// Sets an attribute unless the item has it. Text: `SET created_at = if_not_exists(created_at, :v)`.
    public static func set<V: AttributeValueConvertible>(_ attribute: Attribute, ifNotExists value: V) -> Update {
        Update().set(attribute, ifNotExists: value)
    }

    /// Sets an attribute to what another one holds. Text: `SET old_name = name`.
    ///
    /// The request fails if the item does not have the other one.
    public static func set(_ attribute: Attribute, toValueOf source: Attribute) -> Update {
        Update().set(attribute, toValueOf: source)
    }

    /// Adds to a number, or adds members to a set; what is missing counts as zero, or as an empty set. Text:
    /// `ADD visits :v`.
    public static func add<V: AttributeValueConvertible>(_ attribute: Attribute, _ value: V) -> Update {
        Update().add(attribute, value)
    }

    /// Adds to a number; a missing one counts as zero. A negative amount subtracts. Text: `ADD visits :v`.
    ///
    /// - Parameters:
    ///   - attribute: The number to change.
    ///   - amount: What to add. Defaults to 1.
    public static func increment(_ attribute: Attribute, by amount: DynamoDBNumber = 1) -> Update {
        Update().increment(attribute, by: amount)
    }

    /// Removes members from a set; an emptied set is removed as a whole. Text: `DELETE tags :v`.
    ///
    /// - Parameters:
    ///   - attribute: The set to change.
    ///   - members: A set of the same type, such as a `Set<String>`.
    public static func delete<V: AttributeValueConvertible>(_ attribute: Attribute, _ members: V) -> Update {
        Update().delete(attribute, members)
    }

    /// Puts values at the end of a list; a missing list counts as empty. Text:
    /// `SET tags = list_append(if_not_exists(tags, :empty), :v)`.
    public static func append<V: AttributeValueConvertible>(_ attribute: Attribute, _ values: [V]) -> Update {
        Update().append(attribute, values)
    }

    /// Puts values at the front of a list; a missing list counts as empty. Text:
    /// `SET tags = list_append(:v, if_not_exists(tags, :empty))`.
    public static func prepend<V: AttributeValueConvertible>(_ attribute: Attribute, _ values: [V]) -> Update {
        Update().prepend(attribute, values)
    }

    /// Removes attributes, or elements of lists; what is missing is left alone. Text: `REMOVE draft, tags[0]`.
    public static func remove(_ attributes: Attribute...) -> Update {
        Update().removing(attributes)
    }
}

extension AttributeValueConvertible {
    /// The value, or the fault an update keeps.
    fileprivate func updateValue() throws(ExpressionFault) -> AttributeValue {
        do {
            return try self.attributeValue()
        } catch {
            throw ExpressionFault(error)
        }
    }
}
