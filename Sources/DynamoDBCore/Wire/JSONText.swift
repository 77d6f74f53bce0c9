// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The text of a JSON string as it stands between its quotes. It is valid as long as the bytes that are read.
package struct JSONText {
    /// The bytes, escapes and all.
    let raw: UnsafeRawBufferPointer
    /// Which escapes are among them.
    let escapes: Escapes
    /// Whether all bytes are ASCII.
    let isASCII: Bool

    enum Escapes {
        case none
        /// Only such as need no further check: a backslash and one letter.
        case short
        /// Any, good or bad.
        case any
    }

    /// Whether there are escapes.
    var hasEscapes: Bool { self.escapes != .none }

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
        return withUnsafeTemporaryAllocation(byteCount: self.raw.count, alignment: 1) { unescaped in
            let (count, fault) = JSONEscapes.decode(self.raw, into: unescaped)
            return fault == nil && unescaped[..<count].elementsEqual(pattern)
        }
    }

    /// The text without escapes, or what is wrong with it. The offset of a fault is from the beginning of ``raw``; bytes
    /// that are no UTF-8 are told at its end.
    func unescaped() throws(JSONEscapes.Fault) -> String {
        if self.escapes == .any || !self.isASCII, let fault = self.fault { throw fault }
        return self.checked
    }

    /// What ``unescaped()`` throws, if it does.
    var fault: JSONEscapes.Fault? {
        if self.escapes == .any {
            let fault = withUnsafeTemporaryAllocation(byteCount: self.raw.count, alignment: 1) {
                JSONEscapes.decode(self.raw, into: $0).fault
            }
            if let fault { return fault }
        }
        return self.isASCII || UTF8Bytes.areValid(self.raw) ? nil : self.noUTF8
    }

    /// The text without escapes, of which ``fault`` is known to find none.
    var checked: String {
        if self.isASCII {
            guard self.hasEscapes else { return String(decoding: self.raw, as: UTF8.self) }
            return String(unsafeUninitializedCapacity: self.raw.count) {
                JSONEscapes.decode(self.raw, into: UnsafeMutableRawBufferPointer($0)).count
            }
        }
        guard self.hasEscapes else { return String(checked: self.raw) }
        return withUnsafeTemporaryAllocation(byteCount: self.raw.count, alignment: 1) { unescaped in
            let count = JSONEscapes.decode(self.raw, into: unescaped).count
            return String(checked: UnsafeRawBufferPointer(rebasing: unescaped[..<count]))
        }
    }

    private var noUTF8: JSONEscapes.Fault { JSONEscapes.Fault(problem: .invalidUTF8, offset: self.raw.count + 1) }
}
