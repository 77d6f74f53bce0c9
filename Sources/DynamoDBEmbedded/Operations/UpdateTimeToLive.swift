// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Lets the items of a table expire, or no longer.
    ///
    /// Enabling costs one look at each item of the table, in pieces between which other writes get their turn. If the task is
    /// cancelled between them, expiry is enabled all the same, and the next sweep does the rest. Items that have expired stay
    /// visible until they are deleted: see ``removeExpiredItems()``.
    public func updateTimeToLive(_ input: UpdateTimeToLiveInput) async throws(DynamoDBError) -> UpdateTimeToLiveOutput {
        let wanted = input.timeToLiveSpecification
        var violations = ConstraintViolations()
        violations.checkLength(
            wanted.attributeName, at: "timeToLiveSpecification.attributeName", from: 1, to: 255)
        let reference = TableReference(
            input.tableName, in: self.names, for: .updateTimeToLive, minimumOfEmpty: 3, violations: &violations)
        try violations.throwIfAny()
        try await self.storage.write { transaction throws(DynamoDBError) in
            let table = try transaction.requireTable(named: reference.name)
            var record = table.record
            if let current = record.timeToLive, !current.attributeName.hasSameBytes(as: wanted.attributeName) {
                throw .timeToLiveHasOtherAttribute(current.attributeName)
            }
            guard wanted.enabled != (record.timeToLive != nil) else {
                throw wanted.enabled ? .timeToLiveIsEnabled : .timeToLiveIsDisabled
            }
            if wanted.enabled {
                try transaction.enableTimeToLive(wanted.attributeName, of: &record)
            } else {
                try transaction.disableTimeToLive(of: &record)
            }
            try transaction.store(record, of: table)
        }
        // It is enabled from here on. What is not noted, as the task is cancelled or the disk full, the next sweep notes.
        if wanted.enabled { try? await self.storage.noteExpiry(ofTable: reference.name) }
        return UpdateTimeToLiveOutput(timeToLiveSpecification: wanted)
    }

    /// Deletes the items that have expired, in all tables whose items expire, and drops records of streams that are older
    /// than 24 hours.
    ///
    /// The database does this by itself from time to time (see ``Configuration/sweepPeriod``); call it where you want it
    /// done now, as in a test. Costs a look at each item that has expired and at hardly any other, in pieces between
    /// which other writes get their turn. A stream tells of each deletion, with DynamoDB itself as the one who did it.
    ///
    /// - Returns: How many items were deleted.
    /// - Throws: What a write throws: the first error, after every table had its turn. What was deleted stays deleted.
    @discardableResult
    public func removeExpiredItems() async throws(DynamoDBError) -> Int {
        try await self.storage.keepUp(now: self.environment.now())
    }
}
