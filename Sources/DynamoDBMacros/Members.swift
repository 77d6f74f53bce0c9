// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import SwiftParser
    import SwiftSyntax

    /// Looks at the members of a type.
    enum Members {
        /// Refuses types that say by themselves how they are coded.
        static func checkCoding(_ declaration: some DeclGroupSyntax) throws(Refusal) {
            try self.checkCoding(declaration.memberBlock.members)
        }

        private static func checkCoding(_ members: MemberBlockItemListSyntax) throws(Refusal) {
            for member in members {
                if let condition = member.decl.as(IfConfigDeclSyntax.self) {
                    for clause in condition.clauses {
                        if let members = clause.elements?.as(MemberBlockItemListSyntax.self) {
                            try self.checkCoding(members)
                        }
                    }
                }
                if let initializer = member.decl.as(InitializerDeclSyntax.self),
                    self.names(initializer.signature) == ["from"], self.takes("Decoder", initializer.signature)
                {
                    throw Refusal(
                        """
                        The type reads itself with an init(from:) of its own, which @DynamoDBCodable would pass over. Take one \
                        of both away
                        """,
                        at: initializer)
                }
                if let function = member.decl.as(FunctionDeclSyntax.self), function.name.text == "encode",
                    self.names(function.signature) == ["to"], self.takes("Encoder", function.signature)
                {
                    throw Refusal(
                        """
                        The type writes itself with an encode(to:) of its own, which @DynamoDBCodable would pass over. Take one \
                        of both away
                        """,
                        at: function)
                }
            }
        }

        /// Refuses what may be any members.
        static func checkVisible(_ member: MemberBlockItemSyntax) throws(Refusal) {
            if let condition = member.decl.as(IfConfigDeclSyntax.self) {
                throw Refusal("@DynamoDBCodable cannot see which members a condition leaves", at: condition)
            }
            if let macro = member.decl.as(MacroExpansionDeclSyntax.self) {
                throw Refusal("@DynamoDBCodable cannot see what #\(macro.macroName.trimmed) makes", at: macro)
            }
        }

        /// Whether a type is read, and written, as far as its declaration tells.
        static func coding(_ declaration: some DeclGroupSyntax) -> (isRead: Bool, isWritten: Bool) {
            let protocols = self.inherited(declaration)
            let isRead = !protocols.isDisjoint(with: ["Decodable", "DynamoDBDecodable"])
            let isWritten = !protocols.isDisjoint(with: ["Encodable", "DynamoDBEncodable"])
            // Without either the conformances stand elsewhere, or it is `Codable`.
            return isRead == isWritten || protocols.contains("Codable") ? (true, true) : (isRead, isWritten)
        }

        private static func names(_ signature: FunctionSignatureSyntax) -> [String] {
            signature.parameterClause.parameters.map(\.firstName.text)
        }

        /// Whether the type of the first parameter has a name in it.
        private static func takes(_ name: String, _ signature: FunctionSignatureSyntax) -> Bool {
            signature.parameterClause.parameters.first?.type.tokens(viewMode: .sourceAccurate)
                .contains { $0.text == name } ?? false
        }

        /// The words of the types that a declaration inherits from: their names, and those of their modules.
        static func inherited(_ declaration: some DeclGroupSyntax) -> Set<String> {
            let types = declaration.inheritanceClause?.inheritedTypes.map(\.type) ?? []
            return Set(types.flatMap { type in type.tokens(viewMode: .sourceAccurate).map(\.text) })
        }

        /// The names that an enum `CodingKeys` in the type gives to its properties; `nil` if there is none.
        static func codingKeys(_ declaration: some DeclGroupSyntax) throws(Refusal) -> [String: String]? {
            for member in declaration.memberBlock.members {
                if let keys = member.decl.as(EnumDeclSyntax.self), keys.name.text == "CodingKeys" {
                    return try self.names(keys)
                }
                if let alias = member.decl.as(TypeAliasDeclSyntax.self), alias.name.text == "CodingKeys" {
                    throw Refusal("@DynamoDBCodable needs CodingKeys that are an enum in the type", at: alias)
                }
            }
            return nil
        }

        private static func names(_ keys: EnumDeclSyntax) throws(Refusal) -> [String: String] {
            var names: [String: String] = [:]
            for member in keys.memberBlock.members {
                try self.checkVisible(member)
                guard let cases = member.decl.as(EnumCaseDeclSyntax.self) else { continue }
                for element in cases.elements {
                    let name = element.name.withoutBackticks
                    guard let value = element.rawValue?.value else {
                        names[name] = name
                        continue
                    }
                    guard let text = value.as(StringLiteralExprSyntax.self)?.representedLiteralValue else {
                        throw Refusal("@DynamoDBCodable needs coding keys that are plain texts", at: value)
                    }
                    names[name] = text
                }
            }
            return names
        }
    }

    extension TokenSyntax {
        /// The name, as it is used outside of Swift.
        var withoutBackticks: String { String(self.text.filter { $0 != "`" }) }
    }
#endif
