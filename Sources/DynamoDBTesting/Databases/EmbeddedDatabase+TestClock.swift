// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Makes an empty database in memory whose time is that of a clock which the test moves.
    ///
    /// It matters for the expiry of items, for streams and their iterators, for tokens of transactions and for the dates of
    /// tables. Nothing is swept by itself: ``TestDatabase/advance(by:)`` does it, or `removeExpiredItems()`.
    ///
    /// - Parameters:
    ///   - clock: The clock.
    ///   - configuration: The rest of how the database is used. Its sweep period does not count.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/storage`` if there is no memory for it.
    public static func inMemory(
        clock: TestClock, configuration: Configuration = Configuration()
    ) throws(DynamoDBError) -> EmbeddedDatabase {
        var configuration = configuration
        configuration.sweepPeriod = nil
        var environment = Environment.system
        environment.now = { clock.secondsSince1970 }
        return try EmbeddedDatabase(at: .memory, configuration: configuration, environment: environment)
    }
}
