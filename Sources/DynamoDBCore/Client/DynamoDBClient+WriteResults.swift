// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBClient {
    /// What creating an item gave.
    public struct CreateResult: Sendable {
        /// The created item; `nil` if it was not created.
        public var item: Item?
        /// Why it was not created, such as ``DynamoDBError/Code/conditionalCheckFailed``; `nil` on success. With
        /// ``DynamoDBError/Code/outcomeUnknown`` it may have been created all the same, and with
        /// ``DynamoDBError/Code/invalidResponse`` it was if the message says so.
        public var error: DynamoDBError?
        /// Whether the item was created.
        public var success: Bool { self.error == nil }
    }

    /// What changing an item gave.
    public struct UpdateResult: Sendable {
        /// The attributes asked for; `nil` if there are none, and after an error.
        public var attributes: Item?
        /// Why nothing was changed, such as ``DynamoDBError/Code/conditionalCheckFailed``; `nil` on success. With
        /// ``DynamoDBError/Code/outcomeUnknown`` it may have been changed all the same, and with
        /// ``DynamoDBError/Code/invalidResponse`` it was if the message says so.
        public var error: DynamoDBError?
        /// Whether the item was changed, and the answer could be read.
        public var success: Bool { self.error == nil }
    }

    /// What adding to a number gave.
    public struct IncrementResult: Sendable {
        /// The number after the change; `nil` after an error.
        public var newValue: DynamoDBNumber?
        /// Why nothing was changed; `nil` on success. With ``DynamoDBError/Code/outcomeUnknown`` it may have been changed
        /// all the same, and with ``DynamoDBError/Code/invalidResponse`` it was if the message says so.
        public var error: DynamoDBError?
        /// Whether the number was changed.
        public var success: Bool { self.error == nil }
    }

    /// What appending to a list gave.
    public struct AppendResult: Sendable {
        /// The whole list after the change; `nil` after an error.
        public var list: [AttributeValue]?
        /// Why nothing was changed; `nil` on success. With ``DynamoDBError/Code/outcomeUnknown`` it may have been changed
        /// all the same, and with ``DynamoDBError/Code/invalidResponse`` it was if the message says so.
        public var error: DynamoDBError?
        /// Whether the list was changed.
        public var success: Bool { self.error == nil }
    }

    /// What deleting an item gave.
    public struct DeleteResult: Sendable {
        /// The deleted item, if it was asked for and there was one.
        public var item: Item?
        /// Why nothing was deleted, such as ``DynamoDBError/Code/conditionalCheckFailed``; `nil` on success. With
        /// ``DynamoDBError/Code/outcomeUnknown`` it may have been deleted all the same, and with
        /// ``DynamoDBError/Code/invalidResponse`` it was if the message says so.
        public var error: DynamoDBError?
        /// Whether it is certain that there is no such item any more.
        public var success: Bool { self.error == nil }
    }
}
