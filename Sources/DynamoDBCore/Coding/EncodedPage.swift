// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Items that stand in the bytes of an answer, and an index that tells where each of their values is: models are made of
/// them without items in between.
///
/// All that reading items checks has been checked when the index was made, by ``JSONReader/indexItem(into:)``.
package final class EncodedPage: Sendable {
    private let bytes: [UInt8]
    let entries: [EncodedEntry]

    init(bytes: [UInt8], entries: [EncodedEntry]) {
        self.bytes = bytes
        self.entries = entries
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

/// Where a value stands in the bytes of an answer.
struct EncodedEntry {
    /// What is special about a name or a text.
    struct Marks: OptionSet {
        let rawValue: UInt8

        /// The text has escapes.
        static let escapes = Self(rawValue: 1)
        /// The text has other characters than those of ASCII.
        static let notASCII = Self(rawValue: 2)
        /// The value is `true`.
        static let isTrue = Self(rawValue: 4)
        /// The map has names with escapes, names that come twice, or many.
        static let irregular = Self(rawValue: 8)
    }

    /// The first eight bytes of the name, or as many as it has.
    var namePrefix: UInt64 = 0
    var nameOffset: UInt32 = 0
    var nameCount: UInt32 = 0
    /// Where the text of a string, number or binary begins, between its quotes.
    var offset: UInt32 = 0
    /// How many bytes the text has, or how many values a map, list or set.
    var count: UInt32 = 0
    /// The index of the first entry that is none of this value.
    var end: UInt32 = 0
    var kind: AttributeValue.Kind = .null
    var marks: Marks = []

    init() {}
}

extension EncodedEntry {
    /// The first eight bytes of a name, or as many as it has.
    static func prefix(of name: UnsafeRawBufferPointer) -> UInt64 {
        guard name.count < 8 else { return name.loadUnaligned(as: UInt64.self) }
        var prefix: UInt64 = 0
        for byte in name { prefix = prefix << 8 | UInt64(byte) }
        return prefix
    }
}
