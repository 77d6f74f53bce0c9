// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The escapes within JSON strings.
enum JSONEscapes {
    /// What is wrong with an escape, and where.
    struct Fault: Error {
        var problem: JSONProblem
        var offset: Int
    }

    /// Writes the bytes that the raw text of a string stands for.
    ///
    /// - Parameters:
    ///   - raw: The text between the quotes.
    ///   - output: Where to write: room for as many bytes as `raw` has, as no escape is shorter than what it stands for.
    /// - Returns: How many bytes were written, and the first fault, or `nil` if all escapes were good. Whether the result
    ///   is UTF-8 is not looked at; it is exactly if the raw text is, since an escape stands for whole characters.
    static func decode(
        _ raw: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
    ) -> (count: Int, fault: Fault?) {
        precondition(output.count >= raw.count)
        var offset = 0
        var count = 0
        while offset < raw.count {
            if raw.count - offset >= 16, let place = output.baseAddress {
                // As much as was read, and no more, is written, so that there is room for sixteen bytes in both.
                let block = ByteBlock(raw, at: offset)
                let plain = block.plainBytes
                block.store(to: place + count)
                offset += plain
                count += plain
                if plain == 16 { continue }
            }
            let start = offset
            guard raw[offset] == UInt8(ascii: "\\") else {
                output[count] = raw[offset]
                count += 1
                offset += 1
                continue
            }
            guard offset + 1 < raw.count else { return (count, Fault(problem: .invalidEscape, offset: start)) }
            let letter = raw[offset + 1]
            offset += 2
            if let plain = Self.plain(letter) {
                output[count] = plain
                count += 1
                continue
            }
            guard letter == UInt8(ascii: "u"), let unit = Self.codeUnit(in: raw, at: offset) else {
                return (count, Fault(problem: .invalidEscape, offset: start))
            }
            offset += 4
            var scalar = UInt32(unit)
            if UTF16.isLeadSurrogate(unit) {
                guard offset + 1 < raw.count, raw[offset] == UInt8(ascii: "\\"), raw[offset + 1] == UInt8(ascii: "u"),
                    let trail = Self.codeUnit(in: raw, at: offset + 2), UTF16.isTrailSurrogate(trail)
                else { return (count, Fault(problem: .loneSurrogate, offset: start)) }
                offset += 6
                scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(trail & 0x3FF))
            }
            guard let character = Unicode.Scalar(scalar) else {
                return (count, Fault(problem: .loneSurrogate, offset: start))
            }
            for byte in UTF8.encode(character) ?? UTF8.encodedReplacementCharacter {
                output[count] = byte
                count += 1
            }
        }
        return (count, nil)
    }

    /// What a letter behind a backslash stands for, except `u`.
    private static func plain(_ letter: UInt8) -> UInt8? {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letter
        case UInt8(ascii: "n"): 0x0A
        case UInt8(ascii: "r"): 0x0D
        case UInt8(ascii: "t"): 0x09
        case UInt8(ascii: "b"): 0x08
        case UInt8(ascii: "f"): 0x0C
        default: nil
        }
    }

    private static func codeUnit(in raw: UnsafeRawBufferPointer, at offset: Int) -> UInt16? {
        guard raw.count - offset >= 4 else { return nil }
        var unit: UInt16 = 0
        for position in offset..<offset + 4 {
            guard let digit = Self.hexDigit(raw[position]) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
