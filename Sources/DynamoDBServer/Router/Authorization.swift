// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a request says of its sender, as far as it can be checked without a secret.
///
/// Source: recorded answers of the service.
enum Authorization {
    private static let queryParameters = [
        "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date",
    ]

    static func check(_ request: RequestRouter.Request) throws(RequestRouter.Refusal) {
        let header = request.header("authorization")
        let parameters = request.queryParameters
        let isInQuery = parameters.contains("X-Amz-Algorithm")
        if header != nil, isInQuery {
            throw RequestRouter.Refusal(
                "InvalidSignatureException",
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.")
        }
        if let header, header.hasPrefix("AWS4-") {
            try self.check(header, hasDate: request.header("x-amz-date") != nil || request.header("date") != nil)
        } else if isInQuery {
            try self.check(parameters)
        } else {
            throw RequestRouter.Refusal(
                "MissingAuthenticationTokenException", "Request is missing Authentication Token")
        }
    }

    private static func check(_ header: String, hasDate: Bool) throws(RequestRouter.Refusal) {
        var faults = Self.parametersLacking(in: header).map { "Authorization header requires '\($0)' parameter." }
        if !hasDate {
            faults.append("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
        }
        if !faults.isEmpty {
            faults.append("Authorization=\(header)")
            throw RequestRouter.Refusal("IncompleteSignatureException", faults.joined(separator: " "))
        }
    }

    /// Which of the parameters of a signature are not in a header.
    private static func parametersLacking(in header: String) -> [String] {
        var lacking = ["Credential", "Signature", "SignedHeaders"]
        let parts = Array(header.utf8).split { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: " ") }
        for part in parts.dropFirst() {
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            lacking.removeAll { $0.utf8.count == name.count && $0.utf8.elementsEqual(name) }
        }
        return lacking
    }

    private static func check(_ parameters: Set<Substring>) throws(RequestRouter.Refusal) {
        var faults = self.queryParameters.filter { !parameters.contains($0[...]) }.map {
            "AWS query-string parameters must include '\($0)'."
        }
        if !faults.isEmpty {
            faults.append("Re-examine the query-string parameters.")
            throw RequestRouter.Refusal("IncompleteSignatureException", faults.joined(separator: " "))
        }
    }
}
