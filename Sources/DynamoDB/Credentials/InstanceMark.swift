// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Whether this machine is known to be an EC2 instance (its metadata service has given a token or credentials, or was too busy
/// to), and what the search for its region came to.
package final class InstanceMark: Sendable {
    /// The end of a search for the region.
    enum Search: Sendable {
        case found(String)
        /// There is no instance, or it must not be asked.
        case nothing
    }

    private struct State {
        var isKnown = false
        var search: Search?
    }

    private let state = Mutex(State())

    package init() {}

    package var isKnown: Bool { self.state.withLock { $0.isKnown } }

    /// What the search came to; `nil` if it has not ended.
    var search: Search? { self.state.withLock { $0.search } }

    /// Notes a sign of an instance: if a search found nothing before, another will find it.
    func note() {
        self.state.withLock { state in
            state.isKnown = true
            if case .nothing = state.search { state.search = nil }
        }
    }

    /// Notes the end of a search.
    ///
    /// - Returns: Whether it is the first.
    func end(_ search: Search) -> Bool {
        self.state.withLock { state in
            let isFirst = state.search == nil
            // A sign may have come meanwhile.
            if case .nothing = search, state.isKnown { return isFirst }
            state.search = search
            return isFirst
        }
    }
}
