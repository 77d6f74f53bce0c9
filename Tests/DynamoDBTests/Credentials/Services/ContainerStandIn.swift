// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// The credential endpoint of ECS and EKS: one document, for who has the token.
    struct ContainerStandIn: Sendable {
        let token: Mutexed<String>

        func steps(for request: ScriptedServer.Request) -> [ScriptedServer.Step] {
            guard request.line == "GET /v1/credentials?id=7" else { return [.send(response(status: "404 Not Found"))] }
            guard request.header("Authorization") == self.token.value else {
                return [
                    .send(
                        response(
                            #"{"code":"AccessDenied","message":"The token \#(request.header("Authorization")) is not valid"}"#,
                            status: "403 Forbidden"))
                ]
            }
            return [
                .send(
                    response(
                        #"{"AccessKeyId":"ASIAPOD","SecretAccessKey":"SECRETKEY","Token":"SESSIONTOKEN","Expiration":"2026-01-02T09:04:05Z","AccountId":"123456789012"}"#,
                        headers: "Content-Type: application/json\r\n"))
            ]
        }
    }
#endif
