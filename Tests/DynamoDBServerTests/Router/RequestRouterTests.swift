// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import DynamoDBServer
import Testing

struct RequestRouterTests {
    private static let table = """
        {"TableName":"table1","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],\
        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],"BillingMode":"PAY_PER_REQUEST"}
        """

    @Test func `an operation is carried out and its answer has the headers of the service`() async throws {
        let router = try RequestRouter.test()
        #expect(await router.call("CreateTable", Self.table).status == 200)
        let put = await router.answer(.call("PutItem", #"{"TableName":"table1","Item":{"pk":{"S":"a"}}}"#))
        #expect(put.status == 200)
        #expect(String(decoding: put.body, as: UTF8.self) == "{}")
        #expect(put.header("content-type") == "application/x-amz-json-1.0")
        #expect(put.header("x-amzn-requestid") == "REQUEST")
        #expect(put.header("x-amz-crc32") == "2745614147")
        let got = await router.call("GetItem", #"{"TableName":"table1","Key":{"pk":{"S":"a"}}}"#)
        #expect(got.body == #"{"Item":{"pk":{"S":"a"}}}"#)
    }

    @Test(arguments: [
        ("application/x-amz-json-1.0", 200, "application/x-amz-json-1.0"),
        ("application/json", 200, "application/json"),
        ("Application/JSON; charset=utf-8", 200, "application/json"),
        ("application/x-amz-json-1.1", 404, nil),
        ("text/plain", 404, nil),
        (nil, 404, nil),
    ])
    func `the type of the content is that of the request`(type: String?, status: Int, answer: String?) async throws {
        let response = try await RequestRouter.test().answer(.call("ListTables").with("Content-Type", type))
        #expect(response.status == status)
        #expect(response.header("content-type") == answer)
    }

    @Test(arguments: ["PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "post", ""])
    func `another method is an unknown operation`(method: String) async throws {
        let response = try await RequestRouter.test().answer(.call("ListTables").with(method: method))
        #expect(response.status == 404)
        #expect(String(decoding: response.body, as: UTF8.self) == "<UnknownOperationException/>\n")
        #expect(response.header("x-amz-crc32") == "3552371480")
    }

    @Test(arguments: ["/health", "/-", "//", "", "/index.html?a=/"])
    func `another path is not asked for its health`(path: String) async throws {
        let response = try await RequestRouter.test().answer(
            RequestRouter.Request(method: "GET", path: path, headers: []))
        #expect(response.status == 404)
    }

    @Test(arguments: ["/", "/?"])
    func `whoever asks with GET is told of the health`(path: String) async throws {
        let response = try await RequestRouter.test().answer(
            RequestRouter.Request(method: "GET", path: path, headers: []))
        #expect(response.status == 200)
        #expect(String(decoding: response.body, as: UTF8.self) == "healthy: dynamodb.us-east-1.amazonaws.com ")
        #expect(response.header("x-amz-crc32") == "3128867991")
    }

    @Test func `a page of another origin may ask where every origin may`() async throws {
        var configuration = RequestRouter.Configuration()
        configuration.allowedOrigins = nil
        let router = try RequestRouter.test(configuration)
        let question = RequestRouter.Request(
            method: "OPTIONS",
            headers: [
                ("Origin", "http://localhost:3000"), ("Access-Control-Request-Method", "POST"),
                ("Access-Control-Request-Headers", "authorization,x-amz-target"),
            ])
        let answer = await router.answer(question)
        #expect(answer.status == 200)
        #expect(answer.body.isEmpty)
        #expect(answer.header("access-control-allow-origin") == "*")
        #expect(answer.header("access-control-allow-methods") == "POST")
        #expect(answer.header("access-control-allow-headers") == "authorization,x-amz-target")
        let call = await router.answer(.call("ListTables").with("Origin", "http://localhost:3000"))
        #expect(call.header("access-control-allow-origin") == "*")
        #expect(await router.answer(.call("ListTables")).header("access-control-allow-origin") == nil)
    }

    @Test(arguments: ["http://localhost:3000", "http://127.0.0.1:8000", "null", ""])
    func `what a page asks is not carried out by a server that was not told of the page`(origin: String) async throws {
        let router = try RequestRouter.test()
        let answer = await router.answer(.call("CreateTable", Self.table).with("Origin", origin))
        #expect(answer.status == 403)
        #expect(answer.header("access-control-allow-origin") == nil)
        #expect(answer.header("content-type") == "application/x-amz-json-1.0")
        let body = String(decoding: answer.body, as: UTF8.self)
        #expect(body.hasPrefix(#"{"__type":"com.amazon.coral.service#AccessDeniedException","#))
        #expect(body.contains("allowedOrigins"))
        #expect(await router.call("ListTables", "{}").body == #"{"TableNames":[]}"#)
    }

    @Test(arguments: [
        ("http://localhost:3000", true), ("https://shop.example", true), ("http://localhost:3001", false),
        ("http://evil.example", false), ("null", false),
    ])
    func `only pages of the named origins may ask`(origin: String, mayAsk: Bool) async throws {
        var configuration = RequestRouter.Configuration()
        configuration.allowedOrigins = ["http://localhost:3000", "https://shop.example"]
        let router = try RequestRouter.test(configuration)
        let question = RequestRouter.Request(
            method: "OPTIONS", headers: [("Origin", origin), ("Access-Control-Request-Method", "POST")])
        for request in [question, .call("ListTables").with("Origin", origin)] {
            let answer = await router.answer(request)
            #expect(answer.status == (mayAsk ? 200 : 403))
            #expect(answer.header("access-control-allow-origin") == (mayAsk ? origin : nil))
            #expect(answer.header("vary") == "Origin")
        }
    }

    @Test func `a body is at most 16 MiB long`() async throws {
        let router = try RequestRouter.test()
        var body = Array("{}".utf8) + [UInt8](repeating: 0x20, count: RequestRouter.maximumBodySize - 2)
        #expect(await router.answer(.call(target: "DynamoDB_20120810.ListTables", body)).status == 200)
        body.append(0x20)
        let response = await router.answer(.call(target: "DynamoDB_20120810.ListTables", body))
        #expect(response.status == 413)
        #expect(response.body.isEmpty)
    }

    @Test(arguments: [
        ("", ""), ("DynamoDB_20120810.", ""), ("DynamoDB_20120810.Nothing", ""), ("DynamoDB_20111205.PutItem", ""),
        ("PutItem", ""), ("DynamoDB_20120810.putItem", ""), ("DynamoDB_20120810.PutItem.", ""),
        ("DynamoDB_20120810.CreateBackup", #","message":"CreateBackup is not offered by this server.""#),
    ])
    func `an unknown target is an unknown operation`(target: String, message: String) async throws {
        let response = try await RequestRouter.test().answer(.call(target: target, Array("{}".utf8)))
        #expect(response.status == 400)
        #expect(
            String(decoding: response.body, as: UTF8.self)
                == #"{"__type":"com.amazon.coral.service#UnknownOperationException"\#(message)}"#)
    }

    @Test(arguments: [
        (
            "UpdateTable", #""ReplicaUpdates":[{"Create":{"RegionName":"eu-west-1"}}]"#, "ReplicaUpdates",
            "global tables"
        ),
        (
            "UpdateTable", #""BillingMode":"PROVISIONED","MultiRegionConsistency":"STRONG""#, "MultiRegionConsistency",
            "global tables"
        ),
        ("UpdateTable", #""VectorIndexUpdates":[]"#, "VectorIndexUpdates", "vector indexes"),
        ("CreateTable", #""VectorIndexes":[{"IndexName":"v"}]"#, "VectorIndexes", "vector indexes"),
        ("UpdateTable", #""DisassociationProtectionEnabled":true"#, "DisassociationProtectionEnabled", "global tables"),
        ("UpdateTable", #""GlobalTableWitnessUpdates":[]"#, "GlobalTableWitnessUpdates", "global tables"),
        (
            "UpdateTable", #""GlobalTableSettingsReplicationMode":"ENABLED""#, "GlobalTableSettingsReplicationMode",
            "global tables"
        ),
        ("UpdateTable", #""MultiAccountReplicaReady":true"#, "MultiAccountReplicaReady", "global tables"),
        ("UpdateTable", #""ReplicaTransitRoleArn":"arn""#, "ReplicaTransitRoleArn", "global tables"),
        ("CreateTable", #""GlobalTableSourceArn":"arn""#, "GlobalTableSourceArn", "global tables"),
        ("CreateTable", #""ResourcePolicy":"{}","Resource\u0050olicy":"{}""#, "ResourcePolicy", "policies"),
    ])
    func `what this server does not have is refused and not passed over`(
        operation: String, member: String, name: String, what: String
    ) async throws {
        let router = try RequestRouter.test()
        let answer = await router.call(operation, "{\(member),\(Self.table.dropFirst())")
        #expect(answer.status == 400)
        #expect(
            answer.body
                == #"{"__type":"com.amazon.coral.validate#ValidationException","message":""#
                + #"\#(name) is not offered by this server, which has no \#(what)."}"#)
        #expect(await router.call("ListTables", "{}").body == #"{"TableNames":[]}"#)
        #expect(await router.call("CreateTable", "{\"\(name)\":null,\(Self.table.dropFirst())").status == 200)
    }

    @Test(arguments: [
        "", "[]", "\"text\"", "3", "{", "{\"TableName\":", "{}x", "{\"a\":1,}", "\u{FEFF}{}", "nul", "{'a':1}",
        #"{"TableName":3,"Item":}"#, #"{"TableName":"\ud800"}"#,
    ])
    func `a body that is no JSON object is told with no more words`(body: String) async throws {
        let response = try await RequestRouter.test().call("PutItem", body)
        #expect(response.status == 400)
        #expect(response.body == #"{"__type":"com.amazon.coral.service#SerializationException"}"#)
    }

    /// One request each that breaks two rules, and the rule that is told.
    @Test(arguments: [
        (RequestRouter.Request.call("Nothing", "{"), "SerializationException"),
        (.call("PutItem", "{").with("Authorization", nil), "SerializationException"),
        (.call("Nothing").with("Authorization", nil), "UnknownOperationException"),
        (.call("Nothing", ""), "UnknownOperationException"),
        (.call("PutItem", "").with("Authorization", nil), "MissingAuthenticationTokenException"),
        (.call("PutItem", "[]").with("Authorization", nil), "MissingAuthenticationTokenException"),
        (.call("PutItem", "").with("X-Amz-Date", nil), "IncompleteSignatureException"),
        (.call("PutItem", #"{"TableName":3}"#).with(path: "/?X-Amz-Algorithm=x"), "InvalidSignatureException"),
        (.call("PutItem", #"{"TableName":3}"#), "SerializationException"),
        (.call("GetItem", #"{"TableName":"none","Key":{}, "ConsistentRead":[]}"#), "SerializationException"),
        (.call("GetItem", #"{"TableName":"none","Key":{"pk":{}}}"#), "ValidationException"),
        (.call("GetItem", #"{"TableName":"none","Key":{"pk":{"S":"a"}}}"#), "ResourceNotFoundException"),
    ])
    func `the rules are checked in the order of the service`(
        request: RequestRouter.Request, error: String
    ) async throws {
        let response = try await RequestRouter.test().answer(request)
        #expect(response.status == 400)
        #expect(String(decoding: response.body, as: UTF8.self).contains("#\(error)\""))
    }

    @Test func `a client that asks for the endpoint is told the one it has found`() async throws {
        let response = try await RequestRouter.test().answer(
            .call("DescribeEndpoints").with("Host", "localhost:8000"))
        #expect(
            String(decoding: response.body, as: UTF8.self)
                == #"{"Endpoints":[{"Address":"localhost:8000","CachePeriodInMinutes":1440}]}"#)
    }

    @Test func `a name of a request has 52 letters and digits`() async throws {
        let router = RequestRouter(try EmbeddedDatabase.inMemory())
        var names: Set<String> = []
        for _ in 0..<100 {
            let name = try #require(await router.answer(.call("ListTables")).header("x-amzn-requestid"))
            #expect(name.utf8.count == 52)
            #expect(name.allSatisfy { $0.isASCII && ($0.isNumber || $0.isUppercase) })
            names.insert(name)
        }
        #expect(names.count == 100)
    }
}
