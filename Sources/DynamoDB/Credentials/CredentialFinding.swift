// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What one source of credentials says.
package enum CredentialFinding: Sendable {
    /// It has credentials; `origin` tells where they come from, without a secret.
    case found(AWSCredentials, origin: String)
    /// It is not set up, and the next source is asked.
    case absent(reason: String)
}
