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

        private static func endpoints(
            in environment: CredentialEnvironment, _ log: TestLog = TestLog()
        ) throws -> RegionalEndpoints {
            RegionalEndpoints(
                try RemoteSettings(RemoteConfiguration(), settings: .of()),
                findRegion: { () throws(DynamoDBError) in
                    try await InstanceRegion.find(environment, settings: try environment.settings(profile: nil))
                },
                logger: log.logger)
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
            let log = TestLog()
            let endpoints = try Self.endpoints(in: environment, log)
            for round in 1...2 {
                let error = await Self.error(of: endpoints)
                #expect(error?.code == .configuration)
                #expect(error?.message.contains("AWS_REGION") == true, "\(String(describing: error))")
                #expect(world.transport.requests.filter { $0.path == Self.regionPath }.count == round * attempts)
            }
            works.withLock { $0 = true }
            let target = try await endpoints.target(for: Self.call, accountID: nil)
            #expect(target.signingRegion == "eu-central-1")
            #expect(log.warnings.isEmpty)
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
            let log = TestLog()
            let endpoints = try Self.endpoints(in: world.environment, log)
            for _ in 0..<2 {
                let target = try await endpoints.target(for: Self.call, accountID: nil)
                #expect(target.signingRegion == "ap-southeast-2")
            }
            #expect(world.transport.requests.count == requests)
            #expect(world.pauses.withLock { $0.isEmpty })
            #expect(log.warnings.count == 1)
        }
    }
#endif
