// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension HTTPOrigin: CustomStringConvertible {
    /// The origin as in a URL.
    public var description: String { "\(self.isSecure ? "https" : "http")://\(self.hostHeader)" }
}
