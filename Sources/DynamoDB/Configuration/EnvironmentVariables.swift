// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The variables of the process. A blank value counts as none, as in the other tools for AWS.
package struct EnvironmentVariables: Sendable, CustomStringConvertible, CustomReflectable {
    private let values: [String: String]

    package init(_ values: [String: String]) {
        self.values = values
    }

    /// No value: some are secrets.
    package var description: String { "\(self.values.count) variables" }

    /// No value: some are secrets.
    package var customMirror: Mirror { Mirror(self, children: ["count": self.values.count]) }

    /// The value of a variable without blanks and line breaks at its ends, or `nil` if nothing is left.
    package subscript(name: String) -> String? {
        guard let value = self.values[name] else { return nil }
        let text = value.trimmingBlanks
        return text.isEmpty ? nil : String(text)
    }
}
