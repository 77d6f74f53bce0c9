// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    public import DynamoDBCore
    public import Logging
    public import Metrics
    public import Tracing

    extension RemoteDatabase {
        /// How a client finds, signs and repeats requests.
        public typealias Configuration = RemoteConfiguration

        /// What a client tells of its calls; each part is off, and costs nothing, unless it is given.
        public struct Observability: Sendable {
            /// Where calls are logged: at `debug` when they end or are repeated, at `trace` each attempt; no item data,
            /// unless ``RemoteConfiguration/logsValues`` is set. Defaults to nowhere; but that no region is set, or that for a
            /// server on this machine a missing profile is passed over or placeholders are used as credentials cannot be
            /// had, is a `warning` in any case, if not here then of a logger with the label `dynamodb`.
            public var logger: Logger?
            /// Where latencies, attempts, throttles, failures and consumed capacity are counted, such as
            /// `MetricsSystem.factory`. Defaults to nowhere.
            public var metrics: (any MetricsFactory)?
            /// Where spans with OpenTelemetry's database attributes go, such as `InstrumentationSystem.tracer`. Defaults
            /// to nowhere.
            public var tracer: (any Tracer)?

            /// Tells nothing to anybody; set what you want to have.
            public init() {}
        }

        /// A client for Amazon DynamoDB, or for the endpoint of the configuration.
        ///
        /// What the configuration leaves out is looked for where the AWS SDKs look: in `AWS_*` variables and in the
        /// shared files. Nothing is sent yet: who has to be asked for credentials is asked by the first call.
        ///
        /// ```swift
        /// var configuration = RemoteDatabase.Configuration()
        /// configuration.region = "eu-west-1"
        /// let database = try RemoteDatabase(configuration)
        /// ```
        ///
        /// - Parameters:
        ///   - configuration: How requests are made. Defaults to every default.
        ///   - observability: What is told of calls. Defaults to nothing.
        ///   - transport: What sends the requests; it has settings of its own, so that `maximumConnections` and
        ///     `certificateAuthorityFile` of the configuration are not used. Defaults to a ``NIOTransport`` with them.
        /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/configuration`` if a setting is malformed, or two
        ///   contradict each other.
        public init(
            _ configuration: Configuration = Configuration(), observability: Observability = Observability(),
            transport: (any HTTPTransport)? = nil
        ) throws(DynamoDBError) {
            let settings = try SharedSettings.ofProcess(profile: configuration.profile)
            let remote = try RemoteSettings(configuration, settings: settings)
            let transport = transport ?? NIOTransport(remote.transportSettings)
            let environment = CredentialEnvironment.system(transport: transport, logger: observability.logger)
            let findRegion: RegionalEndpoints.RegionSearch = { () throws(DynamoDBError) in
                try await InstanceRegion.find(environment, settings: settings)
            }
            self.init(
                remote, credentials: remote.credentialProvider(for: configuration, environment: environment),
                endpoints: RegionalEndpoints(
                    remote, findRegion: remote.isRegionOpen ? findRegion : nil, warn: environment.warn),
                transport: transport, observability)
        }

        /// A client for the service at a URL, such as DynamoDB Local, another server of this protocol, or `dynamodb serve`.
        ///
        /// For an endpoint on this machine no credentials are needed.
        ///
        /// - Parameter endpoint: The URL, such as `http://localhost:8000`.
        /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/configuration`` if the URL is malformed.
        public init(endpoint: String) throws(DynamoDBError) {
            var configuration = Configuration()
            configuration.endpoint = endpoint
            try self.init(configuration)
        }

        /// A client for a cluster of ScyllaDB with its DynamoDB interface, Alternator.
        ///
        /// Calls are spread over the nodes. The cluster is asked for its nodes every ten seconds while there are calls,
        /// and a node that cannot be reached is left out for a while.
        ///
        /// ```swift
        /// let database = try RemoteDatabase.alternator(nodes: ["http://10.0.0.1:8000", "http://10.0.0.2:8000"])
        /// ```
        ///
        /// - Parameters:
        ///   - nodes: URLs of some nodes to begin with; all nodes have one scheme and one port.
        ///   - configuration: How requests are made; its endpoint is not used. Where the cluster checks signatures, set
        ///     `credentials`, and `allowsCredentialsOverPlainHTTP` if it has no TLS. Of what is `nil`, retries and the file
        ///     of certificates come from variables and profile; region, endpoint and credentials do not. Defaults to every
        ///     default.
        ///   - observability: What is told of calls. Defaults to nothing.
        ///   - transport: What sends the requests; it has settings of its own, so that `maximumConnections` and
        ///     `certificateAuthorityFile` of the configuration are not used. Defaults to a ``NIOTransport`` with them.
        /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/configuration`` if there is no node, or a URL is
        ///   malformed.
        public static func alternator(
            nodes: [String], configuration: Configuration = Configuration(),
            observability: Observability = Observability(), transport: (any HTTPTransport)? = nil
        ) throws(DynamoDBError) -> RemoteDatabase {
            try self.alternator(
                nodes: nodes, configuration: configuration, observability: observability, transport: transport,
                settings: .ofProcess(profile: configuration.profile))
        }

        /// - Parameters:
        ///   - settings: The settings of the machine, as far as they are about the way to a server.
        ///   - environment: The time of calls.
        package static func alternator(
            nodes: [String], configuration: Configuration, observability: Observability = Observability(),
            transport: (any HTTPTransport)?, settings: SharedSettings, environment: CallEnvironment = .system
        ) throws(DynamoDBError) -> RemoteDatabase {
            var seeds: [HTTPOrigin] = []
            for node in nodes { seeds.append(try EndpointURL(node, setting: "a node of the cluster").origin) }
            guard seeds.allSatisfy({ $0.isSecure == seeds.first?.isSecure && $0.port == seeds.first?.port }) else {
                throw DynamoDBError(.configuration, "All nodes of an Alternator cluster have one scheme and one port.")
            }
            var configuration = configuration
            // The rules for credentials go by the endpoint: one on another machine, if there is any.
            let strictest = seeds.first { !LoopbackHost.contains($0.host) } ?? seeds.first
            configuration.endpoint = strictest.map { "\($0)" }
            // A cluster without authorization takes any name and secret, so that none of this machine's are sent there.
            if configuration.credentials == nil {
                configuration.credentials = StaticCredentialProvider(
                    AWSCredentials(accessKeyID: "alternator", secretAccessKey: "alternator"))
                configuration.allowsCredentialsOverPlainHTTP = true
            }
            // Of the machine's settings, those for AWS are not meant for a cluster: nor has their profile to be there.
            var settings = settings
            settings.absence = nil
            configuration.region = configuration.region.unlessBlank ?? "us-east-1"
            configuration.useFIPS = configuration.useFIPS ?? false
            configuration.useDualStack = configuration.useDualStack ?? false
            configuration.accountIDEndpointMode = configuration.accountIDEndpointMode ?? .preferred
            let remote = try RemoteSettings(configuration, settings: settings)
            let transport = transport ?? NIOTransport(remote.transportSettings)
            return RemoteDatabase(
                remote,
                credentials: remote.credentialProvider(
                    for: configuration, environment: .system(transport: transport)),
                endpoints: try AlternatorEndpoints(
                    seeds: seeds, signingRegion: remote.region, transport: transport, environment: environment),
                transport: transport, observability, environment: environment,
                absentOperations: OperationName.absentInAlternator)
        }

        private init(
            _ remote: RemoteSettings, credentials: any RefreshableCredentials, endpoints: any EndpointSource,
            transport: any HTTPTransport, _ observability: Observability,
            environment: CallEnvironment = .system, absentOperations: Set<OperationName> = []
        ) {
            let observer = CallObserver(
                logger: observability.logger, logsValues: remote.logsValues, metrics: observability.metrics,
                tracer: observability.tracer)
            self.init(
                loop: CallLoop(
                    transport: transport, credentials: credentials, endpoints: endpoints,
                    settings: remote.callSettings, environment: environment),
                observer: observer, absentOperations: absentOperations)
        }
    }

    extension SharedSettings {
        fileprivate static func ofProcess(profile: String?) throws(DynamoDBError) -> Self {
            let variables = EnvironmentVariables.process
            return try Self(
                profile: profile, variables: variables,
                profiles: SharedProfiles(variables: variables, files: .system))
        }
    }

    extension RemoteSettings {
        package var transportSettings: NIOTransport.Settings {
            var settings = NIOTransport.Settings()
            settings.maximumConnections = self.maximumConnections
            // What was needed a moment ago is needed again.
            settings.maximumIdleConnections = self.maximumConnections
            settings.certificateAuthorityFile = self.certificateAuthorityFile
            return settings
        }

        package var callSettings: CallSettings {
            var settings = CallSettings()
            settings.attemptTimeout = self.attemptTimeout
            settings.callTimeout = self.timeout
            settings.retries.maximumAttempts = self.maximumAttempts
            settings.isAdaptive = self.retryMode == .adaptive
            settings.hedgingDelay = self.hedgedReads.delay
            return settings
        }
    }
#endif
