// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Items that stand in the bytes of an answer, and an index that tells where each of their values is: models are made of
/// them without items in between.
///
/// All that reading items checks has been checked when the index was made, by ``JSONReader/indexItem(like:into:)`` or by a
/// database that reads its own storage.
package final class EncodedPage: Sendable {
    private let bytes: [UInt8]
    let entries: [EncodedEntry]
    /// Whether the bytes are JSON: names and texts may have escapes, and binaries are Base64. Else all of them stand there
    /// as they are.
    let isJSON: Bool

    /// - Parameters:
    ///   - bytes: What the entries are about, less than 4 GB.
    ///   - entries: Where the values are.
    ///   - isJSON: Whether the bytes are JSON.
    package init(bytes: [UInt8], entries: [EncodedEntry], isJSON: Bool) {
        self.bytes = bytes
        self.entries = entries
        self.isJSON = isJSON
    }

    /// Memory for the bytes and entries of pages.
    package static let spareBytes = SpareArrays<UInt8>()
    package static let spareEntries = SpareArrays<EncodedEntry>()

    deinit {
        // The bytes of an answer are the transport's.
        if !self.isJSON { Self.spareBytes.keep(self.bytes) }
        Self.spareEntries.keep(self.entries)
    }

    /// Calls `body` with a part of the bytes; without any, if the entry is of other bytes.
    func withBytes<Result>(at offset: UInt32, _ count: UInt32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        self.bytes.withUnsafeBytes { bytes in
            let (offset, count) = (Int(offset), Int(count))
            guard offset <= bytes.count, count <= bytes.count - offset else {
                return body(UnsafeRawBufferPointer(start: nil, count: 0))
            }
            return body(UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count]))
        }
    }
}
