// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Testing

    struct SSOCredentialTests {
        private static let config = """
            [profile dev]
            sso_session = my session
            sso_account_id = 123456789012
            sso_role_name = Read Only
            [sso-session my session]
            sso_region = us-east-2
            sso_start_url = https://example.awsapps.com/start
            [profile old]
            sso_account_id = 123456789012
            sso_role_name = Admin
            sso_region = us-east-2
            sso_start_url = https://example.awsapps.com/start
            """
        /// SHA-1 of "my session" and of the start URL.
        private static let file = "/home/me/.aws/sso/cache/0810fbc4bcaca0e26000b03ebf865d8ea87be4b9.json"
        private static let oldFile = "/home/me/.aws/sso/cache/e8be5486177c5b5392bd9aa76563515b29358e6e.json"

        private static func token(_ expiration: String = "2026-01-02T12:00:00Z", _ more: String = "") -> String {
            #"{"accessToken":"BEARERTOKEN","expiresAt":"\#(expiration)","region":"us-east-2"\#(more)}"#
        }

        private static let refreshable = #"""
            ,"clientId":"id","clientSecret":"CLIENTSECRET","refreshToken":"REFRESHTOKEN","registrationExpiresAt":"2026-03-01T00:00:00Z","startUrl":"u","other":[1,null,true]
            """#

        private static let network: ScriptedTransport.Script = { request, _ in
            if request.path.hasSuffix("/token") {
                return .response(200, #"{"accessToken":"NEWTOKEN","expiresIn":28800,"refreshToken":"REFRESHTOKEN2"}"#)
            }
            return .response(
                200,
                #"{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"SECRETKEY","sessionToken":"SESSIONTOKEN","expiration":1767326645000}}"#
            )
        }

        private static let answer = "ASIASSO SECRETKEY SESSIONTOKEN 1767326645 123456789012"

        @Test(arguments: [("dev", file, "Read%20Only"), ("old", oldFile, "Admin")])
        func `a cached token gives the credentials of a role`(profile: String, file: String, role: String) async throws
        {
            let world = TestWorld(config: Self.config, files: [file: Self.token()], network: Self.network)
            #expect(await world.answer(profile: profile) == Self.answer)
            let request = try #require(world.transport.requests.first)
            #expect(
                request.line
                    == "GET https://portal.sso.us-east-2.amazonaws.com/federation/credentials?role_name=\(role)"
                    + "&account_id=123456789012")
            #expect(request.header("x-amz-sso_bearer_token") == "BEARERTOKEN")
            #expect(request.header("Authorization") == nil)
            #expect(world.transport.requests.count == 1)
        }

        @Test(arguments: ["2026-01-02T03:10:00Z", "2026-01-02T03:00:00UTC"])
        func `a token that ends soon, or has ended, is refreshed and written back`(expiration: String) async throws {
            let world = TestWorld(
                config: Self.config, files: [Self.file: Self.token(expiration, Self.refreshable)], network: Self.network
            )
            #expect(await world.answer(profile: "dev") == Self.answer)
            let requests = world.transport.requests
            #expect(requests.first?.line == "POST https://oidc.us-east-2.amazonaws.com/token")
            #expect(
                requests.first?.text
                    == #"{"clientId":"id","clientSecret":"CLIENTSECRET","grantType":"refresh_token","refreshToken":"REFRESHTOKEN"}"#
            )
            #expect(requests.last?.header("x-amz-sso_bearer_token") == "NEWTOKEN")
            let written = try #require(world.files[Self.file])
            #expect(written.contains(#""accessToken":"NEWTOKEN""#))
            #expect(written.contains(#""expiresAt":"2026-01-02T11:04:05Z""#))
            #expect(written.contains(#""refreshToken":"REFRESHTOKEN2""#))
            #expect(written.contains(#""other":[1,null,true]"#))
            // The file serves the next search.
            #expect(await world.answer(profile: "dev") == Self.answer)
            #expect(world.transport.requests.count == 3)
        }

        @Test(arguments: [
            Result<HTTPResponse, TransportFailure>.response(400, #"{"error":"invalid_grant"}"#), .failure(.connect),
            .response(200, "<html>"),
            .response(200, #"{"accessToken":"x"}"#),
        ])
        func `a token that is valid still serves when its refresh fails`(
            failure: Result<HTTPResponse, TransportFailure>
        ) async {
            func world(_ expiration: String) -> TestWorld {
                TestWorld(config: Self.config, files: [Self.file: Self.token(expiration, Self.refreshable)]) {
                    request, number in
                    request.path == "/token" ? failure : Self.network(request, number)
                }
            }
            #expect(await world("2026-01-02T03:10:00Z").answer(profile: "dev") == Self.answer)
            let answer = await world("2026-01-02T03:00:00Z").answer(profile: "dev")
            #expect(answer.contains("has expired. Run: aws sso login --profile dev"), "\(answer)")
            #expect(!answer.showsSecret)
        }

        @Test(
            arguments: [
                (nil, 200, "", "has no cached token. Run: aws sso login --profile dev"),
                ("{", 200, "", "has a damaged token"), ("{}", 200, "", "has a damaged token"),
                (#"{"accessToken":"BEARERTOKEN","expiresAt":"later"}"#, 200, "", "has a damaged token"),
                (token("2026-01-02T03:00:00Z"), 200, "", "has a cached token that has expired"),
                (token(), 401, "", "does not accept the cached token"),
                (token(), 403, #"{"message":"No access for BEARERTOKEN"}"#, "(status 403). No access for ***"),
                (token(), 200, "{}", "did not answer with the credentials of a role"),
                (
                    token(), 200, #"{"roleCredentials":{"accessKeyId":"a","secretAccessKey":"SECRETKEY"}}"#,
                    "did not answer with"
                ),
                (
                    token(), 200,
                    #"{"roleCredentials":{"accessKeyId":"a","secretAccessKey":"SECRETKEY","expiration":"x"}}"#,
                    "did not answer"
                ),
            ] as [(String?, Int, String, String)])
        func `a failed sign-on is an error that says what to do, without a secret`(
            file: String?, status: Int, body: String, reason: String
        ) async {
            let files = file.map { [Self.file: $0] } ?? [:]
            let world = TestWorld(config: Self.config, files: files) { _, _ in .response(status, body) }
            let answer = await world.answer(profile: "dev")
            #expect(answer.hasPrefix("Credentials: "), "\(answer)")
            #expect(answer.contains(reason), "\(answer)")
            #expect(!answer.showsSecret, "\(answer)")
        }

        @Test func `a registration that has ended refreshes nothing`() async {
            let ended = Self.refreshable.replacing("2026-03-01", with: "2026-01-01")
            let world = TestWorld(
                config: Self.config, files: [Self.file: Self.token("2026-01-02T03:00:00Z", ended)],
                network: Self.network)
            #expect(await world.answer(profile: "dev").contains("has expired"))
            #expect(world.transport.requests.isEmpty)
        }

        @Test(arguments: [500, 100_000])
        func `a document that is nested deep is refused and does no harm`(depth: Int) async {
            let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            for body in [nested, #"{"roleCredentials":\#(nested)}"#, String(repeating: #"{"a":"#, count: depth)] {
                let world = TestWorld(config: Self.config, files: [Self.file: Self.token()]) { _, _ in
                    .response(200, body)
                }
                #expect(await world.answer(profile: "dev").contains("did not answer with the credentials of a role"))
            }
            let world = TestWorld(config: Self.config, files: [Self.file: nested])
            #expect(await world.answer(profile: "dev").contains("has a damaged token"))
        }

        @Test func `the settings may name the endpoints`() async {
            let variables = [
                "AWS_ENDPOINT_URL_SSO": "http://localhost:1", "AWS_ENDPOINT_URL_SSO_OIDC": "http://localhost:2/x/",
            ]
            let world = TestWorld(
                config: Self.config, variables,
                files: [Self.file: Self.token("2026-01-02T03:00:00Z", Self.refreshable)],
                network: Self.network)
            #expect(await world.answer(profile: "dev") == Self.answer)
            #expect(
                world.transport.requests.map { $0.line.prefix { $0 != "?" } } == [
                    "POST http://localhost:2/x/token", "GET http://localhost:1/federation/credentials",
                ])
        }
    }
#endif
