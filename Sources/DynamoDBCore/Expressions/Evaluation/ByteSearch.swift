// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Finds bytes within bytes in linear time, so that no data can make a filter slow.
enum ByteSearch {
    /// Whether `part` occurs in `whole`; the empty part occurs everywhere.
    static func contains(_ whole: some Collection<UInt8>, _ part: some Collection<UInt8>) -> Bool {
        let found = whole.withContiguousStorageIfAvailable { whole in
            part.withContiguousStorageIfAvailable { part in Self.contains(whole, part) }
        }
        return (found ?? nil) ?? Self.contains(Array(whole), Array(part))
    }

    private static func contains<Bytes: RandomAccessCollection<UInt8>, Part: RandomAccessCollection<UInt8>>(
        _ whole: Bytes, _ part: Part
    ) -> Bool where Bytes.Index == Int, Part.Index == Int {
        guard let first = part.first else { return true }
        guard part.count <= whole.count else { return false }
        guard part.count > 1 else { return whole.contains(first) }
        // Knuth, Morris and Pratt: `borders[n]` is how much of the part is still matched after a mismatch behind n bytes.
        var borders = [0, 0]
        borders.reserveCapacity(part.count + 1)
        var matched = 0
        for index in 1..<part.count {
            let byte = part[part.startIndex + index]
            while matched > 0, part[part.startIndex + matched] != byte { matched = borders[matched] }
            if part[part.startIndex + matched] == byte { matched += 1 }
            borders.append(matched)
        }
        matched = 0
        for byte in whole {
            while matched > 0, part[part.startIndex + matched] != byte { matched = borders[matched] }
            if part[part.startIndex + matched] == byte { matched += 1 }
            if matched == part.count { return true }
        }
        return false
    }
}
