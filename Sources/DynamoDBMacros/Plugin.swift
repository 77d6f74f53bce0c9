// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import SwiftCompilerPlugin
    import SwiftSyntaxMacros

    @main
    struct Plugin: CompilerPlugin {
        let providingMacros: [any Macro.Type] = [DynamoDBCodableMacro.self]
    }
#else
    /// Without the trait `Macros` there are none, and SwiftSyntax is not fetched.
    @main
    struct Plugin {
        static func main() {}
    }
#endif
