// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// What lets a page of another origin talk to the server from a browser.
enum CrossOrigin {
    /// Whether pages of the origin may ask.
    ///
    /// - Parameter allowed: The origins that may; `nil` for every one.
    static func isAllowed(_ origin: String, _ allowed: [String]?) -> Bool {
        allowed?.contains { $0.isEqualIgnoringCase(to: origin) } ?? true
    }

    /// The answer to a page that may not ask.
    static func refusal(of origin: String) -> RequestRouter.Response {
        var response = RequestRouter.Refusal(
            "AccessDeniedException",
            "Pages of the origin \(origin) may not ask this server. Name the origin in allowedOrigins of the router's "
                + "configuration, or after -cors of dynamodb serve."
        ).response(as: .amazon)
        response.status = 403
        return response
    }

    /// The headers of an answer to a page of another origin, which a page can read only if its origin is allowed.
    static func answerHeaders(to origin: String, allowed: [String]?) -> [(name: String, value: String)] {
        var headers = [("Access-Control-Allow-Origin", "*")]
        if let allowed {
            // Whoever keeps the answer must not give it to a page of another origin.
            let vary = [("Vary", "Origin")]
            guard self.isAllowed(origin, allowed) else { return vary }
            headers = [("Access-Control-Allow-Origin", origin)] + vary
        }
        return headers + [
            ("Access-Control-Expose-Headers", "x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,x-amz-crc32,Date")
        ]
    }

    /// The headers of the answer to a browser that asks what it may send.
    static func preflightHeaders(for request: RequestRouter.Request) -> [(name: String, value: String)] {
        var headers = [(name: "Access-Control-Max-Age", value: "172800")]
        if let method = request.header("access-control-request-method") {
            headers.append(("Access-Control-Allow-Methods", method))
        }
        if let names = request.header("access-control-request-headers") {
            headers.append(("Access-Control-Allow-Headers", names))
        }
        return headers
    }
}
