// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The headers of a request or a response: as names and values, or as the lines in which they go over the wire.
///
/// Lines are what the hot path has, where no header becomes a `String` that nobody reads.
package enum HTTPFields: Sendable {
    case list([(name: String, value: String)])
    /// Lines such as `Host: localhost`, each with its line break. Whoever makes one has checked that names are HTTP tokens
    /// and that no value holds a control character.
    case lines(ArraySlice<UInt8>)

    /// The headers as names and values.
    package var list: [(name: String, value: String)] {
        switch self {
        case .list(let list): return list
        case .lines:
            var list: [(name: String, value: String)] = []
            self.forEach { name, value in
                list.append((String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
            }
            return list
        }
    }

    /// Goes through the headers, name and value, in their order.
    ///
    /// - Parameter isWanted: Whether names of a length are wanted. Defaults to those of all lengths. (CodingBenchmark,
    ///   `call-empty`.)
    package func forEach(
        named isWanted: (_ length: Int) -> Bool = { _ in true },
        _ body: (_ name: ArraySlice<UInt8>, _ value: ArraySlice<UInt8>) -> Void
    ) {
        switch self {
        case .list(let list):
            for (name, value) in list where isWanted(name.utf8.count) {
                body(Array(name.utf8)[...], Array(value.utf8)[...])
            }
        case .lines(let lines):
            let bytes = lines.span
            var start = 0
            while start < bytes.count {
                var colon = start
                while colon < bytes.count, bytes[colon] != UInt8(ascii: ":"), bytes[colon] != UInt8(ascii: "\n") {
                    colon += 1
                }
                var end = colon
                while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
                if end < bytes.count, bytes[colon] == UInt8(ascii: ":"), isWanted(colon - start) {
                    let hasReturn = bytes[end - 1] == UInt8(ascii: "\r")
                    let first = lines.startIndex
                    body(
                        lines[(first + start)..<(first + colon)],
                        Self.trimmed(lines[(first + colon + 1)..<(first + (hasReturn ? end - 1 : end))]))
                }
                start = end + 1
            }
        }
    }

    /// The value of the first header of that name, in whatever case.
    package func first(_ name: String) -> String? {
        var found: String?
        let length = name.utf8.count
        self.forEach(named: { $0 == length }) { other, value in
            if found == nil, name.utf8.hasSameLetters(as: other) { found = String(decoding: value, as: UTF8.self) }
        }
        return found
    }

    /// The value without the blanks around it.
    static func trimmed(_ value: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var (start, end) = (value.startIndex, value.endIndex)
        while start < end, value[start] == 0x20 || value[start] == 0x09 { start += 1 }
        while start < end, value[end - 1] == 0x20 || value[end - 1] == 0x09 { end -= 1 }
        return value[start..<end]
    }
}

extension Sequence<UInt8> {
    /// Whether both are the same but for the case of ASCII letters.
    func hasSameLetters(as other: some Sequence<UInt8>) -> Bool {
        var others = other.makeIterator()
        for left in self {
            guard let right = others.next() else { return false }
            guard left != right else { continue }
            guard left ^ right == 0x20, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(left | 0x20) else {
                return false
            }
        }
        return others.next() == nil
    }
}
