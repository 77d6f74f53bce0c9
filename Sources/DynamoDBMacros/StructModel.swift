// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import SwiftSyntax
    import SwiftSyntaxBuilder

    /// The stored properties of a struct, and what is made of them.
    struct StructModel {
        private struct Property {
            /// As it is written in Swift, perhaps between backticks.
            var member: String
            /// The name of the attribute.
            var name: String
            /// The same, as a literal.
            var attribute: String
            /// Whether it has its value from its declaration for good.
            var isConstant: Bool
        }

        /// The attributes that leave a property as it is.
        private static let plainAttributes: Set = [
            "_documentation", "_spi", "available", "exclusivity", "preconcurrency", "usableFromInline",
        ]

        private var properties: [Property] = []
        private var access = ""
        /// Whether the type is read, and written: a type can be only one of both.
        private let isRead, isWritten: Bool

        /// - Parameter contexts: What the type is declared in, from the inside out.
        init(_ declaration: StructDeclSyntax, in contexts: [Syntax]) throws(Refusal) {
            for type in [Syntax(declaration)] + contexts {
                guard let generic = type.asProtocol((any WithGenericParametersSyntax).self)?.genericParameterClause
                else {
                    continue
                }
                throw Refusal(
                    "@DynamoDBCodable is not for generic types, nor for types in them: leave them to Codable",
                    at: type == Syntax(declaration) ? generic : declaration.name)
            }
            let coding = Members.coding(declaration)
            self.isRead = coding.isRead
            self.isWritten = coding.isWritten
            try Members.checkCoding(declaration)
            let keys = try Members.codingKeys(declaration)
            for member in declaration.memberBlock.members {
                try Members.checkVisible(member)
                guard let variable = member.decl.as(VariableDeclSyntax.self) else { continue }
                try self.add(variable, keys)
            }
            // What an extension says of its members goes for those that say nothing themselves.
            let surrounding = contexts.first?.as(ExtensionDeclSyntax.self)?.modifiers
            let access = declaration.modifiers.access ?? surrounding?.access
            if let access, ["public", "package"].contains(access) { self.access = access + " " }
        }

        private mutating func add(_ variable: VariableDeclSyntax, _ keys: [String: String]?) throws(Refusal) {
            let modifiers = variable.modifiers.map(\.name.text)
            guard !modifiers.contains("static"), variable.bindings.contains(where: \.isStored) else { return }
            guard !modifiers.contains("lazy") else {
                throw Refusal("@DynamoDBCodable cannot read lazy properties", at: variable)
            }
            // All others may be property wrappers, or macros that change the property.
            for attribute in variable.attributes where !Self.plainAttributes.contains(attribute.name) {
                throw Refusal("@DynamoDBCodable cannot see what @\(attribute.name) makes", at: attribute)
            }
            for binding in variable.bindings where binding.isStored {
                guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier else {
                    throw Refusal("@DynamoDBCodable needs a property for each name", at: binding.pattern)
                }
                let plain = name.withoutBackticks
                guard let attribute = keys == nil ? plain : keys?[plain] else { continue }
                self.properties.append(
                    Property(
                        member: name.text, name: attribute,
                        attribute: StringLiteralExprSyntax(content: attribute).description,
                        isConstant: variable.bindingSpecifier.text == "let" && binding.initializer != nil))
            }
        }

        /// The extension with the conformances.
        func source(_ header: String) -> String {
            """
            \(header) {
            \(self.isRead ? self.reader : "")\(self.isWritten ? self.writer : "")
                /// Whether `CodingKeys` have the names that stand here.
                private static let hasKnownKeys = \(self.comparison)
            }
            """
        }

        private static let check = "guard Self.hasKnownKeys else { throw DynamoDBCore.StoredValues.Misfit() }"

        private var reader: String {
            let read = self.properties.filter { !$0.isConstant }
            let lines =
                [Self.check, read.isEmpty ? "_ = try values.map(at: place)" : "var map = try values.map(at: place)"]
                // What could still fail stands before the properties: else all of them would be copied in the end.
                + read.enumerated().map { number, property in
                    """
                    let value\(number) = try values.value(\(property.attribute), in: &map) { (model: Self) in model.\(property.member) }
                    """
                }
                + read.enumerated().map { "self.\($0.element.member) = value\($0.offset)" }
            return """
                    \(self.access)init(
                        from values: borrowing DynamoDBCore.StoredValues, at place: DynamoDBCore.StoredValues.Place
                    ) throws(DynamoDBCore.StoredValues.Misfit) {
                        \(lines.joined(separator: "\n        "))
                    }

                """
        }

        private var writer: String {
            // Items have their attributes in the order of the names' bytes.
            let written = self.properties.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
            let lines =
                [Self.check, "\(written.isEmpty ? "let" : "var") map = try form.map(of: \(written.count))"]
                + written.map { "try form.add(self.\($0.member), named: \($0.attribute), to: &map)" }
                + ["return form.value(of: map)"]
            return """
                    \(self.access)func stored(
                        in form: DynamoDBCore.StorageForm
                    ) throws(DynamoDBCore.StoredValues.Misfit) -> DynamoDBCore.AttributeValue? {
                        \(lines.joined(separator: "\n        "))
                    }

                """
        }

        private var comparison: String {
            guard !self.properties.isEmpty else { return "true" }
            return self.properties.map {
                // Attributes have their names byte by byte; `==` takes texts of other bytes for the same.
                "CodingKeys.\($0.member).stringValue.utf8.elementsEqual(\($0.attribute).utf8)"
            }
            .joined(separator: "\n        && ")
        }
    }

    extension AttributeListSyntax.Element {
        /// The name of an attribute; that of a condition is none.
        fileprivate var name: String {
            switch self {
            case .attribute(let attribute): attribute.attributeName.trimmedDescription
            case .ifConfigDecl: "…"
            }
        }
    }

    extension DeclModifierListSyntax {
        fileprivate var access: String? {
            self.map(\.name.text).first {
                ["public", "package", "internal", "fileprivate", "private"].contains($0)
            }
        }
    }

    extension PatternBindingSyntax {
        /// Whether it has storage: it has no getter.
        fileprivate var isStored: Bool {
            guard let block = self.accessorBlock else { return true }
            guard case .accessors(let accessors) = block.accessors else { return false }
            return accessors.allSatisfy { ["willSet", "didSet"].contains($0.accessorSpecifier.text) }
        }
    }
#endif
