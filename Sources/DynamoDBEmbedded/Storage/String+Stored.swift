// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension String {
    /// The text of bytes that were stored as UTF-8.
    ///
    /// - Throws: If they are none.
    init(stored bytes: UnsafeRawBufferPointer) throws(DamagedItem) {
        // `String(validating:as:)` costs 100 ns more than this one, which repairs what is no UTF-8; then the text has
        // other bytes than it was made of. ASCII needs no repair.
        self = String(decoding: bytes, as: UTF8.self)
        guard bytes.isASCII || self.hasBytes(bytes) else { throw DamagedItem() }
    }

    private func hasBytes(_ bytes: UnsafeRawBufferPointer) -> Bool {
        self.utf8.withContiguousStorageIfAvailable { UnsafeRawBufferPointer($0).hasSameBytes(as: bytes) } ?? false
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var isASCII: Bool {
        var offset = 0
        while self.count - offset >= 8 {
            let eight = self.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if eight & 0x8080_8080_8080_8080 != 0 { return false }
            offset += 8
        }
        while offset < self.count {
            if self[offset] >= 0x80 { return false }
            offset += 1
        }
        return true
    }

    /// Whether both have the same bytes.
    func hasSameBytes(as other: UnsafeRawBufferPointer) -> Bool {
        guard self.count == other.count else { return false }
        var offset = 0
        while self.count - offset >= 8 {
            let mine = self.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            if mine != other.loadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
            offset += 8
        }
        while offset < self.count {
            if self[offset] != other[offset] { return false }
            offset += 1
        }
        return true
    }

    /// Whether these bytes come before the others.
    func isOrdered(before other: UnsafeRawBufferPointer) -> Bool {
        let length = Swift.min(self.count, other.count)
        var offset = 0
        while offset < length {
            if self[offset] != other[offset] { return self[offset] < other[offset] }
            offset += 1
        }
        return self.count < other.count
    }
}
