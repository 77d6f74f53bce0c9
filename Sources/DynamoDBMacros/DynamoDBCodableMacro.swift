// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import SwiftDiagnostics
    import SwiftSyntax
    import SwiftSyntaxBuilder
    import SwiftSyntaxMacros

    /// Makes the conformances of `@DynamoDBCodable`.
    enum DynamoDBCodableMacro: ExtensionMacro {
        static func expansion(
            of node: AttributeSyntax, attachedTo declaration: some DeclGroupSyntax,
            providingExtensionsOf type: some TypeSyntaxProtocol, conformingTo protocols: [TypeSyntax],
            in context: some MacroExpansionContext
        ) throws -> [ExtensionDeclSyntax] {
            do throws(Refusal) {
                return [try self.extension(of: declaration, type, protocols, in: context.lexicalContext)]
            } catch {
                context.diagnose(Diagnostic(node: error.node ?? Syntax(node), message: error))
                return []
            }
        }

        private static func `extension`(
            of declaration: some DeclGroupSyntax, _ type: some TypeSyntaxProtocol, _ protocols: [TypeSyntax],
            in contexts: [Syntax]
        ) throws(Refusal) -> ExtensionDeclSyntax {
            // Those that the type names itself are not asked for.
            let coding = Members.coding(declaration)
            let conformances = protocols.map(\.trimmedDescription)
                .filter { $0.hasSuffix("DynamoDBDecodable") ? coding.isRead : coding.isWritten }
                .joined(separator: ", ")
            let header = "extension \(type.trimmed)" + (conformances.isEmpty ? "" : ": \(conformances)")
            if declaration.is(EnumDeclSyntax.self) || RawType.isRawStruct(declaration) {
                try RawType.check(declaration)
                return try self.parsed("\(header) {}")
            }
            guard let declaration = declaration.as(StructDeclSyntax.self) else {
                throw Refusal("@DynamoDBCodable is for structs, and for enums with raw values", at: nil)
            }
            return try self.parsed(try StructModel(declaration, in: contexts).source(header))
        }

        private static func parsed(_ source: String) throws(Refusal) -> ExtensionDeclSyntax {
            let node: DeclSyntax = "\(raw: source)"
            guard let node = node.as(ExtensionDeclSyntax.self) else {
                throw Refusal("@DynamoDBCodable made something that is no extension", at: nil)
            }
            return node
        }
    }
#endif
