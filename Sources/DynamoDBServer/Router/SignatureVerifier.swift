// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Checks the signatures of requests.
///
/// It is asked only for requests that have what a signature needs.
public protocol SignatureVerifier: Sendable {
    /// Checks the signature of a request.
    ///
    /// - Throws: The service's own error: `UnrecognizedClientException` for a key that is not known,
    ///   `InvalidSignatureException` for a signature that is wrong or too old.
    func check(_ request: RequestRouter.Request) throws(RequestRouter.Refusal)
}
