// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDB
    import Foundation
    import TestSupport

    /// A request to be signed by us and by botocore.
    struct SigningQuestion: Encodable {
        struct Answer: Decodable, Equatable {
            var canonicalRequest: String
            var stringToSign: String
            var authorization: String
        }

        var method = "POST"
        var origin = HTTPOrigin(isSecure: true, host: "dynamodb.eu-west-1.amazonaws.com")
        var path = "/"
        var headers: [(name: String, value: String)] = []
        var body = ""
        var token: String?
        var region = "eu-west-1"
        var service = "dynamodb"
        var time = 1_767_323_045
        var secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"

        private enum Names: CodingKey {
            case method, url, headers, body, token, region, service, time, secret, accessKeyID
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: Names.self)
            try container.encode(self.method, forKey: .method)
            let scheme = self.origin.isSecure ? "https" : "http"
            // botocore makes the Host header itself, from the URL.
            let host = self.origin.host.contains(":") ? "[\(self.origin.host)]" : self.origin.host
            try container.encode("\(scheme)://\(host):\(self.origin.port)\(self.path)", forKey: .url)
            try container.encode(self.headers.map { [$0.name, $0.value] }, forKey: .headers)
            try container.encode(Data(self.body.utf8).base64EncodedString(), forKey: .body)
            try container.encodeIfPresent(self.token, forKey: .token)
            try container.encode(self.region, forKey: .region)
            try container.encode(self.service, forKey: .service)
            try container.encode(self.time, forKey: .time)
            try container.encode(self.secret, forKey: .secret)
            try container.encode("AKIDEXAMPLE", forKey: .accessKeyID)
        }

        /// Our own answer.
        func sign(with signer: SigV4Signer) -> Answer {
            var request = HTTPRequest(
                method: self.method, origin: self.origin, path: self.path,
                headers: [("Host", self.origin.hostHeader)] + self.headers, body: Array(self.body.utf8))
            let credentials = AWSCredentials(
                accessKeyID: "AKIDEXAMPLE", secretAccessKey: self.secret, sessionToken: self.token)
            signer.sign(&request, with: credentials, now: Double(self.time))
            let time = CivilTime(secondsSince1970: Double(self.time)).signingText
            let unsigned = HTTPRequest(
                method: request.method, origin: request.origin, path: request.path,
                headers: request.headers.filter { $0.name != "Authorization" }, body: request.body)
            let signature = signer.signature(of: unsigned, with: credentials, time: time)
            return Answer(
                canonicalRequest: String(decoding: signature.canonicalRequest, as: UTF8.self),
                stringToSign: String(decoding: signature.stringToSign, as: UTF8.self),
                authorization: request.headers.last?.value ?? "")
        }
    }

    extension SigningQuestion {
        /// Random requests, the same for the same seed.
        static func random(count: Int, seed: UInt64) -> [Self] {
            var generator = SeededGenerator(seed: seed)
            return (0..<count).map { _ in Self.random(using: &generator) }
        }

        private static func random(using generator: inout SeededGenerator) -> Self {
            var question = Self()
            question.method = ["GET", "POST", "PUT", "post"][Int.random(in: 0...3, using: &generator)]
            question.path = Self.path(using: &generator)
            question.origin =
                [
                    HTTPOrigin(isSecure: true, host: "sts.amazonaws.com"),
                    HTTPOrigin(isSecure: false, host: "localhost", port: 8000),
                    HTTPOrigin(isSecure: true, host: "example.com", port: 80),
                    HTTPOrigin(isSecure: false, host: "example.com"),
                ][Int.random(in: 0...3, using: &generator)]
            let names = [
                "X-Amz-Target", "x-a", "X-B", "Content-Type", "User-Agent", "TE", "x-a", "Zebra", "Accept", "X-A-B",
            ]
            for _ in 0..<Int.random(in: 0...8, using: &generator) {
                let name = names[Int.random(in: 0..<names.count, using: &generator)]
                question.headers.append((name, Self.text("ab;,=\"  \t\téB", using: &generator)))
            }
            question.body = Self.text("{}\"aé\n \u{1F600}", using: &generator)
            if generator.chance(40) { question.token = "FwoGZXIvYXdz/+EXAMPLE==" }
            question.region = ["eu-west-1", "us-east-1"][Int.random(in: 0...1, using: &generator)]
            question.service = ["dynamodb", "sts"][Int.random(in: 0...1, using: &generator)]
            question.secret = ["secretOne", "secretTwo/+"][Int.random(in: 0...1, using: &generator)]
            // From 1970 to 2100, at all times of the day.
            question.time = Int.random(in: 0...4_102_444_800, using: &generator)
            return question
        }

        private static func path(using generator: inout SeededGenerator) -> String {
            if generator.chance(30) { return "/" }
            let segments = ["a", "..", ".", "", "a b", "%20", "é", "~x_-.", "a+b", "$&,;=:@", "*'()!"]
            var path = ""
            for _ in 0..<Int.random(in: 0...5, using: &generator) {
                path += "/" + segments[Int.random(in: 0..<segments.count, using: &generator)]
            }
            if path.isEmpty || generator.chance(20) { path += "/" }
            guard generator.chance(60) else { return path }
            let parameters = (0..<Int.random(in: 1...5, using: &generator)).map { _ in
                let name = "p" + Self.encoded(Self.text("ab/ é+", using: &generator))
                return generator.chance(20)
                    ? name : "\(name)=\(Self.encoded(Self.text("ab=&/ é%+~", using: &generator)))"
            }
            return path + "?" + parameters.joined(separator: "&")
        }

        private static func text(_ alphabet: String, using generator: inout SeededGenerator) -> String {
            let letters = Array(alphabet)
            return String(
                (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &generator)]
                })
        }

        /// Foundation's encoding, so that ours is not checked with itself.
        private static func encoded(_ text: String) -> String {
            let unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
            return text.addingPercentEncoding(withAllowedCharacters: CharacterSet(charactersIn: unreserved)) ?? ""
        }
    }
#endif
