// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBError.Code {
    /// The code of a name that the service gives to an error, such as `ValidationException`; ``unknown`` for a name
    /// that this version does not know.
    package init(serviceName: String) {
        self = Self.byServiceName[serviceName] ?? .unknown
    }

    /// The service's name for the error; `nil` for a code that only this library has.
    package var serviceName: String? {
        if self == .authentication { return "UnrecognizedClientException" }
        return Self.byServiceName[self.description] == self ? self.description : nil
    }

    private static let byServiceName: [String: Self] = {
        var codes: [String: Self] = [:]
        for code in Self.named { codes[code.description] = code }
        for (code, names) in Self.otherNames {
            for name in names { codes[name] = code }
        }
        return codes
    }()

    /// The codes that are called as the service calls them.
    private static let named: [Self] = [
        .validation, .conditionalCheckFailed, .resourceNotFound, .resourceInUse, .limitExceeded,
        .itemCollectionSizeLimitExceeded, .provisionedThroughputExceeded, .throttling, .requestLimitExceeded,
        .transactionConflict, .internalServerError, .accessDenied, .transactionCanceled, .transactionInProgress,
        .idempotentParameterMismatch, .duplicateItem, .replicatedWriteConflict, .serialization, .unknownOperation,
        .expiredIterator, .trimmedDataAccess,
    ]

    /// What else the service, or what stands before it, says for the same.
    private static let otherNames: [(Self, [String])] = [
        (.validation, ["ValidationError"]),
        (.resourceNotFound, ["TableNotFoundException", "IndexNotFoundException"]),
        (.resourceInUse, ["TableInUseException", "TableAlreadyExistsException"]),
        (
            .throttling,
            [
                "Throttling", "ThrottledException", "RequestThrottledException", "RequestThrottled",
                "TooManyRequestsException", "BandwidthLimitExceeded", "SlowDown", "PriorRequestNotComplete",
                "EC2ThrottledException",
            ]
        ),
        (
            .internalServerError,
            [
                "InternalFailure", "InternalServerException", "InternalServerErrorException", "InternalError",
                "ServiceUnavailable", "ServiceUnavailableException", "RequestTimeout", "RequestTimeoutException",
            ]
        ),
        (.accessDenied, ["AccessDenied"]),
        (
            .authentication,
            [
                "UnrecognizedClientException", "InvalidSignatureException", "SignatureDoesNotMatch",
                "MissingAuthenticationTokenException", "MissingAuthenticationToken", "IncompleteSignatureException",
                "IncompleteSignature", "InvalidClientTokenId", "ExpiredTokenException", "ExpiredToken",
                "RequestExpired", "RequestExpiredException", "RequestTimeTooSkewed", "RequestInTheFuture",
                "AuthFailure", "NotAuthorized", "OptInRequired",
            ]
        ),
        (.serialization, ["SerializationError"]),
    ]
}
