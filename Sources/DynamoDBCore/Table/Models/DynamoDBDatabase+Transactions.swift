// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

extension DynamoDBDatabase {
    /// Writes several models of one or more tables: all of them, or none.
    ///
    /// ```swift
    /// do {
    ///     try await database.transaction { (write) throws(DynamoDBError) in
    ///         try write.insert(order, into: orders, label: "order")
    ///         try write.update(Product.key("p1"), in: products, label: "stock") { $0.subtract("stock", 2, floor: 0) }
    ///     }
    /// } catch {
    ///     guard error.cancellationReason("stock")?.code == .conditionalCheckFailed else { throw error }
    ///     print("Sold out")
    /// }
    /// ```
    ///
    /// The call has one token for all times it is sent, so that a repetition does nothing twice.
    ///
    /// - Parameters:
    ///   - token: A name for the transaction, of 1 to 36 characters, if the program itself may repeat it: within ten minutes
    ///     the same transaction with the same name is carried out once. Where the schema of a model declares `createdAt`,
    ///     `updatedAt` or `expiresAt`, give `date` as well: a repetition would have later dates, and be refused as
    ///     ``DynamoDBError/Code/idempotentParameterMismatch``. Defaults to a new name.
    ///   - date: The time of the transaction, the same for all its entries and when it is repeated. What has expired since then
    ///     still counts as there, so take one of now, by the clock of the program itself, and keep it for the repetitions. One
    ///     that is more than five minutes ahead of the clock of a table whose items expire is
    ///     ``DynamoDBError/Code/validation``, as what is alive would count as expired. Defaults to the time at which each entry
    ///     is built.
    ///   - build: Says what to write. Without any entry nothing is sent.
    /// - Returns: What `build` returns.
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/transactionCanceled`` if the transaction did not take place.
    ///   ``DynamoDBError/cancellationReasons`` has a reason for each entry, in their order, with its label, the clauses that
    ///   were false, and the stored item.
    @discardableResult
    public func transaction<Result>(
        token: String? = nil, at date: Date? = nil,
        _ build: (inout ModelTransaction) throws(DynamoDBError) -> Result
    ) async throws(DynamoDBError) -> Result {
        var transaction = ModelTransaction(at: date)
        let result = try build(&transaction)
        try await self.carryOut(transaction, token: token)
        return result
    }

    /// Writes models of one or more tables, all of them or none, as a closure says that may throw errors of its own.
    ///
    /// The same as the function whose closure throws only ``DynamoDBError``, for closures without a signature:
    ///
    /// ```swift
    /// try await database.transaction { write in
    ///     try write.insert(order, into: orders)
    ///     try write.update(Product.key("p1"), in: products) { $0.subtract("stock", 2, floor: 0) }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - token: A name for the transaction, of 1 to 36 characters, if the program itself may repeat it. Where the schema of a
    ///     model declares dates, a repetition is the same only with the same `date`. Defaults to a new name.
    ///   - date: The time of the transaction. Defaults to the time at which each entry is built.
    ///   - build: Says what to write. What it throws ends the call, and nothing is sent.
    /// - Returns: What `build` returns.
    /// - Throws: What `build` throws, or ``DynamoDBError`` with ``DynamoDBError/Code/transactionCanceled`` if the transaction
    ///   did not take place.
    @discardableResult
    public func transaction<Result>(
        token: String? = nil, at date: Date? = nil, _ build: (inout ModelTransaction) throws -> Result
    ) async throws -> Result {
        var transaction = ModelTransaction(at: date)
        let result = try build(&transaction)
        try await self.carryOut(transaction, token: token)
        return result
    }

    private func carryOut(_ transaction: ModelTransaction, token: String?) async throws(DynamoDBError) {
        guard !transaction.entries.isEmpty else { return }
        do {
            _ = try await self.transactWriteItems(
                TransactWriteItemsInput(
                    transactItems: transaction.entries, clientRequestToken: token ?? UUID().uuidString))
        } catch {
            throw transaction.explained(error)
        }
    }

    /// Reads models of one or more tables, all as they are at one moment.
    ///
    /// ```swift
    /// let (order, customer) = try await database.transactionGet(
    ///     orders.reading(Order.key("ann", 7)), customers.reading(Customer.key("ann")))
    /// ```
    ///
    /// - Parameter reads: What to read, up to 100 models.
    /// - Returns: The models, `nil` for each that is not there or has expired.
    public func transactionGet<each Model>(
        _ reads: repeat TransactionRead<each Model>
    ) async throws(DynamoDBError) -> (repeat (each Model)?) {
        var gets: [TransactGet] = []
        for read in repeat each reads { gets.append(TransactGet(tableName: read.table, key: try read.key.get())) }
        var items = try await self.items(gets).makeIterator()
        return (repeat try (each reads).model(of: items.next() ?? nil))
    }

    /// Reads any number of models of one type, all as they are at one moment.
    ///
    /// ```swift
    /// let parts = try await database.transactionGet(order.lines.map { products.reading(Product.key($0.product)) })
    /// ```
    ///
    /// - Parameter reads: What to read, up to 100 models. Of none nothing is sent.
    /// - Returns: The models in the same order, `nil` for each that is not there or has expired.
    public func transactionGet<Model>(
        _ reads: [TransactionRead<Model>]
    ) async throws(DynamoDBError) -> [Model?] {
        guard !reads.isEmpty else { return [] }
        var gets: [TransactGet] = []
        for read in reads { gets.append(TransactGet(tableName: read.table, key: try read.key.get())) }
        var models: [Model?] = []
        for (read, item) in zip(reads, try await self.items(gets)) { models.append(try read.model(of: item)) }
        return models
    }

    /// What was read, for each of what was asked for.
    private func items(_ gets: [TransactGet]) async throws(DynamoDBError) -> [Item?] {
        let responses = try await self.transactGetItems(TransactGetItemsInput(transactItems: gets)).responses
        guard responses.count == gets.count else {
            throw DynamoDBError(
                .invalidResponse,
                "The database was asked for \(gets.count) items, and its answer is about \(responses.count).")
        }
        return responses.map(\.item)
    }
}
