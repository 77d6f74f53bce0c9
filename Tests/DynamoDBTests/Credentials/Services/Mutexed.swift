// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if AWS
    import Synchronization

    /// A value that several can change.
    final class Mutexed<Value: Sendable>: Sendable {
        private let state: Mutex<Value>

        init(_ value: Value) {
            self.state = Mutex(value)
        }

        var value: Value {
            get { self.state.withLock { $0 } }
            set { self.state.withLock { $0 = newValue } }
        }
    }
#endif
