// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DocumentPath {
    /// The path that a text such as `"capability.skills[0]"` writes: names between dots, indexes in brackets. All other
    /// characters belong to the names.
    package init(parsing text: String) throws(ExpressionFault) {
        var elements: [Element] = []
        let bytes = Array(text.utf8)
        var position = 0
        while true {
            let start = position
            while position < bytes.count, bytes[position] != Self.dot, bytes[position] != Self.bracket { position += 1 }
            guard position > start else { throw Self.malformed(text, "a name is empty") }
            elements.append(.name(String(decoding: bytes[start..<position], as: UTF8.self)))
            while position < bytes.count, bytes[position] == Self.bracket {
                guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "]")) else {
                    throw Self.malformed(text, "a bracket is not closed")
                }
                let digits = bytes[(position + 1)..<end]
                guard !digits.isEmpty, digits.allSatisfy(ExpressionLexer.isDigit) else {
                    throw Self.malformed(text, "only the index of a list element can stand in brackets")
                }
                let number = String(decoding: digits, as: UTF8.self)
                guard let index = ExpressionParser.index(number) else {
                    throw .invalid(ExpressionParser.indexOutOfRange(number))
                }
                elements.append(.index(index))
                position = end + 1
            }
            guard position < bytes.count else { break }
            guard bytes[position] == Self.dot else {
                throw Self.malformed(text, "after a bracket comes a dot, another bracket or the end")
            }
            position += 1
        }
        guard case .name(let root)? = elements.first else { throw Self.malformed(text, "a name is empty") }
        self.init(root: root, steps: Array(elements.dropFirst()))
    }

    private static let dot = UInt8(ascii: ".")
    private static let bracket = UInt8(ascii: "[")

    private static func malformed(_ text: String, _ reason: String) -> ExpressionFault {
        .other(
            .validation,
            "The path \"\(text)\" is malformed: \(reason). If this is the name of an attribute, write "
                + "Attribute(name: \"\(text)\").")
    }
}
