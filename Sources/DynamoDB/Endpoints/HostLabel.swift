// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The parts of a host name between its dots.
package enum HostLabel {
    /// Whether `text` can be one part of a host name: letters, digits and hyphens, which stand at no end.
    ///
    /// Regions and account ids become parts of host names; a region such as `evil.example/` must not send requests
    /// elsewhere.
    package static func isValid(_ text: String) -> Bool {
        (1...63).contains(text.utf8.count) && text.utf8.allSatisfy(self.isAllowed)
            && text.utf8.first != UInt8(ascii: "-") && text.utf8.last != UInt8(ascii: "-")
    }

    /// Whether `text` is a host name or an IPv4 address. An underscore passes, as names of containers have them.
    static func areValid(_ text: Substring) -> Bool {
        let name = text.hasSuffix(".") ? text.dropLast() : text
        return name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.count) && label.allSatisfy { self.isAllowed($0) || $0 == UInt8(ascii: "_") }
        }
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
