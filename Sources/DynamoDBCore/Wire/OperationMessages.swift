// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What an operation is asked with, in the JSON of the service.
package protocol OperationInput: JSONReadable, JSONWritable, Sendable {
    /// What the operation answers.
    associatedtype Output: OperationOutput
    /// The operation.
    static var operation: OperationName { get }
}

/// What is read from the body of an answer.
package protocol AnswerReadable: Sendable {
    /// Reads the body of an answer.
    init(body: [UInt8]) throws(WireError)
}

/// What an operation answers, in the JSON of the service.
package protocol OperationOutput: JSONReadable, JSONWritable, AnswerReadable {
    /// Whether the body of an answer has no bytes at all, where others have at least an empty object.
    static var hasEmptyBody: Bool { get }
}

extension OperationOutput {
    package static var hasEmptyBody: Bool { false }

    /// The body of an answer.
    package func body() throws(DynamoDBError) -> [UInt8] {
        Self.hasEmptyBody ? [] : try JSONWriter.encode(self)
    }

    /// Reads the body of an answer.
    package init(body: [UInt8]) throws(WireError) {
        self = try JSONReader.decode(from: Self.hasEmptyBody && body.isEmpty ? Array("{}".utf8) : body)
    }
}
