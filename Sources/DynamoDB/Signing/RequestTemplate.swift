// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// What all requests of one operation to one place have in common that are signed with the same credentials within one
    /// second, as they send it and as they sign it: all but the body, and headers that are not signed.
    ///
    /// It knows the headers of ``CallSigner`` and no others.
    final class RequestTemplate: Sendable {
        /// The lines up to the signature.
        let lines: [UInt8]
        /// The canonical request up to the digest of the body.
        private let canonical: Digests.HeldSHA256
        /// What is signed, up to the digest of the canonical request.
        private let signed: Digests.HeldHMAC

        /// - Parameters:
        ///   - operation: The operation.
        ///   - target: The place.
        ///   - userAgent: The name of the client.
        ///   - credentials: What requests are signed with.
        ///   - second: The service's time, in seconds since 1970.
        ///   - key: A key that may be the right one; it becomes the one that was used.
        /// - Returns: `nil` if a value has bytes that a canonical request has in another form, or that no header may have.
        init?(
            operation: OperationName, target: CallTarget, userAgent: String, credentials: AWSCredentials,
            second: Double, key: inout SigningKey?
        ) {
            let host = target.origin.hostHeader
            let region = target.signingRegion
            let texts = [host, credentials.accessKeyID, credentials.sessionToken ?? "", region]
            guard texts.allSatisfy({ $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } }),
                HTTPBytes.isValue(userAgent.utf8)
            else { return nil }

            let type = CallSigner.contentType
            let time = CivilTime(secondsSince1970: second).signingText
            let day = Array(time.prefix(8))
            let date = String(decoding: time, as: UTF8.self)
            let scope = "\(String(decoding: day, as: UTF8.self))/\(region)/\(CallSigner.service)/aws4_request"
            let token = credentials.sessionToken
            let names =
                "accept-encoding;content-type;host;x-amz-date;\(token == nil ? "" : "x-amz-security-token;")x-amz-target"

            self.lines = Array(
                """
                Host: \(host)\r
                Content-Type: \(type)\r
                X-Amz-Target: \(operation.target)\r
                Accept-Encoding: identity\r
                User-Agent: \(userAgent)\r
                X-Amz-Date: \(date)\r
                \(token.map { "X-Amz-Security-Token: \($0)\r\n" } ?? "")\
                Authorization: AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), \
                SignedHeaders=\(names), Signature=
                """.utf8)

            var canonical = Array("POST\n".utf8)
            CanonicalRequest.appendTarget(target.path, to: &canonical)
            canonical += Array(
                """
                accept-encoding:identity
                content-type:\(type)
                host:\(host)
                x-amz-date:\(date)
                \(token.map { "x-amz-security-token:\($0)\n" } ?? "")\
                x-amz-target:\(operation.target)

                \(names)

                """.utf8)
            self.canonical = Digests.HeldSHA256(beginning: canonical)

            let known = key.flatMap { $0.fits(credentials, region: region, day: day) ? $0 : nil }
            let used = known ?? SigningKey(credentials: credentials, region: region, day: day)
            key = used
            self.signed = used.hmac.continued(with: Array("AWS4-HMAC-SHA256\n\(date)\n\(scope)\n".utf8))
        }

        /// The signature of the request with this body.
        func signature(of body: [UInt8]) -> HexadecimalDigest {
            self.signed.code(endingWith: self.canonical.digest(endingWith: Digests.hexadecimalSHA256(body)))
        }
    }
#endif
