// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Why an expression is refused, before it is known which parameter of a request it is.
///
/// A condition is built once, and may then be sent as a condition or as a filter: only then can the error be written.
package enum ExpressionFault: Error, Hashable, Sendable {
    /// The expression is wrong; the service puts `Invalid ConditionExpression: ` or the like in front of these words.
    case invalid(String)
    /// Something else is wrong; these are the whole words.
    case other(DynamoDBError.Code, String)

    /// An error that has nothing to do with the kind of the expression.
    package init(_ error: DynamoDBError) {
        self = .other(error.code, error.message)
    }

    /// The error of a request that has the expression as this parameter.
    package func error(in kind: ExpressionKind) -> DynamoDBError {
        switch self {
        case .invalid(let words): DynamoDBError(.validation, "Invalid \(kind.rawValue): \(words)")
        case .other(let code, let words): DynamoDBError(code, words)
        }
    }

    /// The words without a kind in front, for descriptions.
    package var words: String {
        switch self {
        case .invalid(let words), .other(_, let words): words
        }
    }
}
