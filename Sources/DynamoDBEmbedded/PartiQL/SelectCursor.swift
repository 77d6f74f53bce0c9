// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Where a `SELECT` goes on: what a NextToken holds.
///
/// A token is bound to its statement and parameters by their hash, and has a checksum, so that one that was changed or is
/// of another statement is told from a good one. It is no secret: it gives nothing that the statement would not.
struct SelectCursor: Equatable {
    /// Which of the plan's ranges was read last.
    var range: Int
    /// The key of the last evaluated item.
    var key: Item

    private static let version: UInt8 = 2

    init(range: Int, key: Item) {
        self.range = range
        self.key = key
    }

    /// The token for the next page of a statement: of the longest keys there can be, a third of what a request may have.
    func token(for request: SelectIdentity) -> String {
        var bytes = [Self.version]
        Self.append(request.hash, count: 8, to: &bytes)
        Self.append(UInt64(self.range), count: 4, to: &bytes)
        bytes += ItemCodec.encode(self.key)
        Self.append(UInt64(CRC32.checksum(of: bytes)), count: 4, to: &bytes)
        return Data(bytes).base64EncodedString()
    }

    /// Reads a token.
    ///
    /// - Throws: A validation error if it is none, or one of another statement.
    init(token: String, for request: SelectIdentity) throws(DynamoDBError) {
        guard let data = Data(base64Encoded: token), data.count > 17 else { throw .invalidNextToken }
        let bytes = Array(data)
        let content = Array(bytes.dropLast(4))
        guard Self.number(bytes.suffix(4)) == UInt64(CRC32.checksum(of: content)), content.first == Self.version else {
            throw .invalidNextToken
        }
        guard Self.number(content[1..<9]) == request.hash else { throw .foreignNextToken }
        guard let range = Int(exactly: Self.number(content[9..<13])),
            let key = try? ItemCodec.decode(Array(content[13...]))
        else { throw .invalidNextToken }
        (self.range, self.key) = (range, key)
    }

    private static func append(_ number: UInt64, count: Int, to bytes: inout [UInt8]) {
        for place in (0..<count).reversed() { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(place * 8))) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

/// What a token is bound to: a statement and its parameters.
struct SelectIdentity {
    /// FNV-1a over the JSON of both.
    let hash: UInt64

    init(statement: String, parameters: [AttributeValue]?) throws(DynamoDBError) {
        let parameters = parameters?.map { $0.canonicalized() }
        let bytes = try JSONWriter.encode(ExecuteStatementInput(statement: statement, parameters: parameters))
        self.hash = bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
