// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    public import DynamoDBCore
    import Synchronization

    /// Looks for credentials where the other tools for AWS do.
    ///
    /// The order: environment variables; a web identity token in the environment, as EKS gives it; a profile of the
    /// shared files, with its roles, single sign-on and programs; the endpoint of an ECS or EKS container; the role of
    /// an EC2 instance. A source that is set up but fails ends the search with its error, as other credentials than the
    /// intended ones would be used otherwise. The source that answered once is asked again when credentials expire.
    ///
    /// It asks anew every time: put a ``CachedCredentialProvider`` around it, as a remote database does by itself.
    ///
    /// ```swift
    /// let chain = DefaultCredentialChain(profile: "production", transport: transport)
    /// print(await chain.explain())
    /// ```
    public final class DefaultCredentialChain: CredentialProvider {
        private let sources: [any CredentialSource]
        /// Whether the program named the profile.
        let hasProfile: Bool
        private let answering = Mutex<Int?>(nil)
        /// Whether any source has had credentials.
        var hasAnswered: Bool { self.answering.withLock { $0 != nil } }

        /// A chain in the environment of this process.
        ///
        /// - Parameters:
        ///   - profile: The profile to use; it leaves out the environment variables with credentials. Defaults to that
        ///     of `AWS_PROFILE`, else `default`.
        ///   - region: The region to assume roles in. Defaults to that of the settings, else of the EC2 instance.
        ///   - transport: What sends the requests, but those to the metadata services of the machine and, without TLS, to
        ///     the machine itself, which never go through a proxy.
        public convenience init(profile: String? = nil, region: String? = nil, transport: any HTTPTransport) {
            self.init(profile: profile, region: region, environment: .system(transport: transport))
        }

        /// A chain in any environment.
        ///
        /// - Parameter asksInstance: Whether the role of an EC2 instance is looked for. A server on this machine needs
        ///   none, and where there is no instance, asking takes seconds.
        package convenience init(
            profile: String?, region: String?, environment: CredentialEnvironment, asksInstance: Bool = true
        ) {
            let profile = profile.unlessBlank
            let instance = InstanceMetadataCredentials(environment: environment, profile: profile)
            var sources: [any CredentialSource] = []
            if profile == nil {
                sources.append(EnvironmentCredentials(variables: environment.variables))
                sources.append(WebIdentityCredentials(environment: environment, region: region))
            }
            sources.append(
                ProfileCredentials(
                    profile: profile, region: region, environment: environment, instanceMetadata: instance))
            sources.append(ContainerCredentials(environment: environment))
            if asksInstance { sources.append(instance) }
            self.init(sources: sources, hasProfile: profile != nil)
        }

        package init(sources: [any CredentialSource], hasProfile: Bool = false) {
            self.sources = sources
            self.hasProfile = hasProfile
        }

        /// The first credentials of the chain.
        ///
        /// - Throws: ``DynamoDBError/Code/credentials`` if there are none, or the source that should have them fails.
        public func credentials() async throws(DynamoDBError) -> AWSCredentials {
            guard let credentials = try await self.find() else {
                throw DynamoDBError(
                    .credentials,
                    "There are no credentials to sign requests with. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
                        + "or run: aws configure. For a server on this machine, set the endpoint, such as "
                        + "http://localhost:8000, which needs none.")
            }
            return credentials
        }

        /// The credentials of the environment variables, if they come first and have any.
        var given: AWSCredentials? {
            guard let variables = self.sources.first as? EnvironmentCredentials,
                case .found(let credentials, _)? = try? variables.find()
            else { return nil }
            return credentials
        }

        /// The first credentials of the chain; `nil` if no source has any.
        package func find() async throws(DynamoDBError) -> AWSCredentials? {
            if let index = self.answering.withLock({ $0 }),
                case .found(let credentials, _) = try await self.sources[index].find()
            {
                return credentials
            }
            for (index, source) in self.sources.enumerated() {
                guard case .found(let credentials, _) = try await source.find() else { continue }
                self.answering.withLock { $0 = index }
                return credentials
            }
            return nil
        }

        /// Asks the sources and tells what each said: for finding out why the wrong credentials are used, or none.
        public func explain() async -> CredentialExplanation {
            var steps: [CredentialExplanation.Step] = []
            var isOver = false
            for source in self.sources {
                var outcome = "not asked"
                var isAnswer = false
                if !isOver {
                    do throws(DynamoDBError) {
                        switch try await source.find() {
                        case .found(let credentials, let origin):
                            outcome = "found, by \(origin) (\(credentials.accessKeyID))"
                            (isAnswer, isOver) = (true, true)
                        case .absent(let reason): outcome = reason
                        }
                    } catch {
                        outcome = "failed: \(error.message)"
                        isOver = true
                    }
                }
                steps.append(CredentialExplanation.Step(source: source.name, outcome: outcome, isAnswer: isAnswer))
            }
            return CredentialExplanation(steps: steps)
        }
    }
#endif
