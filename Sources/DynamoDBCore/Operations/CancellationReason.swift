// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Why a transaction was cancelled, as far as one of its actions goes.
///
/// ``DynamoDBError/cancellationReasons`` has one for each action, in the order of the actions.
public struct CancellationReason: Hashable, Sendable {
    /// The reason; ``Code/none`` for an action that was no hindrance.
    public var code: Code
    /// The reason in words; `nil` where there is no reason.
    public var message: String?
    /// The item that made a condition fail, if the action asked for it. It is no part of ``description``.
    public var item: Item?
    /// What the program calls the action, in a transaction of models (`transaction(token:_:)` of a database).
    public var label: String?
    /// The parts of the action's condition that were false, in such a transaction. They are no part of ``description``.
    public var falseClauses: [Condition] = []

    /// Creates a value of its parts.
    public init(code: Code, message: String? = nil, item: Item? = nil) {
        self.code = code
        self.message = message
        self.item = item
    }

    /// An action that was no hindrance.
    public static let none = CancellationReason(code: .none)
}

extension CancellationReason {
    /// A reason by the service's name for it; the service may add others.
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The name as the service writes it.
        public var rawValue: String

        /// A reason by the service's name for it.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The service's name.
        public var description: String { self.rawValue }

        /// The action was no hindrance.
        public static let none = Self(rawValue: "None")
        /// The condition of the action was false.
        public static let conditionalCheckFailed = Self(rawValue: "ConditionalCheckFailed")
        /// The items with the partition key exceed 10 GB in a table with local secondary indexes.
        public static let itemCollectionSizeLimitExceeded = Self(rawValue: "ItemCollectionSizeLimitExceeded")
        /// Another transaction, or another write, was under way for the item.
        public static let transactionConflict = Self(rawValue: "TransactionConflict")
        /// The provisioned throughput is used up for now.
        public static let provisionedThroughputExceeded = Self(rawValue: "ProvisionedThroughputExceeded")
        /// The table or an index is still being scaled up for so many requests.
        public static let throttlingError = Self(rawValue: "ThrottlingError")
        /// The action breaks a rule of DynamoDB; the message says which.
        public static let validationError = Self(rawValue: "ValidationError")
        /// A statement inserts an item that exists.
        public static let duplicateItem = Self(rawValue: "DuplicateItem")
        /// The credentials do not permit the action.
        public static let accessDenied = Self(rawValue: "AccessDenied")
    }
}

extension CancellationReason: CustomStringConvertible {
    /// The code and the message.
    public var description: String {
        self.message.map { "\(self.code.rawValue): \($0)" } ?? self.code.rawValue
    }
}
