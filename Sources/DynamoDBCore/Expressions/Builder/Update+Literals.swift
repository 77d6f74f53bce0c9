// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// A literal of values of several types, such as `[1, "x"]`, has a type only where one is expected. All others go on to the
// functions for any type, which the compiler prefers to these.

extension Update {
    /// Sets an attribute to a literal of values of several types: `.set("pair", to: [1, "x"])`.
    @_disfavoredOverload
    public func set(_ attribute: Attribute, to value: AttributeValue) -> Update {
        self.set(attribute, to: value)
    }

    /// Sets an attribute to a literal of values of several types, unless the item has it.
    @_disfavoredOverload
    public func set(_ attribute: Attribute, ifNotExists value: AttributeValue) -> Update {
        self.set(attribute, ifNotExists: value)
    }

    /// Puts values of several types at the end of a list: `.append("log", [1, "x"])`.
    @_disfavoredOverload
    public func append(_ attribute: Attribute, _ values: [AttributeValue]) -> Update {
        self.append(attribute, values)
    }

    /// Puts values of several types at the front of a list: `.prepend("log", [1, "x"])`.
    @_disfavoredOverload
    public func prepend(_ attribute: Attribute, _ values: [AttributeValue]) -> Update {
        self.prepend(attribute, values)
    }
}

extension Update {
    /// Sets an attribute to a literal of values of several types: `.set("pair", to: [1, "x"])`.
    @_disfavoredOverload
    public static func set(_ attribute: Attribute, to value: AttributeValue) -> Update {
        Update().set(attribute, to: value)
    }

    /// Sets an attribute to a literal of values of several types, unless the item has it.
    @_disfavoredOverload
    public static func set(_ attribute: Attribute, ifNotExists value: AttributeValue) -> Update {
        Update().set(attribute, ifNotExists: value)
    }

    /// Puts values of several types at the end of a list: `.append("log", [1, "x"])`.
    @_disfavoredOverload
    public static func append(_ attribute: Attribute, _ values: [AttributeValue]) -> Update {
        Update().append(attribute, values)
    }

    /// Puts values of several types at the front of a list: `.prepend("log", [1, "x"])`.
    @_disfavoredOverload
    public static func prepend(_ attribute: Attribute, _ values: [AttributeValue]) -> Update {
        Update().prepend(attribute, values)
    }
}
