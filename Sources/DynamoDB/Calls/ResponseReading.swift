// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    extension AttemptResult {
        /// Reads the response to a call: its checksum, its status, and what an error says.
        package init(_ response: HTTPResponse, to call: RemoteCall) {
            self.init(response, ResponseNotes(response.fields), to: call)
        }

        /// Reads the response to a call: its checksum, its status, and what an error says.
        ///
        /// Source: DynamoDB's protocol: `x-amz-crc32` over the bytes of the body, errors in `__type` and `message`.
        private init(_ response: HTTPResponse, _ notes: ResponseNotes, to call: RemoteCall) {
            if let expected = notes.checksum, CRC32.checksum(of: response.body) != expected {
                self = .damaged(status: response.status, requestID: notes.requestID)
                return
            }
            if (200..<300).contains(response.status) {
                if let fault = Self.fault(ofAnswer: response.body, to: call) {
                    self = .invalid(fault, status: response.status, requestID: notes.requestID)
                } else {
                    self = .success(body: response.body, notes)
                }
                return
            }
            let body = ErrorBody(decoding: response.body, typeHeader: response.header("x-amzn-ErrorType"))
            guard body.name != nil else {
                let kind = Redaction.apply(to: response.header("Content-Type") ?? "no content type", secrets: [])
                guard response.status != 413 else {
                    self = .invalid(
                        "The request is too large for the endpoint: its \(call.body.count) bytes were answered with HTTP status 413 and \(kind). DynamoDB takes requests of at most 16 MiB (16,777,216 bytes), and a proxy before it may take less.",
                        status: response.status, requestID: notes.requestID)
                    return
                }
                let place =
                    response.header("Location").map { " It points to \(Redaction.apply(to: $0, secrets: []))." } ?? ""
                self = .invalid(
                    "The endpoint answered with HTTP status \(response.status) and \(kind), not with an error of DynamoDB.\(place) Check the endpoint, and whether a proxy stands before it.",
                    status: response.status, requestID: notes.requestID)
                return
            }
            self = .refused(
                ServiceFailure(
                    status: response.status, body: body, requestID: notes.requestID,
                    date: notes.date.flatMap {
                        CivilTime.secondsSince1970(httpDate: String(decoding: $0, as: UTF8.self))
                    },
                    retryAfter: response.header("x-amz-retry-after").flatMap(Int.init).flatMap {
                        $0 >= 0 ? .milliseconds($0) : nil
                    }))
        }

        /// Why a body cannot be a whole answer, as far as its ends tell: what is between them is read later, once.
        private static func fault(ofAnswer body: [UInt8], to call: RemoteCall) -> String? {
            guard let first = body.first else {
                return call.hasEmptyAnswer ? nil : "The endpoint answered with a success and no body: is it DynamoDB?"
            }
            guard first == UInt8(ascii: "{") else {
                return "The endpoint answered with something other than JSON: is it DynamoDB?"
            }
            // A body without a length, and without a checksum, ends wherever its connection does.
            let last = body.last { $0 != UInt8(ascii: " ") && !(0x09...0x0D).contains($0) }
            return last == UInt8(ascii: "}") ? nil : "The answer of the endpoint ends in the middle."
        }
    }
#endif
