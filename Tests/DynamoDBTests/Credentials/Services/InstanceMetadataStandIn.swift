// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import Synchronization

    /// The metadata service of an EC2 instance (IMDSv2), as AWS documents it: a token is fetched with PUT, and without a
    /// valid one nothing is told.
    final class InstanceMetadataStandIn: Sendable {
        private struct State {
            var tokens: Set<String> = []
            var issued = 0
            var log: [String] = []
            var keys = 0
        }

        private let state = Mutex(State())

        /// What was asked, in order, with the status of the answer.
        var log: [String] { self.state.withLock { $0.log } }

        /// Makes all tokens invalid, as a restart of the service does.
        func forgetTokens() { self.state.withLock { $0.tokens = [] } }

        func steps(for request: ScriptedServer.Request) -> [ScriptedServer.Step] {
            let (status, body) = self.answer(request)
            self.state.withLock { $0.log.append("\(request.line) \(status)") }
            return [.send(response(body, status: "\(status) Status", headers: "Content-Type: text/plain\r\n"))]
        }

        private func answer(_ request: ScriptedServer.Request) -> (Int, String) {
            // A request that came through a proxy gets no token.
            guard request.header("X-Forwarded-For").isEmpty else { return (403, "") }
            if request.line == "PUT /latest/api/token" {
                guard let lifetime = Int(request.header("x-aws-ec2-metadata-token-ttl-seconds")),
                    (1...21_600).contains(lifetime)
                else { return (400, "") }
                return self.state.withLock { state in
                    state.issued += 1
                    let token = "AQAEAToken\(state.issued)=="
                    state.tokens.insert(token)
                    return (200, token)
                }
            }
            let token = request.header("x-aws-ec2-metadata-token")
            guard self.state.withLock({ $0.tokens.contains(token) }) else { return (401, "") }
            switch request.line {
            case "GET /latest/meta-data/placement/region": return (200, "eu-central-1")
            case "GET /latest/meta-data/iam/security-credentials/": return (200, "web-server")
            case "GET /latest/meta-data/iam/security-credentials/web-server":
                let number = self.state.withLock { state in
                    state.keys += 1
                    return state.keys
                }
                return (
                    200,
                    """
                    {"Code":"Success","LastUpdated":"2026-01-02T02:00:00Z","Type":"AWS-HMAC","AccessKeyId":"ASIAEC2\(number)",\
                    "SecretAccessKey":"SECRETKEY","Token":"SESSIONTOKEN","Expiration":"2026-01-02T09:04:05Z"}
                    """
                )
            default: return (404, "")
            }
        }
    }
#endif
