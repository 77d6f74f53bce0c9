// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

extension RequestRouter {
    /// Why a request is not carried out: an error as the service names it.
    public struct Refusal: Error, Sendable {
        /// The service's name, such as `InvalidSignatureException`.
        public var name: String { self.body.name ?? "" }
        /// The reason in words.
        public var message: String { self.body.message ?? "" }

        private let body: ErrorBody
        /// Whether the answer is no error of DynamoDB but the bare status 413.
        private var isTooLong = false

        /// A refusal.
        ///
        /// - Parameters:
        ///   - name: The service's name for the error, such as `UnrecognizedClientException`.
        ///   - message: The reason in words; an empty one is left out of the answer.
        public init(_ name: String, _ message: String) {
            self.body = ErrorBody(name: name, message: message)
        }

        /// The failure of an operation.
        init(_ error: DynamoDBError) {
            self.body = ErrorBody(error)
        }

        /// The body is no JSON; the service says no more of it.
        static let notJSON = Self("SerializationException", "")

        /// The body cannot be decoded. The service answers 500; a client would send the same bytes again then.
        static func wronglyCoded(_ message: String) -> Self { Self("SerializationException", message) }

        /// All requests together hold as much as they may.
        static let busy = Self(
            "ServiceUnavailableException", "Too many bytes of requests are being taken. Send the request again.")

        /// The body is too long, or would be when it is no longer compressed.
        static var tooLong: Self {
            var refusal = Self("RequestEntityTooLarge", "")
            refusal.isTooLong = true
            return refusal
        }

        func response(as contentType: JSONContentType) -> Response {
            if self.isTooLong { return Response(status: 413) }
            let headers = [(name: "Content-Type", value: contentType.rawValue)]
            // It can be too deep to be written only if an item came that is no item of a table.
            let body = (try? JSONWriter.encode(self.body)) ?? []
            return Response(status: self.body.status, headers: headers, body: body)
        }
    }
}
