// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import DynamoDBCore
    import TestSupport
    import Testing

    /// Requests from prepared parts are those that are made and signed the long way.
    struct CallSignerTests {
        private static let call = RemoteCall(
            operation: .getItem, tables: ["Things"], body: Array(#"{"TableName":"Things"}"#.utf8), effect: .none)
        private static let credentials = AWSCredentials(accessKeyID: "AKIDEXAMPLE", secretAccessKey: "secret")
        private static let target = CallTarget(
            origin: HTTPOrigin(isSecure: false, host: "localhost", port: 8000), signingRegion: "us-east-1")

        private static func lines(_ request: HTTPRequest) -> [String] {
            ["\(request.method) \(request.origin) \(request.path)"] + request.headers.map { "\($0.name): \($0.value)" }
        }

        private static func isPrepared(_ request: HTTPRequest) -> Bool {
            if case .lines = request.fields { true } else { false }
        }

        @Test(arguments: 0..<20 as Range<UInt64>)
        func `whatever the call, the place, the credentials and the time, both ways give the same`(seed: UInt64) {
            var generator = SeededGenerator(seed: seed)
            let signer = CallSigner(
                userAgent: "agent/1.0  (two blanks)", maximumAttempts: 4, id: "01234567-89ab-4cde-8f01-23456789abcd")
            let hosts = [
                "localhost", "dynamodb.eu-west-1.amazonaws.com", "::1", "123456789012.ddb.us-east-1.amazonaws.com",
            ]
            let paths = ["/", "/a/../b", "/a b?x=1&a=%2f", "/%41/"]
            let secrets = ["secret", "another secret", String(repeating: "k", count: 80)]
            let tokens = ["token/+==", "another/token", nil]
            var now = 1_700_000_000.5
            for _ in 0..<100 {
                let operation = OperationName.allCases.randomElement(using: &generator) ?? .getItem
                var target = CallTarget(
                    origin: HTTPOrigin(
                        isSecure: generator.chance(50), host: hosts.randomElement(using: &generator) ?? "",
                        port: generator.chance(50) ? nil : 8000),
                    path: paths.randomElement(using: &generator) ?? "/",
                    signingRegion: generator.chance(80) ? "us-east-1" : "eu-west-1")
                var credentials = AWSCredentials(
                    accessKeyID: generator.chance(80) ? "AKIDEXAMPLE" : "ASIAEXAMPLE",
                    secretAccessKey: secrets.randomElement(using: &generator) ?? "",
                    sessionToken: tokens.randomElement(using: &generator) ?? nil)
                // Within a second, to the next ones, to another day, and back.
                now += [0, 0.3, 1, 86_400, -40_000].randomElement(using: &generator) ?? 0
                // What was prepared for the first serves the next two; then something changes with each.
                for change in 0..<9 {
                    switch change {
                    case 3: credentials.secretAccessKey += "x"
                    case 4: credentials.sessionToken = tokens.first { $0 != credentials.sessionToken } ?? nil
                    case 5: credentials.accessKeyID += "X"
                    case 6: now += 1
                    case 7: target.signingRegion += "-2"
                    // The key is one of the day, whoever signs.
                    case 8: now += 86_400
                    default: break
                    }
                    let body = (0..<Int.random(in: 0...300, using: &generator)).map { _ in
                        UInt8.random(in: 0...255, using: &generator)
                    }
                    let call = RemoteCall(operation: operation, tables: [], body: body, effect: .none)
                    let invocation = signer.makeInvocation()
                    let attempt = Int.random(in: 1...12, using: &generator)
                    let prepared = signer.request(
                        for: call, to: target, with: credentials, invocation: invocation, attempt: attempt, now: now)
                    let unprepared = signer.unpreparedRequest(
                        for: call, to: target, with: credentials, invocation: invocation, attempt: attempt, now: now)
                    #expect(Self.isPrepared(prepared) && !Self.isPrepared(unprepared))
                    #expect(Self.lines(prepared) == Self.lines(unprepared))
                    #expect(prepared.body == body && unprepared.body == body)
                }
            }
        }

        @Test
        func `many tasks at the end of a second, with credentials old and new, get each their own signature`() async {
            let signer = CallSigner(userAgent: "a", maximumAttempts: 4, id: "0")
            await withTaskGroup(of: Void.self) { group in
                for task in 0..<16 {
                    group.addTask {
                        var credentials = Self.credentials
                        if task.isMultiple(of: 4) { credentials.secretAccessKey = "another secret" }
                        for step in 0..<200 {
                            // Some tasks are in the next second while others are in the last.
                            let now = 1_700_000_000 + Double(step + task) / 20
                            let call = RemoteCall(
                                operation: task.isMultiple(of: 2) ? .getItem : .putItem, tables: [],
                                body: Array("\(now)".utf8), effect: .none)
                            let invocation = signer.makeInvocation()
                            let prepared = signer.request(
                                for: call, to: Self.target, with: credentials, invocation: invocation, attempt: 1,
                                now: now)
                            let unprepared = signer.unpreparedRequest(
                                for: call, to: Self.target, with: credentials, invocation: invocation, attempt: 1,
                                now: now)
                            #expect(Self.isPrepared(prepared))
                            #expect(Self.lines(prepared) == Self.lines(unprepared))
                        }
                    }
                }
            }
        }

        @Test(arguments: [
            (host: "local\r\nhost", agent: "a", id: "A", token: "t"),
            (host: "local host", agent: "a", id: "A", token: "t"),
            (host: "höst", agent: "a", id: "A", token: "t"), (host: "h", agent: "a\r\nX: y", id: "A", token: "t"),
            (host: "h", agent: "a", id: "A\nX: y", token: "t"), (host: "h", agent: "a", id: "A", token: "t\r\n\r\n"),
            (host: "h", agent: "a", id: "A", token: "a  b"),
        ])
        func
            `texts that no header can have, or that are signed in another form, are left to the checks of the transport`(
                host: String, agent: String, id: String, token: String
            )
        {
            let signer = CallSigner(userAgent: agent, maximumAttempts: 4, id: "0")
            let request = signer.request(
                for: Self.call,
                to: CallTarget(origin: HTTPOrigin(isSecure: false, host: host), signingRegion: "us-east-1"),
                with: AWSCredentials(accessKeyID: id, secretAccessKey: "s", sessionToken: token),
                invocation: signer.makeInvocation(), attempt: 1, now: 0)
            #expect(!Self.isPrepared(request))
        }

        @Test
        func `calls have identifiers of their own, of the form of a UUID`() {
            let signer = CallSigner(
                userAgent: "a", maximumAttempts: 4, id: "01234567-89ab-4cde-8f01-23456789abcd")
            let names = (0..<300).map { _ in String(decoding: signer.makeInvocation(), as: UTF8.self) }
            #expect(names.first == "01234567-89ab-4cde-8f01-000000000000")
            #expect(names.last == "01234567-89ab-4cde-8f01-00000000012b")
            #expect(Set(names).count == 300)
        }

        @Test
        func `more places than a client has are not remembered for ever, and get their requests`() {
            let signer = CallSigner(userAgent: "a", maximumAttempts: 4, id: "0")
            for number in 0..<600 {
                let origin = HTTPOrigin(isSecure: true, host: "host-\(number)")
                let request = signer.request(
                    for: Self.call, to: CallTarget(origin: origin, signingRegion: "us-east-1"), with: Self.credentials,
                    invocation: signer.makeInvocation(), attempt: 1, now: 0)
                #expect(request.headers.first?.value == origin.host)
            }
        }
    }
#endif
