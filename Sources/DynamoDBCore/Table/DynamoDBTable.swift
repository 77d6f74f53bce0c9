// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// One table of a database: the way to read and write items in Swift.
///
/// ```swift
/// let users = DynamoDBTable("Users", in: database)
///
/// try await users.put(["pk": "user#123", "sk": "profile", "name": "John"], condition: Attribute("pk").notExists)
/// let user = try await users.get(["pk": "user#123", "sk": "profile"])
/// try await users.update(["pk": "user#123", "sk": "profile"], .set("name", to: "Jane"))
/// for try await order in users.items(Query(partitionKey: "pk", equals: "user#123", sort: .beginsWith("sk", "order#"))) {
///     print(order)
/// }
/// ```
///
/// Every function throws ``DynamoDBError``; a result of `nil` means only "there is none". A table is a small value: make
/// one where you need it, or keep it. Copies share what was learned of the table's keys.
///
/// ``DynamoDBClient`` offers the same with results in place of errors.
public struct DynamoDBTable: Sendable {
    /// The name of the table.
    public let name: String

    /// The database that has the table: for operations that the table has no function for.
    ///
    /// ```swift
    /// let limits = try await table.database.describeLimits(DescribeLimitsInput())
    /// ```
    public let database: any DynamoDBDatabase

    /// The same, if it can leave items in its answers.
    let encodedReading: (any EncodedReading)?

    /// How the functions that send a request again wait.
    package var waits = Waits()

    private let cache = TableDescriptionCache()

    /// A table by its name. Nothing is sent, and the table need not exist yet.
    ///
    /// - Parameters:
    ///   - name: The name of the table.
    ///   - database: The database that has the table.
    public init(_ name: String, in database: some DynamoDBDatabase) {
        self.name = name
        self.database = database
        let reading = database as? any EncodedReading
        self.encodedReading = reading?.readsEncoded == true ? reading : nil
    }

    /// What the database knows of the table now: its status, keys, indexes, and about how many items it has.
    ///
    /// ```swift
    /// let description = try await table.describe()
    /// print(description.tableStatus.rawValue, description.itemCount)
    /// ```
    ///
    /// - Throws: ``DynamoDBError`` with ``DynamoDBError/Code/resourceNotFound`` if there is no such table.
    public func describe() async throws(DynamoDBError) -> TableDescription {
        let description = try await self.database.describeTable(DescribeTableInput(tableName: self.name)).table
        self.remember(description)
        return description
    }

    /// Keeps a description for what needs only the keys.
    func remember(_ description: TableDescription) {
        self.cache.store(description)
    }

    /// What the database told of the table the last time; asks it if nothing is known.
    ///
    /// Only what does not change is to be trusted: keys and types.
    package func knownDescription() async throws(DynamoDBError) -> TableDescription {
        if let known = self.cache.value { return known }
        return try await self.describe()
    }
}
