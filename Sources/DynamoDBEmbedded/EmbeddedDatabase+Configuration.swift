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
        /// How many bytes the database may have at most, without the log that SQLite keeps beside its file; a write beyond
        /// it fails with ``DynamoDBError/Code/storageFull`` and changes nothing. Defaults to no limit.
        public var maximumSize: Int?
        /// The region that Amazon Resource Names of tables, and records of streams, say. A request that names a table by its
        /// Amazon Resource Name must say the same: what is in another region is refused, as on the service. So checkpoints
        /// and iterators of streams are of no use under another region or account. Defaults to `us-east-1`: there are
        /// programs that take names apart and want a region that exists.
        public var region = "us-east-1"
        /// The account that Amazon Resource Names say, and have to say in requests: 12 digits. Defaults to `000000000000`.
        public var accountID = "000000000000"
        /// How often items that have expired are deleted, and records of streams dropped that are older than 24 hours.
        /// `nil` for never: then call ``EmbeddedDatabase/removeExpiredItems()``. Defaults to 60 seconds; from a
        /// millisecond to 365 days, and what lies beyond counts as the nearer end. A database in which no table has expiry
        /// or a stream is spared all of it.
        public var sweepPeriod: Duration? = .seconds(60)
        /// Whether eventually consistent reads see the past now and then, as they may on the service. Defaults to no:
        /// every read sees every write that finished before it.
        public var staleReads: StaleReads?

        /// Creates a configuration with every default.
        public init() {}
    }

    /// How eventually consistent reads lag behind, to find programs that rely on more than they were promised.
    ///
    /// A read without `ConsistentRead`, and every read of a global index, then sees with the given probability the state
    /// before some of the last writes: one state for the whole read, another one perhaps for the next. Consistent reads
    /// and transactions never do. The same seed and the same calls, one after the other, give the same answers. A read that
    /// lags behind in a file waits for a commit that is under way, on its thread.
    ///
    /// ```swift
    /// var configuration = EmbeddedDatabase.Configuration()
    /// configuration.staleReads = .init(seed: 7, probability: 0.3)
    /// let database = try EmbeddedDatabase.inMemory(configuration: configuration)
    /// ```
    public struct StaleReads: Hashable, Sendable {
        /// What the choice of reads depends on.
        public var seed: UInt64
        /// How many of the eventually consistent reads lag behind: from 0, none, to 1, all of them.
        public var probability: Double
        /// How many writes such a read misses at most; it misses one at least. Their old items are kept in memory.
        public var maximumLag: Int

        /// Creates a value of its parts.
        ///
        /// - Parameters:
        ///   - seed: What the choice of reads depends on. Defaults to 0.
        ///   - probability: How many of the reads lag behind, from 0 to 1. Defaults to half of them.
        ///   - maximumLag: How many writes a read misses at most. Defaults to 3.
        public init(seed: UInt64 = 0, probability: Double = 0.5, maximumLag: Int = 3) {
            self.seed = seed
            self.probability = probability
            self.maximumLag = maximumLag
        }
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
        options.keptWrites = max(0, self.staleReads?.maximumLag ?? 0)
        return options
    }
}
