// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Synchronization

    /// A machine with nothing on it but what a test puts there.
    final class TestWorld: Sendable {
        /// Every secret that a test gives out. No error may have one.
        static let secrets = ["SECRETKEY", "SESSIONTOKEN", "BEARERTOKEN", "REFRESHTOKEN", "CLIENTSECRET"]

        let files: TestFiles
        let transport: ScriptedTransport
        let clock: Mutex<Double>
        let pauses = Mutex<[Duration]>([])
        let commands = Mutex<[[String]]>([])
        let warnings = Mutex<[String]>([])
        private let variables: [String: String]
        private let program: @Sendable ([String]) -> Result<ProgramOutput, ProgramFailure>

        init(
            _ variables: [String: String] = [:], files: [String: String] = [:], unreadable: Set<String> = [],
            now: Double = 1_767_323_045,
            network: @escaping ScriptedTransport.Script = { _, _ in .failure(.connect) },
            program: @escaping @Sendable ([String]) -> Result<ProgramOutput, ProgramFailure> = { _ in
                .failure(.notStarted("No such file or directory"))
            }
        ) {
            self.variables = ["HOME": "/home/me", "AWS_REGION": "eu-west-1"].merging(variables) { _, new in new }
            self.files = TestFiles(files, failing: unreadable)
            self.transport = ScriptedTransport(network)
            self.clock = Mutex(now)
            self.program = program
        }

        convenience init(
            config: String, credentials: String = "", _ variables: [String: String] = [:],
            files: [String: String] = [:],
            network: @escaping ScriptedTransport.Script = { _, _ in .failure(.connect) },
            program: @escaping @Sendable ([String]) -> Result<ProgramOutput, ProgramFailure> = { _ in
                .failure(.notStarted("No such file or directory"))
            }
        ) {
            let shared = ["/home/me/.aws/config": config, "/home/me/.aws/credentials": credentials]
            self.init(
                variables, files: shared.merging(files) { _, new in new }, network: network, program: program)
        }

        var environment: CredentialEnvironment {
            CredentialEnvironment(
                variables: EnvironmentVariables(self.variables), files: self.files.access, transport: self.transport,
                run: { arguments, _ throws(ProgramFailure) in
                    self.commands.withLock { $0.append(arguments) }
                    return try self.program(arguments).get()
                },
                now: { self.clock.withLock { $0 } },
                pause: { duration in self.pauses.withLock { $0.append(duration) } },
                jitter: { 0.5 },
                warn: { message in self.warnings.withLock { $0.append(message) } })
        }

        func chain(profile: String? = nil, region: String? = nil) -> DefaultCredentialChain {
            DefaultCredentialChain(profile: profile, region: region, environment: self.environment)
        }

        /// What the chain says: the parts of the credentials, or the error.
        func answer(profile: String? = nil) async -> String {
            do throws(DynamoDBError) {
                let found = try await self.chain(profile: profile).credentials()
                return [
                    found.accessKeyID, found.secretAccessKey, found.sessionToken,
                    found.expirationTime.map { "\(Int($0))" }, found.accountID,
                ].map { $0 ?? "-" }.joined(separator: " ")
            } catch {
                return "\(error)"
            }
        }
    }

    extension String {
        /// Whether any secret of the tests is in the text.
        var showsSecret: Bool { TestWorld.secrets.contains { self.contains($0) } }
    }
#endif
