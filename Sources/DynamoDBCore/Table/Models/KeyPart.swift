// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// One attribute of a key: an attribute that the model has, or one that is made of the model's attributes.
///
/// ```swift
/// KeyPart.string("email")                              // the model's own attribute, a string
/// KeyPart.number("rank")                               // the model's own attribute, a number
/// KeyPart.template("pk", "USER#{id}")                  // made of `id`
/// KeyPart.template("sk", "PROFILE")                    // always the same
/// KeyPart.template("sk", "ORDER#{placed}#{number:08}") // made of two, the number with eight digits
/// ```
///
/// Inputs are named as they are stored: by their coding keys, with dots into maps. A template's text is a string in DynamoDB.
/// No input may contain the text that follows it in the template (a `#`, say): the write fails then, as two different models
/// could get one key. What follows a text also decides how it sorts; see ``SortRange``.
public struct KeyPart: Hashable, Sendable {
    /// The attribute.
    let attribute: KeyAttribute
    /// The template, or what is wrong with it; `nil` for the model's own attribute.
    let template: Result<KeyTemplate, KeyFault>?

    /// The model's own attribute, a string.
    public static func string(_ name: String) -> Self { Self(attribute: .string(name), template: nil) }

    /// The model's own attribute, a number.
    public static func number(_ name: String) -> Self { Self(attribute: .number(name), template: nil) }

    /// The model's own attribute, bytes.
    public static func binary(_ name: String) -> Self { Self(attribute: .binary(name), template: nil) }

    /// An attribute that is made of the model's attributes, and need not be one of the model's.
    ///
    /// The last input of a template can hold anything, also what makes the key that of another model: the order `7#LINE#1` has
    /// the key of a line of the order 7. Give both models an ``EntityType``, by which reads by key and updates tell them apart,
    /// and check what comes from outside before it is an input: `put` and `delete` do not ask for it.
    ///
    /// - Parameters:
    ///   - name: The name of the key attribute, which is none of the inputs.
    ///   - text: The template. `{name}` is replaced by the attribute of that name, a string or a number; `{number:08}` by
    ///     an integer that zeros fill up to eight digits.
    public static func template(_ name: String, _ text: String) -> Self {
        do throws(DynamoDBError) {
            let template = try KeyTemplate(text)
            // "USER#{id}" in id itself would become "USER#USER#u1" when it is written again.
            guard !template.inputs.contains(where: { $0.path.root.hasSameBytes(as: name) }) else {
                throw DynamoDBError(
                    .validation,
                    "The key template \"\(text)\" makes \(name) of itself. Give the key attribute a name of its own.")
            }
            return Self(attribute: .string(name), template: .success(template))
        } catch {
            return Self(attribute: .string(name), template: .failure(KeyFault(message: error.message)))
        }
    }

    var name: String { self.attribute.name }

    /// Whether it is made by a template of this attribute.
    func isMade(of attribute: String) -> Bool {
        guard case .success(let template)? = self.template else { return false }
        return template.inputs.contains { $0.path.root.hasSameBytes(as: attribute) }
    }

    /// The template; `nil` for the model's own attribute.
    func pattern() throws(DynamoDBError) -> KeyTemplate? {
        switch self.template {
        case nil: return nil
        case .success(let template): return template
        case .failure(let fault): throw DynamoDBError(.validation, fault.message)
        }
    }
}

/// What is wrong with a template: kept until it is used.
struct KeyFault: Error, Hashable, Sendable {
    var message: String
}

/// The key attributes of a table or an index.
///
/// It is an object since every key of an item has it, and copies of a ``PrimaryKey`` then need no metadata (StartBenchmark).
final class KeyLayout: Sendable {
    let partition: KeyPart
    let sort: KeyPart?
    /// Both, in order.
    let parts: [KeyPart]

    init(partition: KeyPart, sort: KeyPart?) {
        self.partition = partition
        self.sort = sort
        var parts = [partition]
        if let sort { parts.append(sort) }
        self.parts = parts
    }
}
