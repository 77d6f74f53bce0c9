// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import RemoteTestSupport
    import Testing

    /// What a user meets on a bad day: one clear error each, which says what to do.
    struct BadDayTests {
        private static func message(
            of answer: @escaping AnsweringTransport.Answer, _ code: DynamoDBError.Code
        ) async -> String {
            let remote = RemoteDatabase.test(on: AnsweringTransport([answer]))
            do {
                _ = try await remote.getItem(GetItemInput(tableName: "Things", key: ["pk": "x"]))
                return "a success"
            } catch {
                #expect(error.code == code)
                return error.message
            }
        }

        @Test func `no network, or a region that there is not`() async throws {
            let transport = NIOTransport()
            let origin = HTTPOrigin(isSecure: true, host: "dynamodb.eu-nowhere-1.invalid")
            let loop = CallLoop(
                transport: transport, credentials: TestCredentials(), endpoints: FixedEndpoint(origin),
                environment: .test())
            do {
                _ = try await RemoteDatabase(loop: loop).listTables(ListTablesInput())
                Issue.record("a success")
            } catch {
                #expect(error.code == .network)
                #expect(error.message.contains("eu-nowhere-1"))
                #expect(error.message.contains("Check the network, and the endpoint or the region"))
            }
        }

        @Test(arguments: [
            ("ExpiredTokenException", DynamoDBError.Code.authentication, "get new ones"),
            ("UnrecognizedClientException", .authentication, "check the region"),
            ("InvalidSignatureException", .authentication, "the clock of this machine"),
            ("MissingAuthenticationTokenException", .authentication, "not signed"),
        ])
        func `credentials, region and clock`(name: String, code: DynamoDBError.Code, advice: String) async {
            let message = await Self.message(of: AnsweringTransport.refusal(400, name), code)
            #expect(message.contains(advice), "\(message)")
        }

        @Test func `no credentials at all`() async {
            let answer = await TestWorld().answer()
            #expect(answer.contains("aws configure") && answer.contains("http://localhost:8000"))
        }

        @Test func `nothing that is printed of a client shows a secret`() async throws {
            let environment = CredentialEnvironment(
                variables: EnvironmentVariables([
                    "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "SECRETKEY",
                    "AWS_SESSION_TOKEN": "SESSIONTOKEN",
                ]),
                files: .system, transport: AnsweringTransport([]),
                run: { _, _ throws(ProgramFailure) in throw .timeout }, now: { 0 }, pause: { _ in }, jitter: { 0 })
            let chain = DefaultCredentialChain(profile: nil, region: nil, environment: environment)
            let loop = CallLoop(
                transport: AnsweringTransport([AnsweringTransport.success(#"{"TableNames":[]}"#)]),
                credentials: CachedCredentialProvider(chain, now: { 0 }), endpoints: FixedEndpoint(),
                environment: .test())
            let remote = RemoteDatabase(loop: loop)
            _ = try await remote.listTables(ListTablesInput())
            var configuration = RemoteConfiguration()
            configuration.credentials = StaticCredentialProvider(try await chain.credentials())
            var printed = "\(remote) \(chain) \(environment) \(configuration) \(await chain.explain())"
            dump(remote, to: &printed)
            dump(chain, to: &printed)
            dump(environment, to: &printed)
            dump(configuration, to: &printed)
            #expect(printed.contains("AKID"))
            #expect(!printed.showsSecret)
        }

        @Test func `a proxy's page instead of the service`() async {
            let page = HTTPResponse(
                status: 302, headers: [("Location", "http://portal/login"), ("Content-Type", "text/html")])
            let message = await Self.message(of: AnsweringTransport.response(page), .invalidResponse)
            #expect(message.contains("http://portal/login") && message.contains("whether a proxy stands before it"))
        }
    }
#endif
