// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

extension AWSCredentials {
    /// The credentials, if a request can be signed with them.
    ///
    /// - Throws: ``DynamoDBError/Code/credentials`` if a part is empty, or has a blank or control character, as a line
    ///   break pasted with it: the signature would be refused without a hint at the reason.
    func checked(from origin: String) throws(DynamoDBError) -> Self {
        let parts = [
            ("access key id", self.accessKeyID), ("secret access key", self.secretAccessKey),
            ("session token", self.sessionToken ?? "-"),
        ]
        for (name, part) in parts {
            guard !part.isEmpty else {
                throw DynamoDBError(.credentials, "The \(name) from \(origin) is empty.")
            }
            guard part.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
                throw DynamoDBError(
                    .credentials,
                    "The \(name) from \(origin) has a blank, a line break or another character that no key has. "
                        + "Copy it again.")
            }
        }
        return self
    }

    /// What of them must not be shown. A key that is the same as its id, as for servers on this machine, is no secret, and
    /// would take words such as "localhost" out of errors.
    var secrets: [String?] {
        [self.secretAccessKey == self.accessKeyID ? nil : self.secretAccessKey, self.sessionToken]
    }

    /// The credentials for servers on this machine, which accept any. They have letters only, as DynamoDB Local asks.
    package static let placeholder = Self(accessKeyID: "local", secretAccessKey: "local")
}
