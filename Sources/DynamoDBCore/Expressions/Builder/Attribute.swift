// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// An attribute of an item, or a place inside one: what conditions, updates and projections are about.
///
/// A dot leads to an entry of a map and `[n]` to an element of a list. Every other character belongs to the name, and
/// no name needs care: reserved words and names such as `chat-history` work as they are, because requests carry names
/// apart from the expression.
///
/// ```swift
/// Attribute("status") == "active" && Attribute("age").between(18, 65) || !Attribute("deleted").exists
/// Attribute("address.city")     // the entry `city` of the map `address`
/// Attribute("tags[0]")          // the first element of the list `tags`
/// Attribute(name: "a.b")        // an attribute whose name has a dot
/// ```
///
/// A malformed path, such as `"a..b"`, fails the request it is used in with ``DynamoDBError/Code/validation``.
public struct Attribute: ConditionSubject, ExpressibleByStringLiteral {
    /// The path, or why there is none.
    package let path: Result<DocumentPath, ExpressionFault>

    /// The place at a path such as `"address.city"` or `"tags[0]"`.
    public init(_ path: String) {
        do {
            self.path = .success(try DocumentPath(parsing: path))
        } catch {
            self.path = .failure(error)
        }
    }

    /// The place at a path such as `"address.city"` or `"tags[0]"`.
    public init(stringLiteral path: String) {
        self.init(path)
    }

    /// The top-level attribute with exactly this name, dots and brackets included.
    ///
    /// ```swift
    /// Attribute(name: "a.b") == 1
    /// Attribute(name: "a.b")["c"][0]
    /// ```
    public init(name: String) {
        if name.isEmpty {
            self.path = .failure(.emptyName)
        } else {
            self.path = .success(DocumentPath(root: name))
        }
    }

    private init(_ parent: Attribute, _ step: DocumentPath.Element) {
        self.path = parent.path.map { path in
            var path = path
            path.steps.append(step)
            return path
        }
    }

    private init(_ fault: ExpressionFault) {
        self.path = .failure(fault)
    }

    /// The entry with exactly this name in the map that is here.
    public subscript(name: String) -> Attribute {
        name.isEmpty ? Attribute(.emptyName) : Attribute(self, .name(name))
    }

    /// The element at this index, from 0, of the list that is here.
    public subscript(index: Int) -> Attribute {
        guard index >= 0, index <= Int(Int32.max) else {
            return Attribute(.invalid(ExpressionParser.indexOutOfRange(String(index))))
        }
        return Attribute(self, .index(index))
    }

    /// The attribute as an operand: what is stored there.
    public func conditionOperand() -> ExpressionOperand {
        ExpressionOperand(self.path.map { .path($0) })
    }
}

extension ExpressionFault {
    fileprivate static var emptyName: Self {
        .other(.validation, "The name of an attribute cannot be empty")
    }
}

extension Attribute {
    /// The size of what is stored here: the length of a string or binary, the count of a set, list or map. Text:
    /// `size(tags)`.
    ///
    /// Numbers, booleans and nulls have no size: any comparison with it is false, but `!=`, which is true.
    public var size: AttributeSize { AttributeSize(of: self) }

    /// True if the item has the attribute, whatever its value. Text: `attribute_exists(pk)`.
    public var exists: Condition {
        Condition { () throws(ExpressionFault) in .exists(try self.path.get()) }
    }

    /// True if the item does not have the attribute, or there is no item. Text: `attribute_not_exists(pk)`.
    public var notExists: Condition {
        Condition { () throws(ExpressionFault) in .notExists(try self.path.get()) }
    }

    /// True if the value here is of the type. Text: `attribute_type(age, :v)`.
    public func isType(_ kind: AttributeValue.Kind) -> Condition {
        Condition { () throws(ExpressionFault) in .hasType(.path(try self.path.get()), kind) }
    }

    /// True if the string or binary here begins with the given one. Text: `begins_with(sk, :v)`.
    public func beginsWith<V: ConditionOperand>(_ prefix: V) -> Condition {
        Condition { () throws(ExpressionFault) in
            .beginsWith(.path(try self.path.get()), try prefix.conditionOperand().content.get())
        }
    }

    /// True if the string here has the given part, or the set or list here has the given member. Text:
    /// `contains(tags, :v)`.
    public func contains<V: ConditionOperand>(_ member: V) -> Condition {
        Condition { () throws(ExpressionFault) in
            .contains(.path(try self.path.get()), try member.conditionOperand().content.get())
        }
    }
}

extension Attribute: CustomStringConvertible {
    /// The path as it is written, such as `address.city`; a name with other characters than letters, digits, `_` and
    /// `-` in backticks.
    public var description: String {
        switch self.path {
        case .success(let path):
            var writer = ExpressionWriter(InlineNotation())
            writer.write(path)
            return writer.text
        case .failure(let fault):
            return "<invalid: \(fault.words)>"
        }
    }
}
