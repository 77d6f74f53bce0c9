// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0
#if AWS
    import DynamoDB
    import RemoteTestSupport
    import Testing

    /// Opening a cluster of ScyllaDB: what is refused, and with which credentials it is asked.
    struct AlternatorOpeningTests {
        private static func failure(
            of nodes: [String], _ change: (inout RemoteDatabase.Configuration) -> Void = { _ in },
            transport: AnsweringTransport = AnsweringTransport([AnsweringTransport.success(#"{"TableNames":[]}"#)])
        ) async -> DynamoDBError? {
            var configuration = RemoteDatabase.Configuration()
            change(&configuration)
            do {
                let cluster = try RemoteDatabase.alternator(
                    nodes: nodes, configuration: configuration, transport: transport, settings: .of(),
                    environment: .test())
                _ = try await cluster.listTables(ListTablesInput())
                return nil
            } catch {
                return error
            }
        }

        @Test(arguments: [
            [], ["10.0.0.1:8000"], ["http://10.0.0.1:8000", "https://10.0.0.2:8000"],
            ["http://10.0.0.1:8000", "http://10.0.0.2:8001"],
        ])
        func `nodes that cannot be a cluster are refused`(nodes: [String]) async {
            #expect(await Self.failure(of: nodes)?.code == .configuration)
        }

        @Test func `own credentials are not sent over plain http, unless allowed, whichever node comes first`() async {
            let given = StaticCredentialProvider(AWSCredentials(accessKeyID: "GIVEN", secretAccessKey: "SECRETKEY"))
            for nodes in [["http://10.0.0.2:8000"], ["http://127.0.0.1:8000", "http://10.0.0.2:8000"]] {
                let transport = AnsweringTransport([AnsweringTransport.success(#"{"TableNames":[]}"#)])
                let error = await Self.failure(of: nodes, { $0.credentials = given }, transport: transport)
                #expect(error?.code == .configuration)
                #expect(transport.requests.isEmpty)
            }
            let error = await Self.failure(of: ["http://10.0.0.2:8000"]) {
                $0.credentials = given
                $0.allowsCredentialsOverPlainHTTP = true
            }
            #expect(error == nil)
        }

        @Test func `without credentials of its own a cluster gets none of this machine's`() async throws {
            let transport = AnsweringTransport([AnsweringTransport.success(#"{"TableNames":[]}"#)])
            #expect(await Self.failure(of: ["http://10.0.0.2:8000"], transport: transport) == nil)
            let request = try #require(transport.requests.last)
            let authorization = request.header("Authorization")
            #expect(authorization?.contains("Credential=alternator/") == true)
        }

        @Test func `retries come from the machine's settings; region, endpoint and variants of AWS do not`()
            async throws
        {
            let settings = try SharedSettings.of([
                "AWS_MAX_ATTEMPTS": "1", "AWS_REGION": "eu-west-1", "AWS_ENDPOINT_URL": "http://other:1",
                "AWS_PROFILE": "missing",
                "AWS_ENDPOINT_URL_DYNAMODB_STREAMS": "junk", "AWS_USE_FIPS_ENDPOINT": "true",
                "AWS_USE_DUALSTACK_ENDPOINT": "true", "AWS_ACCOUNT_ID_ENDPOINT_MODE": "required",
                "AWS_ACCESS_KEY_ID": "AKID", "AWS_SECRET_ACCESS_KEY": "SECRETKEY",
            ])
            let nodes = AnsweringTransport.response(HTTPResponse(status: 200, body: Array("[]".utf8)))
            let transport = AnsweringTransport([nodes, AnsweringTransport.refusal(500, "InternalServerError")])
            let cluster = try RemoteDatabase.alternator(
                nodes: ["http://10.0.0.2:8000"], configuration: RemoteDatabase.Configuration(), transport: transport,
                settings: settings, environment: .test())
            let error = await #expect(throws: DynamoDBError.self) { try await cluster.listTables(ListTablesInput()) }
            #expect(error?.code == .internalServerError)
            let calls = transport.requests.filter { $0.method == "POST" }
            #expect(calls.count == 1)
            #expect(transport.requests.allSatisfy { $0.origin.host == "10.0.0.2" })
            let authorization = try #require(calls.first?.header("Authorization"))
            #expect(authorization.contains("Credential=alternator/") && authorization.contains("/us-east-1/"))
        }

        @Test func `what the cluster lacks is refused before anything is sent`() async throws {
            let transport = AnsweringTransport([])
            let cluster = try RemoteDatabase.alternator(
                nodes: ["http://10.0.0.2:8000"], configuration: RemoteDatabase.Configuration(), transport: transport,
                settings: .of(), environment: .test())
            let transaction = await #expect(throws: DynamoDBError.self) {
                try await cluster.transactGetItems(TransactGetItemsInput(transactItems: []))
            }
            let statement = await #expect(throws: DynamoDBError.self) {
                try await cluster.executeStatement(ExecuteStatementInput(statement: "SELECT * FROM Things"))
            }
            #expect(transaction?.code == .unsupported && statement?.code == .unsupported)
            #expect(transport.requests.isEmpty)
        }

        @Test func `hosts from the network that cannot be hosts are left out`() async throws {
            let list = AnsweringTransport.response(
                HTTPResponse(
                    status: 200,
                    body: Array(#"["10.0.0.9","a b","evil/../x","x\r\nHost: y","","fd00::1"]"#.utf8)))
            let transport = AnsweringTransport([list, AnsweringTransport.success(#"{"TableNames":[]}"#)])
            let cluster = try RemoteDatabase.alternator(
                nodes: ["http://10.0.0.2:8000"], configuration: RemoteDatabase.Configuration(), transport: transport,
                settings: .of(), environment: .test())
            for _ in 0..<4 { _ = try await cluster.listTables(ListTablesInput()) }
            #expect(Set(transport.requests.map(\.origin.host)) == ["10.0.0.2", "10.0.0.9", "fd00::1"])
        }
    }
#endif
