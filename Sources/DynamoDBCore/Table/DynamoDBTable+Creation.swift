// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension DynamoDBTable {
    /// Creates a table and waits until it can be used.
    ///
    /// ```swift
    /// let users = try await DynamoDBTable.create(
    ///     CreateTableInput(tableName: "Users", partitionKey: .string("pk"), sortKey: .string("sk")), in: database)
    /// ```
    ///
    /// Where the input names an attribute for it (``CreateTableInput/timeToLiveAttribute``), time to live is switched on, if the
    /// database has that: what has expired is then deleted some time later.
    ///
    /// - Parameters:
    ///   - input: The table with its keys and indexes.
    ///   - database: Where to create it.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/resourceInUse`` if there is a table of that name, and with
    ///   ``DynamoDBError/Code/timeout`` if the new one cannot be used after five minutes. Whatever fails while it is waited for,
    ///   or while time to live is switched on, the table was made before, and the message says so. ScyllaDB refuses time to live
    ///   as ``DynamoDBError/Code/validation`` for tables with tablets.
    @discardableResult
    public static func create(
        _ input: CreateTableInput, in database: some DynamoDBDatabase
    ) async throws(DynamoDBError) -> DynamoDBTable {
        try await self.create(input, in: database, waits: Waits())
    }

    /// The table, created if there is none, and ready for use: for programs that begin with it each time they start.
    ///
    /// ```swift
    /// let users = try await DynamoDBTable.createIfMissing(
    ///     CreateTableInput(tableName: "Users", partitionKey: .string("pk"), sortKey: .string("sk")), in: database)
    /// ```
    ///
    /// A table that is there has to have the key that the input names, and its indexes, with at least the attributes that they
    /// are to hold; nothing else of it is compared. Of such a table time to live is switched on, if the input asks for it, and
    /// nothing else is changed. Several programs can call it at once. One that is being deleted is made anew when it is gone. An
    /// index that was added to it and is still being filled counts as there: ``addMissingIndexes(of:timeout:)`` waits for it. One
    /// that is being deleted does not, and is waited for until it is gone, and lacking.
    ///
    /// - Parameters:
    ///   - input: The table with its keys and indexes.
    ///   - database: Where it is.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/validation`` if a table of that name will not do: the message says
    ///   all that it lacks. With ``DynamoDBError/Code/timeout`` or ``DynamoDBError/Code/resourceInUse`` if it cannot be used after
    ///   five minutes.
    @discardableResult
    public static func createIfMissing(
        _ input: CreateTableInput, in database: some DynamoDBDatabase
    ) async throws(DynamoDBError) -> DynamoDBTable {
        try await self.createIfMissing(input, in: database, waits: Waits())
    }

    /// The table, if it is as the input says: for programs whose tables somebody else makes, such as Terraform or the AWS CDK.
    ///
    /// ```swift
    /// let users = try await DynamoDBTable.verify(
    ///     CreateTableInput(tableName: "Users", partitionKey: .string("pk"), sortKey: .string("sk")), in: database)
    /// ```
    ///
    /// It is compared as by ``createIfMissing(_:in:)``: the table has to have the key, and the indexes with at least the
    /// attributes that they are to hold, and may have more. Where the input names an attribute for it, time to live has to be on
    /// for that, if the database has time to live. An index that is still being filled counts as there, a table
    /// that is being created or deleted does not.
    ///
    /// Nothing is changed, and nothing waited for. It takes the right to describe the table, `dynamodb:DescribeTable`, and
    /// `dynamodb:DescribeTimeToLive` where time to live is compared.
    ///
    /// - Parameters:
    ///   - input: The table as it is to be.
    ///   - database: Where it is.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/resourceNotFound`` if there is no such table, and with
    ///   ``DynamoDBError/Code/validation`` if it will not do: the message says all that it lacks.
    @discardableResult
    public static func verify(
        _ input: CreateTableInput, in database: some DynamoDBDatabase
    ) async throws(DynamoDBError) -> DynamoDBTable {
        let table = DynamoDBTable(input.tableName, in: database)
        var lacks = input.lacks(of: try await table.describe())
        if input.timeToLiveAttribute != nil {
            do throws(DynamoDBError) {
                let answer = try await database.describeTimeToLive(DescribeTimeToLiveInput(tableName: input.tableName))
                if let lack = input.lack(of: answer.timeToLiveDescription) { lacks.append(lack) }
            } catch {
                // Of a table that is not active, some do not tell it.
                guard error.isNotOffered || !lacks.isEmpty else { throw error }
            }
        }
        guard lacks.isEmpty else { throw input.refusal(lacks) }
        return table
    }

    /// The same with other waits.
    @discardableResult
    package static func create(
        _ input: CreateTableInput, in database: some DynamoDBDatabase, waits: Waits
    ) async throws(DynamoDBError) -> DynamoDBTable {
        var table = DynamoDBTable(input.tableName, in: database)
        table.waits = waits
        let description = try await database.createTable(input).tableDescription
        table.remember(description)
        do {
            if description.tableStatus != .active { try await table.waitUntilActive() }
            try await table.switchOnTimeToLive(input)
        } catch {
            var error = error
            // That would mean that there was a table before.
            if error.code == .resourceInUse { error.code = .timeout }
            error.message += " The table was made before."
            throw error
        }
        return table
    }

    /// The same with other waits.
    @discardableResult
    package static func createIfMissing(
        _ input: CreateTableInput, in database: some DynamoDBDatabase, waits: Waits
    ) async throws(DynamoDBError) -> DynamoDBTable {
        var table = DynamoDBTable(input.tableName, in: database)
        table.waits = waits
        // Other programs may create or delete it at the same time.
        try await table.wait(upTo: .seconds(300)) { [table] () throws(DynamoDBError) in
            let description: TableDescription
            do throws(DynamoDBError) {
                description = try await table.describe()
            } catch {
                guard error.code == .resourceNotFound else { throw error }
                do throws(DynamoDBError) {
                    description = try await database.createTable(input).tableDescription
                } catch {
                    guard error.code == .resourceInUse else { throw error }
                    return error
                }
            }
            guard description.tableStatus != .creating, description.tableStatus != .deleting else {
                return DynamoDBError(
                    .timeout, "The table \(input.tableName) is still \(description.tableStatus.rawValue).")
            }
            table.remember(description)
            for index in input.globalSecondaryIndexes ?? [] {
                let isGoing = description.globalIndex(index.indexName)?.indexStatus == .deleting
                if isGoing { return .isStill("index \(index.indexName)", "DELETING") }
            }
            let lacks = input.lacks(of: description)
            guard lacks.isEmpty else { throw input.refusal(lacks) }
            return nil
        }
        if await !table.expires(as: input) { try await table.switchOnTimeToLive(input) }
        return table
    }

    private func switchOnTimeToLive(_ input: CreateTableInput) async throws(DynamoDBError) {
        guard let attribute = input.timeToLiveAttribute else { return }
        do throws(DynamoDBError) {
            _ = try await self.database.updateTimeToLive(
                UpdateTimeToLiveInput(
                    tableName: self.name,
                    timeToLiveSpecification: TimeToLiveSpecification(enabled: true, attributeName: attribute)))
        } catch {
            // It can be done all the same: the answer was lost, or a repetition refused.
            if error.isNotOffered { return }
            guard await self.expires(as: input) else { throw error }
        }
    }

    /// Whether the database says that items are deleted by the date that is asked for, if one is.
    private func expires(as input: CreateTableInput) async -> Bool {
        guard input.timeToLiveAttribute != nil else { return true }
        let answer = try? await self.database.describeTimeToLive(DescribeTimeToLiveInput(tableName: self.name))
        return answer.map { input.lack(of: $0.timeToLiveDescription) == nil } ?? false
    }
}
