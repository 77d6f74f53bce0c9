// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The bytes of an IP address.
package struct IPAddress: Hashable, Sendable {
    /// Four or sixteen bytes.
    package let bytes: [UInt8]

    /// Reads `127.0.0.1`; no shorter or other notation.
    package init?(v4 text: String) {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bytes: [UInt8] = []
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy({ (48...57).contains($0) }),
                let byte = UInt8(String(decoding: part, as: UTF8.self))
            else { return nil }
            bytes.append(byte)
        }
        self.bytes = bytes
    }

    /// Reads `::1` and the like, with an IPv4 address at its end or not.
    package init?(v6 text: String) {
        let all = Array(text.utf8)
        let colon = UInt8(ascii: ":")
        let gap = all.indices.dropLast().first { all[$0] == colon && all[$0 + 1] == colon }
        guard let gap else {
            guard let bytes = Self.groups(all[...]), bytes.count == 16 else { return nil }
            self.bytes = bytes
            return
        }
        let (head, tail) = (all[..<gap], all[(gap + 2)...])
        guard let start = head.isEmpty ? [] : Self.groups(head), let end = tail.isEmpty ? [] : Self.groups(tail),
            start.count + end.count <= 14, !head.contains(UInt8(ascii: "."))
        else { return nil }
        self.bytes = start + [UInt8](repeating: 0, count: 16 - start.count - end.count) + end
    }

    /// The bytes of groups with single colons between; the last may be an IPv4 address.
    private static func groups(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        var bytes: [UInt8] = []
        let groups = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (index, group) in groups.enumerated() {
            let text = String(decoding: group, as: UTF8.self)
            if index == groups.count - 1, let address = Self(v4: text) {
                bytes += address.bytes
            } else {
                guard (1...4).contains(group.count), text.allSatisfy(\.isHexDigit), let number = UInt16(text, radix: 16)
                else { return nil }
                bytes += [UInt8(number >> 8), UInt8(number & 255)]
            }
        }
        return bytes
    }
}
