// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Which sort keys a query reads, by the values they are made of.
///
/// ```swift
/// orders.query(Order.key, "ann", .between(1, 99))
/// orders.query(Order.byStatus, .open, .from(yesterday))
/// events.query(Event.key, "sensor", .beginsWith("2026-01"))
/// ```
///
/// With a template the values are put in their places, and only items with the template's own beginning are read: a query
/// for orders does not see the profile in the same partition. Of a template with several inputs the last ones may be left
/// out, by a type whose properties are optional: the value then stands for all items that begin so. A property that is no
/// input of the template is refused there. Numbers sort as numbers only with a width, as in `{number:08}`: without one a
/// range of them is refused.
///
/// A text is compared together with what stands behind it in the template: with `NAME#{last}#{first}`, Smith Jr comes before
/// Smith, since a blank sorts before `#`, and `.from` Smith does not read it. Where that matters, make the text the last input,
/// or put something behind it that sorts before all that the texts contain.
public struct SortRange<Value: Encodable & Sendable>: Sendable {
    enum Base: Sendable {
        case all
        case equal(Value)
        case from(Value)
        case after(Value)
        case through(Value)
        case before(Value)
        case between(Value, Value)
        case beginsWith(any Encodable & Sendable)
    }

    let base: Base

    /// All items of the model in the partition.
    public static var all: Self { Self(base: .all) }

    /// Items with this sort key.
    public static func equal(_ value: Value) -> Self { Self(base: .equal(value)) }

    /// Items from the value on, itself included.
    public static func from(_ value: Value) -> Self { Self(base: .from(value)) }

    /// Items after the value.
    public static func after(_ value: Value) -> Self { Self(base: .after(value)) }

    /// Items up to the value, itself included.
    public static func through(_ value: Value) -> Self { Self(base: .through(value)) }

    /// Items before the value. A template that begins with a text cannot say this in one query: use ``through(_:)``.
    public static func before(_ value: Value) -> Self { Self(base: .before(value)) }

    /// Items from the first value to the second, both included.
    public static func between(_ lower: Value, _ upper: Value) -> Self { Self(base: .between(lower, upper)) }

    /// Items whose sort key begins with this: the beginning of the text, or of a template's first input. Of a template with
    /// several inputs it can also be the whole first input, such as a number, or a struct with the first ones.
    public static func beginsWith(_ prefix: some Encodable & Sendable) -> Self { Self(base: .beginsWith(prefix)) }
}

extension SortRange {
    /// The test of the sort key; `nil` if every sort key will do.
    ///
    /// - Parameter continuations: Where rows of several models are read: what stands behind the template in their keys. A value
    ///   stands then for all that is below it as well, and no range for all rows. Defaults to one model.
    func condition(
        on part: KeyPart?, _ settings: CodingSettings, continuations: [String]? = nil
    ) throws(DynamoDBError) -> SortKeyCondition? {
        guard let part else {
            guard case .all = self.base else {
                throw DynamoDBError(.validation, "There is no sort key, so a query cannot ask for some of them.")
            }
            return nil
        }
        if let template = try part.pattern() {
            if continuations != nil, case .all = self.base { return nil }
            return try self.condition(on: part.name, template, settings, continuations)
        }
        let name = part.name
        func value(_ value: any Encodable & Sendable) throws(DynamoDBError) -> AttributeValue {
            try settings.keyValue(value, of: part)
        }
        switch self.base {
        case .all: return nil
        case .equal(let bound): return .equal(name, try value(bound))
        case .from(let bound): return .greaterThanOrEqual(name, try value(bound))
        case .after(let bound): return .greaterThan(name, try value(bound))
        case .through(let bound): return .lessThanOrEqual(name, try value(bound))
        case .before(let bound): return .lessThan(name, try value(bound))
        case .between(let lower, let upper): return .between(name, try value(lower), try value(upper))
        case .beginsWith(let prefix):
            let start = try value(prefix)
            // DynamoDB refuses an empty text as the beginning of a key.
            return start == .string("") ? nil : .beginsWith(name, start)
        }
    }

    /// Behind every text that begins with what stands before it.
    private static var end: String { "\u{10FFFF}" }

    private func condition(
        on name: String, _ template: KeyTemplate, _ settings: CodingSettings, _ continuations: [String]?
    ) throws(DynamoDBError) -> SortKeyCondition? {
        let prefix = template.prefix
        func filled(
            _ value: any Encodable & Sendable, inOrder ordered: [KeyTemplate.Input] = [], leading: Bool = false
        ) throws(DynamoDBError) -> KeyTemplate.Filled {
            let inputs = try settings.keyInputs(value, for: template, leading: leading)
            for input in ordered where input.width == nil {
                guard case .number? = inputs.value(at: input.path) else { continue }
                throw DynamoDBError(
                    .validation,
                    "\(input.name) is a number without a width in the key template \"\(template.source)\": 10 sorts "
                        + "before 9 there. A range needs a width, such as {\(input.name):08}.")
            }
            let filled = try template.filled { (input) throws(DynamoDBError) in inputs.value(at: input.path) }
            if case .partial(_, let missing) = filled {
                try settings.checkBeginning(value, of: template, inputs: inputs, missing: missing)
            }
            return filled
        }
        func beginning(_ text: String) -> SortKeyCondition? {
            text.isEmpty ? nil : .beginsWith(name, text)
        }
        func lowest(_ value: Value) throws(DynamoDBError) -> String {
            switch try filled(value, inOrder: template.inputs) {
            case .whole(let text), .partial(let text, _): text
            }
        }
        func highest(_ value: Value) throws(DynamoDBError) -> String {
            switch try filled(value, inOrder: template.inputs) {
            case .whole(let text):
                guard let continuations else { return text }
                if template.hasDefiniteEnd { return text + Self.end }
                // What is below "ORDER#b" comes before what is below "ORDER#ba".
                // What is below "#" comes behind what is below "#LINE#".
                let last = continuations.map { $0 + Self.end }.max { String.isOrderedByBytes($0, $1) }
                return last.map { text + $0 } ?? text
            case .partial(let text, _): return text + Self.end
            }
        }
        func from(_ text: String) -> SortKeyCondition {
            prefix.isEmpty ? .greaterThanOrEqual(name, text) : .between(name, text, prefix + Self.end)
        }
        switch self.base {
        case .all:
            if template.inputs.isEmpty { return .equal(name, prefix) }
            return beginning(prefix)
        case .equal(let value):
            switch try filled(value) {
            case .whole(let text): return .equal(name, text)
            case .partial(let text, _): return beginning(text)
            }
        case .from(let value):
            let text = try lowest(value)
            return text.isEmpty ? nil : from(text)
        case .after(let value):
            // The smallest text that is greater.
            return from(try highest(value) + "\0")
        case .through(let value):
            let text = try highest(value)
            return prefix.isEmpty ? .lessThanOrEqual(name, text) : .between(name, prefix, text)
        case .before(let value):
            guard prefix.isEmpty else {
                throw DynamoDBError(
                    .validation,
                    "The sort key begins with \"\(prefix)\", so DynamoDB cannot find what comes before a value in one "
                        + "query. Use through, and leave the last out.")
            }
            return .lessThan(name, try lowest(value))
        case .between(let lower, let upper):
            let text = try lowest(lower)
            return text.isEmpty
                ? .lessThanOrEqual(name, try highest(upper)) : .between(name, text, try highest(upper))
        case .beginsWith(let value):
            let text = try settings.keyValue(value, inAttribute: template.inputs.first?.path.root ?? "")
            guard case .string(let start) = text, template.inputs.first?.width == nil else {
                // Nothing at all is no first input.
                switch try filled(value, leading: !text.isNull) {
                case .partial(let text, _): return beginning(text)
                case .whole(let text):
                    guard continuations != nil else {
                        throw DynamoDBError(
                            .validation,
                            "A beginning is a string, or some of the inputs of \"\(template.source)\", the first ones "
                                + "and not all: for all of them use equal.")
                    }
                    // "ORDER#7" begins the key of the order 70 as well. A number that a text follows ends there.
                    if !template.hasDefiniteEnd {
                        _ = try filled(value, inOrder: template.inputs.suffix(1), leading: true)
                    }
                    return beginning(text)
                }
            }
            return beginning(prefix + start)
        }
    }
}
