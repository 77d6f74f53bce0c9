// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// Credentials that can be asked for anew when the service refuses them.
    package protocol RefreshableCredentials: CredentialProvider {
        /// Forgets credentials that the service has refused, so that the next call gets others.
        func invalidate(_ credentials: AWSCredentials)

        /// Credentials that can be used at once; `nil` if ``credentials()`` has to be asked, which may take a while.
        func ready() -> AWSCredentials?
    }

    extension RefreshableCredentials {
        package func ready() -> AWSCredentials? { nil }
    }
#endif
