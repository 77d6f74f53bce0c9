// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore
    import Synchronization

    /// Makes the signed requests of calls.
    ///
    /// What many requests have in common is prepared once, as bytes: each request costs three digests, and no text is made,
    /// sorted or compared. The requests are those that ``SigV4Signer`` signs, byte for byte. (ClientBenchmark, `get`.)
    package final class CallSigner: Sendable {
        static let service = "dynamodb"
        static let contentType = "application/x-amz-json-1.0"

        private let userAgent: String
        private let maximumAttempts: Int
        /// What the identifiers of all calls begin with.
        private let invocationStart: [UInt8]
        private let invocations = Atomic<UInt64>(0)
        private let state = Mutex(State())

        private struct State {
            var templates: [TemplateKey: RequestTemplate] = [:]
            var stamp: SigningStamp?
        }

        private struct TemplateKey: Hashable {
            var operation: OperationName
            var target: CallTarget
        }

        /// - Parameters:
        ///   - userAgent: The name of the client.
        ///   - maximumAttempts: How many attempts a call makes at most.
        ///   - id: A new identifier, a UUID; the identifiers of calls have its first half and count in the last.
        package init(userAgent: String, maximumAttempts: Int, id: String) {
            self.userAgent = userAgent
            self.maximumAttempts = maximumAttempts
            self.invocationStart = Array(id.utf8.filter { $0 > 0x20 && $0 < 0x7F }.prefix(24))
        }

        /// A new identifier for a call: all its attempts have it.
        package func makeInvocation() -> [UInt8] {
            let number = self.invocations.add(1, ordering: .relaxed).oldValue
            var text: [UInt8] = []
            text.reserveCapacity(36)
            text += self.invocationStart
            for shift in stride(from: 40, through: 0, by: -8) {
                text.appendHexadecimal(CollectionOfOne(UInt8(truncatingIfNeeded: number >> UInt64(shift))))
            }
            return text
        }

        /// The signed request of one attempt.
        ///
        /// - Parameters:
        ///   - call: What is asked for.
        ///   - target: Where it goes.
        ///   - credentials: What it is signed with.
        ///   - invocation: The identifier of the call, of ``makeInvocation()``.
        ///   - attempt: Which attempt it is, from 1.
        ///   - now: The service's time, in seconds since 1970.
        package func request(
            for call: RemoteCall, to target: CallTarget, with credentials: AWSCredentials, invocation: [UInt8],
            attempt: Int, now: Double
        ) -> HTTPRequest {
            let key = TemplateKey(operation: call.operation, target: target)
            let prepared = self.state.withLock { state -> (RequestTemplate, SigningStamp)? in
                if state.stamp?.fits(credentials, region: target.signingRegion, now: now) != true {
                    state.stamp = SigningStamp(
                        credentials: credentials, region: target.signingRegion, now: now, after: state.stamp)
                }
                guard let stamp = state.stamp else { return nil }
                if let template = state.templates[key] { return (template, stamp) }
                guard
                    let template = RequestTemplate(
                        operation: call.operation, target: target, userAgent: self.userAgent)
                else { return nil }
                // A client has some operations and some places; if there are more and more, something makes them up.
                if state.templates.count >= 256 { state.templates = [:] }
                state.templates[key] = template
                return (template, stamp)
            }
            guard let (template, stamp) = prepared else {
                return self.unpreparedRequest(
                    for: call, to: target, with: credentials, invocation: invocation, attempt: attempt, now: now)
            }
            let attempts = Array("attempt=\(attempt); max=\(self.maximumAttempts)".utf8)
            var canonical: [UInt8] = []
            canonical.reserveCapacity(1024)
            canonical += template.canonicalStart
            canonical += invocation
            canonical += Self.canonicalAttemptName
            canonical += attempts
            canonical += template.canonicalMiddle
            canonical += stamp.time
            canonical.append(UInt8(ascii: "\n"))
            canonical += stamp.canonicalTokenLine
            canonical += template.canonicalEnd
            canonical += stamp.signedNames
            canonical.append(UInt8(ascii: "\n"))
            Digests.appendSHA256(of: call.body, to: &canonical)

            var signed: [UInt8] = []
            signed.reserveCapacity(192)
            signed += stamp.signedStart
            Digests.appendSHA256(of: canonical, to: &signed)

            var lines: [UInt8] = []
            lines.reserveCapacity(1024)
            lines += template.lines
            lines += invocation
            lines += Self.attemptName
            lines += attempts
            lines += Self.dateName
            lines += stamp.time
            lines += Self.lineBreak
            lines += stamp.tokenLine
            lines += stamp.authorizationStart
            stamp.key.append(codeOf: signed, to: &lines)
            lines += Self.lineBreak
            return HTTPRequest(
                method: "POST", origin: target.origin, path: target.path, fields: .lines(lines[...]), body: call.body)
        }

        private static let canonicalAttemptName = Array("\namz-sdk-request:".utf8)
        private static let attemptName = Array("\r\namz-sdk-request: ".utf8)
        private static let dateName = Array("\r\nX-Amz-Date: ".utf8)
        private static let lineBreak = Array("\r\n".utf8)

        /// The same request, made without anything prepared: of whatever texts, which the transport will check.
        package func unpreparedRequest(
            for call: RemoteCall, to target: CallTarget, with credentials: AWSCredentials, invocation: [UInt8],
            attempt: Int, now: Double
        ) -> HTTPRequest {
            var request = HTTPRequest(
                method: "POST", origin: target.origin, path: target.path,
                headers: [
                    ("Host", target.origin.hostHeader), ("Content-Type", Self.contentType),
                    ("X-Amz-Target", call.operation.target),
                    // So that the checksum is over the bytes that come.
                    ("Accept-Encoding", "identity"), ("User-Agent", self.userAgent),
                    ("amz-sdk-invocation-id", String(decoding: invocation, as: UTF8.self)),
                    ("amz-sdk-request", "attempt=\(attempt); max=\(self.maximumAttempts)"),
                ], body: call.body)
            SigV4Signer(region: target.signingRegion, service: Self.service).sign(&request, with: credentials, now: now)
            return request
        }
    }
#endif
