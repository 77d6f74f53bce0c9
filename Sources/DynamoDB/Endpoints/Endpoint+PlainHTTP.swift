// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

extension Endpoint {
    /// Refuses to sign requests that others could read and change on the way.
    ///
    /// - Parameter isAllowed: Whether the user takes that risk.
    package func refusePlainHTTP(unless isAllowed: Bool) throws(DynamoDBError) {
        guard self.origin.isSecure || self.isLoopback || isAllowed else {
            throw DynamoDBError(
                .configuration,
                "The endpoint http://\(self.origin.hostHeader) is plain http on another machine: requests signed with "
                    + "your credentials could be read and changed on the way. Use https, or set "
                    + "allowsCredentialsOverPlainHTTP if the network is your own.")
        }
    }
}
