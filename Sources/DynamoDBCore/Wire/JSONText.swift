// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The text of a JSON string as it stands between its quotes. It is valid as long as the bytes that are read.
package struct JSONText {
    /// The bytes, escapes and all.
    let raw: UnsafeRawBufferPointer
    /// Whether there are escapes among them.
    let hasEscapes: Bool
    /// Whether all bytes are ASCII.
    let isASCII: Bool

    /// Whether the text is the pattern, so that a `switch` can be made of the name of a member.
    package static func ~= (pattern: StaticString, text: Self) -> Bool {
        text.equals(UnsafeRawBufferPointer(start: pattern.utf8Start, count: pattern.utf8CodeUnitCount))
    }

    private func equals(_ pattern: UnsafeRawBufferPointer) -> Bool {
        guard self.hasEscapes else {
            guard self.raw.count == pattern.count else { return false }
            for index in 0..<pattern.count where self.raw[index] != pattern[index] { return false }
            return true
        }
        // An escape takes two to six bytes for each one of an ASCII pattern. Few names are ever escaped.
        guard self.raw.count <= pattern.count * 6 else { return false }
        var unescaped: [UInt8] = []
        return JSONEscapes.decode(self.raw, into: &unescaped) == nil && unescaped.elementsEqual(pattern)
    }
}
