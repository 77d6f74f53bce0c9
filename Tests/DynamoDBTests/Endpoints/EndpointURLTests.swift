// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Testing

struct EndpointURLTests {
    @Test(arguments: [
        ("http://localhost:8000", "http localhost 8000 /"), ("https://localhost", "https localhost 443 /"),
        ("HTTP://LocalHost/", "http localhost 80 /"), ("http://127.0.0.1:1", "http 127.0.0.1 1 /"),
        ("https://[::1]:8443/base/path", "https ::1 8443 /base/path"),
        ("http://[fd00:ec2::254]", "http fd00:ec2::254 80 /"),
        ("http://my_container:65535/", "http my_container 65535 /"), ("https://a.b.c.", "https a.b.c. 443 /"),
        ("http://[::ffff:127.0.0.1]:80", "http ::ffff:127.0.0.1 80 /"),
    ])
    func `a URL has scheme, host, port and path`(text: String, parts: String) throws {
        let url = try EndpointURL(text, setting: "the test")
        let scheme = url.origin.isSecure ? "https" : "http"
        #expect("\(scheme) \(url.origin.host) \(url.origin.port) \(url.path)" == parts)
    }

    @Test(arguments: [
        "", "localhost:8000", "ftp://localhost", "http://", "http:///path", "http://local host", "http://localhost:",
        "http://localhost:0", "http://localhost:65536", "http://localhost:+80", "http://localhost:80x", "http://[::1",
        "http://[::1]8000", "http://[localhost]", "http://a..b", "http://localhost?x=1", "http://localhost#x",
        "http://é.com",
        "http://localhost\n", "http://[::1::]", "http://[1:2:3:4:5:6:7]", "http://[12345::]", "http://[::1.2.3]",
        "http://[1.2.3.4::]", "https:/localhost", "//localhost", "http://local\\host",
    ])
    func `another text is refused and the message says how to write it`(text: String) {
        let error = #expect(throws: DynamoDBError.self) { try EndpointURL(text, setting: "AWS_ENDPOINT_URL") }
        #expect(error?.code == .configuration)
        #expect(error?.message.contains("AWS_ENDPOINT_URL") == true)
        #expect(error?.message.contains("http://localhost:8000") == true)
    }

    @Test func `a password in a URL is not shown`() {
        let error = #expect(throws: DynamoDBError.self) {
            try EndpointURL("http://user:hunter2@localhost", setting: "AWS_ENDPOINT_URL")
        }
        #expect(error.map { "\($0)".contains("hunter2") } == false)
    }

    @Test(arguments: [
        ("localhost", true), ("LOCALHOST", true), ("localhost.", true), ("dynamodb.localhost", true),
        ("127.0.0.1", true),
        ("127.255.0.3", true), ("::1", true), ("0:0:0:0:0:0:0:1", true), ("::ffff:127.0.0.1", true),
        ("::ffff:7f00:1", true),
        ("localhost.example.com", false), ("notlocalhost", false), ("128.0.0.1", false), ("::2", false),
        ("10.0.0.1", false),
        ("::ffff:10.0.0.1", false), ("1::1", false), ("127.0.0.1.example.com", false), ("127.1", false), ("", false),
        ("0.0.0.0", false), ("::", false),
    ])
    func `hosts of this machine are known`(host: String, isLoopback: Bool) {
        #expect(LoopbackHost.contains(host) == isLoopback)
    }

    @Test(arguments: [
        "", "a.b", "-a", "a-", "evil.example/", "a b", "é", "a@b", "a:1", String(repeating: "a", count: 64),
    ])
    func `what cannot be part of a host name is no region`(region: String) {
        let error = #expect(throws: DynamoDBError.self) {
            try EndpointRules(
                override: nil, region: region, useFIPS: false, useDualStack: false, accountIDMode: .preferred)
        }
        #expect(error?.code == .configuration)
    }
}
