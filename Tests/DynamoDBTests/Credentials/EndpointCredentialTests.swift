// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Synchronization
    import Testing

    struct EndpointCredentialTests {
        private static func credentials(
            _ endpoint: String?, _ world: TestWorld, allowed: Bool = false, _ provider: (any CredentialProvider)? = nil,
            profile: String? = nil
        ) async throws(DynamoDBError) -> AWSCredentials {
            var configuration = RemoteConfiguration()
            configuration.endpoint = endpoint
            configuration.credentials = provider
            configuration.profile = profile
            configuration.allowsCredentialsOverPlainHTTP = allowed
            let settings = try RemoteSettings(configuration, settings: .of(["AWS_REGION": "eu-west-1"]))
            return try await settings.credentialProvider(for: configuration, environment: world.environment)
                .credentials()
        }

        private static let keys = ["AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "SECRETKEY"]

        @Test(arguments: ["http://localhost:8000", "https://127.0.0.1:8000", "http://[::1]:8000"])
        func `a server on this machine gets placeholders where there are no credentials`(endpoint: String) async throws
        {
            let world = TestWorld()
            #expect(try await Self.credentials(endpoint, world) == .placeholder)
            // No instance is asked: where there is none, that takes seconds.
            #expect(world.transport.requests.isEmpty)
            #expect(try await Self.credentials(endpoint, TestWorld(Self.keys)).accessKeyID == "AKID")
        }

        @Test func `elsewhere no credentials are an error`() async {
            for endpoint in [nil, "https://example.com"] {
                let error = await #expect(throws: DynamoDBError.self) {
                    try await Self.credentials(endpoint, TestWorld())
                }
                #expect(error?.code == .credentials)
            }
        }

        @Test func `a source that fails leaves a server on this machine with placeholders, and is told once`()
            async throws
        {
            let config = """
                [default]
                role_arn = arn:aws:iam::123456789012:role/R
                source_profile = other
                [profile other]
                aws_access_key_id = AKID
                aws_secret_access_key = SECRETKEY
                """
            for world in [TestWorld(["AWS_ACCESS_KEY_ID": "AKID"]), TestWorld(config: config)] {
                #expect(try await Self.credentials("http://localhost:8000", world) == .placeholder)
                let warnings = world.warnings.withLock { $0 }
                #expect(warnings.count == 1)
                #expect(warnings.allSatisfy { $0.contains("http://localhost:8000") && $0.contains("placeholders") })
                #expect(warnings.allSatisfy { !$0.showsSecret })
                await #expect(throws: DynamoDBError.self) {
                    try await Self.credentials("https://example.com", world)
                }
                // Who names a profile wants that one.
                let error = await #expect(throws: DynamoDBError.self) {
                    try await Self.credentials("http://localhost:8000", world, profile: "missing")
                }
                #expect(error?.code == .configuration)
            }
        }

        @Test func `placeholders never take the place of credentials that there were`() async throws {
            let url = try EndpointURL("http://localhost:8000", setting: "a test")
            let file = "[default]\naws_access_key_id = AKID\naws_secret_access_key = SECRETKEY"
            let half = "[default]\naws_access_key_id = AKID"
            for (variables, config) in [(Self.keys, ""), ([:], file)] {
                for (laterVariables, laterConfig) in [(["AWS_ACCESS_KEY_ID": "AKID"], ""), ([:], half), ([:], "")] {
                    let world = TestWorld(config: config)
                    let values = Mutex(variables)
                    var environment = world.environment
                    environment.variables = EnvironmentVariables { name in
                        name == "HOME" ? "/home/me" : values.withLock { $0[name] }
                    }
                    let provider = EndpointCredentialProvider(
                        chain: DefaultCredentialChain(profile: nil, region: nil, environment: environment),
                        endpoint: Endpoint(url, signingRegion: "eu-west-1"), allowsPlainHTTP: false,
                        warn: { Issue.record($0) })
                    let found = if let known = provider.known { known } else { try await provider.credentials() }
                    #expect(found.accessKeyID == "AKID")
                    values.withLock { $0 = laterVariables }
                    world.files["/home/me/.aws/config"] = laterConfig
                    await #expect(throws: DynamoDBError.self) { try await provider.credentials() }
                }
            }
        }

        @Test func `that a missing profile is passed over is told once`() async throws {
            for keys in [Self.keys, [:]] {
                let variables = keys.merging(["AWS_PROFILE": "missing"]) { $1 }
                let world = TestWorld(variables)
                var configuration = RemoteConfiguration()
                configuration.endpoint = "http://localhost:8000"
                let settings = try RemoteSettings(configuration, settings: .of(variables))
                let provider = settings.credentialProvider(for: configuration, environment: world.environment)
                let found = try await provider.credentials()
                #expect(found.accessKeyID == keys["AWS_ACCESS_KEY_ID"] ?? AWSCredentials.placeholder.accessKeyID)
                let warnings = world.warnings.withLock { $0 }
                #expect(warnings.count == 1)
                #expect(warnings.allSatisfy { $0.contains("http://localhost:8000") && $0.contains("AWS_PROFILE") })
            }
        }

        @Test func `credentials are refused over plain http on another machine, unless allowed`() async throws {
            let given = StaticCredentialProvider(AWSCredentials(accessKeyID: "GIVEN", secretAccessKey: "SECRETKEY"))
            for provider in [nil, given] as [StaticCredentialProvider?] {
                let world = TestWorld(Self.keys)
                let error = await #expect(throws: DynamoDBError.self) {
                    try await Self.credentials("http://db.example.com:8000", world, provider)
                }
                #expect(error?.code == .configuration)
                #expect(error?.message.contains("allowsCredentialsOverPlainHTTP") == true)
                let allowed = try await Self.credentials("http://db.example.com:8000", world, allowed: true, provider)
                #expect(allowed.accessKeyID == (provider == nil ? "AKID" : "GIVEN"))
                #expect(try await Self.credentials("https://db.example.com", world, provider) == allowed)
            }
        }

        @Test func `credentials that the program or its variables have need no waiting`() async throws {
            let given = AWSCredentials(accessKeyID: "GIVEN", secretAccessKey: "SECRETKEY")
            let pasted = AWSCredentials(accessKeyID: "GIVEN\n", secretAccessKey: "SECRETKEY")
            let file = "[default]\naws_access_key_id = FILE\naws_secret_access_key = SECRETKEY"
            let expired = Self.keys.merging(["AWS_CREDENTIAL_EXPIRATION": "1970-01-01T00:00:00Z"]) { $1 }
            let local = "http://localhost:8000"
            typealias Case = (
                world: TestWorld, provider: AWSCredentials?, endpoint: String, profile: String?, ready: String?
            )
            let cases: [Case] = [
                (TestWorld(Self.keys), nil, local, nil, "AKID"),
                (TestWorld(Self.keys), given, local, nil, "GIVEN"),
                (TestWorld(), given, "https://example.com", nil, "GIVEN"),
                // What is refused, is refused by the call.
                (TestWorld(Self.keys), nil, "http://db.example.com", nil, nil),
                (TestWorld(), given, "http://db.example.com", nil, nil),
                (TestWorld(), pasted, local, nil, nil),
                (TestWorld(["AWS_ACCESS_KEY_ID": "AKID"]), nil, local, nil, nil),
                (TestWorld(expired), nil, local, nil, nil),
                // Others have to be asked.
                (TestWorld(), nil, local, nil, nil),
                (TestWorld(config: file), nil, local, nil, nil),
                (TestWorld(Self.keys), nil, local, "default", nil),
            ]
            for test in cases {
                var configuration = RemoteConfiguration()
                configuration.endpoint = test.endpoint
                configuration.credentials = test.provider.map { StaticCredentialProvider($0) }
                configuration.profile = test.profile
                let settings = try RemoteSettings(configuration, settings: .of(["AWS_REGION": "eu-west-1"]))
                let provider = settings.credentialProvider(for: configuration, environment: test.world.environment)
                #expect(provider.ready()?.accessKeyID == test.ready)
            }
        }

        @Test func `credentials of variables come with their token, and are read anew before they end`() async throws {
            let start = 1_767_323_045.0
            let variables = Mutex(
                Self.keys.merging([
                    "AWS_SESSION_TOKEN": "SESSIONTOKEN", "AWS_CREDENTIAL_EXPIRATION": "2026-01-02T04:04:05Z",
                ]) { $1 })
            let world = TestWorld(now: start)
            var environment = world.environment
            environment.variables = EnvironmentVariables { name in variables.withLock { $0[name] } }
            let configuration = RemoteConfiguration()
            let settings = try RemoteSettings(configuration, settings: .of(["AWS_REGION": "eu-west-1"]))
            let provider = settings.credentialProvider(for: configuration, environment: environment)
            #expect(provider.ready()?.sessionToken == "SESSIONTOKEN")
            #expect(provider.ready()?.expirationTime == start + 3600)

            variables.withLock {
                $0["AWS_ACCESS_KEY_ID"] = "NEW"
                $0["AWS_SESSION_TOKEN"] = nil
                $0["AWS_CREDENTIAL_EXPIRATION"] = nil
            }
            #expect(provider.ready()?.accessKeyID == "AKID")
            world.clock.withLock { $0 += 3001 }
            #expect(provider.ready() == nil)
            let renewed = try await provider.credentials()
            #expect(renewed.accessKeyID == "NEW")
            #expect(renewed.sessionToken == nil)
            #expect(provider.ready() == renewed)
        }

        @Test func `an endpoint of streams alone that is plain http on another machine is refused, too`() async throws {
            let variables = [
                "AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL_DYNAMODB_STREAMS": "http://streams.example.com:8000",
            ]
            for isAllowed in [false, true] {
                var configuration = RemoteConfiguration()
                configuration.allowsCredentialsOverPlainHTTP = isAllowed
                let endpoints = RegionalEndpoints(try RemoteSettings(configuration, settings: .of(variables)))
                let read = RemoteCall(operation: .getItem, tables: ["Things"], body: [], effect: .none)
                #expect(try await endpoints.target(for: read, accountID: nil).origin.isSecure)
                let list = RemoteCall(operation: .listStreams, tables: [], body: [], effect: .none)
                if isAllowed {
                    let target = try await endpoints.target(for: list, accountID: nil)
                    #expect(target.origin.host == "streams.example.com")
                } else {
                    let error = await #expect(throws: DynamoDBError.self) {
                        try await endpoints.target(for: list, accountID: nil)
                    }
                    #expect(error?.code == .configuration)
                    #expect(error?.message.contains("http://streams.example.com:8000 is plain http") == true)
                }
            }
        }

        @Test(
            arguments: [
                ("", "SECRETKEY", nil), ("AKID", "", nil), ("AKID", "SECRETKEY\n", nil),
                ("AKID", "SECRETKEY", "SESSIONTOKEN\r\nX: y"),
            ] as [(String, String, String?)])
        func `given credentials that cannot sign are an error`(id: String, secret: String, token: String?) async {
            let given = StaticCredentialProvider(
                AWSCredentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token))
            let error = await #expect(throws: DynamoDBError.self) { try await given.credentials() }
            #expect(error?.code == .credentials)
            #expect(error?.description.showsSecret == false)
        }

        /// Credentials that are other ones every time.
        private final class ChangingCredentials: CredentialProvider {
            private let number = Mutex(0)

            func credentials() async throws(DynamoDBError) -> AWSCredentials {
                let number = self.number.withLock { number in
                    number += 1
                    return number
                }
                return AWSCredentials(accessKeyID: "KEY\(number)", secretAccessKey: "SECRETKEY")
            }
        }

        @Test func `refused credentials are forgotten by a cache that the program gave, too`() async throws {
            var configuration = RemoteConfiguration()
            configuration.credentials = CachedCredentialProvider(ChangingCredentials(), now: { 0 })
            let settings = try RemoteSettings(configuration, settings: .of(["AWS_REGION": "eu-west-1"]))
            let world = TestWorld()
            let databases = [
                settings.credentialProvider(for: configuration, environment: world.environment),
                settings.credentialProvider(for: configuration, environment: world.environment),
            ]
            // Each database has a cache of its own around the one that they share.
            let refused = try await databases[0].credentials()
            #expect(refused.accessKeyID == "KEY1")
            #expect(try await databases[1].credentials() == refused)
            for database in databases { #expect(database.invalidate(refused)) }
            for database in databases { #expect(try await database.credentials().accessKeyID == "KEY2") }
        }
    }
#endif
