// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import SwiftSyntax

    /// An enum that is stored as its raw values.
    enum RawEnum {
        static func check(_ declaration: EnumDeclSyntax) throws(Refusal) {
            try Members.checkCoding(declaration)
            for member in declaration.memberBlock.members {
                guard let cases = member.decl.as(EnumCaseDeclSyntax.self) else { continue }
                for element in cases.elements where element.parameterClause != nil {
                    throw Refusal(
                        "@DynamoDBCodable is for enums with raw values: leave enums with associated values to Codable",
                        at: element)
                }
            }
        }
    }
#endif
