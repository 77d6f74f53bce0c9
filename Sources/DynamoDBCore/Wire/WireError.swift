// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Why bytes are not the message they should be.
///
/// A server answers each kind in its own way, and a client takes all of them for an answer it cannot read.
package enum WireError: Error, Hashable, Sendable {
    /// The bytes are no JSON object.
    case malformed(JSONProblem, offset: Int)
    /// The JSON has another shape than the message, told in the service's words.
    case wrongShape(String, offset: Int)
    /// The shape is right and a value breaks a rule of DynamoDB, told in the service's words.
    case invalidValue(String)

    /// The answer of a server to a request that it cannot read.
    package var requestError: DynamoDBError {
        switch self {
        case .malformed(.tooDeep, _): DynamoDBError(.validation, ValueFault.nestedTooDeep.message)
        case .malformed: DynamoDBError(.serialization, "")
        case .wrongShape(let message, _): DynamoDBError(.serialization, message)
        case .invalidValue(let message): DynamoDBError(.validation, message)
        }
    }

    /// What a client tells of an answer that it cannot read. Content of the answer is not cited.
    package var responseError: DynamoDBError {
        switch self {
        case .malformed(let problem, let offset):
            DynamoDBError(.invalidResponse, "The answer is not valid JSON: \(problem.rawValue) at byte \(offset)")
        case .wrongShape(_, let offset):
            DynamoDBError(.invalidResponse, "The answer has an unexpected type at byte \(offset)")
        case .invalidValue:
            DynamoDBError(.invalidResponse, "The answer holds a value that DynamoDB does not have")
        }
    }

    /// Tells which required members of a request are not there.
    static func missing(_ members: KeyValuePairs<String, Bool>) -> Self {
        .missing(members.filter(\.value).map(\.key))
    }

    /// Tells that required members of a request are not there, by their paths.
    static func missing(_ paths: [String]) -> Self {
        let messages = paths.map { "Value null at '\($0)' failed to satisfy constraint: Member must not be null" }
        let plural = messages.count == 1 ? "" : "s"
        return .invalidValue(
            "\(messages.count) validation error\(plural) detected: \(messages.joined(separator: "; "))")
    }
}

/// Where bytes stop being JSON.
package enum JSONProblem: String, Sendable {
    case unexpectedEnd = "unexpected end"
    case unexpectedByte = "unexpected character"
    case invalidEscape = "invalid escape"
    case loneSurrogate = "lone surrogate"
    case controlCharacter = "control character in a string"
    case invalidUTF8 = "invalid UTF-8"
    case invalidNumber = "invalid number"
    case tooDeep = "too many levels"
    case notAnObject = "no object"
    case trailingBytes = "something after the end"
}
