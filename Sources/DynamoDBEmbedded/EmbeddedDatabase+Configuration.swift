// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// How a database is used; change only what you need.
    public struct Configuration: Sendable {
        /// What an acknowledged write survives. Defaults to ``Durability/full``.
        public var durability: Durability = .full
        /// How long an operation waits while another process holds the file, before it fails with
        /// ``DynamoDBError/Code/storageBusy``. Defaults to 5 seconds.
        public var busyTimeout: Duration = .seconds(5)
        /// How many bytes the database may have at most; a write beyond it fails with
        /// ``DynamoDBError/Code/storageFull`` and changes nothing. Defaults to no limit.
        public var maximumSize: Int?
        /// The region that Amazon Resource Names of tables, and records of streams, say. Nothing else depends on it.
        /// Defaults to `us-east-1`: there are programs that take names apart and want a region that exists.
        public var region = "us-east-1"
        /// The account that Amazon Resource Names say: 12 digits. Defaults to `000000000000`.
        public var accountID = "000000000000"
        /// How often items that have expired are deleted, and records of streams dropped that are older than 24 hours.
        /// `nil` for never: then call ``EmbeddedDatabase/removeExpiredItems()``. Defaults to 60 seconds. A database in
        /// which no table has expiry or a stream is spared all of it.
        public var sweepPeriod: Duration? = .seconds(60)

        /// Creates a configuration with every default.
        public init() {}
    }

    /// What an acknowledged write survives.
    public struct Durability: Hashable, Sendable {
        private enum Base { case full, relaxed }

        private let base: Base

        /// The loss of power: the disk has confirmed the write before the call returns.
        public static let full = Self(base: .full)
        /// The end of the process, but not the loss of power, which may take the last writes with it. The file is whole
        /// in either case. Many times faster where single writes follow one another.
        public static let relaxed = Self(base: .relaxed)
    }
}

extension EmbeddedDatabase.Configuration {
    var storageOptions: StorageOptions {
        var options = StorageOptions()
        options.durability = self.durability == .relaxed ? .relaxed : .full
        options.busyTimeout = self.busyTimeout
        options.maximumSize = self.maximumSize
        return options
    }
}
