// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Synchronization

/// Takes down how long a table would have waited; no time passes.
final class WaitRecorder: Sendable {
    private let recorded = Mutex<[Duration]>([])

    /// All waits so far.
    var waits: [Duration] { self.recorded.withLock(\.self) }

    /// The settings to give to a table: no time passes, and each wait is as long as it can be.
    func settings(attempts: Int = 10, onWait: @escaping @Sendable (Int) throws -> Void = { _ in }) -> Waits {
        var settings = Waits()
        settings.attemptsWithoutProgress = attempts
        settings.random = { 1 }
        settings.sleep = { duration in
            let count = self.recorded.withLock { recorded in
                recorded.append(duration)
                return recorded.count
            }
            try onWait(count)
        }
        return settings
    }
}
