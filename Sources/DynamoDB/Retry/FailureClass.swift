// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// How a failed attempt is to be treated.
    ///
    /// Source: the standard retry mode of the AWS SDKs, with DynamoDB's codes.
    package enum FailureClass: Hashable, Sendable {
        /// Sending the same again cannot help.
        case permanent
        /// The network or the service failed; another attempt may succeed.
        case transient
        /// The service asks for fewer requests.
        case throttling
        /// A connection kept from an earlier request had been closed: another attempt can be made at once.
        case staleConnection
        /// The credentials have expired or are not known; new ones may be accepted.
        case credentials
        /// The clocks disagree; with a corrected time the signature may be accepted.
        case clockSkew

        /// The class of an answer that reports an error.
        ///
        /// - Parameters:
        ///   - code: The service's name for the error, such as `ThrottlingException`; empty if the answer has none.
        ///   - status: The HTTP status.
        package init(code: String, status: Int) {
            if Self.throttlingCodes.contains(code) || status == 429 {
                self = .throttling
            } else if Self.transientCodes.contains(code) {
                self = .transient
            } else if Self.credentialCodes.contains(code) {
                self = .credentials
            } else if Self.clockCodes.contains(code) {
                self = .clockSkew
            } else if status == 500 || status == 502 || status == 503 || status == 504 {
                self = .transient
            } else {
                self = .permanent
            }
        }

        /// The class of a cancelled transaction, if it is worth another attempt: nothing hindered it but other writers and
        /// throttling. Both pass.
        package init?(cancellationReasons: [CancellationReason]) {
            guard let codes = cancellationReasons.passing else { return nil }
            self = codes == [.transactionConflict] ? .transient : .throttling
        }

        /// The class of a request without a whole answer.
        package init(_ failure: TransportFailure) {
            switch failure.kind {
            case .staleConnection: self = .staleConnection
            case .connect, .tls, .connectionLost, .timeout, .malformed: self = .transient
            default: self = .permanent
            }
        }

        private static let throttlingCodes: Set<String> = [
            "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
            "TooManyRequestsException", "ProvisionedThroughputExceededException", "TransactionInProgressException",
            "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown",
            "PriorRequestNotComplete", "EC2ThrottledException",
        ]

        private static let transientCodes: Set<String> = [
            "RequestTimeout", "RequestTimeoutException", "InternalServerError", "InternalFailure",
            "ServiceUnavailableException", "ServiceUnavailable", "ReplicatedWriteConflictException",
        ]

        private static let credentialCodes: Set<String> = [
            "ExpiredToken", "ExpiredTokenException", "UnrecognizedClientException",
        ]

        /// Also those that mostly mean something else: a clock that is not far off is not mended, and they are final then.
        private static let clockCodes: Set<String> = [
            "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture", "InvalidSignatureException",
            "SignatureDoesNotMatch", "AuthFailure", "AccessDenied", "AccessDeniedException",
        ]
    }
#endif
