// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The table that a request names: by its name, or by its Amazon Resource Name.
struct TableReference {
    /// The table as the request names it.
    let text: String
    /// The name of the table.
    let name: String

    /// Reads a table's name or ARN, noting what is wrong with it: a table of another partition, region or account is refused
    /// as tags of it are.
    ///
    /// - Parameters:
    ///   - names: What is in this database.
    ///   - operation: The operation, for the error of a table of another account.
    ///   - path: Where the request has it, as errors of the service write it.
    ///   - minimumOfEmpty: How many characters an empty name is told to have at least; operations on items say one, as they also
    ///     take an ARN. A name has three at least.
    ///   - notes: What the request says besides, be it that it has no name.
    init(
        _ text: String, in names: ResourceNames, for operation: OperationName, at path: String = "tableName",
        minimumOfEmpty: Int = 1, notes: RequestNotes = RequestNotes(), violations: inout ConstraintViolations
    ) {
        self.text = text
        let arn = ResourceArn(text)
        let name = arn.flatMap(Self.name)
        self.name = name ?? text
        if notes.missing.contains("tableName") {
            violations.require("tableName", in: notes)
        } else {
            violations.checkName(self.name, at: path, minimum: self.name.isEmpty ? minimumOfEmpty : 3)
        }
        guard let arn, name != nil else { return }
        do throws(DynamoDBError) {
            try names.requireOwn(arn, for: operation)
        } catch {
            violations.refuse(error)
        }
    }

    /// Reads a table's name or ARN for an operation on tables.
    init(
        forTableOperation operation: OperationName, _ text: String, in names: ResourceNames
    ) throws(DynamoDBError) {
        var violations = ConstraintViolations()
        self.init(text, in: names, for: operation, minimumOfEmpty: 3, violations: &violations)
        try violations.throwIfAny()
    }

    /// The table in `table/name`; `nil` if something else is named.
    private static func name(_ arn: ResourceArn) -> String? {
        guard arn.resource.hasPrefix("table/") else { return nil }
        return String(arn.resource.dropFirst("table/".count))
    }
}
