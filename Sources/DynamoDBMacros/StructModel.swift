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

        private var properties: [Property] = []
        private var access = ""
        /// Whether the type is read, and written: a type can be only one of both.
        private let isRead, isWritten: Bool

        init(_ declaration: StructDeclSyntax) throws(Refusal) {
            if let generic = declaration.genericParameterClause {
                throw Refusal("@DynamoDBCodable is not for generic types: leave them to Codable", at: generic)
            }
            let coding = Members.coding(declaration)
            self.isRead = coding.isRead
            self.isWritten = coding.isWritten
            try Members.checkCoding(declaration)
            let keys = try Members.codingKeys(declaration)
            for member in declaration.memberBlock.members {
                if let condition = member.decl.as(IfConfigDeclSyntax.self) {
                    throw Refusal("@DynamoDBCodable cannot see which members a condition leaves", at: condition)
                }
                guard let variable = member.decl.as(VariableDeclSyntax.self) else { continue }
                try self.add(variable, keys)
            }
            for modifier in declaration.modifiers where ["public", "package"].contains(modifier.name.text) {
                self.access = modifier.name.text + " "
            }
        }

        private mutating func add(_ variable: VariableDeclSyntax, _ keys: [String: String]?) throws(Refusal) {
            let modifiers = variable.modifiers.map(\.name.text)
            guard !modifiers.contains("static"), variable.bindings.contains(where: \.isStored) else { return }
            guard !modifiers.contains("lazy") else {
                throw Refusal("@DynamoDBCodable cannot read lazy properties", at: variable)
            }
            // What begins with a capital letter is a property wrapper, or another macro that may change the property.
            for case .attribute(let attribute) in variable.attributes
            where attribute.attributeName.trimmedDescription.first?.isUppercase ?? false {
                throw Refusal(
                    "@DynamoDBCodable cannot see what @\(attribute.attributeName.trimmed) makes", at: attribute)
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
                + read.map { "self.\($0.member) = try values.value(\($0.attribute), in: &map)" }
            return """
                    \(self.access)init(
                        from values: DynamoDBCore.StoredValues, at place: DynamoDBCore.StoredValues.Place
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
            return self.properties.map { "CodingKeys.\($0.member).stringValue == \($0.attribute)" }
                .joined(separator: "\n        && ")
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
