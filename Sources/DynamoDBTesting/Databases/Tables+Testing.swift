// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// The same table, whose functions that send a request again do not wait before they do.
    ///
    /// ```swift
    /// let users = DynamoDBTable("users", in: database).withoutWaits()
    /// ```
    public func withoutWaits() -> DynamoDBTable {
        var table = self
        table.waits.sleep = { _ in
            try Task.checkCancellation()
            // A loop that waits for something lets those who bring it about have their turn.
            await Task.yield()
        }
        return table
    }

    /// The same table, which takes the time from a clock: for the moment from which on `changes(from: .latest)` tells changes,
    /// and for the model tables and ``Entities`` that are made of it.
    ///
    /// - Parameter clock: The clock; that of the database.
    public func using(_ clock: TestClock) -> DynamoDBTable {
        var table = self
        table.waits.now = { clock.secondsSince1970 }
        return table
    }
}

extension ModelTable {
    /// The same table, which takes the time from a clock: for dates of creation and update, for whether a model has expired,
    /// and for the moment from which on `changes(from: .latest)` tells changes.
    ///
    /// - Parameter clock: The clock.
    public func using(_ clock: TestClock) -> ModelTable {
        var table = ModelTable(self.schema, in: self.table.using(clock))
        table.tokenSignature = self.tokenSignature
        return table
    }
}
