// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Credentials that can be asked for anew when the service refuses them.
package protocol RefreshableCredentials: CredentialProvider {
    /// Forgets credentials that the service has refused, so that the next call gets others.
    ///
    /// - Returns: `false` if they are kept, as others were fetched just now, so that another attempt would be refused too.
    func invalidate(_ credentials: AWSCredentials) -> Bool

    /// Credentials that can be used at once; `nil` if ``credentials()`` has to be asked, which may take a while.
    func ready() -> AWSCredentials?
}

extension RefreshableCredentials {
    package func ready() -> AWSCredentials? { nil }
}
