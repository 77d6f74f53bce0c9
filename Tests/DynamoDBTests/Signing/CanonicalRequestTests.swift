// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Testing

    /// The published rules of the canonical request, where no peer has to be asked.
    struct CanonicalRequestTests {
        private static let signer = SigV4Signer(region: "us-east-1", service: "service")
        private static let credentials = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")

        private static func lines(_ request: HTTPRequest) -> [String] {
            let signature = self.signer.signature(
                of: request, with: self.credentials, time: Array("20150830T123600Z".utf8))
            return String(decoding: signature.canonicalRequest, as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        }

        private static func request(_ path: String, _ headers: [(name: String, value: String)] = []) -> HTTPRequest {
            HTTPRequest(
                method: "GET", origin: HTTPOrigin(isSecure: true, host: "example.amazonaws.com"), path: path,
                headers: [("Host", "example.amazonaws.com")] + headers)
        }

        @Test(arguments: [
            ("", "/"), ("/", "/"), ("//", "/"), ("/./", "/"), ("/example/..", "/"), ("/example1/example2/../..", "/"),
            ("//example//", "/example/"), ("/./example", "/example"), ("/ሴ", "/%E1%88%B4"),
            ("/example space/", "/example%20space/"), ("/a%2Fb", "/a%252Fb"), ("/-._~aZ9", "/-._~aZ9"),
            ("/a/../../../b", "/b"), ("/...", "/..."), ("/a/.", "/a"), ("/a?b", "/a"),
        ])
        func `a path has no dot segments and is encoded once more`(path: String, canonical: String) {
            #expect(Self.lines(Self.request(path))[1] == canonical)
        }

        @Test(arguments: [
            ("/", ""), ("/?", ""), ("/?Param1=value1", "Param1=value1"), ("/?a", "a="), ("/?a=", "a="),
            ("/?Param2=value2&Param1=value1", "Param1=value1&Param2=value2"), ("/?p=b&p=a", "p=a&p=b"),
            ("/?Param-3=Value3&Param=Value2&%E1%88%B4=Value1", "%E1%88%B4=Value1&Param=Value2&Param-3=Value3"),
            ("/?ሴ=bar", "%E1%88%B4=bar"), ("/?a=%2f", "a=%2F"), ("/?a=b=c", "a=b%3Dc"), ("/?a=%zz%4", "a=%25zz%254"),
            ("/?-._~Az9=-._~Az9", "-._~Az9=-._~Az9"), ("/?p=a?b", "p=a%3Fb"),
            ("/?b=1&B=1&a-=1&a=1", "B=1&a=1&a-=1&b=1"),
        ])
        func `a query is sorted and encoded`(path: String, canonical: String) {
            #expect(Self.lines(Self.request(path))[2] == canonical)
        }

        @Test func `headers are lower-cased, trimmed, joined and sorted by their bytes`() {
            let headers = [
                ("My-Header1", "value2"), ("my-header1", " value1  a"), ("Zebra", "\"a   b\""), ("My-Header", ""),
                ("Authorization", "x"), ("User-Agent", "x"), ("X-Amzn-Trace-Id", "x"),
            ]
            let lines = Self.lines(Self.request("/", headers))
            #expect(
                lines.dropFirst(3) == [
                    "host:example.amazonaws.com", "my-header:", "my-header1:value2,value1 a", "zebra:\"a b\"", "",
                    "host;my-header;my-header1;zebra",
                    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                ])
        }

        @Test func `signing again replaces the former signature`() {
            var request = Self.request("/")
            Self.signer.sign(&request, with: Self.credentials, now: 0)
            let first = request.headers
            Self.signer.sign(&request, with: Self.credentials, now: 86_400)
            Self.signer.sign(&request, with: Self.credentials, now: 0)
            #expect(request.headers.map(\.name) == first.map(\.name))
            #expect(request.headers.map(\.value) == first.map(\.value))
        }
    }
#endif
