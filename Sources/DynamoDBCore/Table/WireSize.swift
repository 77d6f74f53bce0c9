// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension Item {
    /// The most bytes the item can take as the JSON of a request, some too many rather than one too few.
    package var wireSizeBound: Int { self.wireSizeBound(lookingAtText: true) }

    /// The same; without looking at texts, as if every byte of them had to be escaped.
    package func wireSizeBound(lookingAtText: Bool) -> Int {
        var size = 2
        for (name, value) in self {
            size += name.jsonSizeBound(lookingAtText) + 2 + value.wireSizeBound(lookingAtText: lookingAtText)
        }
        return size
    }
}

extension AttributeValue {
    /// See ``Item/wireSizeBound``.
    fileprivate func wireSizeBound(lookingAtText: Bool) -> Int {
        // {"BOOL":false} is the longest frame; lists and sets add a comma for each member.
        let frame = 14
        return switch self {
        case .string(let text): frame + text.jsonSizeBound(lookingAtText)
        case .number(let number): frame + number.jsonSizeBound
        case .binary(let data): frame + Self.base64Size(of: data.count)
        case .bool, .null: frame
        case .list(let values): values.reduce(frame) { $0 + $1.wireSizeBound(lookingAtText: lookingAtText) + 1 }
        case .map(let entries): frame + entries.wireSizeBound(lookingAtText: lookingAtText)
        case .stringSet(let members): members.reduce(frame) { $0 + $1.jsonSizeBound(lookingAtText) + 1 }
        case .numberSet(let members): members.reduce(frame) { $0 + $1.jsonSizeBound + 1 }
        case .binarySet(let members): members.reduce(frame) { $0 + Self.base64Size(of: $1.count) + 1 }
        }
    }

    /// With quotes.
    private static func base64Size(of count: Int) -> Int { (count + 2) / 3 * 4 + 2 }
}

extension DynamoDBNumber {
    /// With quotes: the digits, as many zeros as the exponent has it, a sign, a point and a leading zero.
    fileprivate var jsonSizeBound: Int { self.significantDigits + abs(Int(self.exponent)) + 6 }
}

extension String {
    /// With quotes; control characters become `\u0000`, and some others a pair.
    fileprivate func jsonSizeBound(_ lookingAtText: Bool) -> Int {
        guard lookingAtText else { return self.utf8.count * 6 + 2 }
        var size = self.utf8.count + 2
        for byte in self.utf8 {
            switch byte {
            case 0..<0x20, 0x7F: size += 5
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): size += 1
            default: break
            }
        }
        return size
    }
}
