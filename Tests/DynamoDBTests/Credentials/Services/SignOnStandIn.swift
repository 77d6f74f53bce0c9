// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import Synchronization

    /// Single sign-on: the service that refreshes tokens (OIDC), and the portal that gives roles for them.
    final class SignOnStandIn: Sendable {
        private let tokens = Mutex((access: "BEARERTOKEN0", refresh: "REFRESHTOKEN0", number: 0))

        func steps(for request: ScriptedServer.Request) -> [ScriptedServer.Step] {
            let (status, body) = self.answer(request)
            return [.send(response(body, status: "\(status) Status", headers: "Content-Type: application/json\r\n"))]
        }

        private func answer(_ request: ScriptedServer.Request) -> (Int, String) {
            switch request.line {
            case "POST /token":
                let wanted = self.tokens.withLock { $0.refresh }
                let isRight = ["\"refresh_token\"", "\"client\"", "\"CLIENTSECRET\"", "\"\(wanted)\""].allSatisfy {
                    request.text.contains($0)
                }
                guard isRight else { return (400, #"{"error":"invalid_grant","error_description":"No."}"#) }
                return self.tokens.withLock { tokens in
                    let number = tokens.number + 1
                    tokens = ("BEARERTOKEN\(number)", "REFRESHTOKEN\(number)", number)
                    return (
                        200,
                        #"{"accessToken":"\#(tokens.access)","tokenType":"Bearer","expiresIn":3600,"refreshToken":"\#(tokens.refresh)"}"#
                    )
                }
            case "GET /federation/credentials?role_name=Reader&account_id=123456789012":
                guard request.header("x-amz-sso_bearer_token") == self.tokens.withLock({ $0.access }) else {
                    return (
                        401, #"{"message":"Session token not found or invalid","__type":"UnauthorizedException"}"#
                    )
                }
                return (
                    200,
                    #"{"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"SECRETKEY","sessionToken":"SESSIONTOKEN","expiration":1767344645000}}"#
                )
            default: return (404, "{}")
            }
        }
    }
#endif
