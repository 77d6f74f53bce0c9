// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Lets in so many at a time; the others wait, in the order in which they came.
package final class Turnstile: Sendable {
    private struct State {
        var places: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    /// - Parameter width: How many may be inside at a time.
    package init(width: Int) {
        self.state = Mutex(State(places: width))
    }

    /// Runs `body` inside. It must not want to enter again.
    package func pass(_ body: () async throws -> Void) async rethrows {
        await withCheckedContinuation { continuation in
            let isFree = self.state.withLock { state in
                guard state.places == 0 else {
                    state.places -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
        defer { self.leave() }
        try await body()
    }

    private func leave() {
        let next: CheckedContinuation<Void, Never>? = self.state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.places += 1
            return nil
        }
        next?.resume()
    }
}
