// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The name that a caller gave to a transaction so that it is carried out once, with what tells its request from others.
struct TransactionToken: Sendable {
    /// The operations remember their tokens apart from each other.
    enum Operation: UInt8, Sendable {
        case transactWriteItems = 0
        case executeTransaction = 1
    }

    /// How long a token is remembered after its transaction, in seconds.
    static let lifetime = 600.0

    let operation: Operation
    let text: String
    /// What the request says; two requests have the same one only if they say the same.
    let digest: [UInt8]

    /// - Parameters:
    ///   - text: The token; it has been checked.
    ///   - request: The request without what does not matter: the token itself, whether capacity is told, and the order of
    ///     the members of sets. Its JSON has members in one order, so that the order in which they came is of no account.
    init(_ text: String, of operation: Operation, request: some JSONWritable) throws(DynamoDBError) {
        self.operation = operation
        self.text = text
        self.digest = Self.digest(of: try JSONWriter.encode(request))
    }

    /// FNV-1a with 128 bits: two requests that somebody sends by mistake with one token do not share it. Who wants to
    /// find two that do can; it is his own token that he wastes.
    private static func digest(of bytes: [UInt8]) -> [UInt8] {
        var hash: UInt128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D
        let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013B
        for byte in bytes { hash = (hash ^ UInt128(byte)) &* prime }
        return (0..<16).map { UInt8(truncatingIfNeeded: hash >> UInt128(120 - $0 * 8)) }
    }

    /// Notes what is wrong with a token.
    static func check(_ text: String?, violations: inout ConstraintViolations) {
        guard let text else { return }
        violations.checkLength(text, of: text.unicodeScalars.count, at: "clientRequestToken", to: 36)
    }
}
