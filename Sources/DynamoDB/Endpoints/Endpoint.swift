// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Where requests go, and for which region they are signed.
package struct Endpoint: Hashable, Sendable {
    /// Scheme, host and port.
    package var origin: HTTPOrigin
    /// The path of every request: `/`, unless the endpoint was given with a longer one.
    package var path: String
    /// The region that signatures are for.
    package var signingRegion: String
    /// Whether it is on this machine.
    package var isLoopback: Bool

    package init(_ url: EndpointURL, signingRegion: String) {
        self.origin = url.origin
        self.path = url.path
        self.signingRegion = signingRegion
        self.isLoopback = LoopbackHost.contains(url.origin.host)
    }
}
