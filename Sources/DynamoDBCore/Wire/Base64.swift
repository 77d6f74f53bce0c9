// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Base64 with the standard alphabet and padding, read strictly: nothing else is between the characters, and the bits
/// behind the last byte are zero.
///
/// Source: RFC 4648, section 4.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    /// Set in the value of what is no character of the alphabet.
    private static let invalid: UInt32 = 1 << 31

    /// The value of each byte at each of the four places of a group: four tables of 256.
    private static let values: [UInt32] = {
        var values = [UInt32](repeating: Self.invalid, count: 4 * 256)
        for (value, character) in Self.alphabet.enumerated() {
            for place in 0..<4 { values[place * 256 + Int(character)] = UInt32(value) << UInt32(18 - place * 6) }
        }
        return values
    }()

    /// How long the text of so many bytes is.
    static func length(of count: Int) -> Int { (count + 2) / 3 * 4 }

    /// Writes the text of the bytes.
    ///
    /// - Parameter output: Room for the text.
    /// - Returns: The length of the text.
    static func encode(_ bytes: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Int {
        precondition(output.count >= self.length(of: bytes.count))
        self.alphabet.withUnsafeBufferPointer { alphabet in
            var place = 0
            var offset = 0
            while bytes.count - offset >= 3 {
                let group = UInt32(bytes[offset]) << 16 | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2])
                output[place] = alphabet[Int(group >> 18)]
                output[place + 1] = alphabet[Int(group >> 12 & 63)]
                output[place + 2] = alphabet[Int(group >> 6 & 63)]
                output[place + 3] = alphabet[Int(group & 63)]
                offset += 3
                place += 4
            }
            let left = bytes.count - offset
            guard left > 0 else { return }
            let group = UInt32(bytes[offset]) << 16 | (left == 2 ? UInt32(bytes[offset + 1]) << 8 : 0)
            output[place] = alphabet[Int(group >> 18)]
            output[place + 1] = alphabet[Int(group >> 12 & 63)]
            output[place + 2] = left == 2 ? alphabet[Int(group >> 6 & 63)] : UInt8(ascii: "=")
            output[place + 3] = UInt8(ascii: "=")
        }
        return self.length(of: bytes.count)
    }

    /// Why a text is not base64.
    enum Fault: Error, Hashable {
        case length(Int)
        case character

        /// The words of the service, with its spelling.
        var message: String {
            switch self {
            case .length(let count): "Base64 encoded length is expected a multiple of 4 bytes but found: \(count)"
            case .character: "Invalid last non-pad Base64 character dectected"
            }
        }
    }

    /// The bytes of a text.
    static func decode(_ text: UnsafeRawBufferPointer) throws(Fault) -> Data {
        guard text.count % 4 == 0 else { throw .length(text.count) }
        guard let last = text.last else { return Data() }
        let padding = last != UInt8(ascii: "=") ? 0 : text[text.count - 2] != UInt8(ascii: "=") ? 1 : 2
        let characters = text.count - padding
        var data = Data(count: text.count / 4 * 3 - padding)
        let isValid = data.withUnsafeMutableBytes { output in
            self.values.withUnsafeBufferPointer { values in
                self.decode(text, characters: characters, into: output, values)
            }
        }
        guard isValid else { throw .character }
        return data
    }

    /// - Precondition: `output` has room for what the characters stand for.
    private static func decode(
        _ text: UnsafeRawBufferPointer, characters: Int, into output: UnsafeMutableRawBufferPointer,
        _ values: UnsafeBufferPointer<UInt32>
    ) -> Bool {
        // Whether anything was invalid is looked at once, at the end.
        var seen: UInt32 = 0
        var place = 0
        var offset = 0
        while characters - offset >= 4 {
            let group =
                values[Int(text[offset])] | values[256 + Int(text[offset + 1])]
                | values[512 + Int(text[offset + 2])] | values[768 + Int(text[offset + 3])]
            seen |= group
            output[place] = UInt8(truncatingIfNeeded: group >> 16)
            output[place + 1] = UInt8(truncatingIfNeeded: group >> 8)
            output[place + 2] = UInt8(truncatingIfNeeded: group)
            offset += 4
            place += 3
        }
        let left = characters - offset
        if left >= 2 {
            var group = values[Int(text[offset])] | values[256 + Int(text[offset + 1])]
            if left == 3 { group |= values[512 + Int(text[offset + 2])] }
            seen |= group
            output[place] = UInt8(truncatingIfNeeded: group >> 16)
            if left == 3 { output[place + 1] = UInt8(truncatingIfNeeded: group >> 8) }
            guard group & (left == 3 ? 0xFF : 0xFFFF) == 0 else { return false }
        }
        return seen & Self.invalid == 0
    }
}
