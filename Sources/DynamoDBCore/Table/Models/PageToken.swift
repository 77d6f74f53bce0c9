// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Where a read goes on: a text that a program can hand to its own clients and take back.
///
/// ```swift
/// let page = try await orders.query(Order.key, "ann").limit(20).page(after: request.token)
/// respond(page.items, next: page.next?.description)
/// ```
///
/// A token is of use only to the query that it came from: another table, index, key, range, filter, selection or direction
/// refuses it with ``DynamoDBError/Code/invalidPageToken``. The numbers of a page may change. A range or filter that holds a
/// moving value, such as the time of the request, makes another query of each page: keep the value of the first page.
///
/// It holds the key of the last item in a form that can be read by whoever has it. With a ``PageTokenSignature`` nobody else
/// can make or change one. Without one a client can have the read go on from another key of the same partition; any other key
/// the database refuses.
public struct PageToken: Hashable, Sendable, LosslessStringConvertible, Codable {
    /// The token as text of letters, digits, `-` and `_`.
    public let description: String

    /// A token that was given out before. Whether it is one is told by the read that it is given to.
    public init(_ description: String) {
        self.description = description
    }

    /// Reads a token from its text.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the token as its text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }
}

/// Signs page tokens, so that only this program can make them.
///
/// The module `DynamoDB` has one ready: `PageTokenSignature.hmacSHA256(key:)`.
public struct PageTokenSignature: Sendable {
    /// Gives the signature of some bytes: always the same, and impossible to guess without the key. At most 255 bytes.
    public var sign: @Sendable (_ bytes: [UInt8]) -> [UInt8]

    /// A signature by a function, such as an HMAC with a secret key.
    public init(sign: @escaping @Sendable (_ bytes: [UInt8]) -> [UInt8]) {
        self.sign = sign
    }
}

extension PageToken {
    // Layout: a version byte, the length of the signature, the signature, 8 bytes that stand for the read, the key as JSON.
    // The signature is that of all the others.
    private static let version: UInt8 = 1

    /// The token of a key.
    init(key: Item, of fingerprint: UInt64, _ signature: PageTokenSignature?) throws(DynamoDBError) {
        let content =
            (0..<8).map { UInt8(truncatingIfNeeded: fingerprint >> (8 * UInt64($0))) } + (try JSONWriter.encode(key))
        let signed = signature?.sign([Self.version] + content).prefix(255) ?? []
        self.description = Self.text(of: [Self.version, UInt8(signed.count)] + signed + content)
    }

    /// The key of the token.
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/invalidPageToken`` if this is no token, or one of another
    ///   read, or not signed by this program.
    func key(of fingerprint: UInt64, _ signature: PageTokenSignature?) throws(DynamoDBError) -> Item {
        guard let bytes = Self.bytes(of: self.description), bytes.count >= 10, bytes[0] == Self.version,
            bytes.count >= 10 + Int(bytes[1])
        else { throw Self.refused("It is none of this library.") }
        let signed = Array(bytes[2..<(2 + Int(bytes[1]))])
        let content = Array(bytes[(2 + Int(bytes[1]))...])
        if let signature {
            let expected = Array(signature.sign([Self.version] + content).prefix(255))
            guard ConstantTime.areEqual(signed, expected) else { throw Self.refused("Its signature is not right.") }
        } else if !signed.isEmpty {
            throw Self.refused("It is signed, and the table has no signature to check it by.")
        }
        let found = content[..<8].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        guard found == fingerprint else { throw Self.refused("It is one of another query.") }
        do {
            return try JSONReader.decode(Item.self, from: Array(content[8...]))
        } catch {
            throw Self.refused("It is damaged.")
        }
    }

    private static func refused(_ reason: String) -> DynamoDBError {
        DynamoDBError(.invalidPageToken, "The page token cannot be used. \(reason)")
    }

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    private static func text(of bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count * 4 + 2) / 3)
        var bits: UInt32 = 0
        var count = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 6 {
                count -= 6
                text.append(Self.alphabet[Int(bits >> UInt32(count)) & 63])
            }
            bits &= (1 << UInt32(count)) - 1
        }
        if count > 0 { text.append(Self.alphabet[Int(bits << UInt32(6 - count)) & 63]) }
        return String(decoding: text, as: UTF8.self)
    }

    private static func bytes(of text: String) -> [UInt8]? {
        // Up to ten attributes are the keys of a table and an index, with at most 15 kB and names of 255 bytes. Of each byte JSON
        // can make six, and this text a third more: no token is longer.
        guard text.utf8.count <= 150_000 else { return nil }
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for character in text.utf8 {
            let value: UInt8
            switch character {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = character - UInt8(ascii: "A")
            case UInt8(ascii: "a")...UInt8(ascii: "z"): value = character - UInt8(ascii: "a") + 26
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = character - UInt8(ascii: "0") + 52
            case UInt8(ascii: "-"): value = 62
            case UInt8(ascii: "_"): value = 63
            default: return nil
            }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
            bits &= (1 << UInt32(count)) - 1
        }
        return bits == 0 ? bytes : nil
    }
}
