// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Synchronization
    import TestSupport
    import Testing

    /// Where no region is set: no data goes to the fallback from an EC2 instance, and nobody waits elsewhere.
    struct InstanceRegionTests {
        private static let call = RemoteCall(operation: .putItem, tables: ["Things"], body: [], effect: .idempotent)
        private static let regionPath = "/latest/meta-data/placement/region"

        /// An instance that has a role, and answers the question for its region as told.
        private static func instance(
            _ region: @escaping @Sendable () -> Result<HTTPResponse, TransportFailure>
        ) -> ScriptedTransport.Script {
            { request, _ in
                switch (request.method, request.path) {
                case ("PUT", _): .response(200, "tok")
                case ("GET", regionPath): region()
                case ("GET", let path) where path.hasSuffix("/"): .response(200, "Role")
                default:
                    .response(
                        200,
                        #"{"Code":"Success","AccessKeyId":"ASIAEC2","SecretAccessKey":"SECRETKEY","Token":"SESSIONTOKEN","Expiration":"2026-01-02T09:04:05Z"}"#
                    )
                }
            }
        }

        private static func endpoints(in environment: CredentialEnvironment) throws -> RegionalEndpoints {
            RegionalEndpoints(
                try RemoteSettings(RemoteConfiguration(), settings: .of()),
                findRegion: { () throws(DynamoDBError) in
                    try await InstanceRegion.find(environment, settings: try environment.settings(profile: nil))
                })
        }

        private static func error(of endpoints: RegionalEndpoints) async -> DynamoDBError? {
            await errorThrown { () throws(DynamoDBError) in try await endpoints.target(for: Self.call, accountID: nil) }
        }

        @Test(
            arguments: [
                (.failure(.timeout), 3), (.response(500), 3), (.response(404), 1), (.response(200, "not a region"), 1),
                (.failure(.connectionLost), 3),
            ] as [(Result<HTTPResponse, TransportFailure>, Int)])
        func `an instance that does not tell its region is an error, and the next call asks again`(
            answer: Result<HTTPResponse, TransportFailure>, attempts: Int
        ) async throws {
            let works = Mutex(false)
            let world = TestWorld(
                network: Self.instance { works.withLock { $0 } ? .response(200, "eu-central-1") : answer })
            let environment = world.environment
            let chain = DefaultCredentialChain(profile: nil, region: nil, environment: environment)
            #expect(try await chain.credentials().accessKeyID == "ASIAEC2")
            let endpoints = try Self.endpoints(in: environment)
            for round in 1...2 {
                let error = await Self.error(of: endpoints)
                #expect(error?.code == .configuration)
                #expect(error?.message.contains("AWS_REGION") == true, "\(String(describing: error))")
                #expect(world.transport.requests.filter { $0.path == Self.regionPath }.count == round * attempts)
            }
            works.withLock { $0 = true }
            let target = try await endpoints.target(for: Self.call, accountID: nil)
            #expect(target.signingRegion == "eu-central-1")
            #expect(world.warnings.withLock { $0.isEmpty })
        }

        @Test(arguments: [
            "https://streams.dynamodb.eu-west-1.amazonaws.com", "https://streams.dynamodb-fips.eu-west-1.amazonaws.com",
            "https://streams-dynamodb.eu-west-1.api.aws", "https://streams-dynamodb-fips.eu-west-1.api.aws",
            "https://streams.dynamodb.eu-west-1.amazonaws.com.",
        ])
        func `an endpoint of streams that names its region keeps it, wherever the tables are`(endpoint: String)
            async throws
        {
            let settings = try RemoteSettings(
                RemoteConfiguration(), settings: .of(["AWS_ENDPOINT_URL_DYNAMODB_STREAMS": endpoint]))
            let endpoints = RegionalEndpoints(settings, findRegion: { "us-east-1" })
            #expect(try await endpoints.target(for: Self.call, accountID: nil).signingRegion == "us-east-1")
            let list = RemoteCall(operation: .listStreams, tables: [], body: [], effect: .none)
            let target = try await endpoints.target(for: list, accountID: nil)
            #expect(target.signingRegion == "eu-west-1")
            #expect(endpoint == "https://\(target.origin.host)")
        }

        @Test
        func `a metadata service that only gave a token is an instance's, too`() async throws {
            let world = TestWorld(network: Self.instance { .failure(.timeout) })
            #expect(await Self.error(of: try Self.endpoints(in: world.environment))?.code == .configuration)
        }

        @Test(arguments: [429, 500, 503])
        func `a metadata service that is too busy to answer is an instance's, too`(status: Int) async throws {
            let world = TestWorld(network: { _, _ in .response(status) })
            #expect(await Self.error(of: try Self.endpoints(in: world.environment))?.code == .configuration)
        }

        @Test(
            arguments: [
                (.failure(.connect), 1), (.failure(.timeout), 2), (.response(404), 2), (.response(400), 1),
            ] as [(Result<HTTPResponse, TransportFailure>, Int)])
        func `no instance, or another cloud's: the fallback, at once and with a warning`(
            answer: Result<HTTPResponse, TransportFailure>, requests: Int
        ) async throws {
            let world = TestWorld(network: { _, _ in answer })
            let endpoints = try Self.endpoints(in: world.environment)
            for _ in 0..<2 {
                let target = try await endpoints.target(for: Self.call, accountID: nil)
                #expect(target.signingRegion == "ap-southeast-2")
            }
            #expect(world.transport.requests.count == requests)
            #expect(world.pauses.withLock { $0.isEmpty })
            #expect(world.warnings.withLock { $0.count } == 1)
        }

        @Test
        func `roles are assumed where the tables are: nobody is asked or warned twice`() async throws {
            let config =
                "[default]\nrole_arn = arn:aws:iam::123456789012:role/R\nsource_profile = s\n"
                + "[profile s]\naws_access_key_id = AKID\naws_secret_access_key = SECRETKEY"
            let answer = """
                <AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>SECRETKEY</SecretAccessKey>\
                <SessionToken>SESSIONTOKEN</SessionToken><Expiration>2026-01-02T09:04:05Z</Expiration>
                """
            for region in ["eu-central-1", nil] {
                let world = TestWorld(
                    config: config, ["AWS_REGION": ""],
                    network: { request, number in
                        if request.origin.host.hasPrefix("sts.") { return .response(200, answer) }
                        guard let region else { return .failure(.connect) }
                        return request.method == "PUT" ? .response(200, "tok") : .response(200, region)
                    })
                let environment = world.environment
                let chain = DefaultCredentialChain(profile: nil, region: nil, environment: environment)
                for _ in 0..<2 { #expect(try await chain.credentials().accessKeyID == "ASIA") }
                let target = try await Self.endpoints(in: environment).target(for: Self.call, accountID: nil)
                #expect(target.signingRegion == region ?? "ap-southeast-2")
                let hosts = world.transport.requests.map(\.origin.host)
                #expect(
                    Set(hosts.filter { $0 != "169.254.169.254" }) == ["sts.\(region ?? "ap-southeast-2").amazonaws.com"]
                )
                #expect(hosts.filter { $0 == "169.254.169.254" }.count == (region == nil ? 1 : 2))
                #expect(world.warnings.withLock { $0.count } == (region == nil ? 1 : 0))
            }
        }

        @Test
        func `a sign of an instance makes the search begin anew`() async throws {
            let isReachable = Mutex(false)
            let found = Self.instance { .response(200, "eu-central-1") }
            let world = TestWorld(network: { request, number in
                isReachable.withLock { $0 } ? found(request, number) : .failure(.connect)
            })
            let environment = world.environment
            let settings = try SharedSettings.of()
            for _ in 0..<2 { #expect(try await InstanceRegion.find(environment, settings: settings) == nil) }
            #expect(world.transport.requests.count == 1)
            isReachable.withLock { $0 = true }
            let chain = DefaultCredentialChain(profile: nil, region: nil, environment: environment)
            #expect(try await chain.credentials().accessKeyID == "ASIAEC2")
            #expect(try await InstanceRegion.find(environment, settings: settings) == "eu-central-1")
        }

        @Test(
            arguments: [
                ("https://db.example.com", nil, 1), ("http://10.0.0.1:8000", nil, 1),
                ("https://db.example.com", "eu-west-1", 0),
                ("http://localhost:8000", nil, 0), ("https://dynamodb.eu-west-1.amazonaws.com", nil, 0), (nil, nil, 0),
            ] as [(String?, String?, Int)])
        func `that another machine's requests are signed for the fallback is a warning`(
            endpoint: String?, region: String?, warnings: Int
        ) throws {
            var configuration = RemoteConfiguration()
            (configuration.endpoint, configuration.region) = (endpoint, region)
            var told: [String] = []
            _ = RegionalEndpoints(try RemoteSettings(configuration, settings: .of()), warn: { told.append($0) })
            #expect(told.count == warnings)
            #expect(told.allSatisfy { $0.contains("ap-southeast-2") && $0.contains("AWS_REGION") })
        }
    }
#endif
