// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Testing

    /// Which requests for credentials go past the transport that a program gives.
    struct CredentialTransportTests {
        @Test(arguments: [
            ("169.254.169.254", true), ("169.254.170.2", true), ("fd00:ec2::254", true), ("fd00:ec2::23", true),
            ("fe80::1", true), ("febf::1", true), ("localhost", true), ("127.0.0.1", true), ("::1", true),
            ("sts.eu-west-1.amazonaws.com", false), ("10.0.0.1", false), ("169.253.0.1", false), ("fec0::1", false),
            ("fd00:ec3::254", false), ("169.254.169.254.example", false),
        ])
        func `what is on this machine or beside it is asked without a proxy`(host: String, isDirect: Bool) async throws
        {
            let (proxy, direct) = (
                ScriptedTransport { _, _ in .response(200) }, ScriptedTransport { _, _ in .response(200) }
            )
            let request = HTTPRequest(method: "GET", origin: HTTPOrigin(isSecure: false, host: host), headers: [])
            _ = try await CredentialTransport(proxy, direct: direct)
                .send(request, timeout: .seconds(1), maximumResponseBytes: 1)
            #expect(direct.requests.count == (isDirect ? 1 : 0))
            #expect(proxy.requests.count == (isDirect ? 0 : 1))
        }

        @Test(arguments: [("localhost", false), ("169.254.170.2", true)])
        func `with TLS the program's transport is used for the machine, as it knows whom to trust`(
            host: String, isDirect: Bool
        ) async throws {
            let (proxy, direct) = (
                ScriptedTransport { _, _ in .response(200) }, ScriptedTransport { _, _ in .response(200) }
            )
            let request = HTTPRequest(method: "GET", origin: HTTPOrigin(isSecure: true, host: host), headers: [])
            _ = try await CredentialTransport(proxy, direct: direct)
                .send(request, timeout: .seconds(1), maximumResponseBytes: 1)
            #expect((direct.requests.count, proxy.requests.count) == (isDirect ? (1, 0) : (0, 1)))
        }

        @Test func `credentials of a process are looked for in this way`() async {
            let proxy = ScriptedTransport { _, _ in .response(200) }
            let transport = CredentialEnvironment.system(transport: proxy).transport
            // Nobody listens at that port.
            let request = HTTPRequest(
                method: "GET", origin: HTTPOrigin(isSecure: false, host: "127.0.0.1", port: 1), headers: [])
            await #expect(throws: TransportFailure.self) {
                _ = try await transport.send(request, timeout: .seconds(30), maximumResponseBytes: 1)
            }
            #expect(proxy.requests.isEmpty)
        }
    }
#endif
