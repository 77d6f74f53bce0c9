// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

public import Logging

/// One table of a database, for programs that look at results instead of catching errors.
///
/// ```swift
/// let client = DynamoDBClient(tableName: "my-table", database: database)
///
/// let created = await client.create(
///     item: ["pk": "user#123", "sk": "profile", "name": "John Doe"], preventOverwriteKey: "pk")
/// let user = await client.get(partitionKey: "pk", partitionValue: "user#123", sortKey: "sk", sortValue: "profile")
/// if let item = user.item { print(item) }
/// ```
///
/// Nothing is ever thrown. Every result says whether the operation was a `success`, carries what it found, and has the
/// `error` otherwise. A failure is also logged, without any of the data: at `error`, or at `debug` if it is an outcome to
/// be expected, namely a condition that was false or a task that was cancelled before anything was sent.
///
/// ``DynamoDBTable``, which does all the work, offers the same and more with errors that are thrown.
public struct DynamoDBClient: Sendable {
    /// The table that carries out the operations.
    public let table: DynamoDBTable

    private let logger: Logger

    /// A client of one table. Nothing is sent, and the table need not exist yet.
    ///
    /// - Parameters:
    ///   - tableName: The name of the table.
    ///   - database: The database that has the table.
    ///   - logger: Where failures are logged. Defaults to a logger with the label `dynamodb`.
    public init(
        tableName: String,
        database: some DynamoDBDatabase,
        logger: Logger = Logger(label: "dynamodb")
    ) {
        self.init(table: DynamoDBTable(tableName, in: database), logger: logger)
    }

    /// A client of a table.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - logger: Where failures are logged. Defaults to a logger with the label `dynamodb`.
    public init(table: DynamoDBTable, logger: Logger = Logger(label: "dynamodb")) {
        self.table = table
        self.logger = logger
    }

    /// Logs a failure. The message of an error may cite data, so only its code is logged.
    func log(_ error: DynamoDBError, operation: String, more: Logger.Metadata = [:]) {
        let isExpected = error.code == .conditionalCheckFailed || error.code == .cancelled
        var metadata = more
        metadata["operation"] = "\(operation)"
        metadata["table"] = "\(self.table.name)"
        metadata["error"] = "\(error.code)"
        self.logger.log(level: isExpected ? .debug : .error, "DynamoDB operation failed", metadata: metadata)
    }

    /// Carries out an operation, and logs its failure.
    func result<Value>(
        of operation: String,
        _ body: () async throws(DynamoDBError) -> Value
    ) async -> Result<Value, DynamoDBError> {
        do {
            return .success(try await body())
        } catch {
            self.log(error, operation: operation)
            return .failure(error)
        }
    }

    /// The key of the given parts.
    static func key(
        _ partitionKey: String, _ partitionValue: any AttributeValueConvertible,
        _ sortKey: String?, _ sortValue: (any AttributeValueConvertible)?
    ) throws(DynamoDBError) -> Item {
        var key = Item()
        key[partitionKey] = try partitionValue.attributeValue()
        switch (sortKey, sortValue) {
        case (let sortKey?, let sortValue?): key[sortKey] = try sortValue.attributeValue()
        case (nil, nil): break
        case (_?, nil): throw DynamoDBError(.validation, "A sortKey was given without its sortValue.")
        case (nil, _?): throw DynamoDBError(.validation, "A sortValue was given without the name of its sortKey.")
        }
        return key
    }
}

extension Result where Failure == DynamoDBError {
    /// The value, if there is one.
    var value: Success? { try? self.get() }

    /// The error, if there is one.
    var error: DynamoDBError? {
        if case .failure(let error) = self { error } else { nil }
    }
}
