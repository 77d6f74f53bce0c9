// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Foundation
    import TestSupport
    import Testing

    /// Compares signatures with those of botocore.
    struct SigningPeerTests {
        private static let table: [SigningQuestion] = [
            SigningQuestion(
                headers: [
                    ("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", "DynamoDB_20120810.GetItem"),
                ], body: #"{"TableName":"Music"}"#),
            SigningQuestion(body: ""),
            SigningQuestion(headers: [("X-Amz-Target", "a")], body: "{}", token: "FwoGZXIvYXdzEXAMPLEtoken=="),
            SigningQuestion(origin: HTTPOrigin(isSecure: false, host: "localhost", port: 8000), body: "{}"),
            SigningQuestion(origin: HTTPOrigin(isSecure: true, host: "localhost", port: 8443), body: "{}"),
            SigningQuestion(origin: HTTPOrigin(isSecure: false, host: "localhost", port: 443), body: "{}"),
            SigningQuestion(origin: HTTPOrigin(isSecure: false, host: "::1", port: 8000), body: "{}"),
            SigningQuestion(headers: [("X-Odd", "  a   b \t c  "), ("X-Empty", ""), ("X-Blank", "   ")]),
            SigningQuestion(headers: [("B", "2"), ("a", "1"), ("b", "3"), ("A", "0"), ("b", "1")]),
            SigningQuestion(headers: [("User-Agent", "x"), ("Expect", "y"), ("Connection", "close"), ("TE", "gzip")]),
            SigningQuestion(
                headers: [("X-Amz-Date", "old"), ("X-Amz-Security-Token", "old"), ("Authorization", "old")],
                token: "new"),
            SigningQuestion(method: "GET", path: "/a/./b/../c//d/"),
            SigningQuestion(method: "GET", path: "/../../"),
            SigningQuestion(method: "GET", path: "/a%20b/é/~x"),
            SigningQuestion(method: "GET", path: "/?b=2&a=1&b=1&A=0&a-b=3&c"),
            SigningQuestion(method: "GET", path: "/p?role_name=Read%20Only&account_id=1", service: "sts"),
            SigningQuestion(body: "{}", time: 0), SigningQuestion(body: "{}", time: 951_782_399),
            SigningQuestion(body: "{}", time: 4_107_542_399),
        ]

        @Test func `requests are signed as botocore signs them`() async throws {
            let questions = Self.table + SigningQuestion.random(count: 400, seed: 20_260_102)
            let answers = try await PythonPeer.ask("sign_requests.py", questions, for: [SigningQuestion.Answer].self)
            #expect(answers.count == questions.count)
            // One signer for each region and service, so that keys of other days and secrets lie in its memory.
            var signers: [String: SigV4Signer] = [:]
            for (question, answer) in zip(questions, answers) {
                let name = question.region + question.service
                let signer = signers[name] ?? SigV4Signer(region: question.region, service: question.service)
                signers[name] = signer
                #expect(question.sign(with: signer) == answer)
            }
        }
    }
#endif
