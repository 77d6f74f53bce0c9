// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// What all requests have in common that are signed with the same credentials within one second.
    struct SigningStamp: Sendable {
        private let credentials: AWSCredentials
        private let region: String
        private let second: Double

        /// The date of the requests.
        let time: [UInt8]
        /// The header of the session token as it is sent; empty without one.
        let tokenLine: [UInt8]
        /// The header of the session token as it is signed; empty without one.
        let canonicalTokenLine: [UInt8]
        /// The names of the signed headers.
        let signedNames: [UInt8]
        /// What is signed, up to the digest of the canonical request.
        let signedStart: [UInt8]
        /// The header of the signature, up to the signature.
        let authorizationStart: [UInt8]
        let key: Digests.HeldHMAC

        /// - Parameter previous: The stamp before this one: its key may be the same.
        /// - Returns: `nil` if the credentials have bytes that no header may have.
        init?(credentials: AWSCredentials, region: String, now: Double, after previous: SigningStamp?) {
            let texts = [credentials.accessKeyID, credentials.sessionToken ?? "", region]
            guard texts.allSatisfy({ $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }) else { return nil }
            self.credentials = credentials
            self.region = region
            self.second = now.rounded(.down)
            let time = CivilTime(secondsSince1970: now).signingText
            let day = Array(time.prefix(8))
            self.time = time
            let token = credentials.sessionToken
            self.tokenLine = token.map { Array("X-Amz-Security-Token: \($0)\r\n".utf8) } ?? []
            self.canonicalTokenLine = token.map { Array("x-amz-security-token:\($0)\n".utf8) } ?? []
            self.signedNames = Array(
                """
                accept-encoding;amz-sdk-invocation-id;amz-sdk-request;content-type;host;x-amz-date;\
                \(token == nil ? "" : "x-amz-security-token;")x-amz-target
                """.utf8)
            let scope = day + Array("/\(region)/\(CallSigner.service)/aws4_request".utf8)
            self.signedStart =
                Array("AWS4-HMAC-SHA256\n".utf8) + time + [UInt8(ascii: "\n")] + scope + [UInt8(ascii: "\n")]
            self.authorizationStart =
                Array("Authorization: AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/".utf8) + scope
                + Array(", SignedHeaders=".utf8) + self.signedNames + Array(", Signature=".utf8)
            if let previous, previous.credentials == credentials, previous.region == region,
                previous.time.prefix(8) == time.prefix(8)
            {
                self.key = previous.key
            } else {
                self.key = Digests.HeldHMAC(
                    key: SigV4Signer.key(
                        secret: credentials.secretAccessKey, day: day, region: region, service: CallSigner.service))
            }
        }

        /// Whether a request can have this stamp.
        func fits(_ credentials: AWSCredentials, region: String, now: Double) -> Bool {
            self.second == now.rounded(.down) && self.region == region && self.credentials == credentials
        }
    }
#endif
