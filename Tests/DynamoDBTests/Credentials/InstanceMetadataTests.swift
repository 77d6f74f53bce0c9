// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Synchronization
    import Testing

    struct InstanceMetadataTests {
        private static func document(_ expiration: String = "2026-01-02T09:04:05Z", key: String = "ASIAEC2") -> String {
            #"{"Code":"Success","Type":"AWS-HMAC","AccessKeyId":"\#(key)","SecretAccessKey":"SECRETKEY","Token":"SESSIONTOKEN","Expiration":"\#(expiration)"}"#
        }

        /// Version 2 as published: without a token, or with another, there is no answer.
        private static let service: ScriptedTransport.Script = { request, _ in
            switch (request.method, request.path) {
            case ("PUT", "/latest/api/token"):
                request.header("x-aws-ec2-metadata-token-ttl-seconds") == "21600"
                    ? .response(200, "tok\n") : .response(400)
            case ("GET", _) where request.header("x-aws-ec2-metadata-token") != "tok": .response(401)
            case ("GET", "/latest/meta-data/iam/security-credentials/"): .response(200, "My Role\n")
            case ("GET", "/latest/meta-data/iam/security-credentials/My%20Role"): .response(200, document())
            default: .response(404)
            }
        }

        @Test(arguments: [
            ([:], "http://169.254.169.254"),
            (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], "http://[fd00:ec2::254]"),
            (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "ipv4"], "http://169.254.169.254"),
            (["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://localhost:1338/"], "http://localhost:1338"),
            (["AWS_EC2_METADATA_DISABLED": "false"], "http://169.254.169.254"),
        ])
        func `an instance's role is asked for with a token`(variables: [String: String], base: String) async {
            let world = TestWorld(variables, network: Self.service)
            #expect(await world.answer() == "ASIAEC2 SECRETKEY SESSIONTOKEN 1767344645 -")
            #expect(
                world.transport.requests.filter { $0.method == "GET" }.map(\.line) == [
                    "GET \(base)/latest/meta-data/iam/security-credentials/",
                    "GET \(base)/latest/meta-data/iam/security-credentials/My%20Role",
                ])
        }

        @Test(arguments: [403, 404, 405, 0])
        func `a service without tokens is asked without one, unless that is forbidden`(status: Int) async {
            let script: ScriptedTransport.Script = { request, _ in
                if request.method == "PUT" { return status == 0 ? .failure(.timeout) : .response(status) }
                return request.path.hasSuffix("/") ? .response(200, "Role") : .response(200, Self.document())
            }
            #expect(await TestWorld(network: script).answer().hasPrefix("ASIAEC2 "))
            let strict = TestWorld(["AWS_EC2_METADATA_V1_DISABLED": "true"], network: script)
            #expect(await strict.answer().hasPrefix("Credentials: There are no credentials"))
            #expect(strict.transport.requests.allSatisfy { $0.method == "PUT" })
        }

        @Test func `what variables say of the service, a profile can say too`() async {
            let settings = """
                [default]
                ec2_metadata_v1_disabled = true
                ec2_metadata_service_endpoint_mode = ipv6
                metadata_service_num_attempts = 2
                """
            let world = TestWorld(config: settings) { _, _ in .failure(.timeout) }
            #expect(await world.answer().hasPrefix("Credentials: There are no credentials"))
            #expect(
                world.transport.requests.map(\.line)
                    == Array(repeating: "PUT http://[fd00:ec2::254]/latest/api/token", count: 2))
            // Of a profile that the program names, its own count.
            let named = TestWorld(
                config: settings + "\n[profile other]\nregion = x", ["AWS_PROFILE": "missing"], network: Self.service)
            #expect(await named.answer(profile: "other").hasPrefix("ASIAEC2 "))
            #expect(named.transport.requests.first?.line == "PUT http://169.254.169.254/latest/api/token")
            let wrong = TestWorld(config: "[default]\nmetadata_service_timeout = soon")
            #expect(await wrong.answer().contains("metadata_service_timeout of the profile \"default\" is \"soon\""))
        }

        @Test func `a token that is refused is fetched again, once`() async {
            let world = TestWorld { request, number in
                request.method == "GET" && number == 1 ? .response(401) : Self.service(request, number)
            }
            #expect(await world.answer().hasPrefix("ASIAEC2 "))
            let refusing = TestWorld { request, _ in request.method == "PUT" ? .response(200, "tok") : .response(401) }
            #expect(await refusing.answer().contains("status 401"))
            #expect(refusing.transport.requests.count == 4)
        }

        @Test(arguments: [
            (["AWS_EC2_METADATA_DISABLED": "TRUE"], "AWS_EC2_METADATA_DISABLED is true", 0),
            ([:], "does not answer (connect)", 1),
        ])
        func `no instance is no error, but no credentials`(variables: [String: String], reason: String, requests: Int)
            async
        {
            let world = TestWorld(variables)
            let explanation = await world.chain().explain()
            #expect(explanation.source == nil)
            #expect(explanation.steps.last?.outcome.contains(reason) == true)
            #expect(world.transport.requests.count == requests)
        }

        @Test func `an instance without a role has no credentials`() async {
            let world = TestWorld { request, _ in request.method == "PUT" ? .response(200, "tok") : .response(404) }
            #expect(await world.chain().explain().steps.last?.outcome == "no role is attached to this instance")
        }

        @Test(arguments: [
            (400, 200, "Role", 200, "", "status 400"), (200, 500, "", 200, "", "status 500"),
            (200, 200, "", 200, "", "status 200"),
            (200, 200, "Role", 404, "", "status 404"), (200, 200, "Role", 200, "<html>", "no credentials"),
            (
                200, 200, "Role", 200, #"{"Code":"AssumeRoleUnauthorizedAccess","SecretAccessKey":"SECRETKEY"}"#,
                "AssumeRoleUnauthorizedAccess"
            ),
            (200, 200, "Role", 200, #"{"Code":"Success","AccessKeyId":"a"}"#, "has no SecretAccessKey"),
        ])
        func `an instance that fails is an error`(
            token: Int, listing: Int, role: String, status: Int, body: String, reason: String
        ) async {
            let world = TestWorld { request, _ in
                if request.method == "PUT" { return .response(token, "tok") }
                return request.path.hasSuffix("/") ? .response(listing, role) : .response(status, body)
            }
            let answer = await world.answer()
            #expect(answer.hasPrefix("Credentials: "), "\(answer)")
            #expect(answer.contains(reason), "\(answer)")
            #expect(!answer.showsSecret)
        }

        @Test(arguments: [
            ["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "v5"], ["AWS_EC2_METADATA_SERVICE_ENDPOINT": "x"],
            ["AWS_METADATA_SERVICE_TIMEOUT": "0"], ["AWS_METADATA_SERVICE_NUM_ATTEMPTS": "x"],
        ])
        func `malformed settings are errors`(variables: [String: String]) async {
            let answer = await TestWorld(variables).answer()
            #expect(answer.hasPrefix("Configuration: "), "\(answer)")
        }

        @Test func `the last credentials stay in use while the service fails`() async throws {
            let mode = Mutex("works")
            let world = TestWorld { request, number in
                switch mode.withLock({ $0 }) {
                case "works": Self.service(request, number)
                case "expired":
                    request.path.hasSuffix("Role")
                        ? .response(200, Self.document("2026-01-01T00:00:00Z", key: "ASIAOLD"))
                        : Self.service(request, number)
                case "down": .failure(.timeout)
                default: .response(500)
                }
            }
            let chain = world.chain()
            #expect(try await chain.credentials().expirationTime == 1_767_344_645)
            world.clock.withLock { $0 = 1_767_344_645 }
            for (state, key) in [
                ("down", "ASIAEC2"), ("broken", "ASIAEC2"), ("expired", "ASIAOLD"), ("down", "ASIAOLD"),
            ] {
                mode.withLock { $0 = state }
                let kept = try await chain.credentials()
                #expect(kept.accessKeyID == key)
                // 15 minutes, and half of the way from 2 to 10.
                let expiration: Double = 1_767_344_645 + 900 + 360
                #expect(kept.expirationTime == expiration)
            }
            mode.withLock { $0 = "works" }
            #expect(try await chain.credentials().accessKeyID == "ASIAEC2")
        }
    }
#endif
