// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server && AWS
    import DynamoDB
    import DynamoDBServer

    /// Accepts requests that are signed with one known key, and refuses others in the service's words.
    struct SigV4Verifier: SignatureVerifier {
        /// The only key there is.
        let credentials: AWSCredentials
        /// Seconds since 1970.
        let now: @Sendable () -> Double

        /// How far the time of a request may be from ours, in seconds.
        private static let tolerance: Double = 15 * 60

        func check(_ request: RequestRouter.Request) throws(RequestRouter.Refusal) {
            let signature = try ClaimedSignature(request)
            guard let time = CivilTime.secondsSince1970(signingText: signature.time) else {
                throw .incomplete("Date must be in ISO-8601 'basic format'. Got '\(signature.time)'.")
            }
            try self.checkAge(of: signature, time: time)
            guard signature.accessKeyID.hasSameBytes(as: self.credentials.accessKeyID), self.hasToken(request) else {
                throw RequestRouter.Refusal(
                    "UnrecognizedClientException", "The security token included in the request is invalid.")
            }
            try self.checkScope(of: signature)
            let expected = SigV4Signer(region: signature.region, service: signature.service).signature(
                of: HTTPRequest(
                    method: request.method, origin: HTTPOrigin(isSecure: false, host: ""), path: request.path,
                    headers: request.headers, body: request.body),
                with: self.credentials, time: Array(signature.time.utf8), signedNames: signature.signedNames)
            guard ConstantTime.areEqual(expected.authorization.utf8.suffix(64), signature.signature.utf8) else {
                throw .invalid(
                    "The request signature we calculated does not match the signature you provided. Check your AWS "
                        + "Secret Access Key and signing method. Consult the service documentation for details.")
            }
        }

        /// Whether the session token is the one of the key; a key without one is sent without one.
        private func hasToken(_ request: RequestRouter.Request) -> Bool {
            let token = request.header("x-amz-security-token") ?? ""
            return ConstantTime.areEqual(token.utf8, (self.credentials.sessionToken ?? "").utf8)
        }

        private func checkScope(of signature: ClaimedSignature) throws(RequestRouter.Refusal) {
            guard signature.service.hasSameBytes(as: "dynamodb") else {
                throw .invalid("Credential should be scoped to correct service: 'dynamodb'. ")
            }
            guard signature.terminator.hasSameBytes(as: "aws4_request") else {
                throw .invalid(
                    "Credential should be scoped with a valid terminator: 'aws4_request', not '\(signature.terminator)'. "
                )
            }
            let day = String(signature.time.prefix(8))
            guard signature.day.hasSameBytes(as: day) else {
                throw .invalid(
                    "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: "
                        + "'\(signature.day)' != '\(day)', from '\(signature.time)'.")
            }
            guard signature.signedNames.contains(Array("host".utf8)) else {
                throw .invalid("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.")
            }
            // Without it a signature for one operation would be good for any other.
            guard signature.signedNames.contains(Array("x-amz-target".utf8)) else {
                throw .invalid("'x-amz-target' must be a 'SignedHeader' in the AWS Authorization.")
            }
        }

        private func checkAge(of signature: ClaimedSignature, time: Double) throws(RequestRouter.Refusal) {
            let now = self.now()
            let minutes = Int(Self.tolerance / 60)
            if time < now - Self.tolerance {
                throw .invalid(
                    "Signature expired: \(signature.time) is now earlier than \(Self.text(now - Self.tolerance)) "
                        + "(\(Self.text(now)) - \(minutes) min.)")
            }
            if time > now + Self.tolerance {
                throw .invalid(
                    "Signature not yet current: \(signature.time) is still later than \(Self.text(now + Self.tolerance)) "
                        + "(\(Self.text(now)) + \(minutes) min.)")
            }
        }

        private static func text(_ time: Double) -> String {
            String(decoding: CivilTime(secondsSince1970: time).signingText, as: UTF8.self)
        }
    }

    extension RequestRouter.Refusal {
        static func invalid(_ message: String) -> Self { Self("InvalidSignatureException", message) }

        static func incomplete(_ message: String) -> Self { Self("IncompleteSignatureException", message) }
    }
#endif
