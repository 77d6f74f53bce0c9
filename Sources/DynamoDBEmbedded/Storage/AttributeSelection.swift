// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// Some top-level attributes of stored items: those that a filter, a projection or a key needs.
package struct AttributeSelection: Sendable {
    /// One of the attributes.
    package struct Attribute: Sendable {
        package let name: String
        private let bytes: [UInt8]

        init(_ name: String) {
            self.name = name
            self.bytes = Array(name.utf8)
        }

        /// Whether the bytes are its name.
        func isNamed(_ name: UnsafeRawBufferPointer) -> Bool {
            self.bytes.count == name.count && self.bytes.withUnsafeBytes { $0.hasSameBytes(as: name) }
        }

        /// Whether its name stands before the one of the bytes.
        func comes(before name: UnsafeRawBufferPointer) -> Bool {
            self.bytes.withUnsafeBytes { $0.isOrdered(before: name) }
        }
    }

    /// Each once, in the order in which an item has them.
    package let attributes: [Attribute]

    package init(_ names: [String]) {
        var unique: [String] = []
        for name in names.sorted(by: String.isOrderedByBytes) where !(unique.last?.hasSameBytes(as: name) ?? false) {
            unique.append(name)
        }
        self.attributes = unique.map(Attribute.init)
    }
}
