// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What an answer tells of an error: the body of a response whose status is not 200.
///
/// Source: recorded answers of the service. The namespace of `__type` and the case of `message` differ from error to
/// error; a reader takes them all.
package struct ErrorBody: Hashable, Sendable {
    /// The service's name for the error, such as `ValidationException`; `nil` if the body has none.
    package var name: String?
    /// The reason in words.
    package var message: String?
    /// The item that made a condition fail, if asked for.
    package var item: Item?
    /// Why a transaction was cancelled, item by item.
    package var cancellationReasons: [CancellationReason]?
    /// Which limits throttled the request.
    package var throttlingReasons: [ThrottlingReason]?

    package init(
        name: String?, message: String? = nil, item: Item? = nil, cancellationReasons: [CancellationReason]? = nil,
        throttlingReasons: [ThrottlingReason]? = nil
    ) {
        self.name = name
        self.message = message
        self.item = item
        self.cancellationReasons = cancellationReasons
        self.throttlingReasons = throttlingReasons
    }
}

// MARK: Reading

extension ErrorBody {
    /// Reads a body. What cannot be read is left out: an answer of a proxy is an error, too.
    ///
    /// - Parameter typeHeader: The header `x-amzn-ErrorType`, for a body that does not name the error.
    package init(decoding bytes: [UInt8], typeHeader: String? = nil) {
        self = (try? JSONReader.decode(Words.self, from: bytes).body) ?? ErrorBody(name: nil)
        // Apart, so that details of an unknown form do not take the name of the error with them.
        if let details = try? JSONReader.decode(Details.self, from: bytes).body {
            self.item = details.item
            self.cancellationReasons = details.cancellationReasons
            self.throttlingReasons = details.throttlingReasons
        }
        if self.name == nil, let typeHeader { self.name = Self.name(ofType: typeHeader) }
    }

    /// `ThrottlingException` of `com.amazon.coral.availability#ThrottlingException:http://internal.amazon.com/…`.
    private static func name(ofType type: String) -> String? {
        // What stands behind the colon may have a "#" of its own.
        let front = type.prefix { $0 != ":" }
        let name = front.split(separator: "#").last.map(String.init) ?? ""
        return name.isEmpty ? nil : name
    }

    /// The name and the reason of a body whose members may have other types than they should.
    private struct Words: JSONReadable {
        var body = ErrorBody(name: nil)

        init(from reader: inout JSONReader) throws(WireError) {
            var code: String?
            var members = try reader.object(.structure(""))
            while let name = try reader.next(in: &members) {
                switch name {
                case "__type": self.body.name = try Self.text(from: &reader).flatMap(ErrorBody.name(ofType:))
                case "code": code = try Self.text(from: &reader).flatMap(ErrorBody.name(ofType:))
                case "message", "Message", "errorMessage":
                    if let text = try Self.text(from: &reader) { self.body.message = text }
                default: try reader.skip()
                }
            }
            if self.body.name == nil { self.body.name = code }
        }

        private static func text(from reader: inout JSONReader) throws(WireError) -> String? {
            if try reader.token() == UInt8(ascii: "\"") { return try String(from: &reader) }
            try reader.skip()
            return nil
        }
    }

    /// What else a body tells.
    private struct Details: JSONReadable {
        var body = ErrorBody(name: nil)

        init(from reader: inout JSONReader) throws(WireError) {
            var members = try reader.object(.structure(""))
            while let name = try reader.next(in: &members) {
                switch name {
                case "Item": self.body.item = try reader.optional()
                case "CancellationReasons": self.body.cancellationReasons = try reader.optional()
                case "ThrottlingReasons", "throttlingReasons": self.body.throttlingReasons = try reader.optional()
                default: try reader.skip()
                }
            }
        }
    }

    /// What an answer means that does not name its error, such as that of a proxy.
    package static func code(ofStatus status: Int) -> DynamoDBError.Code {
        switch status {
        case 429: .throttling
        case 500, 502, 503, 504: .internalServerError
        default: .invalidResponse
        }
    }

    /// The error for a caller.
    ///
    /// - Parameter status: The status of the response, which decides when the body does not name the error.
    package func error(status: Int, requestID: String? = nil) -> DynamoDBError {
        let code: DynamoDBError.Code
        var message = self.message ?? ""
        if let name = self.name {
            code = DynamoDBError.Code(serviceName: name)
            if code == .unknown { message = message.isEmpty ? name : "\(name): \(message)" }
        } else {
            code = Self.code(ofStatus: status)
            if message.isEmpty { message = "The server answered with status \(status) and no error of DynamoDB" }
        }
        var error = DynamoDBError(
            code, message, item: self.item, cancellationReasons: self.cancellationReasons ?? [], requestID: requestID)
        error.throttlingReasons = self.throttlingReasons ?? []
        return error
    }
}

// MARK: Writing

extension ErrorBody {
    /// The body with which a server answers an error.
    package init(_ error: DynamoDBError) {
        self.init(
            name: error.code.serviceName ?? (error.code == .unsupported ? "UnknownOperationException" : Self.failure),
            message: error.message, item: error.item,
            cancellationReasons: error.cancellationReasons.isEmpty ? nil : error.cancellationReasons,
            throttlingReasons: error.throttlingReasons.isEmpty ? nil : error.throttlingReasons)
    }

    private static let failure = "InternalServerError"

    /// The status of a response with this body.
    package var status: Int {
        switch self.name ?? Self.failure {
        case Self.failure, "InternalFailure": 500
        case "ServiceUnavailableException": 503
        default: 400
        }
    }

    private var namespace: String {
        switch self.name ?? Self.failure {
        case "ValidationException": "com.amazon.coral.validate"
        case "ThrottlingException": "com.amazon.coral.availability"
        case "SerializationException", "UnknownOperationException", "MissingAuthenticationTokenException",
            "IncompleteSignatureException", "InvalidSignatureException", "UnrecognizedClientException",
            "ExpiredTokenException", "AccessDeniedException", "InternalFailure", "ServiceUnavailableException":
            "com.amazon.coral.service"
        default: "com.amazonaws.dynamodb.v20120810"
        }
    }

    private var messageMember: StaticString {
        switch self.name {
        case "SerializationException", "AccessDeniedException", "TransactionCanceledException",
            "IdempotentParameterMismatchException", "TransactionInProgressException":
            "Message"
        default: "message"
        }
    }
}

extension ErrorBody: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("__type", "\(self.namespace)#\(self.name ?? Self.failure)")
        writer.member(self.messageMember, self.message.flatMap { $0.isEmpty ? nil : $0 })
        writer.member("Item", self.item)
        writer.member("CancellationReasons", self.cancellationReasons)
        writer.member(
            self.name == "ThrottlingException" ? "throttlingReasons" : "ThrottlingReasons", self.throttlingReasons)
        writer.endObject()
    }
}
