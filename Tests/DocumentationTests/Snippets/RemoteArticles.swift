// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import Configuration
    import DynamoDB
    import Logging
    import Metrics
    import Tracing

    /// The code of the articles on the remote database. Nothing is sent before the first call.
    enum RemoteArticles {
        static func credentials() async {
            let chain = DefaultCredentialChain(profile: "production", transport: NIOTransport())
            print(await chain.explain())
        }

        static func role() throws -> RemoteDatabase {
            let transport = NIOTransport()
            var configuration = RemoteDatabase.Configuration()
            configuration.credentials = AssumeRoleCredentialProvider(
                roleARN: "arn:aws:iam::123456789012:role/Reader", source: DefaultCredentialChain(transport: transport),
                transport: transport)
            let database = try RemoteDatabase(configuration, transport: transport)
            return database
        }

        static func retries() throws -> RemoteDatabase {
            var configuration = RemoteDatabase.Configuration()
            configuration.attemptTimeout = .seconds(1)
            configuration.timeout = .seconds(10)
            configuration.maximumAttempts = 6
            configuration.retryMode = .adaptive
            configuration.hedgedReads = .after(.milliseconds(50))
            let database = try RemoteDatabase(configuration)
            return database
        }

        static func deposit(_ key: Item, in accounts: DynamoDBTable) async throws -> Item? {
            do {
                try await accounts.update(key, .increment("balance", by: 100))
            } catch let error where error.code == .outcomeUnknown {
                return try await accounts.get(key, consistency: .strong)
            }
            return nil
        }

        static func hold(_ lock: Item, in locks: DynamoDBTable) async throws {
            do {
                try await locks.put(lock, condition: Attribute("pk").notExists)
            } catch {
                // It is ours all the same if it is there: the owner in it is a UUID, made for this call.
                guard error.code == .outcomeUnknown, error.item == lock else { throw error }
            }
        }

        static func keys() throws -> RemoteConfiguration {
            let reader = ConfigReader(provider: EnvironmentVariablesProvider())
            // DYNAMODB_REGION, DYNAMODB_TIMEOUT_SECONDS …
            let configuration = try RemoteConfiguration(reader: reader.scoped(to: "dynamodb"))
            return configuration
        }

        static func cluster(saltedHash: String) throws -> RemoteDatabase {
            var configuration = RemoteDatabase.Configuration()
            configuration.credentials = StaticCredentialProvider(
                AWSCredentials(accessKeyID: "app", secretAccessKey: saltedHash))
            configuration.allowsCredentialsOverPlainHTTP = true
            let secured = try RemoteDatabase.alternator(nodes: ["http://10.0.0.1:8000"], configuration: configuration)
            return secured
        }

        static func onTheConnectionsThread(_ users: DynamoDBTable) async throws {
            @concurrent func handle(_ key: Item, in users: DynamoDBTable) async throws {
                print(try await users.get(key) ?? [:])
            }

            try await withTaskExecutorPreference(NIOTransport.makeTaskExecutor()) {
                try await handle(["pk": "user#123", "sk": "profile"], in: users)
            }
        }

        static func observability() throws -> RemoteDatabase {
            var observability = RemoteDatabase.Observability()
            observability.logger = Logger(label: "my-app.dynamodb")
            observability.metrics = MetricsSystem.factory
            observability.tracer = InstrumentationSystem.tracer
            let database = try RemoteDatabase(observability: observability)
            return database
        }
    }
#endif
