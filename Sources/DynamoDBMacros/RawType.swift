// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import SwiftSyntax

    /// A type that is stored as its raw values.
    enum RawType {
        /// What enums without raw values commonly conform to.
        private static let otherProtocols: Set = [
            "CaseIterable", "Codable", "Comparable", "Decodable", "Encodable", "Equatable", "Error", "Hashable",
            "Identifiable", "Sendable",
        ]

        /// Whether a struct says that it has a raw value, which then is all that `Codable` stores of it.
        static func isRawStruct(_ declaration: some DeclGroupSyntax) -> Bool {
            declaration.is(StructDeclSyntax.self)
                && !Members.inherited(declaration).isDisjoint(with: ["OptionSet", "RawRepresentable"])
        }

        static func check(_ declaration: some DeclGroupSyntax) throws(Refusal) {
            try Members.checkCoding(declaration)
            for member in declaration.memberBlock.members {
                guard let cases = member.decl.as(EnumCaseDeclSyntax.self) else { continue }
                for element in cases.elements where element.parameterClause != nil {
                    throw Refusal(
                        "@DynamoDBCodable is for enums with raw values: leave enums with associated values to Codable",
                        at: element)
                }
            }
            if Members.inherited(declaration).isSubset(of: self.otherProtocols) {
                throw Refusal(
                    "@DynamoDBCodable is for enums with raw values: give the cases a type, such as String, or leave the enum "
                        + "to Codable",
                    at: nil)
            }
        }
    }
#endif
