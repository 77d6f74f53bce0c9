// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The table that a request about tags names by its Amazon Resource Name.
struct TaggedResource {
    /// The name of the table.
    let tableName: String
    /// The whole name, for errors.
    let arn: String

    /// Reads the name of a table of this database.
    ///
    /// Source: recorded answers of the service.
    ///
    /// - Parameter operation: The operation, for the error of a table of another account.
    init(_ arn: String, in names: ResourceNames, for operation: OperationName) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        violations.checkLength(arn, at: "resourceArn", to: 1283)
        try violations.throwIfAny()
        guard arn.utf8.starts(with: "arn:".utf8) else {
            throw .invalidParameter("ARNs must start with 'arn:': \(arn)")
        }
        guard let parts = ResourceArn(arn) else {
            throw .invalidParameter("Provided Arn is not a DynamoDB resource arn: \(arn)")
        }
        try names.requireOwn(parts, for: operation)
        let resource = parts.resource.split(separator: "/", omittingEmptySubsequences: false)
        guard resource.count >= 2, resource[0] == "table", !resource[1].isEmpty,
            resource.count == 2 || (resource.count == 4 && resource[2] == "stream")
        else {
            throw .invalidParameter(
                "Invalid resource arn provided, only table or stream is accepted. Provided resource arn: \(arn)")
        }
        // A stream has no tags here; it counts as one that does not exist.
        self.tableName = resource.count == 2 ? String(resource[1]) : ""
        self.arn = arn
    }

    /// The table.
    func table(in transaction: ReadTransaction<StoredTable>) throws(DynamoDBError) -> StoredTable {
        guard let table = try transaction.table(named: self.tableName) else {
            throw DynamoDBError(
                .resourceNotFound, "Requested resource not found: ResourcArn: \(self.arn) not found")
        }
        return table
    }
}
