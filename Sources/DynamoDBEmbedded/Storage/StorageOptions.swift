// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// How a database file is used; change only what you need.
package struct StorageOptions: Sendable {
    /// What an acknowledged write survives.
    package struct Durability: Sendable, Hashable {
        private enum Base { case full, relaxed }

        private let base: Base

        /// The loss of power: the disk has confirmed the write.
        package static let full = Self(base: .full)
        /// The end of the process, but not the loss of power, which may take the last writes with it. The file is whole
        /// in either case.
        package static let relaxed = Self(base: .relaxed)
    }

    /// What an acknowledged write survives. Defaults to the loss of power.
    package var durability = Durability.full
    /// How long an operation waits for another process that holds the file. Defaults to 5 seconds.
    package var busyTimeout = Duration.seconds(5)
    /// How large the database may become, in bytes; a write beyond it fails with `storageFull`. Defaults to no limit.
    package var maximumSize: Int?
    /// How many waiting writes share one commit at most, so that none waits long. Defaults to 1,000.
    package var groupLimit = 1000
    /// How many connections for reading are kept open when none needs them. Defaults to 8.
    package var idleReaders = 8
    /// How many writes can be left out of what a read sees; their old rows stay in memory. Defaults to 0.
    package var keptWrites = 0

    /// Every default.
    package init() {}
}
