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
import DynamoDBCore

/// The JSON document in which metadata services and credential programs give credentials.
struct CredentialDocument: Decodable {
    /// `Success`, or the service's reason; only metadata services say it.
    var code: String?
    /// The reason in words; only metadata services say it.
    var message: String?
    /// The version of the document; only programs say it.
    var version: Int?
    var accessKeyID: String?
    var secretAccessKey: String?
    var token: String?
    var expiration: String?
    var accountID: String?

    private enum Names: String, CodingKey {
        case code = "Code"
        case message = "Message"
        case lowerCaseCode = "code"
        case lowerCaseMessage = "message"
        case version = "Version"
        case accessKeyID = "AccessKeyId"
        case secretAccessKey = "SecretAccessKey"
        case token = "Token"
        case sessionToken = "SessionToken"
        case expiration = "Expiration"
        case accountID = "AccountId"
    }

    init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: Names.self)
        func text(_ names: Names...) throws -> String? {
            for name in names {
                if let text = try members.decodeIfPresent(String.self, forKey: name) { return text }
            }
            return nil
        }
        self.code = try text(.code, .lowerCaseCode)
        self.message = try text(.message, .lowerCaseMessage)
        self.version = try members.decodeIfPresent(Int.self, forKey: .version)
        self.accessKeyID = try text(.accessKeyID)
        self.secretAccessKey = try text(.secretAccessKey)
        self.token = try text(.token, .sessionToken)
        self.expiration = try text(.expiration)
        self.accountID = try text(.accountID)
    }

    /// Reads a document; `nil` if the bytes are none. The decoder's own reason would cite values.
    init?(_ bytes: [UInt8]) {
        guard let document = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = document
    }

    /// The credentials of the document.
    ///
    /// - Throws: ``DynamoDBError/Code/credentials`` that names the missing or malformed member.
    func credentials(from origin: String) throws(DynamoDBError) -> AWSCredentials {
        guard let accessKeyID else { throw Self.fault(origin, "has no AccessKeyId") }
        guard let secretAccessKey else { throw Self.fault(origin, "has no SecretAccessKey") }
        var expirationTime: Date?
        if let expiration {
            guard let time = CivilTime.secondsSince1970(internetText: expiration) else {
                throw Self.fault(origin, "has an Expiration that is no time")
            }
            expirationTime = Date(timeIntervalSince1970: time)
        }
        return try AWSCredentials(
            accessKeyID: accessKeyID, secretAccessKey: secretAccessKey, sessionToken: self.token,
            expiration: expirationTime, accountID: self.accountID
        ).checked(from: origin)
    }

    private static func fault(_ origin: String, _ reason: String) -> DynamoDBError {
        DynamoDBError(.credentials, "The document with credentials from \(origin) \(reason).")
    }
}
