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

extension ModelSchema {
    /// Checks that the model has all attributes which the schema names: for a unit test, as a mistyped name is no error while
    /// the program runs.
    ///
    /// ```swift
    /// @Test func `the schema names what an order has`() throws {
    ///     try Order.schema.validate(Order(customer: "ann", number: 7, status: .open, placed: .now))
    /// }
    /// ```
    ///
    /// A model that lacks an input of an index is not in the index. So is every model where the input is mistyped: queries then
    /// find nothing, for ever. Where `expiresAt` is, nothing expires.
    ///
    /// A property that is `nil` or an empty set is one that the model has, as far as its `encode(to:)` tells of it: give what a
    /// hand-written one leaves out a value in the sample. Of what is inside of a property that is `nil` nothing is asked. The dates that the table sets are asked for as properties, too.
    ///
    /// - Parameter sample: A model.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` that names each attribute of a key, an index, the
    ///   version, the dates and the expiry that the model neither has nor tells of; or what ``item(of:)`` throws of the sample.
    public func validate(_ sample: Model) throws(DynamoDBError) {
        try self.layout.requireSound()
        let marked = try self.marked(sample)
        var missing: [String] = []
        func require(_ path: DocumentPath, _ words: String) {
            guard !self.isKnown(path, in: marked), !missing.contains(words) else { return }
            missing.append(words)
        }
        var sources = [("the table", self.layout.keyParts)]
        for index in self.layout.indexes { sources.append((index.name, index.keys.parts)) }
        let made = (self.layout.keyParts + self.layout.derivedParts).filter { $0.template != nil }
        for (source, parts) in sources {
            for part in parts {
                guard let template = try part.pattern() else {
                    // What a template makes, as an inverted index has it, is no property.
                    if made.contains(where: { $0.name.hasSameBytes(as: part.name) }) { continue }
                    require(DocumentPath(root: part.name), "\(part.name), a key of \(source)")
                    continue
                }
                for input in template.inputs {
                    require(input.path, "\(input.name) in the key \(part.name) \"\(template.source)\" of \(source)")
                }
            }
        }
        let kept = [
            ("version", self.layout.version), ("createdAt", self.layout.createdAt),
            ("updatedAt", self.layout.updatedAt), ("expiresAt", self.layout.expiresAt),
        ]
        for (use, name) in kept { if let name { require(DocumentPath(root: name), "\(name), declared as \(use)") } }
        guard missing.isEmpty else {
            throw DynamoDBError(
                .validation,
                "The schema names what \(self.modelName) does not have: \(missing.joined(separator: "; ")). What the model tells "
                    + "nothing of where it is nil needs a value in the sample.")
        }
        var encoded = try self.encoded(sample)
        if let name = self.layout.expiresAt, let end = encoded[name], !end.isNull, end.number == nil {
            throw DynamoDBError(
                .validation,
                "\(name) is of type \(end.kind.rawValue), and expiresAt needs a Date or a number of seconds.")
        }
        try self.layout.setDates(of: &encoded, at: Date(timeIntervalSince1970: 0))
        _ = try self.layout.row(of: encoded)
    }

    /// Whether a model tells of an attribute, or of none in which it would be.
    private func isKnown(_ path: DocumentPath, in marked: Item) -> Bool {
        if self.layout.type?.attribute.hasSameBytes(as: path.root) ?? false { return true }
        for count in 0...path.steps.count {
            let outer = DocumentPath(root: path.root, steps: Array(path.steps.prefix(count)))
            guard let value = marked.value(at: outer) else { return false }
            if value.isNull { return true }
        }
        return true
    }
}
