// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Synchronization
    import Testing

    struct ProfileCredentialTests {
        private static let keys = "aws_access_key_id = AKID\naws_secret_access_key = SECRETKEY\n"

        /// A profile with a role, and one with the keys to assume it with.
        private static let webIdentity =
            "[profile app]\nrole_arn = arn:aws:iam::1:role/A\nweb_identity_token_file = /token\n"
        private static let roleA = """
            [profile app]
            role_arn = arn:aws:iam::1:role/A
            source_profile = base
            [profile base]
            \(Self.keys)
            """

        /// What STS answers, by the published form.
        private static func role(_ name: String) -> Result<HTTPResponse, TransportFailure> {
            .response(
                200,
                """
                <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
                  <AssumeRoleResult>
                    <AssumedRoleUser><AssumedRoleId>ARO:x</AssumedRoleId>
                      <Arn>arn:aws:sts::123456789012:assumed-role/\(name)/session</Arn></AssumedRoleUser>
                    <Credentials>
                      <AccessKeyId>ASIA\(name)</AccessKeyId>
                      <SecretAccessKey>SECRETKEY/&amp;&#43;</SecretAccessKey>
                      <SessionToken>SESSIONTOKEN==</SessionToken>
                      <Expiration>2026-01-02T04:04:05Z</Expiration>
                    </Credentials>
                  </AssumeRoleResult>
                  <ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata>
                </AssumeRoleResponse>
                """)
        }

        /// Answers each request with the credentials of the role that it names.
        private static let sts: ScriptedTransport.Script = { request, _ in
            let name = request.text.split(separator: "&").first { $0.hasPrefix("RoleArn=") }?.split(separator: "F").last
            return Self.role(name.map(String.init) ?? "none")
        }

        @Test(
            arguments: [
                ("[default]\n\(keys)", "", nil, "AKID SECRETKEY - - -"),
                ("", "[default]\n\(keys)", nil, "AKID SECRETKEY - - -"),
                ("", "[dev]\n\(keys)", "dev", "AKID SECRETKEY - - -"),
                (
                    "[profile dev]\naws_account_id = 123456789012", "[dev]\n\(keys)aws_session_token = SESSIONTOKEN",
                    "dev",
                    "AKID SECRETKEY SESSIONTOKEN - 123456789012"
                ),
            ] as [(String, String, String?, String)])
        func `keys of a profile are credentials`(
            config: String, credentials: String, profile: String?, answer: String
        ) async {
            #expect(await TestWorld(config: config, credentials: credentials).answer(profile: profile) == answer)
        }

        @Test func `a profile named by the program leaves out the variables with keys`() async {
            let variables = ["AWS_ACCESS_KEY_ID": "OTHER", "AWS_SECRET_ACCESS_KEY": "OTHERSECRET"]
            let world = TestWorld(config: "", credentials: "[dev]\n\(Self.keys)", variables)
            #expect(await world.answer(profile: "dev") == "AKID SECRETKEY - - -")
            #expect(await world.answer() == "OTHER OTHERSECRET - - -")
        }

        @Test func `a role is assumed with the keys of another profile`() async throws {
            let config = """
                [profile app]
                role_arn = arn:aws:iam::123456789012:role/Reader
                source_profile = base
                external_id = a b/c
                role_session_name = me@here
                duration_seconds = 1800
                [profile base]
                \(Self.keys)
                """
            let world = TestWorld(config: config, network: Self.sts)
            #expect(
                await world.answer(profile: "app")
                    == "ASIAReader SECRETKEY/&+ SESSIONTOKEN== 1767326645 123456789012")
            let request = try #require(world.transport.requests.first)
            #expect(request.line == "POST https://sts.eu-west-1.amazonaws.com/")
            #expect(
                request.text
                    == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2FReader"
                    + "&RoleSessionName=me%40here&DurationSeconds=1800&ExternalId=a%20b%2Fc")
            let authorization = try #require(request.header("Authorization"))
            #expect(authorization.hasPrefix("AWS4-HMAC-SHA256 Credential=AKID/20260102/eu-west-1/sts/aws4_request, "))
        }

        @Test(arguments: [
            (true, nil, "eu-central-1"), (true, "us-west-2", "us-west-2"), (false, nil, RegionChoice.fallback),
        ])
        func `where no region is set, a role is assumed in that of the instance`(
            isInstance: Bool, explicit: String?, region: String
        ) async throws {
            let world = TestWorld(config: Self.roleA, ["AWS_REGION": ""]) { request, number in
                if request.method == "POST" { return Self.role("A") }
                guard isInstance else { return .failure(.connect) }
                return request.method == "PUT" ? .response(200, "tok") : .response(200, "eu-central-1")
            }
            #expect(try await world.chain(profile: "app", region: explicit).credentials().accessKeyID == "ASIAA")
            #expect(world.transport.requests.last?.line == "POST https://sts.\(region).amazonaws.com/")
        }

        @Test(
            arguments: [
                (nil, "eu-west-1", "", "arn:aws:iam::1:role/A", "eu-west-1"),
                ("us-west-2", "eu-west-1", "", "arn:aws:iam::1:role/A", "us-west-2"),
                (nil, nil, "eu-central-1", "arn:aws:iam::1:role/A", "eu-central-1"),
                (nil, nil, "", "arn:aws:iam::1:role/A", RegionChoice.fallback),
                (nil, nil, "", "arn:aws-us-gov:iam::1:role/A", "us-gov-west-1"),
                (nil, nil, "", "arn:aws-cn:iam::1:role/A", "cn-northwest-1"),
                (nil, "us-gov-east-1", "", "arn:aws-us-gov:iam::1:role/A", "us-gov-east-1"),
            ] as [(String?, String?, String, String, String)], [nil, "http://localhost:8000"] as [String?])
        func `a role that the program names is assumed in the region of the database`(
            _ row: (explicit: String?, configured: String?, variable: String, role: String, region: String),
            endpoint: String?
        ) async throws {
            let (explicit, configured, variable, role, region) = row
            let world = TestWorld(["AWS_REGION": variable]) { request, _ in
                request.method == "POST" ? Self.role("A") : .failure(.connect)
            }
            var configuration = RemoteConfiguration()
            configuration.region = configured
            configuration.endpoint = endpoint
            configuration.credentials = AssumeRoleCredentialProvider(
                roleARN: role, region: explicit,
                source: StaticCredentialProvider(AWSCredentials(accessKeyID: "AKID", secretAccessKey: "SECRETKEY")),
                environment: world.environment)
            let settings = try RemoteSettings(configuration, settings: .of(["AWS_REGION": variable]))
            let provider = settings.credentialProvider(for: configuration, environment: world.environment)
            #expect(try await provider.credentials().accessKeyID == "ASIAA")
            let host = try #require(world.transport.requests.last?.origin.host)
            #expect(host.hasPrefix("sts.\(region).amazonaws.com"))
        }

        @Test(
            arguments: [
                ("SignatureDoesNotMatch", "Fri, 02 Jan 2026 04:04:05 GMT", ["20260102T030405Z", "20260102T040405Z"]),
                ("RequestExpired", "Fri, 02 Jan 2026 02:04:05 GMT", ["20260102T030405Z", "20260102T020405Z"]),
                ("RequestExpired", "Fri, 02 Jan 2026 03:07:05 GMT", ["20260102T030405Z"]),
                ("AccessDenied", "Fri, 02 Jan 2026 03:04:06 GMT", ["20260102T030405Z"]),
                ("ValidationError", "Fri, 02 Jan 2026 04:04:05 GMT", ["20260102T030405Z"]),
                ("SignatureDoesNotMatch", "", ["20260102T030405Z"]),
            ])
        func `a role that is refused for the clock is asked for once more by the clock of STS`(
            code: String, date: String, signed: [String]
        ) async throws {
            let world = TestWorld(config: Self.roleA) { request, number in
                guard number == 0 else { return Self.role("A") }
                let body = "<ErrorResponse><Error><Code>\(code)</Code></Error></ErrorResponse>"
                return .success(HTTPResponse(status: 403, headers: [("Date", date)], body: Array(body.utf8)))
            }
            let answer = await world.answer(profile: "app")
            #expect(world.transport.requests.map { $0.header("X-Amz-Date") } == signed)
            #expect(answer.hasPrefix("ASIAA") == (signed.count == 2))
        }

        @Test(arguments: ["01", "05"], [Self.roleA, Self.webIdentity])
        func `the end of a role's credentials is one by the clock of this machine`(
            hour: String, config: String
        ) async throws {
            // Which is two hours ahead, or behind. Who brings a token is not asked for the time.
            let world = TestWorld(config: config, files: ["/token": "BEARERTOKEN"]) { request, number in
                let date = [(name: "Date", value: "Fri, 02 Jan 2026 \(hour):04:05 GMT")]
                if number == 0, request.header("X-Amz-Date") != nil {
                    let body = "<ErrorResponse><Error><Code>RequestExpired</Code></Error></ErrorResponse>"
                    return .success(HTTPResponse(status: 400, headers: date, body: Array(body.utf8)))
                }
                let body =
                    "<Expiration>2026-01-02T\(hour):34:05Z</Expiration><AccessKeyId>ASIAA</AccessKeyId>"
                    + "<SecretAccessKey>SECRETKEY</SecretAccessKey><SessionToken>SESSIONTOKEN</SessionToken>"
                return .success(HTTPResponse(status: 200, headers: date, body: Array(body.utf8)))
            }
            let credentials = try await world.chain(profile: "app").credentials()
            #expect(credentials.expirationTime == world.clock.withLock { $0 } + 1800)
        }

        @Test func `a session for single sign-on without account and role leaves the keys beside it`() async {
            let config = """
                [profile dev]
                sso_session = corp
                \(Self.keys)
                [sso-session corp]
                sso_region = eu-west-1
                sso_start_url = https://example.awsapps.com/start
                """
            #expect(await TestWorld(config: config).answer(profile: "dev") == "AKID SECRETKEY - - -")
        }

        @Test func `a chain of roles is followed from its end`() async throws {
            let config = """
                [profile a]
                role_arn = arn:aws:iam::1:role/A
                source_profile = b
                [profile b]
                role_arn = arn:aws:iam::1:role/B
                source_profile = c
                [profile c]
                role_arn = arn:aws:iam::1:role/Ignored
                source_profile = a
                \(Self.keys)
                """
            let world = TestWorld(config: config, network: Self.sts)
            #expect(await world.answer(profile: "a").hasPrefix("ASIAA "))
            let requests = world.transport.requests
            #expect(requests.map { $0.text.contains("role%2FB") } == [true, false])
            #expect(requests.last?.header("X-Amz-Security-Token") == "SESSIONTOKEN==")
            #expect(requests.last?.header("Authorization")?.contains("Credential=ASIAB/") == true)
            #expect(requests.first?.text.contains("RoleSessionName=swift-dynamodb-session-1767323045&") == true)
            let explanation = await world.chain(profile: "a").explain()
            #expect(explanation.source == "shared profile")
            #expect(
                explanation.description.contains(
                    "the role arn:aws:iam::1:role/A of the profile \"a\", assumed with the role arn:aws:iam::1:role/B of "
                        + "the profile \"b\", assumed with keys of the profile \"c\""))
            #expect(!explanation.description.showsSecret)
        }

        @Test func `a profile may be its own source, with its own keys`() async {
            let config = "[profile a]\nrole_arn = arn:aws:iam::1:role/A\nsource_profile = a\n\(Self.keys)"
            #expect(await TestWorld(config: config, network: Self.sts).answer(profile: "a").hasPrefix("ASIAA "))
        }

        @Test(arguments: [
            ("role_arn = r", "neither source_profile nor credential_source"),
            ("role_arn = r\nsource_profile = b\ncredential_source = Environment", "take one of them away"),
            ("role_arn = r\nsource_profile = missing", "no profile \"missing\""),
            ("role_arn = r\nsource_profile = a", "names itself"),
            ("role_arn = r\nsource_profile = loop", "circle: a → loop → a"),
            ("role_arn = r\nsource_profile = empty", "\"empty\", from which \"a\" takes its credentials, has none"),
            ("role_arn = r\ncredential_source = Moon", "it must be Environment, Ec2InstanceMetadata or EcsContainer"),
            ("role_arn = r\ncredential_source = Environment", "AWS_ACCESS_KEY_ID is not set"),
            ("role_arn = r\ncredential_source = EcsContainer", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"),
            ("role_arn = r\nsource_profile = b\nmfa_serial = m", "mfa_serial"),
            ("role_arn = r\nsource_profile = b\nduration_seconds = 10", "from 900 to 43200"),
            ("role_arn = r\nweb_identity_token_file = /none", "no file /none"),
            ("aws_access_key_id = AKID", "only one of"), ("aws_secret_access_key = SECRETKEY", "only one of"),
            ("sso_account_id = 1", "has no sso_role_name"),
            ("sso_account_id = 1\nsso_role_name = r\nsso_session = s", "no section [sso-session s]"),
            ("sso_account_id = 1\nsso_role_name = r", "has no sso_region"),
            ("credential_process = \"open", "a quote is not closed"),
        ])
        func `a profile that leads nowhere is an error that says why`(setting: String, reason: String) async {
            let config = """
                [profile a]
                \(setting)
                [profile b]
                \(Self.keys)
                [profile loop]
                role_arn = x
                source_profile = a
                [profile empty]
                region = x
                """
            let answer = await TestWorld(config: config, network: Self.sts).answer(profile: "a")
            #expect(answer.contains(reason), "\(answer)")
            #expect(!answer.showsSecret)
        }

        @Test func `a profile of aws login is refused with what to do`() async {
            let answer = await TestWorld(config: "[default]\nlogin_session = arn:aws:iam::1:user/me").answer()
            #expect(answer.contains("login_session") && answer.contains("export-credentials --profile default"))
        }

        @Test func `a role may be assumed with the variables, a container or an instance`() async {
            let variables = [
                "AWS_ACCESS_KEY_ID": "ENVKEY", "AWS_SECRET_ACCESS_KEY": "SECRETKEY",
                "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://localhost/c",
            ]
            let cases = [("Environment", "ENVKEY"), ("Ec2InstanceMetadata", "IMDSKEY"), ("EcsContainer", "ECSKEY")]
            for (source, key) in cases {
                let config = "[profile a]\nrole_arn = arn:aws:iam::1:role/A\ncredential_source = \(source)"
                let world = TestWorld(config: config, variables) { request, number in
                    func document(_ key: String) -> Result<HTTPResponse, TransportFailure> {
                        .response(
                            200, #"{"AccessKeyId":"\#(key)","SecretAccessKey":"SECRETKEY","Token":"SESSIONTOKEN"}"#)
                    }
                    switch request.path {
                    case "/latest/api/token": return .response(200, "tok")
                    case "/latest/meta-data/iam/security-credentials/": return .response(200, "Role")
                    case "/latest/meta-data/iam/security-credentials/Role": return document("IMDSKEY")
                    case "/c": return document("ECSKEY")
                    default: return Self.sts(request, number)
                    }
                }
                #expect(await world.answer(profile: "a").hasPrefix("ASIAA "))
                let authorization = world.transport.requests.last?.header("Authorization") ?? ""
                #expect(authorization.contains("Credential=\(key)/"))
            }
        }

        @Test(arguments: [
            (
                403,
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not you, SECRETKEY</Message></Error></ErrorResponse>",
                "AccessDenied: not you, ***"
            ),
            (200, "<html>hello</html>", "did not answer as STS does"), (200, "", "did not answer as STS does"),
            (200, "<AccessKeyId>a</AccessKeyId><SecretAccessKey>SECRETKEY", "did not answer as STS does"),
            (404, "nothing", "status 404"), (301, "", "status 301"),
        ])
        func `a failure of STS is an error with its reason, without a secret`(status: Int, body: String, reason: String)
            async
        {
            let config = "[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\n\(Self.keys)"
            let world = TestWorld(config: config) { _, _ in .response(status, body) }
            let answer = await world.answer(profile: "a")
            #expect(answer.hasPrefix("Credentials: "), "\(answer)")
            #expect(answer.contains(reason), "\(answer)")
            #expect(!answer.showsSecret, "\(answer)")
            #expect(world.transport.requests.count == 1)
        }

        @Test func `STS is asked again when it fails for a moment, and three times at most`() async {
            let config = "[profile a]\nrole_arn = arn:aws:iam::1:role/A\nsource_profile = b\n[profile b]\n\(Self.keys)"
            let recovering = TestWorld(config: config) { request, number in
                [.response(503), .failure(.connectionLost), Self.sts(request, number)][number]
            }
            #expect(await recovering.answer(profile: "a").hasPrefix("ASIAA "))
            #expect(recovering.pauses.withLock { $0.count } == 2)
            let down = TestWorld(config: config) { _, _ in .failure(.timeout) }
            #expect(
                await down.answer(profile: "a").contains("STS at sts.eu-west-1.amazonaws.com did not answer (timeout"))
            #expect(down.transport.requests.count == 3)
            let cancelled = TestWorld(config: config) { _, _ in .failure(.cancelled) }
            #expect(await cancelled.answer(profile: "a").hasPrefix("Cancelled: "))
            #expect(cancelled.transport.requests.count == 1)
        }

        @Test(arguments: [
            ([:], "[profile a]\nendpoint_url = http://localhost:5000", "POST http://localhost:5000/"),
            (["AWS_ENDPOINT_URL_STS": "https://sts.example.com/base/"], "", "POST https://sts.example.com/base/"),
            (["AWS_USE_FIPS_ENDPOINT": "true"], "", "POST https://sts-fips.eu-west-1.amazonaws.com/"),
            (["AWS_REGION": "cn-north-1"], "", "POST https://sts.cn-north-1.amazonaws.com.cn/"),
            (["AWS_REGION": "local"], "", "POST https://sts.us-east-1.amazonaws.com/"),
        ])
        func `STS has the endpoint of the settings`(variables: [String: String], more: String, line: String) async {
            let config =
                "[profile a]\nrole_arn = arn:aws:iam::1:role/A\nsource_profile = b\n[profile b]\n\(Self.keys)\(more)"
            let world = TestWorld(config: config, variables, network: Self.sts)
            #expect(await world.answer(profile: "a").hasPrefix("ASIAA "))
            #expect(world.transport.requests.map(\.line) == [line])
        }

        @Test func `STS is not asked over plain http on another machine`() async {
            let config = "[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\n\(Self.keys)"
            let world = TestWorld(config: config, ["AWS_ENDPOINT_URL": "http://example.com"], network: Self.sts)
            #expect(await world.answer(profile: "a").hasPrefix("Configuration: "))
            #expect(world.transport.requests.isEmpty)
        }

        @Test func `a web identity gives a role, in a profile and in variables, without a signature`() async throws {
            let config =
                "[profile a]\nrole_arn = arn:aws:iam::1:role/A\nweb_identity_token_file = /token\nrole_session_name = s"
            let variables = [
                "AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/A",
                "AWS_ROLE_SESSION_NAME": "s",
            ]
            let files = ["/token": "BEARERTOKEN\n"]
            for (world, profile) in [
                (TestWorld(config: config, files: files, network: Self.sts), "a"),
                (TestWorld(variables, files: files, network: Self.sts), nil),
            ] {
                #expect(await world.answer(profile: profile).hasPrefix("ASIAA "))
                let request = try #require(world.transport.requests.first)
                #expect(
                    request.text
                        == "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2FA"
                        + "&RoleSessionName=s&WebIdentityToken=BEARERTOKEN")
                #expect(request.header("Authorization") == nil)
                // The file is read at every refresh.
                world.files["/token"] = "OTHER"
                #expect(await world.answer(profile: profile).hasPrefix("ASIAA "))
                #expect(world.transport.requests.last?.text.hasSuffix("=OTHER") == true)
            }
        }

        @Test(arguments: [
            (["AWS_WEB_IDENTITY_TOKEN_FILE": "/token"], "AWS_ROLE_ARN"),
            (["AWS_WEB_IDENTITY_TOKEN_FILE": "/none", "AWS_ROLE_ARN": "r"], "no file /none"),
            (["AWS_WEB_IDENTITY_TOKEN_FILE": "/empty", "AWS_ROLE_ARN": "r"], "is empty"),
            (["AWS_WEB_IDENTITY_TOKEN_FILE": "/locked", "AWS_ROLE_ARN": "r"], "Permission denied"),
            (["AWS_WEB_IDENTITY_TOKEN_FILE": "/token", "AWS_ROLE_ARN": "r"], "IDPCommunicationError: *** is no good"),
        ])
        func `a web identity that fails is an error`(variables: [String: String], reason: String) async {
            let world = TestWorld(variables, files: ["/token": "BEARERTOKEN", "/empty": "\n"], unreadable: ["/locked"])
            { _, _ in
                .response(400, "<E><Code>IDPCommunicationError</Code><Message>BEARERTOKEN is no good</Message></E>")
            }
            let answer = await world.answer()
            #expect(answer.contains(reason), "\(answer)")
            #expect(!answer.showsSecret)
            #expect([0, 3].contains(world.transport.requests.count))
        }
    }
#endif
