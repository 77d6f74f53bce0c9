// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// The service's errors in the service's words (those it used until the new wording of 2026), each in one place.
// Source: recorded answers of the service.

extension DynamoDBError {
    static func validation(_ message: String) -> Self { Self(.validation, message) }

    /// "One or more parameter values were invalid: …", the beginning of many messages.
    static func invalidParameter(_ message: String) -> Self {
        .validation("One or more parameter values were invalid: \(message)")
    }

    // MARK: Tables and items

    static let tableNotFound = Self(.resourceNotFound, "Requested resource not found")

    static func tableNotFound(named name: String) -> Self {
        Self(.resourceNotFound, "Requested resource not found: Table: \(name) not found")
    }

    static func tableExists(named name: String) -> Self {
        Self(.resourceInUse, "Table already exists: \(name)")
    }

    static func tableInUse(_ name: String) -> Self {
        Self(.resourceInUse, "Attempt to change a resource which is still in use: Table is being updated: \(name)")
    }

    static let indexesInUse = Self(
        .resourceInUse,
        "Attempt to change a resource which is still in use: Cannot delete table while indexes are being created, updated, or deleted."
    )

    static func indexIsBackfilling(_ name: String) -> Self {
        .validation("Cannot read from backfilling global secondary index: \(name)")
    }

    static func indexIsBroken(_ name: String, of table: StoredTable) -> Self {
        Self(
            .corrupt,
            "The index \(name) of table \(table.record.tableName) could not be filled, as an item of the table is damaged. Restore the database file from a copy, or delete the index."
        )
    }

    static let deletionProtected = validation(
        "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.")

    static func conditionFailed(_ item: Item?) -> Self {
        Self(.conditionalCheckFailed, "The conditional request failed", item: item)
    }

    static func duplicateItem(_ item: Item?) -> Self {
        Self(.duplicateItem, "Duplicate primary key exists in table", item: item)
    }

    // MARK: Transactions

    static let severalOperationsOnOneItem = validation(
        "Transaction request cannot include multiple operations on one item")

    /// The text as it was seen in the field, doubled.
    static func transactionTooLarge(bytes: Int) -> Self {
        .validation(
            "Transaction payload size cannot exceed 4MB. Payload Size: : Transaction payload size cannot exceed 4MB. Payload Size: \(bytes)"
        )
    }

    static let tokenOfAnotherRequest = Self(
        .idempotentParameterMismatch, "Idempotent token provided with different parameters")

    static let throughputByRequest = invalidParameter(
        "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST")

    static func throughputByRequest(ofIndex index: String) -> Self {
        .invalidParameter(
            "ProvisionedThroughput should not be specified for index: \(index) when BillingMode is PAY_PER_REQUEST")
    }

    // MARK: Keys

    static let keyDoesNotMatchSchema = validation("The provided key element does not match the schema")

    static func missingKey(_ name: String) -> Self { .invalidParameter("Missing the key \(name) in the item") }

    static func keyTypeMismatch(_ name: String, expected: ScalarAttributeType, actual: AttributeValue.Kind) -> Self {
        .invalidParameter("Type mismatch for key \(name) expected: \(expected.rawValue) actual: \(actual.rawValue)")
    }

    static func emptyKey(_ name: String, type: ScalarAttributeType) -> Self {
        .validation(
            "One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty \(type == .binary ? "binary" : "string") value. Key: \(name)"
        )
    }

    static let partitionKeyTooLong = invalidParameter(
        "Size of hashkey has exceeded the maximum size limit of2048 bytes")

    static let sortKeyTooLong = invalidParameter(
        "Aggregated size of all range keys has exceeded the size limit of 1024 bytes")

    static func indexKeyTypeMismatch(
        _ name: String, expected: ScalarAttributeType, actual: AttributeValue.Kind, index: String
    ) -> Self {
        .invalidParameter(
            "Type mismatch for Index Key \(name) Expected: \(expected.rawValue) Actual: \(actual.rawValue) IndexName: \(index)"
        )
    }

    static func emptyIndexKey(_ name: String, type: ScalarAttributeType, index: String) -> Self {
        .validation(
            "One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty \(type == .binary ? "binary" : "string") value. IndexName: \(index), IndexKey: \(name)"
        )
    }

    static func emptyIndexKeyInUpdate(type: ScalarAttributeType) -> Self {
        .validation(
            "One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. The AttributeValue for a key attribute cannot contain an empty \(type == .binary ? "binary" : "string") value."
        )
    }

    // MARK: Items

    static let itemTooLarge = validation("Item size has exceeded the maximum allowed size")
    static let updatedItemTooLarge = validation("Item size to update has exceeded the maximum allowed size")
    static let nestedTooDeep = validation(
        "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit"
    )
    static let duplicateKeys = validation("Provided list of item keys contains duplicates")

    // MARK: Updates

    static func cannotUpdateKey(_ name: String) -> Self {
        .invalidParameter("Cannot update attribute \(name). This attribute is part of the key")
    }

    static let invalidDocumentPath = validation(
        "The document path provided in the update expression is invalid for update")
    static let missingAttributeInUpdate = validation(
        "The provided expression refers to an attribute that does not exist in the item")
    static let incorrectOperandTypeInUpdate = validation(
        "An operand in the update expression has an incorrect data type")

    static let typeMismatchInUpdate = validation("Type mismatch for attribute to update")

    // MARK: Reads

    static func noSuchIndex(_ name: String) -> Self {
        .validation("The table does not have the specified index: \(name)")
    }

    static let consistentReadOnGlobalIndex = validation(
        "Consistent reads are not supported on global secondary indexes")

    static func missedKeyElement(_ name: String) -> Self {
        .validation("Query condition missed key schema element: \(name)")
    }

    static let keyConditionNotSupported = validation("Query key condition not supported")

    static let wrongNumberOfConditions = validation("Conditions can be of length 1 or 2 only")

    static func tooManyKeyConditions(_ count: Int, keyAttributes: Int) -> Self {
        .validation(
            "The number of query conditions (\(count)) exceeds the number of key attributes defined in the schema (\(keyAttributes))"
        )
    }

    static func missedSortKeyEqualities(_ names: [String], before name: String) -> Self {
        .validation(
            "RANGE key attributes \(names.joined(separator: ", ")) must have equality conditions specified in the query because a condition is present on key attribute \(name)"
        )
    }

    static let keyConditionTypeMismatch = invalidParameter("Condition parameter type does not match schema type")
    static let invalidStartKey = validation("The provided starting key is invalid")
    static let startKeyDoesNotMatchSchema = validation(
        "The provided starting key is invalid: The provided key element does not match the schema")

    static func nestedKeyPath(_ name: String, isIndexKey: Bool) -> Self {
        .validation(
            "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: \(isIndexKey ? "IndexKey" : "Key"): \(name)"
        )
    }

    // MARK: Streams

    static let invalidStreamArn = validation("Invalid StreamArn")
    static let invalidShardIterator = validation("Invalid ShardIterator")

    static func streamNotFound(_ arn: String) -> Self {
        Self(.resourceNotFound, "Requested resource not found: Stream: \(arn) not found")
    }

    static let shardNotFound = Self(.resourceNotFound, "Requested resource not found: Shard does not exist")
    static let recordsAreTrimmed = Self(
        .trimmedDataAccess, "The data you are trying to access has been trimmed")
    static let shardIteratorHasExpired = Self(
        .expiredIterator, "The provided iterator exceeds the maximum age allowed.")

    // MARK: Time to live

    static let timeToLiveIsEnabled = validation("TimeToLive is already enabled")
    static let timeToLiveIsDisabled = validation("TimeToLive is already disabled")

    static func timeToLiveHasOtherAttribute(_ name: String) -> Self {
        .validation("TimeToLive is active on a different AttributeName: current AttributeName is \(name)")
    }
}
