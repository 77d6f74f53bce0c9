// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Synchronization
    import Testing

    struct ContainerCredentialTests {
        private static let document =
            #"{"AccessKeyId":"ASIAECS","SecretAccessKey":"SECRETKEY","Token":"SESSIONTOKEN","Expiration":"2026-01-02T04:04:05Z","AccountId":"7","RoleArn":"r"}"#
        private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"

        @Test(arguments: [
            (
                ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials?id=1"],
                "GET http://169.254.170.2/v2/credentials?id=1"
            ),
            ([full: "http://localhost:51679/x"], "GET http://localhost:51679/x"),
            ([full: "http://127.9.9.9/x"], "GET http://127.9.9.9/x"),
            ([full: "http://169.254.170.23/v1/credentials"], "GET http://169.254.170.23/v1/credentials"),
            ([full: "http://[fd00:ec2::23]/x"], "GET http://[fd00:ec2::23]/x"),
            ([full: "http://[fd00:0ec2:0:0:0:0:0:23]/x"], "GET http://[fd00:0ec2:0:0:0:0:0:23]/x"),
            ([full: "https://example.com/x"], "GET https://example.com/x"),
            (
                [full: "http://evil.com/x", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/a"],
                "GET http://169.254.170.2/a"
            ),
        ])
        func `the container's endpoint gives credentials`(variables: [String: String], line: String) async {
            let world = TestWorld(variables) { _, _ in .response(200, Self.document) }
            #expect(await world.answer() == "ASIAECS SECRETKEY SESSIONTOKEN 1767326645 7")
            #expect(world.transport.requests.map(\.line) == [line])
            #expect(world.transport.requests.first?.header("Accept") == "application/json")
            #expect(world.transport.requests.first?.header("Authorization") == nil)
        }

        @Test(arguments: [
            (["AWS_CONTAINER_AUTHORIZATION_TOKEN": "BEARERTOKEN"], "BEARERTOKEN"),
            (["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/token"], "FROMFILE"),
            (
                ["AWS_CONTAINER_AUTHORIZATION_TOKEN": "x", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/token"],
                "FROMFILE"
            ),
        ])
        func `the token goes with the request, from the file first`(variables: [String: String], token: String) async {
            let variables = variables.merging([Self.full: "http://localhost/x"]) { old, _ in old }
            let world = TestWorld(variables, files: ["/token": "FROMFILE\n"]) { _, _ in .response(200, Self.document) }
            #expect(await world.answer().hasPrefix("ASIAECS "))
            #expect(world.transport.requests.first?.header("Authorization") == token)
        }

        @Test(arguments: [
            ([full: "http://example.com/x"], "over plain http"), ([full: "http://169.254.170.3/x"], "over plain http"),
            ([full: "nonsense"], full),
            (["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "@evil.com/x"], "begin with a slash"),
            ([full: "http://localhost/x y"], full), ([full: "http://localhost/?a#b"], full),
            ([full: "http://localhost/x", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "BEARERTOKEN\r\nX: y"], "line break"),
            ([full: "http://localhost/x", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/bad"], "line break"),
            ([full: "http://localhost/x", "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/none"], "no file /none"),
        ])
        func `an endpoint or token that is not safe is refused before anything is sent`(
            variables: [String: String], reason: String
        ) async {
            let world = TestWorld(variables, files: ["/bad": "BEARERTOKEN\nBEARERTOKEN"]) { _, _ in
                .response(200, Self.document)
            }
            let answer = await world.answer()
            #expect(answer.contains(reason), "\(answer)")
            #expect(!answer.showsSecret)
            #expect(world.transport.requests.isEmpty)
        }

        @Test(arguments: [
            (
                Result<HTTPResponse, TransportFailure>.response(403, #"{"code":"Denied","message":"not BEARERTOKEN"}"#),
                "status 403. Denied: not ***", 1
            ),
            (.response(500), "status 500", 3), (.failure(.timeout), "did not answer (timeout", 3),
            (.response(200, "x"), "did not answer with", 1),
            (.response(200, #"{"AccessKeyId":"SECRETKEY"}"#), "has no SecretAccessKey", 1),
            (.response(200, #"{"AccessKeyId":7}"#), "did not answer with", 1),
        ])
        func `an endpoint that fails is an error, after three attempts where they can help`(
            response: Result<HTTPResponse, TransportFailure>, reason: String, attempts: Int
        ) async {
            let variables = [Self.full: "http://localhost/x", "AWS_CONTAINER_AUTHORIZATION_TOKEN": "BEARERTOKEN"]
            let world = TestWorld(variables) { _, _ in response }
            let answer = await world.answer()
            #expect(answer.hasPrefix("Credentials: "), "\(answer)")
            #expect(answer.contains(reason), "\(answer)")
            #expect(!answer.showsSecret)
            #expect(world.transport.requests.count == attempts)
            #expect(world.pauses.withLock { $0 } == Array(repeating: .seconds(1), count: attempts - 1))
        }
    }
#endif
