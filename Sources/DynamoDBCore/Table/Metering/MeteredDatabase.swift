// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A database whose calls are counted by a ``CapacityMeter``; see ``DynamoDBDatabase/metered(by:)``.
///
/// Operations that consume no capacity are passed on as they are.
public struct MeteredDatabase: ForwardingDatabase {
    /// The database whose calls are counted.
    public let database: any DynamoDBDatabase
    private let meter: CapacityMeter

    /// Counts the calls of a database.
    ///
    /// - Parameters:
    ///   - database: Where the calls go.
    ///   - meter: What counts them.
    public init(_ database: some DynamoDBDatabase, meter: CapacityMeter) {
        self.database = database
        self.meter = meter
    }

    /// What a call is asked to tell: what it was asked anyway, and at least the total.
    private func wanted(_ asked: ReturnConsumedCapacity?) -> ReturnConsumedCapacity {
        asked == .indexes ? .indexes : .total
    }

    // MARK: Operations that consume capacity

    /// Writes a whole item, in place of any item with the same key.
    public func putItem(_ input: PutItemInput) async throws(DynamoDBError) -> PutItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.putItem(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Reads one item by its key.
    public func getItem(_ input: GetItemInput) async throws(DynamoDBError) -> GetItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.getItem(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Changes attributes of an item, and creates the item if there is none.
    public func updateItem(_ input: UpdateItemInput) async throws(DynamoDBError) -> UpdateItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.updateItem(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Deletes one item by its key.
    public func deleteItem(_ input: DeleteItemInput) async throws(DynamoDBError) -> DeleteItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.deleteItem(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Reads a page of the items with one partition key.
    public func query(_ input: QueryInput) async throws(DynamoDBError) -> QueryOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.query(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Reads a page of all items of a table or index.
    public func scan(_ input: ScanInput) async throws(DynamoDBError) -> ScanOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.scan(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Reads up to 100 items of one or more tables.
    public func batchGetItem(_ input: BatchGetItemInput) async throws(DynamoDBError) -> BatchGetItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.batchGetItem(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }

    /// Writes and deletes up to 25 items of one or more tables, each on its own.
    public func batchWriteItem(_ input: BatchWriteItemInput) async throws(DynamoDBError) -> BatchWriteItemOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.batchWriteItem(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }

    /// Reads up to 100 items of one or more tables, all as they are at one moment.
    public func transactGetItems(_ input: TransactGetItemsInput) async throws(DynamoDBError) -> TransactGetItemsOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.transactGetItems(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }

    /// Writes up to 100 items of one or more tables, all of them or none.
    public func transactWriteItems(
        _ input: TransactWriteItemsInput
    ) async throws(DynamoDBError) -> TransactWriteItemsOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.transactWriteItems(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }

    /// Runs one statement of PartiQL.
    public func executeStatement(_ input: ExecuteStatementInput) async throws(DynamoDBError) -> ExecuteStatementOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.executeStatement(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    /// Runs up to 25 statements of PartiQL, each on its own.
    public func batchExecuteStatement(
        _ input: BatchExecuteStatementInput
    ) async throws(DynamoDBError) -> BatchExecuteStatementOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.batchExecuteStatement(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }

    /// Runs up to 100 statements of PartiQL, all of them or none.
    public func executeTransaction(
        _ input: ExecuteTransactionInput
    ) async throws(DynamoDBError) -> ExecuteTransactionOutput {
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await self.database.executeTransaction(input)
        self.meter.add(output.consumedCapacity ?? [])
        return output
    }
}

extension MeteredDatabase: EncodedReading {
    private var reading: (any EncodedReading)? { self.database as? any EncodedReading }

    package var readsEncoded: Bool { self.reading?.readsEncoded ?? false }

    package func getEncodedItem(_ input: GetItemInput) async throws(DynamoDBError) -> EncodedItemOutput {
        guard let reading = self.reading else { throw .unsupported(.getItem) }
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await reading.getEncodedItem(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    package func queryEncoded(_ input: QueryInput) async throws(DynamoDBError) -> EncodedPageOutput {
        guard let reading = self.reading else { throw .unsupported(.query) }
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await reading.queryEncoded(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }

    package func scanEncoded(_ input: ScanInput) async throws(DynamoDBError) -> EncodedPageOutput {
        guard let reading = self.reading else { throw .unsupported(.scan) }
        var input = input
        input.returnConsumedCapacity = self.wanted(input.returnConsumedCapacity)
        let output = try await reading.scanEncoded(input)
        self.meter.add([output.consumedCapacity].compactMap(\.self))
        return output
    }
}
