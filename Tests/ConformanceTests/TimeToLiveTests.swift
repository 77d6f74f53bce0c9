// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Expiry of items: how it is set, and what is seen of it.
struct TimeToLiveTests {
    private static func set(
        _ enabled: Bool, _ attribute: String, table: String = "Hash", on database: any DynamoDBDatabase
    ) async throws(DynamoDBError) -> TimeToLiveSpecification? {
        try await database.updateTimeToLive(
            UpdateTimeToLiveInput(
                tableName: table, timeToLiveSpecification: .init(enabled: enabled, attributeName: attribute))
        ).timeToLiveSpecification
    }

    private static func description(on database: any DynamoDBDatabase) async throws -> TimeToLiveDescription? {
        try await database.describeTimeToLive(DescribeTimeToLiveInput(tableName: "Hash")).timeToLiveDescription
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `expiry is switched on and off`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            #expect(try await Self.description(on: database) == .init(timeToLiveStatus: .disabled))
            let enabled = TimeToLiveSpecification(enabled: true, attributeName: "ttl")
            #expect(try await Self.set(true, "ttl", on: database) == enabled)
            #expect(
                try await Self.description(on: database) == .init(timeToLiveStatus: .enabled, attributeName: "ttl"))
            let disabled = TimeToLiveSpecification(enabled: false, attributeName: "ttl")
            #expect(try await Self.set(false, "ttl", on: database) == disabled)
            #expect(try await Self.description(on: database) == .init(timeToLiveStatus: .disabled))
            // Another attribute may follow.
            _ = try await Self.set(true, "expires", on: database)
            #expect(try await Self.description(on: database)?.attributeName == "expires")
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `an expired item is there until it is deleted`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            _ = try await Self.set(true, "ttl", on: database)
            let item: Item = ["pk": "old", "ttl": 1_700_000_000]
            _ = try await database.putItem(PutItemInput(tableName: "Hash", item: item))
            #expect(try await database.getItem(GetItemInput(tableName: "Hash", key: ["pk": "old"])).item == item)
            #expect(try await database.scan(ScanInput(tableName: "Hash")).items == [item])
            let error = await failure { () async throws(DynamoDBError) in
                try await database.putItem(
                    PutItemInput(tableName: "Hash", item: item, conditionExpression: "attribute_not_exists(pk)"))
            }
            #expect(error?.code == .conditionalCheckFailed)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a wrong request about expiry is refused in the service's words`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.hash)
            func check(
                _ enabled: Bool, _ attribute: String, table: String = "Hash", _ code: DynamoDBError.Code,
                _ message: String
            ) async {
                let error = await failure { () async throws(DynamoDBError) in
                    try await Self.set(enabled, attribute, table: table, on: database)
                }
                #expect(error?.code == code && error?.message == message, "\(error as Any)")
            }
            await check(false, "ttl", .validation, "TimeToLive is already disabled")
            _ = try await Self.set(true, "ttl", on: database)
            await check(true, "ttl", .validation, "TimeToLive is already enabled")
            let other = "TimeToLive is active on a different AttributeName: current AttributeName is ttl"
            await check(true, "other", .validation, other)
            await check(false, "other", .validation, other)
            await check(
                true, "", .validation,
                "1 validation error detected: Value '' at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: Member must have length greater than or equal to 1"
            )
            let missing = "Requested resource not found: Table: Missing not found"
            await check(true, "ttl", table: "Missing", .resourceNotFound, missing)
            let error = await failure { () async throws(DynamoDBError) in
                try await database.describeTimeToLive(DescribeTimeToLiveInput(tableName: "Missing"))
            }
            #expect(error?.code == .resourceNotFound && error?.message == missing)
        }
    }
}
