// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Finds the texts of elements in a small XML document, as STS answers with.
struct XMLText {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The text of the first element of that name that has text only; `nil` if there is none.
    func element(_ name: String) -> String? {
        let opening = Array("<\(name)".utf8)
        var position = 0
        while let start = self.firstIndex(of: opening, from: position) {
            position = start + opening.count
            // `<Code` must not be found in `<CodeList`; attributes may follow.
            guard position < self.bytes.count, let end = self.firstIndex(of: [UInt8(ascii: ">")], from: position)
            else { return nil }
            let next = self.bytes[position]
            guard next == UInt8(ascii: ">") || (9...32).contains(next) else { continue }
            let textStart = end + 1
            guard let textEnd = self.firstIndex(of: [UInt8(ascii: "<")], from: textStart) else { return nil }
            guard self.bytes[textEnd...].starts(with: Array("</\(name)".utf8)) else { continue }
            return Self.unescape(self.bytes[textStart..<textEnd])
        }
        return nil
    }

    private func firstIndex(of piece: [UInt8], from start: Int) -> Int? {
        guard let first = piece.first, start < self.bytes.count else { return nil }
        return self.bytes.indices[start...].first { index in
            self.bytes[index] == first && self.bytes[index...].starts(with: piece)
        }
    }

    private static func unescape(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text.trimmingBlanks) }
        var result = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[mark...]
            guard let end = rest.firstIndex(of: ";"), let character = Self.character(rest[..<end].dropFirst()) else {
                result += "&"
                rest = rest.dropFirst()
                continue
            }
            result.unicodeScalars.append(character)
            rest = rest[end...].dropFirst()
        }
        return String((result + rest).trimmingBlanks)
    }

    private static func character(_ name: Substring) -> Unicode.Scalar? {
        switch name {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let digits = name.dropFirst()
            let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return number.flatMap { Unicode.Scalar($0) }
        }
    }
}
