// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Macros
    import SwiftDiagnostics
    import SwiftSyntax

    /// Why the macro makes nothing.
    struct Refusal: Error, DiagnosticMessage {
        let message: String
        /// Where it is shown; at the attribute without one.
        let node: Syntax?

        init(_ message: String, at node: (any SyntaxProtocol)?) {
            self.message = message
            self.node = node.map { Syntax($0) }
        }

        var severity: DiagnosticSeverity { .error }

        var diagnosticID: MessageID { MessageID(domain: "DynamoDBMacros", id: "refusal") }
    }
#endif
