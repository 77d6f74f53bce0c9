// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The variables of the process. A blank value counts as none, as in the other tools for AWS.
package struct EnvironmentVariables: Sendable, CustomStringConvertible, CustomReflectable {
    private let find: @Sendable (_ name: String) -> String?

    /// Variables that are looked for when they are needed.
    package init(_ find: @escaping @Sendable (_ name: String) -> String?) {
        self.find = find
    }

    /// These variables.
    package init(_ values: [String: String]) {
        self.init { values[$0] }
    }

    /// No value: some are secrets.
    package var description: String { "variables" }

    /// No value: some are secrets.
    package var customMirror: Mirror { Mirror(self, children: []) }

    /// The value of a variable without blanks and line breaks at its ends, or `nil` if nothing is left.
    package subscript(name: String) -> String? {
        guard let value = self.find(name) else { return nil }
        let text = value.trimmingBlanks
        return text.isEmpty ? nil : String(text)
    }
}
