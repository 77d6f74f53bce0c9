// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// One call of an operation: what every attempt sends.
    package struct RemoteCall: Sendable {
        package var operation: OperationName
        /// The tables it names, as the request names them; the first is the one that logs and spans show.
        package var tables: [String]
        /// The body: every attempt sends the same bytes.
        package var body: [UInt8]
        /// What sending it twice does.
        package var effect: WriteEffect
        /// Whether its answer may have no bytes at all.
        package var hasEmptyAnswer: Bool

        package init(
            operation: OperationName, tables: [String], body: [UInt8], effect: WriteEffect, hasEmptyAnswer: Bool = false
        ) {
            self.operation = operation
            self.tables = tables
            self.body = body
            self.effect = effect
            self.hasEmptyAnswer = hasEmptyAnswer
        }
    }

    /// The end of a call that got an answer.
    package struct CallAnswer: Sendable {
        package var body: [UInt8]
        /// What the answer says beside its body.
        package var notes: ResponseNotes
        /// How many attempts were made.
        package var attempts: Int

        /// The service's name for the request.
        package var requestID: String? { self.notes.requestID }

        package init(body: [UInt8], notes: ResponseNotes = ResponseNotes(), attempts: Int = 1) {
            self.body = body
            self.notes = notes
            self.attempts = attempts
        }
    }

    /// The end of a call that failed.
    package struct CallFailure: Error, Sendable {
        package var error: DynamoDBError
        package var attempts: Int
    }
#endif
