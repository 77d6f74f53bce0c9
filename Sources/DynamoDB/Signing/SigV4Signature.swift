// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A signature and the texts it was made from.
package struct SigV4Signature: Sendable {
    /// The request in canonical form.
    package var canonicalRequest: [UInt8]
    /// What was signed.
    package var stringToSign: [UInt8]
    /// The value of the `Authorization` header.
    package var authorization: String
}
