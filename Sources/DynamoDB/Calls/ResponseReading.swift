// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    extension AttemptResult {
        /// Reads a response: its checksum, its status, and what an error says.
        ///
        /// - Parameter requestBytes: How long the body of the request was.
        package init(_ response: HTTPResponse, requestBytes: Int) {
            self.init(response, ResponseNotes(response.fields), requestBytes: requestBytes)
        }

        /// Reads a response: its checksum, its status, and what an error says.
        ///
        /// Source: DynamoDB's protocol: `x-amz-crc32` over the bytes of the body, errors in `__type` and `message`.
        private init(_ response: HTTPResponse, _ notes: ResponseNotes, requestBytes: Int) {
            if let expected = notes.checksum, CRC32.checksum(of: response.body) != expected {
                self = .damaged(status: response.status, requestID: notes.requestID)
                return
            }
            if (200..<300).contains(response.status) {
                guard response.body.isEmpty || response.body.first == UInt8(ascii: "{") else {
                    self = .invalid(
                        "The endpoint answered with something other than JSON: is it DynamoDB?",
                        status: response.status,
                        requestID: notes.requestID)
                    return
                }
                self = .success(body: response.body, notes)
                return
            }
            let body = ErrorBody(decoding: response.body, typeHeader: response.header("x-amzn-ErrorType"))
            guard body.name != nil else {
                let kind = Redaction.apply(to: response.header("Content-Type") ?? "no content type", secrets: [])
                guard response.status != 413 else {
                    self = .invalid(
                        "The request is too large for the endpoint: its \(requestBytes) bytes were answered with HTTP status 413 and \(kind). DynamoDB takes requests of at most 16 MiB (16,777,216 bytes), and a proxy before it may take less.",
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
                    status: response.status, code: body.name ?? "", message: body.message ?? "",
                    item: body.item, cancellationReasons: body.cancellationReasons ?? [], requestID: notes.requestID,
                    date: notes.date.flatMap {
                        CivilTime.secondsSince1970(httpDate: String(decoding: $0, as: UTF8.self))
                    },
                    retryAfter: response.header("x-amz-retry-after").flatMap(Int.init).flatMap {
                        $0 >= 0 ? .milliseconds($0) : nil
                    }))
        }
    }
#endif
