// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// Signs requests to one service in one region with AWS Signature Version 4, of whatever form they are.
    ///
    /// It derives the key for each. Where requests are many and alike, ``CallSigner`` has it ready.
    package struct SigV4Signer: Sendable {
        /// The region that the signature is for.
        package let region: String
        /// The service that the signature is for, such as `dynamodb`.
        package let service: String

        package init(region: String, service: String) {
            self.region = region
            self.service = service
        }

        /// Signs `request`: adds `X-Amz-Date`, `X-Amz-Security-Token` if the credentials have one, and `Authorization`,
        /// in place of those that it has. `Host` must be among its headers, and one that is added later is not signed.
        ///
        /// - Parameters:
        ///   - request: The request, with its whole body.
        ///   - credentials: What it is signed with.
        ///   - now: The service's time, in seconds since 1970.
        package func sign(_ request: inout HTTPRequest, with credentials: AWSCredentials, now: Double) {
            let time = CivilTime(secondsSince1970: now).signingText
            request.headers.removeAll { Self.isReplaced($0.name) }
            request.headers.append(("X-Amz-Date", String(decoding: time, as: UTF8.self)))
            if let token = credentials.sessionToken { request.headers.append(("X-Amz-Security-Token", token)) }
            let signature = self.signature(of: request, with: credentials, time: time)
            request.headers.append(("Authorization", signature.authorization))
        }

        /// The signature and what it is made from, of a request that has every header but `Authorization`.
        ///
        /// - Parameters:
        ///   - request: The request.
        ///   - credentials: What it is signed with.
        ///   - time: When it is signed, such as `20260102T030405Z`.
        ///   - signedNames: The names of the signed headers in lower case. Defaults to all that nobody changes on the way.
        package func signature(
            of request: HTTPRequest, with credentials: AWSCredentials, time: [UInt8], signedNames: Set<[UInt8]>? = nil
        ) -> SigV4Signature {
            let day = Array(time.prefix(8))
            let canonical = CanonicalRequest(request, signedNames: signedNames)
            var canonicalText = canonical.text
            canonicalText.appendHexadecimal(Digests.sha256(request.body))

            var scope = day
            for part in [self.region, self.service, "aws4_request"] {
                scope.append(UInt8(ascii: "/"))
                scope.append(contentsOf: part.utf8)
            }
            var stringToSign = Array("AWS4-HMAC-SHA256\n".utf8)
            stringToSign.append(contentsOf: time)
            stringToSign.append(UInt8(ascii: "\n"))
            stringToSign.append(contentsOf: scope)
            stringToSign.append(UInt8(ascii: "\n"))
            stringToSign.appendHexadecimal(Digests.sha256(canonicalText))

            let key = Self.key(
                secret: credentials.secretAccessKey, day: day, region: self.region, service: self.service)
            let signature = Digests.hmacSHA256(stringToSign, key: key)

            var authorization = Array("AWS4-HMAC-SHA256 Credential=".utf8)
            authorization.append(contentsOf: credentials.accessKeyID.utf8)
            authorization.append(UInt8(ascii: "/"))
            authorization.append(contentsOf: scope)
            authorization.append(contentsOf: ", SignedHeaders=".utf8)
            authorization.append(contentsOf: canonical.signedHeaders)
            authorization.append(contentsOf: ", Signature=".utf8)
            authorization.appendHexadecimal(signature)
            return SigV4Signature(
                canonicalRequest: canonicalText, stringToSign: stringToSign,
                authorization: String(decoding: authorization, as: UTF8.self))
        }

        /// The key of a secret for a day such as `20260102`.
        static func key(secret: String, day: [UInt8], region: String, service: String) -> [UInt8] {
            var key = Array("AWS4".utf8) + Array(secret.utf8)
            for part in [day, Array(region.utf8), Array(service.utf8), Array("aws4_request".utf8)] {
                key = Digests.HeldHMAC(key: key).code(of: part)
            }
            return key
        }

        private static func isReplaced(_ name: String) -> Bool {
            // Most names are none of these; their length says so at once.
            switch name.utf8.count {
            case 10: name.lowercased() == "x-amz-date"
            case 13: name.lowercased() == "authorization"
            case 20: name.lowercased() == "x-amz-security-token"
            default: false
            }
        }
    }
#endif
