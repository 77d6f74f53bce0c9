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
        guard self.utf8.count == other.utf8.count else { return false }
        return Self.withBytes(of: self, other) { $0.hasSameBytes(as: $1) }
            ?? self.utf8.elementsEqual(other.utf8)
    }

    /// Whether `lhs` comes before `rhs` in the order of UTF-8 bytes.
    package static func isOrderedByBytes(_ lhs: String, _ rhs: String) -> Bool {
        Self.withBytes(of: lhs, rhs) { $0.isOrdered(before: $1) } ?? lhs.utf8.lexicographicallyPrecedes(rhs.utf8)
    }

    /// Calls `body` with the bytes of both; `nil` if a string has them in no one place, as some bridged to Objective-C.
    private static func withBytes(
        of lhs: String, _ rhs: String, _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Bool
    ) -> Bool? {
        lhs.utf8.withContiguousStorageIfAvailable { left in
            rhs.utf8.withContiguousStorageIfAvailable { right in
                body(UnsafeRawBufferPointer(left), UnsafeRawBufferPointer(right))
            }
        } ?? nil
    }

    /// Hashes the UTF-8 bytes.
    package func hashBytes(into hasher: inout Hasher) {
        var copy = self
        copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(0xFF as UInt8)
    }
}

extension UnsafeRawBufferPointer {
    /// Whether both have the same bytes.
    package func hasSameBytes(as other: Self) -> Bool {
        self.count == other.count && self.firstDifference(from: other) == nil
    }

    /// Whether these bytes come before the others, a prefix first.
    package func isOrdered(before other: Self) -> Bool {
        guard let (mine, theirs) = self.firstDifference(from: other) else { return self.count < other.count }
        return mine < theirs
    }

    /// The first bytes, or groups of eight read as one big-endian number, that differ within the length of the shorter.
    private func firstDifference(from other: Self) -> (mine: UInt64, theirs: UInt64)? {
        let length = Swift.min(self.count, other.count)
        var offset = 0
        // Eight at a time: looking up attributes spends most of its time here.
        while length - offset >= 8 {
            let mine = self.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            let theirs = other.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if mine != theirs { return (mine.bigEndian, theirs.bigEndian) }
            offset += 8
        }
        while offset < length {
            if self[offset] != other[offset] { return (UInt64(self[offset]), UInt64(other[offset])) }
            offset += 1
        }
        return nil
    }
}

extension Data {
    /// Whether `lhs` comes before `rhs` in the order of unsigned bytes, a prefix first.
    package static func isOrderedByBytes(_ lhs: Data, _ rhs: Data) -> Bool {
        lhs.lexicographicallyPrecedes(rhs)
    }
}
