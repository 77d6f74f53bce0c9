// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

// DynamoDB compares strings by their UTF-8 bytes. Swift's `String` compares by Unicode equivalence, in which "é" written
// as one scalar equals "é" written as two: as attribute names or keys those are different in DynamoDB.

extension String {
    /// Whether both have the same UTF-8 bytes.
    package func hasSameBytes(as other: String) -> Bool {
        self.utf8.count == other.utf8.count && self.utf8.elementsEqual(other.utf8)
    }

    /// Whether `lhs` comes before `rhs` in the order of UTF-8 bytes.
    package static func isOrderedByBytes(_ lhs: String, _ rhs: String) -> Bool {
        lhs.utf8.lexicographicallyPrecedes(rhs.utf8)
    }

    /// Hashes the UTF-8 bytes.
    package func hashBytes(into hasher: inout Hasher) {
        var copy = self
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}

extension Data {
    /// Whether `lhs` comes before `rhs` in the order of unsigned bytes, a prefix first.
    package static func isOrderedByBytes(_ lhs: Data, _ rhs: Data) -> Bool {
        lhs.lexicographicallyPrecedes(rhs)
    }
}
