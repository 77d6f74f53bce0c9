// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// A cached single sign-on token, as `aws sso login` leaves it in a file.
struct SSOToken {
    /// Every member of the file: what this library does not know is kept when the file is written again.
    private(set) var members: [String: JSONDocument]

    /// Reads a file; `nil` if it has no token.
    init?(_ bytes: [UInt8]) {
        guard case .object(let members)? = JSONDocument(bytes), case .string? = members["accessToken"] else {
            return nil
        }
        self.members = members
    }

    /// The token.
    var accessToken: String { self.text("accessToken") ?? "" }
    /// When it expires, in seconds since 1970.
    var expiration: Double? { self.text("expiresAt").flatMap { CivilTime.secondsSince1970(internetText: $0) } }

    /// What a refresh needs; `nil` if it is not possible any more.
    func refreshRequest(now: Double) -> JSONDocument? {
        guard let clientID = self.text("clientId"), let secret = self.text("clientSecret"),
            let refreshToken = self.text("refreshToken")
        else { return nil }
        if let text = self.text("registrationExpiresAt"),
            let end = CivilTime.secondsSince1970(internetText: text), end <= now
        {
            return nil
        }
        return .object([
            "grantType": .string("refresh_token"), "clientId": .string(clientID), "clientSecret": .string(secret),
            "refreshToken": .string(refreshToken),
        ])
    }

    /// Takes over the answer to a refresh; `false` if it has no token.
    mutating func update(_ answer: [UInt8], now: Double) -> Bool {
        guard case .object(let members)? = JSONDocument(answer), case .string(let token)? = members["accessToken"],
            case .number(let lifetime)? = members["expiresIn"]
        else { return false }
        self.members["accessToken"] = .string(token)
        self.members["expiresAt"] = .string(CivilTime(secondsSince1970: now + lifetime).internetText)
        if case .string(let refreshToken)? = members["refreshToken"] {
            self.members["refreshToken"] = .string(refreshToken)
        }
        return true
    }

    /// Everything in it that must not be shown.
    var secrets: [String?] { [self.accessToken, self.text("clientSecret"), self.text("refreshToken")] }

    private func text(_ name: String) -> String? {
        if case .string(let text)? = self.members[name] { text } else { nil }
    }
}
