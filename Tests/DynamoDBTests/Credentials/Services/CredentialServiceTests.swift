// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Foundation
    import RemoteTestSupport
    import TestSupport
    import Testing

    /// The providers through the real transport, asking services that speak their published protocols on loopback.
    @Suite(.timeLimit(.minutes(10)))
    struct CredentialServiceTests {
        /// When the credentials of all these services end.
        private static let end = Date(timeIntervalSince1970: 1_767_344_645)

        private static let call = RemoteCall(operation: .getItem, tables: ["Things"], body: [], effect: .none)

        @Test func `an instance gives its role and its region to who fetches a token first`() async throws {
            let service = InstanceMetadataStandIn()
            try await ScriptedServer.run({ service.steps(for: $0) }) { server in
                try await RealWorld.run { world in
                    let variables = ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:\(server.port)"]
                    let chain = world.chain(variables)
                    let credentials = try await chain.credentials()
                    #expect(credentials.accessKeyID == "ASIAEC21" && credentials.sessionToken == "SESSIONTOKEN")
                    #expect(credentials.expiration == Self.end)
                    #expect(await chain.explain().source == "EC2 instance metadata")
                    service.forgetTokens()
                    let environment = world.environment(variables)
                    let settings = try environment.settings(profile: nil)
                    #expect(try await InstanceRegion.find(environment, settings: settings) == "eu-central-1")
                    #expect(
                        service.log.prefix(4) == [
                            "PUT /latest/api/token 200", "GET /latest/meta-data/iam/security-credentials/ 200",
                            "PUT /latest/api/token 200",
                            "GET /latest/meta-data/iam/security-credentials/web-server 200",
                        ])
                    #expect(!service.log.contains { $0.hasSuffix(" 401") })
                }
            }
        }

        @Test func `an instance's region is used where nothing else names one, and asked for once`() async throws {
            let service = InstanceMetadataStandIn()
            try await ScriptedServer.run({ service.steps(for: $0) }) { server in
                try await RealWorld.run { world in
                    let environment = world.environment([
                        "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:\(server.port)"
                    ])
                    let settings = try RemoteSettings(RemoteConfiguration(), settings: .of())
                    let endpoints = RegionalEndpoints(settings) { () throws(DynamoDBError) in
                        try await InstanceRegion.find(
                            environment, settings: try environment.settings(profile: nil))
                    }
                    #expect(try endpoints.readyTarget(for: Self.call, accountID: nil) == nil)
                    for _ in 0..<3 {
                        let target = try await endpoints.target(for: Self.call, accountID: nil)
                        #expect(target.origin.host == "dynamodb.eu-central-1.amazonaws.com")
                        #expect(target.signingRegion == "eu-central-1")
                        #expect(try endpoints.readyTarget(for: Self.call, accountID: nil) == target)
                    }
                    #expect(service.log.count == 2)
                }
            }
        }

        @Test func `without an instance the region is the fallback, with a warning`() async throws {
            let log = TestLog()
            var system = CredentialEnvironment.system(transport: NIOTransport(), logger: log.logger)
            system.variables = EnvironmentVariables(["AWS_EC2_METADATA_DISABLED": "true"])
            let settings = try RemoteSettings(RemoteConfiguration(), settings: .of())
            let endpoints = RegionalEndpoints(settings) { [system] () throws(DynamoDBError) in
                try await InstanceRegion.find(system, settings: .of())
            }
            for _ in 0..<2 {
                let target = try await endpoints.target(for: Self.call, accountID: nil)
                #expect(target.signingRegion == "ap-southeast-2")
            }
            #expect(log.warnings.count == 1)
            #expect(log.warnings.first?.contains("AWS_REGION") == true)
        }

        @Test func `a container's endpoint gives credentials for the token in the file, which may change`() async throws
        {
            let service = ContainerStandIn(token: Mutexed("Bearer one"))
            try await ScriptedServer.run({ service.steps(for: $0) }) { server in
                try await RealWorld.run { world in
                    let file = try world.write("token", "Bearer one\n")
                    let chain = world.chain([
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:\(server.port)/v1/credentials?id=7",
                        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": file,
                    ])
                    #expect(try await chain.credentials().accessKeyID == "ASIAPOD")
                    service.token.value = "Bearer two"
                    let error = await #expect(throws: DynamoDBError.self) { try await chain.credentials() }
                    #expect(error?.code == .credentials)
                    #expect(error?.message.contains("status 403") == true)
                    #expect(error?.message.contains("Bearer one") == false, "shows the token")
                    try world.write("token", "Bearer two")
                    let credentials = try await chain.credentials()
                    #expect(credentials.accountID == "123456789012" && credentials.expiration == Self.end)
                    #expect(server.requests.allSatisfy { $0.header("Accept") == "application/json" })
                }
            }
        }

        @Test func `single sign-on refreshes its token, keeps it in the file, and gives the role`() async throws {
            let service = SignOnStandIn()
            try await ScriptedServer.run({ service.steps(for: $0) }) { server in
                try await RealWorld.run { world in
                    try world.write(
                        ".aws/config",
                        """
                        [default]
                        sso_session = my-sso
                        sso_account_id = 123456789012
                        sso_role_name = Reader
                        [sso-session my-sso]
                        sso_region = eu-west-1
                        sso_start_url = https://example.awsapps.com/start
                        """)
                    let path = ".aws/sso/cache/\(Self.sessionHash).json"
                    try world.write(
                        path,
                        #"{"startUrl":"https://example.awsapps.com/start","region":"eu-west-1","accessToken":"BEARERTOKEN0","expiresAt":"2026-01-02T03:05:05Z","clientId":"client","clientSecret":"CLIENTSECRET","registrationExpiresAt":"2026-03-01T00:00:00Z","refreshToken":"REFRESHTOKEN0","kept":[1]}"#
                    )
                    let url = "http://127.0.0.1:\(server.port)"
                    let variables = ["AWS_ENDPOINT_URL_SSO": url, "AWS_ENDPOINT_URL_SSO_OIDC": url]
                    let chain = world.chain(variables)
                    let credentials = try await chain.credentials()
                    #expect(credentials.accessKeyID == "ASIASSO" && credentials.expiration == Self.end)
                    let file = try world.read(path)
                    #expect(file.contains("BEARERTOKEN1") && file.contains("REFRESHTOKEN1") && file.contains("kept"))
                    // Another process finds the new token in the file, which is valid for an hour.
                    #expect(try await world.chain(variables).credentials().accessKeyID == "ASIASSO")
                    #expect(
                        server.requests.map(\.line) == [
                            "POST /token", "GET /federation/credentials?role_name=Reader&account_id=123456789012",
                            "GET /federation/credentials?role_name=Reader&account_id=123456789012",
                        ])
                }
            }
        }

        /// The SHA-1 of `my-sso`.
        private static let sessionHash = "0ad374308c5a4e22f723adf10145eafad7c4031c"

        // MARK: - STS, which is moto's

        private static func config(_ text: String, _ world: RealWorld) throws -> [String: String] {
            try world.write(".aws/config", text)
            try world.write(
                ".aws/credentials", "[base]\naws_access_key_id = AKIDBASE\naws_secret_access_key = SECRETKEY\n")
            return ["AWS_ENDPOINT_URL_STS": "\(try MotoServer.origin())"]
        }

        @Test func `a role is assumed at STS, through a chain of profiles`() async throws {
            try await RealWorld.run { world in
                let variables = try Self.config(
                    """
                    [default]
                    role_arn = arn:aws:iam::210987654321:role/Second
                    source_profile = first
                    role_session_name = tests
                    [profile first]
                    role_arn = arn:aws:iam::123456789012:role/First
                    source_profile = base
                    external_id = a&b=c
                    duration_seconds = 900
                    """, world)
                let chain = world.chain(variables)
                let credentials = try await chain.credentials()
                #expect(credentials.accessKeyID.hasPrefix("ASIA"))
                #expect(credentials.sessionToken?.isEmpty == false)
                #expect(credentials.accountID == "210987654321")
                #expect(credentials.expirationTime ?? 0 > 1_767_323_045)
                // They are good for a request.
                let cached = CachedCredentialProvider(chain, now: { 1_767_323_045 })
                let remote = RemoteDatabase(
                    loop: CallLoop(
                        transport: NIOTransport(), credentials: cached,
                        endpoints: FixedEndpoint(try MotoServer.origin(), region: "us-sts-1")))
                #expect(try await remote.listTables(ListTablesInput()).tableNames == [])
            }
        }

        @Test func `a role is given for a web identity token, read anew every time`() async throws {
            try await RealWorld.run { world in
                var variables = try Self.config("", world)
                variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = try world.write("token", "header.payload.signature\n")
                variables["AWS_ROLE_ARN"] = "arn:aws:iam::123456789012:role/Pod"
                let chain = world.chain(variables)
                let credentials = try await chain.credentials()
                #expect(credentials.accessKeyID.hasPrefix("ASIA"))
                #expect(credentials.accountID == "123456789012")
                #expect(await chain.explain().source == "web identity")
                try world.write("token", "")
                let error = await #expect(throws: DynamoDBError.self) { try await chain.credentials() }
                #expect(error?.message.contains("is empty") == true)
            }
        }

        @Test func `a program assumes a role with credentials that it has`() async throws {
            try await RealWorld.run { world in
                let environment = world.environment(try Self.config("", world))
                let source = StaticCredentialProvider(
                    AWSCredentials(accessKeyID: "AKIDBASE", secretAccessKey: "SECRETKEY"))
                let provider = AssumeRoleCredentialProvider(
                    roleARN: "arn:aws:iam::123456789012:role/Reader", sessionName: "tests", duration: .seconds(900),
                    region: "eu-west-1", source: source, environment: environment)
                let credentials = try await provider.credentials()
                #expect(credentials.accessKeyID.hasPrefix("ASIA") && credentials.accountID == "123456789012")
                for duration in [Duration.seconds(899), .seconds(43_201), .seconds(-1)] {
                    let wrong = AssumeRoleCredentialProvider(
                        roleARN: "arn:aws:iam::123456789012:role/Reader", duration: duration, source: source,
                        environment: environment)
                    let error = await #expect(throws: DynamoDBError.self) { try await wrong.credentials() }
                    #expect(error?.code == .configuration)
                }
            }
        }

        @Test func `a role that STS does not give is an error in its words`() async throws {
            try await RealWorld.run { world in
                let environment = world.environment(try Self.config("", world))
                let provider = AssumeRoleCredentialProvider(
                    roleARN: "arn:aws:iam::123456789012:role/Reader", sessionName: String(repeating: "x", count: 65),
                    source: StaticCredentialProvider(
                        AWSCredentials(accessKeyID: "AKIDBASE", secretAccessKey: "SECRETKEY")),
                    environment: environment)
                let error = await #expect(throws: DynamoDBError.self) { try await provider.credentials() }
                #expect(error?.code == .credentials)
                #expect(error?.message.contains("ValidationError") == true, "\(String(describing: error))")
            }
        }
    }
#endif
