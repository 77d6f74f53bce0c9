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

    /// Reads a table's name or ARN for an operation on items, noting what is wrong with it.
    ///
    /// A name of one or two characters passes, and is then not found: so the service has it.
    ///
    /// - Parameters:
    ///   - path: Where the request has it, as errors of the service write it.
    ///   - notes: What the request says besides, be it that it has no name.
    init(
        _ text: String, at path: String = "tableName", notes: RequestNotes = RequestNotes(),
        violations: inout ConstraintViolations
    ) {
        self.text = text
        self.name = Self.name(inARN: text) ?? text
        if notes.missing.contains("tableName") {
            violations.require("tableName", in: notes)
        } else {
            violations.checkName(self.name, at: path, minimum: 1)
        }
    }

    /// The table in `arn:aws:dynamodb:region:account:table/name`; `nil` if the text is no such thing.
    static func name(inARN text: String) -> String? {
        guard text.utf8.starts(with: "arn:".utf8) else { return nil }
        let parts = text.split(separator: ":", maxSplits: 5, omittingEmptySubsequences: false)
        guard parts.count == 6, parts[2] == "dynamodb", parts[5].hasPrefix("table/") else { return nil }
        return String(parts[5].dropFirst("table/".count))
    }
}
