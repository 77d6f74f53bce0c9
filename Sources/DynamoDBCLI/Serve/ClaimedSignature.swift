// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if Server && AWS
    import DynamoDB
    import DynamoDBServer

    /// What the header `Authorization` of a request says.
    struct ClaimedSignature {
        let accessKeyID: String
        let day: String
        let region: String
        let service: String
        let terminator: String
        /// The names of the signed headers.
        let signedNames: Set<[UInt8]>
        /// 64 hexadecimal digits, if it is a good one.
        let signature: String
        /// When the request was signed, such as `20260102T030405Z`.
        let time: String

        init(_ request: RequestRouter.Request) throws(RequestRouter.Refusal) {
            guard let header = request.header("authorization") else {
                throw .incomplete("This server checks only signatures in the header 'Authorization'.")
            }
            guard header.hasPrefix("AWS4-HMAC-SHA256 ") else {
                throw .incomplete("Unsupported AWS 'algorithm': '\(header.prefix { $0 != " " })'.")
            }
            var parameters: [Substring: Substring] = [:]
            for part in header.split(whereSeparator: { $0 == "," || $0 == " " }).dropFirst() {
                let name = part.prefix { $0 != "=" }
                parameters[name] = part.dropFirst(name.count + 1)
            }
            let credential = (parameters["Credential"] ?? "").split(separator: "/", omittingEmptySubsequences: false)
            guard credential.count == 5 else {
                throw .incomplete(
                    "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, "
                        + "got '\(parameters["Credential"] ?? "")'")
            }
            self.accessKeyID = String(credential[0])
            self.day = String(credential[1])
            self.region = String(credential[2])
            self.service = String(credential[3])
            self.terminator = String(credential[4])
            let names = (parameters["SignedHeaders"] ?? "").split(separator: ";")
            self.signedNames = Set(names.map { Array($0.lowercased().utf8) })
            self.signature = String(parameters["Signature"] ?? "")
            self.time = try Self.time(of: request)
        }

        private static func time(of request: RequestRouter.Request) throws(RequestRouter.Refusal) -> String {
            if let time = request.header("x-amz-date") { return time }
            let date = request.header("date") ?? ""
            // A request may have been signed with the date of HTTP, whose time is then in the text to sign.
            guard let time = CivilTime.secondsSince1970(httpDate: date) else { return date }
            return String(decoding: CivilTime(secondsSince1970: time).signingText, as: UTF8.self)
        }
    }
#endif
