// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Synchronization
    import Testing

    struct DefaultCredentialChainTests {
        /// A source that says what it is told.
        private final class Source: CredentialSource {
            enum Behaviour: Sendable { case key(String), absent, fails }

            let name: String
            let behaviour: Mutex<Behaviour>
            let count = Mutex(0)

            init(_ name: String, _ behaviour: Behaviour) {
                self.name = name
                self.behaviour = Mutex(behaviour)
            }

            func find() async throws(DynamoDBError) -> CredentialFinding {
                self.count.withLock { $0 += 1 }
                switch self.behaviour.withLock({ $0 }) {
                case .key(let key):
                    return .found(AWSCredentials(accessKeyID: key, secretAccessKey: "SECRETKEY"), origin: "luck")
                case .absent: return .absent(reason: "not here")
                case .fails: throw DynamoDBError(.credentials, "broken")
                }
            }
        }

        @Test func `the sources come in the standard order`() async {
            let names = await TestWorld().chain().explain().steps.map(\.source)
            #expect(
                names == [
                    "environment variables", "web identity", "shared profile", "container endpoint",
                    "EC2 instance metadata",
                ])
            #expect(await TestWorld().chain(profile: " ").explain().steps.map(\.source) == names)
            let named = TestWorld(config: "[profile dev]\nregion = x")
            #expect(
                await named.chain(profile: "dev").explain().steps.map(\.source)
                    == ["shared profile", "container endpoint", "EC2 instance metadata"])
        }

        @Test func `each source comes before those after it`() async {
            // Every source is set up; one after the other is taken away.
            var variables = [
                "AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "SECRETKEY",
                "AWS_WEB_IDENTITY_TOKEN_FILE": "/token",
                "AWS_ROLE_ARN": "r", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/ecs", "AWS_PROFILE": "dev",
            ]
            let taken = [
                [], ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"], ["AWS_WEB_IDENTITY_TOKEN_FILE"], ["AWS_PROFILE"],
                ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"],
            ]
            for (names, key) in zip(taken, ["ENV", "STS", "PROFILE", "ECS", "EC2"]) {
                for name in names { variables[name] = nil }
                let world = TestWorld(
                    variables,
                    files: [
                        "/token": "t",
                        "/home/me/.aws/credentials": "[dev]\naws_access_key_id = PROFILE\naws_secret_access_key = s",
                    ]
                ) { request, _ in
                    func document(_ key: String) -> Result<HTTPResponse, TransportFailure> {
                        .response(200, #"{"AccessKeyId":"\#(key)","SecretAccessKey":"SECRETKEY"}"#)
                    }
                    if request.path == "/ecs" { return document("ECS") }
                    if request.origin.host.hasPrefix("sts.") {
                        return .response(
                            200,
                            "<AccessKeyId>STS</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
                                + "<Expiration>2026-01-02T04:04:05Z</Expiration>")
                    }
                    return request.path.hasSuffix("/role") ? document("EC2") : .response(200, "role")
                }
                #expect(await world.answer().hasPrefix("\(key) "))
            }
        }

        @Test func `a source that fails ends the search`() async {
            let (first, second, third) = (Source("a", .absent), Source("b", .fails), Source("c", .key("C")))
            let chain = DefaultCredentialChain(sources: [first, second, third])
            await #expect(throws: DynamoDBError.self) { try await chain.credentials() }
            #expect(third.count.withLock { $0 } == 0)
            let explanation = await chain.explain()
            #expect(explanation.description == "a: not here\nb: failed: broken\nc: not asked")
            #expect(explanation.source == nil)
        }

        @Test func `the source that answered is asked first from then on`() async throws {
            let (first, second) = (Source("a", .absent), Source("b", .key("B")))
            let chain = DefaultCredentialChain(sources: [first, second])
            _ = try await chain.credentials()
            first.behaviour.withLock { $0 = .key("A") }
            #expect(try await chain.credentials().accessKeyID == "B")
            second.behaviour.withLock { $0 = .absent }
            #expect(try await chain.credentials().accessKeyID == "A")
            #expect(await chain.explain().description == "a: found, by luck (A)\nb: not asked")
        }

        @Test func `no credentials anywhere is an error that says what to do`() async {
            let answer = await TestWorld().answer()
            #expect(answer.hasPrefix("Credentials: There are no credentials"))
            #expect(answer.contains("AWS_ACCESS_KEY_ID"))
            #expect(answer.contains("aws configure"))
        }

        @Test func `a shared file that cannot be read or understood is an error`() async {
            let path = "/home/me/.aws/credentials"
            let locked = TestWorld(files: [path: ""], unreadable: [path])
            #expect(await locked.answer() == "Configuration: \(path) cannot be read: Permission denied")
            let broken = TestWorld(files: [path: "[default]\nSECRETKEY"])
            #expect(await broken.answer().hasPrefix("Configuration: Line 2 of \(path) "))
            #expect(await !broken.answer().showsSecret)
        }

        @Test func `credentials do not show their secrets`() {
            let credentials = AWSCredentials(
                accessKeyID: "AKID", secretAccessKey: "SECRETKEY", sessionToken: "SESSIONTOKEN")
            var dumped = ""
            dump([credentials], to: &dumped)
            dump(StaticCredentialProvider(credentials), to: &dumped)
            dump(CredentialFinding.found(credentials, origin: "x"), to: &dumped)
            #expect(
                !"\(credentials) \(String(reflecting: credentials)) \(dumped) \(Optional(credentials) as Any)"
                    .showsSecret)
            #expect(dumped.contains("AKID"))
        }
    }
#endif
