// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import Synchronization
import Testing

struct AuthorizationTests {
    private static let complete = RequestRouter.Request.authorization

    @Test(arguments: [nil, "", "Bearer abc", "Basic abc", "AWS abc"])
    func `a request that nobody signed is refused`(header: String?) async throws {
        let response = try await RequestRouter.test().answer(.call("ListTables").with("Authorization", header))
        #expect(response.status == 400)
        #expect(
            String(decoding: response.body, as: UTF8.self)
                == #"{"__type":"com.amazon.coral.service#MissingAuthenticationTokenException","#
                + #""message":"Request is missing Authentication Token"}"#)
    }

    @Test(arguments: [
        (
            "AWS4-HMAC-SHA256", "20260101T000000Z",
            "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. "
                + "Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256"
        ),
        (
            "AWS4-HMAC-SHA256 Credential=a, Signature=b", "20260101T000000Z",
            "Authorization header requires 'SignedHeaders' parameter. "
                + "Authorization=AWS4-HMAC-SHA256 Credential=a, Signature=b"
        ),
        (
            "AWS4-HMAC-SHA256 Credential=a,SignedHeaders=c", nil,
            "Authorization header requires 'Signature' parameter. "
                + "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. "
                + "Authorization=AWS4-HMAC-SHA256 Credential=a,SignedHeaders=c"
        ),
    ])
    func `a signature that lacks something is refused with the list`(
        header: String, date: String?, message: String
    ) async throws {
        let request = RequestRouter.Request.call("ListTables").with("Authorization", header).with("X-Amz-Date", date)
        let response = try await RequestRouter.test().answer(request)
        #expect(response.status == 400)
        #expect(
            String(decoding: response.body, as: UTF8.self)
                == #"{"__type":"com.amazon.coral.service#IncompleteSignatureException","message":"\#(message)"}"#)
    }

    @Test func `a date in the header Date will do`() async throws {
        let request = RequestRouter.Request.call("ListTables").with("X-Amz-Date", nil).with("Date", "today")
        #expect(try await RequestRouter.test().answer(request).status == 200)
    }

    @Test(arguments: [
        ("/?X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Signature=c&X-Amz-SignedHeaders=d&X-Amz-Date=e", 200),
        ("/?X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Signature=c&X-Amz-SignedHeaders=d", 400),
        ("/?", 400), ("/?=&&", 400),
    ])
    func `a request may be signed in its query`(path: String, status: Int) async throws {
        let request = RequestRouter.Request.call("ListTables").with("Authorization", nil).with(path: path)
        #expect(try await RequestRouter.test().answer(request).status == status)
    }

    @Test func `a signature in both places is refused`() async throws {
        let request = RequestRouter.Request.call("ListTables").with(path: "/?X-Amz-Algorithm=AWS4-HMAC-SHA256")
        let response = try await RequestRouter.test().answer(request)
        #expect(
            String(decoding: response.body, as: UTF8.self).hasSuffix(
                "\"Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.\"}"))
    }

    @Test func `a verifier decides on what is complete`() async throws {
        let verifier = CountingVerifier()
        var configuration = RequestRouter.Configuration()
        configuration.signatureVerifier = verifier
        let router = try RequestRouter.test(configuration)
        #expect(await router.answer(.call("ListTables").with("Authorization", nil)).status == 400)
        #expect(verifier.count.withLock { $0 } == 0)
        let response = await router.answer(.call("ListTables"))
        #expect(response.status == 400)
        #expect(
            String(decoding: response.body, as: UTF8.self)
                == #"{"__type":"com.amazon.coral.service#UnrecognizedClientException","message":"Who are you?"}"#)
        #expect(verifier.count.withLock { $0 } == 1)
    }

    /// Refuses everybody.
    private final class CountingVerifier: SignatureVerifier {
        let count = Mutex(0)

        func check(_ request: RequestRouter.Request) throws(RequestRouter.Refusal) {
            self.count.withLock { $0 += 1 }
            throw RequestRouter.Refusal("UnrecognizedClientException", "Who are you?")
        }
    }
}
