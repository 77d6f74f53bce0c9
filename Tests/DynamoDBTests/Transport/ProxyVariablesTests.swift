// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Testing

    struct ProxyVariablesTests {
        struct Case: Sendable {
            var variables: [String: String]
            var isSecure = true
            var host = "dynamodb.eu-west-1.amazonaws.com"
            var named: String?
        }

        @Test(arguments: [
            Case(variables: [:]),
            Case(variables: ["HTTPS_PROXY": "http://proxy:3128"], named: "HTTPS_PROXY"),
            Case(variables: ["https_proxy": "http://proxy:3128", "HTTP_PROXY": "x"], named: "https_proxy"),
            Case(variables: ["HTTPS_PROXY": " ", "all_proxy": "socks5://proxy"], named: "all_proxy"),
            Case(variables: ["HTTPS_PROXY": "http://proxy:3128"], isSecure: false, host: "10.0.0.1"),
            Case(
                variables: ["HTTP_PROXY": "http://proxy:3128"], isSecure: false, host: "10.0.0.1", named: "HTTP_PROXY"),
            Case(variables: ["HTTP_PROXY": "http://proxy:3128"], isSecure: false, host: "localhost"),
            Case(variables: ["HTTP_PROXY": "http://proxy:3128"], isSecure: false, host: "169.254.169.254"),
            Case(variables: ["HTTP_PROXY": "http://proxy:3128"], isSecure: false, host: "fd00:ec2::254"),
            Case(variables: ["HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": ".vpce.amazonaws.com"]),
            Case(variables: ["https_proxy": "http://proxy:3128", "no_proxy": "*"]),
            Case(variables: ["HTTPS_PROXY": "http://proxy:3128", "NO_PROXY": " "], named: "HTTPS_PROXY"),
        ])
        func `a proxy that other programs would use is named where there is no connection`(_ row: Case) {
            let advice = ProxyVariables.advice(
                isSecure: row.isSecure, host: row.host, EnvironmentVariables(row.variables))
            #expect(advice?.hasPrefix("\(row.named ?? "") is set") == (row.named == nil ? nil : true))
        }
    }
#endif
