// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a statement of PartiQL does, as its first word says.
package enum StatementVerb: Hashable, Sendable {
    case select
    case insert
    case update
    case delete
    /// Anything else, of which most is no statement.
    case other

    /// Finds the first word, behind white space and comments. Whether the rest is a statement is not looked at.
    package init(of statement: String) {
        var rest = Substring(statement).utf8
        while let byte = rest.first {
            if byte == UInt8(ascii: " ") || (9...13).contains(byte) {
                rest.removeFirst()
            } else if rest.starts(with: "--".utf8) {
                rest = rest.drop { $0 != UInt8(ascii: "\n") }
            } else if rest.starts(with: "/*".utf8) {
                rest = Self.behindComment(rest.dropFirst(2))
            } else {
                break
            }
        }
        let word = rest.prefix { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 | 0x20 }
        switch String(decoding: word, as: UTF8.self).lowercased() {
        case "select": self = .select
        case "insert": self = .insert
        case "update": self = .update
        case "delete": self = .delete
        default: self = .other
        }
    }

    private static func behindComment(_ text: Substring.UTF8View) -> Substring.UTF8View {
        var rest = text
        while !rest.isEmpty, !rest.starts(with: "*/".utf8) { rest.removeFirst() }
        return rest.dropFirst(2)
    }
}
