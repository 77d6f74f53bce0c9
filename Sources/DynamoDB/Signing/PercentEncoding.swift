// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Percent-encoding as AWS signs it: everything but letters, digits, `-`, `.`, `_` and `~`, in upper-case digits.
package enum PercentEncoding {
    /// Appends `bytes`, encoded; `/` stays where `keepsSlashes` is set.
    package static func append(
        _ bytes: some Sequence<UInt8>, to target: inout [UInt8], keepsSlashes: Bool = false
    ) {
        for byte in bytes {
            if self.isUnreserved(byte) || (keepsSlashes && byte == UInt8(ascii: "/")) {
                target.append(byte)
            } else {
                target.append(UInt8(ascii: "%"))
                target.append([UInt8].hexadecimalDigit(byte >> 4, letters: UInt8(ascii: "A")))
                target.append([UInt8].hexadecimalDigit(byte & 15, letters: UInt8(ascii: "A")))
            }
        }
    }

    /// `text`, encoded.
    package static func encode(_ text: String) -> String {
        var bytes: [UInt8] = []
        self.append(text.utf8, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes that `bytes` stand for; a percent sign without two digits after it stands for itself.
    static func decode(_ bytes: some Collection<UInt8>) -> [UInt8] {
        let bytes = Array(bytes)
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
                let high = self.digit(bytes[index + 1]), let low = self.digit(bytes[index + 2])
            {
                decoded.append(high << 4 | low)
                index += 3
            } else {
                decoded.append(bytes[index])
                index += 1
            }
        }
        return decoded
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
