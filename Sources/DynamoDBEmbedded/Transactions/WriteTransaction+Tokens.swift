// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The transactions of the last minutes by their tokens, in a tree of their own. They are written together with what the
/// transactions write: a crash cannot leave one without the other.
///
/// ```
/// 0, operation, token           digest of the request (16 bytes), end of the transaction (8)
/// 1, end (8), operation, token  nothing: the tokens by age, to forget them
/// ```
///
/// Times are milliseconds since 1970, big-endian.
private enum TokenRow {
    static let tree = "transactions"

    private static let byToken: UInt8 = 0
    private static let byAge: UInt8 = 1

    static func key(of token: TransactionToken) -> [UInt8] {
        [Self.byToken] + Self.name(token)
    }

    static func ageKey(of token: TransactionToken, at time: UInt64) -> [UInt8] {
        [Self.byAge] + time.bytes + Self.name(token)
    }

    /// The keys by age of all tokens that are older than the time.
    static func ages(before time: UInt64) -> KeyRange {
        KeyRange(lower: .inclusive([Self.byAge]), upper: .exclusive([Self.byAge] + time.bytes))
    }

    /// The key by token that a key by age belongs to.
    static func key(ofAge key: [UInt8]) -> [UInt8] { [Self.byToken] + key.dropFirst(9) }

    static func value(digest: [UInt8], at time: UInt64) -> [UInt8] { digest + time.bytes }

    /// What a row says.
    ///
    /// - Throws: `corrupt` if it is damaged: the transaction was carried out, and must not be again.
    static func contents(_ row: UnsafeRawBufferPointer) throws(DynamoDBError) -> (digest: [UInt8], time: UInt64) {
        guard row.count == 24, let time = UInt64(bytes: row.suffix(8)) else {
            throw DynamoDBError(
                .corrupt, "The entry of a transaction's token is damaged. Restore the database file from a copy.")
        }
        return (Array(row.prefix(16)), time)
    }

    private static func name(_ token: TransactionToken) -> [UInt8] { [token.operation.rawValue] + token.text.utf8 }
}

extension WriteTransaction {
    /// Whether a transaction with this token was carried out within the last ten minutes.
    ///
    /// - Parameter now: Seconds since 1970.
    /// - Throws: `.idempotentParameterMismatch` if it was another request.
    func hasDone(_ token: TransactionToken, now: Double) throws(DynamoDBError) -> Bool {
        guard let tree = try self.systemTree(named: TokenRow.tree),
            let known = try self.known(token, in: tree), !Self.isForgotten(known.time, now: now)
        else { return false }
        guard known.digest == token.digest else { throw .tokenOfAnotherRequest }
        return true
    }

    /// Remembers a transaction that this write has carried out, and forgets some old ones.
    ///
    /// - Parameter now: Seconds since 1970.
    func remember(_ token: TransactionToken, now: Double) throws(DynamoDBError) {
        let tree = try self.makeSystemTree(named: TokenRow.tree)
        let time = UInt64(millisecondsOf: now)
        let known = try self.known(token, in: tree)
        if let known { try self.delete(tree: tree, key: TokenRow.ageKey(of: token, at: known.time), bytes: 0) }
        try self.forgetTokens(of: tree, now: now)
        try self.put(
            tree: tree, key: TokenRow.key(of: token), value: TokenRow.value(digest: token.digest, at: time), bytes: 0,
            replacing: nil)
        try self.put(tree: tree, key: TokenRow.ageKey(of: token, at: time), value: [], bytes: 0, replacing: nil)
    }

    private func known(
        _ token: TransactionToken, in tree: Int64
    ) throws(DynamoDBError) -> (digest: [UInt8], time: UInt64)? {
        try self.get(tree: tree, key: TokenRow.key(of: token)) { row throws(DynamoDBError) in
            try TokenRow.contents(row)
        }
    }

    private static func isForgotten(_ time: UInt64, now: Double) -> Bool {
        Double(time) / 1000 + TransactionToken.lifetime <= now
    }

    /// Forgets tokens that are too old: more at once than one transaction adds, so that they do not pile up.
    private func forgetTokens(of tree: Int64, now: Double) throws(DynamoDBError) {
        let oldest = UInt64(millisecondsOf: now - TransactionToken.lifetime)
        var old: [[UInt8]] = []
        try self.scan(tree: tree, range: TokenRow.ages(before: oldest)) { key, _ throws(DynamoDBError) in
            old.append(Array(key))
            return old.count < 8
        }
        for key in old {
            try self.delete(tree: tree, key: key, bytes: 0)
            try self.delete(tree: tree, key: TokenRow.key(ofAge: key), bytes: 0)
        }
    }
}
