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
    /// What the requests of one operation to one place have in common, with the same credentials and within one second, is
    /// prepared once, as bytes, and digested once: each request costs the digests of what differs, and no text is made or
    /// sorted. The headers and the signature are those that ``SigV4Signer`` gives. (CodingBenchmark, `call-empty`.)
    ///
    /// The headers about the attempts, which the service only counts, are added after the signature.
    package final class CallSigner: Sendable {
        static let service = "dynamodb"
        static let contentType = "application/x-amz-json-1.0"

        private let userAgent: String
        private let maximumAttempts: Int
        /// What the identifiers of all calls begin with.
        private let invocationStart: [UInt8]
        /// Nearly all calls have one attempt.
        private let firstAttempt: [UInt8]
        private let invocations = Atomic<UInt64>(0)
        private let state = Mutex(State())

        private struct State {
            /// What the templates are for.
            var credentials: AWSCredentials?
            var second = 0.0
            /// They are few, and found sooner in turn than by a hash. (CodingBenchmark, `call-empty`; StartBenchmark)
            var templates: [(key: TemplateKey, template: RequestTemplate)] = []
            var key: SigningKey?

            /// Forgets what is for other credentials, or for another second.
            mutating func begin(_ credentials: AWSCredentials, second: Double) {
                let isSame = self.credentials == credentials
                guard !isSame || self.second != second else { return }
                if !isSame { self.key = nil }
                self.credentials = credentials
                self.second = second
                self.templates = []
            }
        }

        private struct TemplateKey: Equatable {
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
            self.firstAttempt = Self.text(ofAttempt: 1, of: maximumAttempts)
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
            let template = self.template(
                TemplateKey(operation: call.operation, target: target), credentials: credentials, now: now)
            guard let template else {
                return self.unpreparedRequest(
                    for: call, to: target, with: credentials, invocation: invocation, attempt: attempt, now: now)
            }
            var lines: [UInt8] = []
            lines.reserveCapacity(template.lines.count + 256)
            lines += template.lines
            lines.append(template.signature(of: call.body))
            lines += Self.invocationName
            lines += invocation
            lines += Self.attemptName
            lines +=
                attempt == 1 ? self.firstAttempt : Self.text(ofAttempt: attempt, of: self.maximumAttempts)
            lines += Self.lineBreak
            return HTTPRequest(
                method: "POST", origin: target.origin, path: target.path, fields: .lines(lines[...]), body: call.body)
        }

        private func template(_ key: TemplateKey, credentials: AWSCredentials, now: Double) -> RequestTemplate? {
            let second = now.rounded(.down)
            return self.state.withLock { state in
                state.begin(credentials, second: second)
                for known in state.templates where known.key == key { return known.template }
                let template = RequestTemplate(
                    operation: key.operation, target: key.target, userAgent: self.userAgent, credentials: credentials,
                    second: second, key: &state.key)
                guard let template else { return nil }
                // A client has some operations and some places; if there are more and more, something makes them up.
                if state.templates.count >= 256 { state.templates = [] }
                state.templates.append((key, template))
                return template
            }
        }

        private static let invocationName = Array("\r\namz-sdk-invocation-id: ".utf8)
        private static let attemptName = Array("\r\namz-sdk-request: ".utf8)
        private static let lineBreak = Array("\r\n".utf8)

        private static func text(ofAttempt attempt: Int, of maximum: Int) -> [UInt8] {
            Array("attempt=\(attempt); max=\(maximum)".utf8)
        }

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
                ], body: call.body)
            SigV4Signer(region: target.signingRegion, service: Self.service).sign(&request, with: credentials, now: now)
            request.headers += [
                ("amz-sdk-invocation-id", String(decoding: invocation, as: UTF8.self)),
                (
                    "amz-sdk-request",
                    String(decoding: Self.text(ofAttempt: attempt, of: self.maximumAttempts), as: UTF8.self)
                ),
            ]
            return request
        }
    }
#endif
