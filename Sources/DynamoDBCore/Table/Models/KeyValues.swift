// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// How what a program gives for a key becomes attributes.

extension CodingSettings {
    /// What is stored for any value.
    func keyValue(_ value: any Encodable & Sendable) throws(DynamoDBError) -> AttributeValue {
        try DynamoDBEncoder(self).attributeValue(of: value)
    }

    /// What is stored for a value in, or inside, a top-level attribute, with the form that dates have there.
    func keyValue(_ value: any Encodable & Sendable, inAttribute name: String) throws(DynamoDBError) -> AttributeValue {
        // Most keys are texts, which are stored as they are.
        if let text = value as? String { return .string(text) }
        var settings = self
        settings.dates = self.dates(inAttribute: name)
        // The names of the value's own properties are none of attributes at the top.
        settings.attributeDates = [:]
        return try DynamoDBEncoder(settings).attributeValue(of: value)
    }

    /// The value of a key attribute that is the model's own.
    func keyValue(_ value: any Encodable & Sendable, of part: KeyPart) throws(DynamoDBError) -> AttributeValue {
        let stored = try self.keyValue(value, inAttribute: part.name)
        guard stored.kind.rawValue == part.attribute.type.rawValue else {
            throw DynamoDBError(
                .validation,
                "The key attribute \(part.name) is declared as \(part.attribute.type.rawValue), and the value given for it "
                    + "is \(stored.kind.rawValue).")
        }
        return stored
    }

    /// The inputs of a template, by their names: the properties of the value, or the value itself if there is one input.
    ///
    /// - Parameter leading: Whether a value without properties stands for the first of several inputs.
    func keyInputs(
        _ value: any Encodable & Sendable, for template: KeyTemplate, leading: Bool = false
    ) throws(DynamoDBError) -> Item {
        let inputs = template.inputs
        let first = inputs.first
        let stored = try self.keyValue(value, inAttribute: first?.path.root ?? "")
        var item = Item()
        if case .map = stored {
            // Each property has the dates of its own attribute. Those that the template does not name are no part of the key.
            let properties = try self.keyValue(value).map ?? Item()
            for input in inputs {
                if let value = properties.value(at: input.path) { _ = item.put(value, at: input.path) }
            }
            return item
        }
        guard let first, leading || inputs.allSatisfy({ $0.path == first.path }) else {
            throw DynamoDBError(
                .validation,
                "The key template \"\(template.source)\" has several inputs. Give a struct with the properties "
                    + "\(inputs.map(\.name).joined(separator: ", ")).")
        }
        _ = item.put(stored, at: first.path)
        return item
    }

    /// Refuses a beginning of a template that would ask for more than the value says: the value has an input behind one that
    /// it lacks, or properties that are no inputs, as a name with a mistake is.
    func checkBeginning(
        _ value: any Encodable & Sendable, of template: KeyTemplate, inputs: Item, missing: String
    ) throws(DynamoDBError) {
        func isGiven(_ input: KeyTemplate.Input) -> Bool { inputs.value(at: input.path).map { !$0.isNull } ?? false }
        let before = template.inputs.prefix { $0.name != missing }
        // An input can stand in a template more than once.
        let put = Set(before.map(\.path))
        let late = template.inputs.dropFirst(before.count).first { !put.contains($0.path) && isGiven($0) }
        if let late {
            throw DynamoDBError(
                .validation,
                "\(late.name) is given for the key template \"\(template.source)\", and \(missing) is not, which stands "
                    + "before it: only the last inputs can be left out.")
        }
        let properties = try self.keyValue(value).map ?? Item()
        let known = Set(template.inputs.map(\.path))
        let leaves = properties.flatMap { $0.value.leaves(at: DocumentPath(root: $0.name)) }
        let others = leaves.filter { !known.contains($0) }
        guard others.isEmpty else {
            throw DynamoDBError(
                .validation,
                "\(missing) is missing for the key template \"\(template.source)\", and what is given is no input of it: "
                    + "\(others.map(\.dotted).joined(separator: ", ")).")
        }
    }
}

extension AttributeValue {
    /// Where in it something stands that is neither NULL nor a map.
    fileprivate func leaves(at path: DocumentPath) -> [DocumentPath] {
        switch self {
        case .null: return []
        case .map(let entries):
            return entries.flatMap { entry in
                entry.value.leaves(at: DocumentPath(root: path.root, steps: path.steps + [.name(entry.name)]))
            }
        default: return [path]
        }
    }
}

extension DocumentPath {
    /// The names of which it consists.
    fileprivate var names: [String] {
        self.elements.compactMap { if case .name(let name) = $0 { name } else { nil } }
    }

    /// As it is written in a template: `place.city`.
    fileprivate var dotted: String { self.names.joined(separator: ".") }
}

extension Item {
    /// Puts a value at a path of names, inside of maps that are there or are made for it.
    ///
    /// - Returns: Whether it is there now. Another value that is there stays.
    fileprivate mutating func put(_ value: AttributeValue, at path: DocumentPath) -> Bool {
        // As nearly every path, and every key, has it.
        guard !path.steps.isEmpty else {
            guard let current = self[path.root] else {
                self[path.root] = value
                return true
            }
            return current == value
        }
        return self.put(value, at: path.names[...])
    }

    private mutating func put(_ value: AttributeValue, at names: ArraySlice<String>) -> Bool {
        guard let name = names.first else { return false }
        let current = self[name]
        if names.count == 1 {
            self[name] = current ?? value
            return current ?? value == value
        }
        guard var map = current == nil ? Item() : current?.map, map.put(value, at: names.dropFirst()) else {
            return false
        }
        self[name] = .map(map)
        return true
    }
}

/// The key of one item, made: its attributes, and what they were made of.
struct ResolvedKey: Sendable {
    /// The primary key.
    var attributes = Item()
    /// The model's attributes that the key tells.
    var inputs = Item()
}

extension ModelKey {
    /// Makes the attributes of a key of a model that is stored so.
    func resolved(in layout: RowLayout) throws(DynamoDBError) -> ResolvedKey {
        try layout.requireOwn(self.layout)
        return try self.resolved(layout.settings)
    }

    /// Makes the attributes of the key.
    func resolved(_ settings: CodingSettings) throws(DynamoDBError) -> ResolvedKey {
        var key = ResolvedKey()
        try key.add(self.layout.partition, self.partition, settings)
        if let sort = self.layout.sort { try key.add(sort, self.sort, settings) }
        return key
    }

    /// What the key is to be made of, as far as that can be stored.
    func given(_ settings: CodingSettings) -> Item {
        var given = Item()
        for (part, value) in [(self.layout.partition, self.partition), (self.layout.sort, self.sort)] {
            guard let part, let value else { continue }
            if case .success(let template)? = part.template, let inputs = try? settings.keyInputs(value, for: template)
            {
                for input in template.inputs {
                    if let value = inputs.value(at: input.path) { _ = given.put(value, at: input.path) }
                }
            } else {
                given[part.name] = try? settings.keyValue(value, inAttribute: part.name)
            }
        }
        return given
    }
}

extension ResolvedKey {
    /// Adds a part of the key, and what it is made of.
    fileprivate mutating func add(
        _ part: KeyPart, _ value: (any Encodable & Sendable)?, _ settings: CodingSettings
    ) throws(DynamoDBError) {
        guard let template = try part.pattern() else {
            guard let value else {
                throw DynamoDBError(.validation, "There is no value for the key attribute \(part.name).")
            }
            let stored = try settings.keyValue(value, of: part)
            self.attributes[part.name] = stored
            try self.add(stored, at: DocumentPath(root: part.name))
            return
        }
        let inputs =
            try value.map { (value) throws(DynamoDBError) in try settings.keyInputs(value, for: template) } ?? Item()
        switch try template.filled({ (input) throws(DynamoDBError) in inputs.value(at: input.path) }) {
        case .whole(let text): self.attributes[part.name] = .string(text)
        case .partial(_, let missing):
            throw DynamoDBError(
                .validation,
                "The key attribute \(part.name) is made by \"\(template.source)\", and \(missing) is missing.")
        }
        for input in template.inputs {
            if let value = inputs.value(at: input.path) { try self.add(value, at: input.path) }
        }
    }

    private mutating func add(_ input: AttributeValue, at path: DocumentPath) throws(DynamoDBError) {
        guard self.inputs.put(input, at: path) else {
            throw DynamoDBError(
                .validation,
                "The parts of the key are given two different values for \(path.dotted), of which both are made.")
        }
    }
}
