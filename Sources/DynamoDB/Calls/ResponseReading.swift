// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// What every answer of DynamoDB says beside its body.
    struct ResponseNotes {
        /// The service's name for the request.
        private(set) var requestID: String?
        /// The checksum of the body, as it is written.
        private(set) var checksum: String?
        /// When the service answered, as it is written.
        private(set) var date: ArraySlice<UInt8>?

        private init() {}

        /// Reads the headers once; of several with one name the first counts.
        init(_ fields: HTTPFields) {
            var notes = Self()
            fields.forEach { name, value in
                switch name.count {
                case 4 where notes.date == nil && name.hasSameLetters(as: "date".utf8): notes.date = value
                case 11 where notes.checksum == nil && name.hasSameLetters(as: "x-amz-crc32".utf8):
                    notes.checksum = String(decoding: value, as: UTF8.self)
                case 16 where notes.requestID == nil && name.hasSameLetters(as: "x-amzn-requestid".utf8):
                    notes.requestID = String(decoding: value, as: UTF8.self)
                default: break
                }
            }
            self = notes
        }
    }

    extension AttemptResult {
        /// Reads a response: its checksum, its status, and what an error says.
        package init(_ response: HTTPResponse) {
            self.init(response, ResponseNotes(response.fields))
        }

        /// Reads a response: its checksum, its status, and what an error says.
        ///
        /// Source: DynamoDB's protocol: `x-amz-crc32` over the bytes of the body, errors in `__type` and `message`.
        init(_ response: HTTPResponse, _ notes: ResponseNotes) {
            let requestID = notes.requestID
            if let text = notes.checksum, let expected = UInt32(text),
                CRC32.checksum(of: response.body) != expected
            {
                self = .invalid(
                    "The response does not match its checksum: it was damaged on the way.", status: response.status,
                    requestID: requestID)
                return
            }
            if (200..<300).contains(response.status) {
                guard response.body.isEmpty || response.body.first == UInt8(ascii: "{") else {
                    self = .invalid(
                        "The endpoint answered with something other than JSON: is it DynamoDB?",
                        status: response.status,
                        requestID: requestID)
                    return
                }
                self = .success(body: response.body, requestID: requestID)
                return
            }
            let body = ErrorBody(decoding: response.body, typeHeader: response.header("x-amzn-ErrorType"))
            guard body.name != nil else {
                let kind = Redaction.apply(to: response.header("Content-Type") ?? "no content type", secrets: [])
                let place =
                    response.header("Location").map { " It points to \(Redaction.apply(to: $0, secrets: []))." } ?? ""
                self = .invalid(
                    "The endpoint answered with HTTP status \(response.status) and \(kind), not with an error of DynamoDB.\(place) Check the endpoint, and whether a proxy stands before it.",
                    status: response.status, requestID: requestID)
                return
            }
            self = .refused(
                ServiceFailure(
                    status: response.status, code: body.name ?? "", message: body.message ?? "",
                    item: body.item, cancellationReasons: body.cancellationReasons ?? [], requestID: requestID,
                    date: notes.date.flatMap {
                        CivilTime.secondsSince1970(httpDate: String(decoding: $0, as: UTF8.self))
                    },
                    retryAfter: response.header("x-amz-retry-after").flatMap(Int.init).flatMap {
                        $0 >= 0 ? .milliseconds($0) : nil
                    }))
        }
    }
#endif
