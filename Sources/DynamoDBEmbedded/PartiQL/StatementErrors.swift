// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// The errors of statements, in the service's words where they are known.

extension DynamoDBError {
    /// The text is no statement. The service's words behind the colon are those of its own parser; ours say where.
    static func malformedStatement(_ detail: String) -> Self {
        .validation("Statement wasn't well formed, can't be processed: \(detail)")
    }

    /// The text is no statement, as something at this offset shows.
    static func malformedStatement(_ detail: String, at offset: Int, in source: [UInt8]) -> Self {
        let before = source.prefix(offset)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let column = String(decoding: before[start...], as: UTF8.self).unicodeScalars.count + 1
        return .malformedStatement("\(detail) at \(line):\(column)")
    }

    static let parameterCountMismatch = validation(
        "Number of parameters in request and statement don't match.")

    // MARK: Names and operands

    static let emptyBag = validation("Empty bags are not supported")
    static let unsupportedBag = validation(
        "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags")
    static let emptyPathComponent = validation("Path component cannot be an empty string")
    static let tooManyTableComponents = validation("A path may contain at most 2 components in the FROM clause")
    static let indexInWrite = validation("A statement that writes cannot name an index")
    static let noSuchIndex = validation("The table does not have the specified index")
    static let multiAttributeKeys = validation(
        "PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.")
    static let consistentSelectOnGlobalIndex = validation(
        "Strongly consistent read is not supported on Global Secondary Indexes")

    static func unknownFunction(_ name: String) -> Self { .validation("Invalid function name; function: \(name)") }

    static func operandCount(_ name: String, _ count: Int) -> Self {
        .validation(
            "Incorrect number of operands for operator or function; operator or function: \(name), number of operands: \(count)"
        )
    }

    static func operandType(_ name: String, _ type: String) -> Self {
        .validation(
            "Incorrect operand type for operator or function; operator or function: \(name), operand type: \(type)")
    }

    static func documentPathRequired(_ name: String) -> Self {
        .validation("Operator or function requires a document path; operator or function: \(name)")
    }

    static func duplicateColumn(_ name: String) -> Self {
        .validation("Duplicate identifiers in select clause: \(name)")
    }

    // MARK: Clauses

    static let missingKeyEquality = validation(
        "Where clause does not contain a mandatory equality on all key attributes")
    static func severalKeyEqualities(_ name: String) -> Self {
        .validation("Multiple conditions on same key \(name). Only single item Update/Insert/Delete are supported")
    }

    static let existsWithoutCondition = validation(
        "EXISTS() must contain a single item read with additional condition")
    static let existsOutsideTransaction = validation(
        "EXISTS can only be used in ExecuteTransaction write requests.")
    static let orderWithoutCondition = validation(
        "Must have WHERE clause in the statement when using ORDER BY clause.")
    static let orderWithoutPartition = validation(
        "Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.")

    static func tooManyPartitions(_ count: Int, maximum: Int) -> Self {
        .validation(
            "The condition gives \(count) values of the partition key, and a statement may give \(maximum). Use several statements."
        )
    }

    static let orderOfSeveralPartitions = validation(
        "Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.")

    static func orderByOther(_ name: String) -> Self {
        .validation("Variable reference \(name) in ORDER BY clause must be part of the primary key")
    }

    static func returningInDelete(_ clause: String) -> Self {
        .validation(
            "Invalid returning clause: \(clause). Only RETURNING ALL OLD * is allowed in DELETE statements.")
    }

    // MARK: Pages

    static let invalidNextToken = validation("Invalid NextToken")
    static let foreignNextToken = validation("NextToken does not match request")
}
