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

/// What an operation answers, in the JSON of the service.
package protocol OperationOutput: JSONReadable, JSONWritable, Sendable {}
