// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Keys of rows as bytes that `memcmp` orders as DynamoDB orders the keys. Part of the file format.
///
/// ```
/// row of a table   hash, partition key, sort key
/// row of an index  hash, the index's partition keys, its sort keys, the table's partition key, the table's sort key
/// hash             4 bytes, big-endian: see ``hash(_:)``, over the encoded partition keys
/// S and B          the bytes, each 0x00 followed by 0xFF; then 0x00 0x00
/// N                see `KeyEncoding+Number.swift`
/// ```
///
/// No encoded value is the beginning of another one of its type, so values can follow each other, and a partition is
/// all keys that begin with its ``partitionPrefix(of:)``.
package enum KeyEncoding {
    /// How many bytes the hash has.
    package static let hashLength = 4

    /// What all keys of a partition begin with: the hash and the encoded partition keys.
    ///
    /// - Parameter values: One for a table, one or more for an index.
    /// - Throws: `validation` if a value is no string, number or binary.
    package static func partitionPrefix(of values: [AttributeValue]) throws(DynamoDBError) -> [UInt8] {
        var key: [UInt8] = []
        // Room for keys of the usual length, the sort key among them.
        key.reserveCapacity(96)
        key.append(contentsOf: [0, 0, 0, 0])
        for value in values { try self.encode(value, into: &key) }
        let hash = self.hash(key[self.hashLength...])
        key[0] = UInt8(truncatingIfNeeded: hash >> 24)
        key[1] = UInt8(truncatingIfNeeded: hash >> 16)
        key[2] = UInt8(truncatingIfNeeded: hash >> 8)
        key[3] = UInt8(truncatingIfNeeded: hash)
        return key
    }

    /// Appends a key value.
    ///
    /// - Throws: `validation` if it is no string, number or binary.
    package static func encode(_ value: AttributeValue, into key: inout [UInt8]) throws(DynamoDBError) {
        switch value {
        case .number(let number):
            self.encode(number, into: &key)
        case .string, .binary:
            try self.encodePrefix(value, into: &key)
            key.append(0)
            key.append(0)
        default:
            throw self.noKey(value)
        }
    }

    /// Appends the beginning of a string or binary, without its end: what every longer value that begins with it has.
    ///
    /// - Throws: `validation` if the value is of another type.
    package static func encodePrefix(_ value: AttributeValue, into key: inout [UInt8]) throws(DynamoDBError) {
        switch value {
        case .string(let text):
            var copy = text
            copy.withUTF8 { self.appendEscaped(UnsafeRawBufferPointer($0), to: &key) }
        case .binary(let data):
            data.withUnsafeBytes { self.appendEscaped($0, to: &key) }
        default:
            throw self.noKey(value)
        }
    }

    private static func appendEscaped(_ bytes: UnsafeRawBufferPointer, to key: inout [UInt8]) {
        guard bytes.contains(0) else {
            key.append(contentsOf: bytes)
            return
        }
        for byte in bytes {
            key.append(byte)
            if byte == 0 { key.append(0xFF) }
        }
    }

    private static func noKey(_ value: AttributeValue) -> DynamoDBError {
        DynamoDBError(
            .validation,
            "One or more parameter values were invalid: a key attribute must be a string, a number or a binary, not"
                + " \(value.kind.rawValue)"
        )
    }

    // MARK: Hash

    /// The hash that scatters partitions over the order of a scan: FNV-1a with 64 bits, mixed once more so that every
    /// bit depends on every byte, of which the upper 32 bits are taken. It must never change: files are ordered by it.
    package static func hash(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes {
            hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
        return UInt32(truncatingIfNeeded: (hash ^ (hash >> 31)) >> 32)
    }

    /// The keys of one segment of a parallel scan. The segments of a total are disjoint and cover every key, and no
    /// partition is split.
    ///
    /// - Returns: No keys at all for a segment that is not among the `total`.
    package static func hashRange(segment: Int, of total: Int) -> KeyRange {
        guard (0..<max(total, 0)).contains(segment), total <= self.maximumSegments else { return .empty }
        return KeyRange(
            lower: segment == 0 ? .unbounded : .inclusive(self.firstHash(ofSegment: segment, of: total)),
            upper: segment == total - 1 ? .unbounded : .exclusive(self.firstHash(ofSegment: segment + 1, of: total))
        )
    }

    /// The segment that a key of a row belongs to; `nil` for bytes that are no such key.
    package static func segment(ofKey key: [UInt8], of total: Int) -> Int? {
        guard key.count >= self.hashLength, (1...self.maximumSegments).contains(total) else { return nil }
        let hash = key.prefix(self.hashLength).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return Int((hash * UInt64(total)) >> 32)
    }

    /// DynamoDB's limit; with it nothing here can overflow.
    private static let maximumSegments = 1_000_000

    /// The lowest hash with `hash × total / 2^32 >= segment`.
    private static func firstHash(ofSegment segment: Int, of total: Int) -> [UInt8] {
        let total = UInt64(total)
        let hash = ((UInt64(segment) << 32) + total - 1) / total
        return self.bigEndianBytes(of: UInt32(truncatingIfNeeded: hash))
    }

    private static func bigEndianBytes(of word: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
    }
}
