// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// One section of a shared settings file.
package struct SettingsSection: Hashable, Sendable {
    /// The settings, by their names in lower case.
    package var values: [String: String] = [:]
    /// The settings that are nested below a name with no value of its own, such as `dynamodb =` in a `services`
    /// section.
    package var blocks: [String: [String: String]] = [:]

    package init(values: [String: String] = [:], blocks: [String: [String: String]] = [:]) {
        self.values = values
        self.blocks = blocks
    }

    /// The value of a setting; an empty one counts as none.
    package subscript(name: String) -> String? {
        self.values[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Takes over the settings of another section in place of its own.
    mutating func merge(_ other: Self) {
        self.values.merge(other.values) { _, new in new }
        for (name, block) in other.blocks { self.blocks[name, default: [:]].merge(block) { _, new in new } }
    }
}
