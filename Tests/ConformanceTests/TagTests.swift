// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// Tags, and what can be asked about tables beside their description.
struct TagTests {
    private static func tags(of arn: String, in database: any DynamoDBDatabase) async throws -> [ResourceTag] {
        var tags: [ResourceTag] = []
        var token: String?
        repeat {
            let page = try await database.listTagsOfResource(
                ListTagsOfResourceInput(resourceArn: arn, nextToken: token))
            #expect((page.tags ?? []).count <= 10)
            tags += page.tags ?? []
            token = page.nextToken
            // No table has more tags; a token that leads back would lead on for ever.
            try #require(tags.count <= 60)
        } while token != nil
        return tags
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `tags are given, changed, listed in pages and taken away`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            var input = Fixtures.hash
            input.tags = [ResourceTag(key: "owner", value: "me"), ResourceTag(key: "empty", value: "")]
            let arn = try await database.createTable(input).tableDescription.tableArn ?? ""
            #expect(Set(try await Self.tags(of: arn, in: database)) == Set(input.tags ?? []))
            _ = try await database.tagResource(
                TagResourceInput(
                    resourceArn: arn,
                    tags: [ResourceTag(key: "owner", value: "you")]
                        + (0..<23).map { ResourceTag(key: "k\($0)", value: "v") }))
            let tags = try await Self.tags(of: arn, in: database)
            #expect(tags.count == 25 && Set(tags).count == 25)
            #expect(tags.contains(ResourceTag(key: "owner", value: "you")))
            _ = try await database.untagResource(
                UntagResourceInput(resourceArn: arn, tagKeys: ["owner", "never-there"] + (0..<23).map { "k\($0)" }))
            #expect(try await Self.tags(of: arn, in: database) == [ResourceTag(key: "empty", value: "")])
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `tags can be taken away page by page`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let arn = try await database.createTable(Fixtures.hash).tableDescription.tableArn ?? ""
            _ = try await database.tagResource(
                TagResourceInput(
                    resourceArn: arn, tags: (0..<25).reversed().map { ResourceTag(key: "k\($0)", value: "v") }))
            var token: String?
            var pages = 0
            repeat {
                let page = try await database.listTagsOfResource(
                    ListTagsOfResourceInput(resourceArn: arn, nextToken: token))
                _ = try await database.untagResource(
                    UntagResourceInput(resourceArn: arn, tagKeys: (page.tags ?? []).map(\.key)))
                token = page.nextToken
                pages += 1
            } while token != nil && pages < 30
            #expect(try await Self.tags(of: arn, in: database) == [])
            for token in ["", "%", "/w=="] {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.listTagsOfResource(ListTagsOfResourceInput(resourceArn: arn, nextToken: token))
                }
                #expect(error?.message == "Invalid NextToken", "\(token)")
            }
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `a refused tag changes nothing, and is told in the words of the service`(
        kind: DatabaseUnderTest
    ) async throws {
        try await kind.run { database in
            let arn = try await database.createTable(Fixtures.hash).tableDescription.tableArn ?? ""
            let many = (0..<51).map { ResourceTag(key: "k\($0)", value: "v") }
            let refused: [(tags: [ResourceTag], message: String)] = [
                ([], "Atleast one Tag needs to be provided as Input."),
                (many, "Number of Tags exceed the current limit for the provided ResourceArn"),
                (
                    [ResourceTag(key: "a", value: "1"), ResourceTag(key: "a", value: "2")],
                    "Duplicate Tag Keys provided as input: Duplicate Tag Key found a"
                ),
                ([ResourceTag(key: "aws:a", value: "1")], "Tag Key cannot be prefixed with aws:, Key: aws:a"),
                ([ResourceTag(key: "a{b", value: "1")], "The Tag Key provided is invalid, Key: a{b"),
                ([ResourceTag(key: "a", value: "{}")], "The Tag Value provided is invalid, Value: {}"),
            ]
            for (tags, message) in refused {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.tagResource(TagResourceInput(resourceArn: arn, tags: tags))
                }
                #expect(error?.code == .validation && error?.message == message)
                guard !tags.isEmpty else { continue }
                let creation = await failure { () throws(DynamoDBError) in
                    var input = CreateTableInput(tableName: "Tagged", partitionKey: .string("pk"))
                    input.tags = tags
                    return try await database.createTable(input)
                }
                #expect(creation?.message == message)
            }
            #expect(try await database.listTables(ListTablesInput()).tableNames == ["Hash"])
            #expect(try await Self.tags(of: arn, in: database) == [])
            _ = try await database.tagResource(TagResourceInput(resourceArn: arn, tags: many.dropLast()))
            let error = await failure { () throws(DynamoDBError) in
                try await database.tagResource(TagResourceInput(resourceArn: arn, tags: [many[50]]))
            }
            #expect(error?.message == refused[1].message)
            #expect(try await Self.tags(of: arn, in: database).count == 50)
            let untag = await failure { () throws(DynamoDBError) in
                try await database.untagResource(UntagResourceInput(resourceArn: arn, tagKeys: []))
            }
            #expect(untag?.message == "Atleast one Tag Key needs to be provided as Input.")
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `tags of what is no table of this database are refused`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            let arn = try await database.createTable(Fixtures.hash).tableDescription.tableArn ?? ""
            let missing = arn.replacing("Hash", with: "Absent")
            let elsewhere = "arn:aws:dynamodb:mars-north-1:000000000000:table/Hash"
            let other = "arn:aws:s3:us-east-1:000000000000:table/Hash"
            let index = "\(arn)/index/by-a"
            let invalid = "One or more parameter values were invalid: "
            let refused: [(arn: String, code: DynamoDBError.Code, message: String)] = [
                ("Hash", .validation, "\(invalid)ARNs must start with 'arn:': Hash"),
                (other, .validation, "\(invalid)Provided Arn is not a DynamoDB resource arn: \(other)"),
                (elsewhere, .validation, "Invalid TableArn: Invalid ResourceArn provided as input \(elsewhere)"),
                (
                    index, .validation,
                    "\(invalid)Invalid resource arn provided, only table or stream is accepted. Provided resource arn: \(index)"
                ),
                (
                    missing, .resourceNotFound,
                    "Requested resource not found: ResourcArn: \(missing) not found"
                ),
                (
                    "", .validation,
                    "1 validation error detected: Value '' at 'resourceArn' failed to satisfy constraint: Member must have length greater than or equal to 1"
                ),
            ]
            for (arn, code, message) in refused {
                let error = await failure { () throws(DynamoDBError) in
                    try await database.listTagsOfResource(ListTagsOfResourceInput(resourceArn: arn))
                }
                #expect(error?.code == code && error?.message == message)
            }
            let foreign = await failure { () throws(DynamoDBError) in
                let account = arn.split(separator: ":")[4]
                let foreign = arn.replacing(account, with: "111111111111")
                return try await database.listTagsOfResource(ListTagsOfResourceInput(resourceArn: foreign))
            }
            #expect(foreign?.code == .accessDenied)
        }
    }

    @Test(arguments: DatabaseUnderTest.available)
    func `limits, endpoints, backups and insights are told`(kind: DatabaseUnderTest) async throws {
        try await kind.run { database in
            _ = try await database.createTable(Fixtures.composite)
            let limits = try await database.describeLimits(DescribeLimitsInput())
            #expect(limits.accountMaxReadCapacityUnits == 80_000 && limits.tableMaxWriteCapacityUnits == 40_000)
            let endpoints = try await database.describeEndpoints(DescribeEndpointsInput()).endpoints
            #expect(endpoints.count == 1 && endpoints.first?.address.isEmpty == false)
            #expect(endpoints.first?.cachePeriodInMinutes == 1440)
            let backups = try await database.describeContinuousBackups(
                DescribeContinuousBackupsInput(tableName: "Composite"))
            let description = backups.continuousBackupsDescription
            #expect(description?.continuousBackupsStatus == .enabled)
            #expect(description?.pointInTimeRecoveryDescription?.pointInTimeRecoveryStatus == .disabled)
            let insights = try await database.describeContributorInsights(
                DescribeContributorInsightsInput(tableName: "Composite", indexName: "gsi1"))
            #expect(insights.contributorInsightsStatus == .disabled)
            #expect(insights.tableName == "Composite" && insights.indexName == "gsi1")
            let backup = await failure { () throws(DynamoDBError) in
                try await database.describeContinuousBackups(DescribeContinuousBackupsInput(tableName: "Absent"))
            }
            #expect(backup?.code == .resourceNotFound && backup?.message == "Table not found: Absent")
            let insight = await failure { () throws(DynamoDBError) in
                try await database.describeContributorInsights(DescribeContributorInsightsInput(tableName: "Absent"))
            }
            #expect(insight?.message == "Requested resource not found: Table: Absent not found")
        }
    }
}
