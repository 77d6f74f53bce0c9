// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Whether this machine is known to be an EC2 instance: its metadata service has given a token or
/// credentials, or was too busy to.
package final class InstanceMark: Sendable {
    private let state = Mutex(false)

    package init() {}

    package var isKnown: Bool { self.state.withLock { $0 } }

    func note() { self.state.withLock { $0 = true } }
}
