// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    /// Credentials that can be asked for anew when the service refuses them.
    package protocol RefreshableCredentials: CredentialProvider {
        /// Forgets what was kept, so that the next call gets new credentials.
        func invalidate() async
    }
#endif
