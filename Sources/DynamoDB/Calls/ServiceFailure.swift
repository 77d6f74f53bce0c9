// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import DynamoDBCore

    /// An answer of the service that reports an error.
    package struct ServiceFailure: Sendable {
        /// The HTTP status.
        package var status: Int
        /// What it says of the error.
        package var body: ErrorBody
        /// The service's name for the request.
        package var requestID: String?
        /// The service's clock when it answered, in seconds since 1970.
        package var date: Double?
        /// How long the service asks to wait.
        package var retryAfter: Duration?

        /// How it is to be treated.
        package var failureClass: FailureClass {
            FailureClass(cancellationReasons: self.body.cancellationReasons ?? [])
                ?? FailureClass(code: self.body.name ?? "", status: self.status)
        }

        /// Whether the write may have been carried out nevertheless: the service, or something on the way to it, failed
        /// in the middle.
        package var mayHaveBeenApplied: Bool {
            self.status >= 500 && self.failureClass != .throttling && !self.isRefusal
        }

        /// Whether the service says that it did not begin.
        private var isRefusal: Bool { self.status == 503 && self.body.name != nil }
    }

    /// What came of one attempt.
    package enum AttemptResult: Sendable {
        /// A success, with its body and what else it says.
        case success(body: [UInt8], ResponseNotes)
        /// An answer that reports an error.
        case refused(ServiceFailure)
        /// An answer that is no answer of DynamoDB: it may be of anything on the way.
        case invalid(String, status: Int, requestID: String?)
        /// An answer that does not match its checksum.
        case damaged(status: Int, requestID: String?)
        /// No whole answer.
        case failed(TransportFailure)

        /// How it is to be treated; `nil` for a success.
        package var failureClass: FailureClass? {
            switch self {
            case .success: nil
            case .refused(let failure): failure.failureClass
            case .invalid(_, let status, _): status < 300 ? .transient : FailureClass(code: "", status: status)
            // Whatever it says, it may say something else the next time.
            case .damaged: .transient
            case .failed(let failure): FailureClass(failure)
            }
        }

        /// Whether a write may have been carried out although there is no success.
        package var mayHaveBeenApplied: Bool {
            switch self {
            case .success: false
            case .refused(let failure): failure.mayHaveBeenApplied
            case .invalid(_, let status, _), .damaged(let status, _): status < 300 || status >= 500
            // Of a kept connection that is closed before one byte of the answer, too: most had been idle for too long, but
            // a service that dies in the middle looks the same.
            case .failed(let failure): failure.mayHaveBeenSent
            }
        }

        /// The error to report when no further attempt is made.
        package func error(operation: String) -> DynamoDBError {
            switch self {
            case .success: DynamoDBError(.unknown, "\(operation) succeeded")
            case .refused(let failure): failure.error
            case .invalid(let message, let status, let requestID):
                DynamoDBError(ErrorBody.code(ofStatus: status), message, requestID: requestID)
            case .damaged(_, let requestID):
                DynamoDBError(.invalidResponse, Self.damage, requestID: requestID)
            case .failed(let failure): failure.error(operation: operation)
            }
        }

        /// What a damaged answer is told as.
        static let damage = "The response does not match its checksum: it was damaged on the way."
    }

    extension ServiceFailure {
        /// The error to report.
        package var error: DynamoDBError {
            var error = self.body.error(status: self.status, requestID: self.requestID)
            if let advice = self.body.name.flatMap({ Self.advice[$0] }) {
                error.message += error.message.isEmpty ? advice : " \(advice)"
            }
            return error
        }

        /// What to do about errors that the service's words leave open.
        private static let advice: [String: String] = [
            "UnrecognizedClientException":
                "The access key is unknown in this region or account: check the region, and with DefaultCredentialChain.explain() which credentials are used.",
            "ExpiredTokenException":
                "The temporary credentials have expired: get new ones, for example with `aws sso login`.",
            "ExpiredToken":
                "The temporary credentials have expired: get new ones, for example with `aws sso login`.",
            "InvalidSignatureException":
                "The secret access key or the region may be wrong, or the clock of this machine: the service tolerates five minutes.",
            "MissingAuthenticationTokenException":
                "The request was not signed: is something between here and the service?",
        ]
    }

    extension TransportFailure {
        /// The error to report.
        package func error(operation: String) -> DynamoDBError {
            switch self.kind {
            case .cancelled: DynamoDBError(.cancelled, "\(operation) was cancelled. \(self.message)")
            case .timeout: DynamoDBError(.timeout, "\(operation) took too long. \(self.message)")
            case .tooLarge, .malformed: DynamoDBError(.invalidResponse, self.message)
            case .closed: DynamoDBError(.closed, self.message)
            case .connect:
                DynamoDBError(.network, "\(self.message) Check the network, and the endpoint or the region.")
            default: DynamoDBError(.network, self.message)
            }
        }
    }
#endif
