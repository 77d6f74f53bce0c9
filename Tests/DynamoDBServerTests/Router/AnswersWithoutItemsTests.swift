// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import DynamoDBServer
import TestSupport
import Testing

/// Answers that the engine writes without making items, against those that go through a wrapper, which gives items.
struct AnswersWithoutItemsTests {
    private static func expectSame(
        _ request: RequestRouter.Request, _ router: RequestRouter, _ other: RequestRouter
    ) async {
        let answer = await router.answer(request)
        let expected = await other.answer(request)
        let text = String(decoding: request.body, as: UTF8.self)
        #expect(answer.status == expected.status, "\(text)")
        #expect(answer.body == expected.body, "\(text)")
        #expect(answer.headers.map(\.name) == expected.headers.map(\.name), "\(text)")
        #expect(answer.headers.map(\.value) == expected.headers.map(\.value), "\(text)")
    }

    private static let table = """
        {"TableName":"things","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},\
        {"AttributeName":"sk","AttributeType":"N"}],"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},\
        {"AttributeName":"sk","KeyType":"RANGE"}],"BillingMode":"PAY_PER_REQUEST"}
        """

    /// The attributes of an item, as a client of the service writes them.
    private static let attributes = [
        #""a":{"S":"\"\\\/\b\f\n\r\t\u0000\u001f\u007f\u2028é😀"},"empty":{"S":""},"\"\n\\":{"S":"odd name"}"#,
        #""n":{"N":"-0.00"},"o":{"N":"12345678901234567890123456789012345678"},"p":{"N":"1e-130"},"q":{"N":"-9.99e125"}"#,
        #""b":{"B":""},"c":{"B":"AA=="},"d":{"B":"AAECAw=="},"e":{"BOOL":false},"f":{"BOOL":true},"g":{"NULL":true}"#,
        #""ss":{"SS":["b","","a\n"]},"ns":{"NS":["3","-1","2.50"]},"bs":{"BS":["AQ==",""]}"#,
        #""l":{"L":[]},"m":{"M":{}},"deep":{"L":[{"M":{"x":{"L":[{"N":"1"},{"NULL":true}]},"y":{"SS":["z"]}}}]}"#,
        #""long":{"S":"\#(String(repeating: "0123456789abcde\\n", count: 4000))"}"#,
    ]

    private static let reads: [(operation: String, body: String)] = [
        ("Query", #""KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"a"}}"#),
        (
            "Query",
            #""KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Limit":2,"ScanIndexForward":false,"ReturnConsumedCapacity":"TOTAL""#
        ),
        (
            "Query",
            #""KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"a"}},"Select":"COUNT""#
        ),
        ("Query", #""KeyConditionExpression":"pk = :p","ExpressionAttributeValues":{":p":{"S":"none"}}"#),
        ("Query", #""KeyConditionExpression":"pk = :p""#),
        ("Scan", ##""FilterExpression":"attribute_exists(#n)","ExpressionAttributeNames":{"#n":"deep"}"##),
        ("Scan", #""ProjectionExpression":"pk, deep[0].x, ss""#),
        ("Scan", #""ProjectionExpression":"pk, ss, b""#),
        ("Scan", #""Limit":0"#),
        ("Scan", #""Limit":"many""#),
        ("GetItem", #""Key":{"pk":{"S":"a"},"sk":{"N":"0"}},"ReturnConsumedCapacity":"INDEXES""#),
        ("GetItem", #""Key":{"pk":{"S":"a"},"sk":{"N":"4"}},"ProjectionExpression":"deep[0].y, l""#),
        ("GetItem", #""Key":{"pk":{"S":"a"},"sk":{"N":"4"}},"ProjectionExpression":"nothing""#),
        ("GetItem", #""Key":{"pk":{"S":"a"},"sk":{"N":"99"}},"ReturnConsumedCapacity":"TOTAL""#),
        ("GetItem", #""Key":{"pk":{"S":"a"},"sk":{"N":"99"}}"#),
        ("GetItem", #""Key":{"pk":{"S":"a"}}"#),
    ]

    private static let batches: [(tables: String, rest: String)] = {
        let keys = (0..<7).map { #"{"pk":{"S":"a"},"sk":{"N":"\#($0)"}}"# }.joined(separator: ",")
        return [
            (#""things":{"Keys":[\#(keys)]}"#, ""),
            (#""things":{"Keys":[\#(keys)],"ConsistentRead":true}"#, #","ReturnConsumedCapacity":"TOTAL""#),
            (#""things":{"Keys":[\#(keys)],"ProjectionExpression":"deep[0].x, ss, \"bad"}"#, ""),
            (#""things":{"Keys":[\#(keys)],"ProjectionExpression":"deep[0].x, ss"}"#, ""),
            (
                #""things":{"Keys":[{"pk":{"S":"a"},"sk":{"N":"3"}}],"ProjectionExpression":"ns, pk"},"#
                    + #""arn:aws:dynamodb:us-east-1:000000000000:table/things":{"Keys":[{"pk":{"S":"a"},"sk":{"N":"4"}}]}"#,
                #","ReturnConsumedCapacity":"INDEXES""#
            ),
            (#""things":{"Keys":[{"pk":{"S":"none"},"sk":{"N":"3"}}]}"#, ""),
            (#""things":{"Keys":[{"pk":{"S":"none"}}]}"#, ""), (#""none":{"Keys":[\#(keys)]}"#, ""), ("", ""),
        ]
    }()

    @Test func `the answers are those that are made of items, to the last byte`() async throws {
        let database = try EmbeddedDatabase.inMemory()
        let router = RequestRouter(database) { "REQUEST" }
        let other = RequestRouter(WrappedDatabase(database: database)) { "REQUEST" }
        #expect(await router.call("CreateTable", Self.table).status == 200)
        for (number, attributes) in Self.attributes.enumerated() {
            let item = #"{"pk":{"S":"a"},"sk":{"N":"\#(number)"},\#(attributes)}"#
            let put = await router.call("PutItem", #"{"TableName":"things","Item":\#(item)}"#)
            #expect(put.status == 200, "\(put.body)")
            await Self.expectSame(
                .call(
                    "GetItem", #"{"TableName":"things","Key":{"pk":{"S":"a"},"sk":{"N":"\#(number)"}}}"#), router, other
            )
        }
        for (tables, rest) in Self.batches {
            let request = RequestRouter.Request.call("BatchGetItem", #"{"RequestItems":{\#(tables)}\#(rest)}"#)
            await Self.expectSame(request, router, other)
        }
        for table in ["things", "none"] {
            for (operation, members) in Self.reads {
                let request = RequestRouter.Request.call(operation, #"{"TableName":"\#(table)",\#(members)}"#)
                await Self.expectSame(request, router, other)
                await Self.expectSame(request.with("Accept-Encoding", "gzip"), router, other)
            }
        }
    }

    @Test func `damaged requests are answered alike`() async throws {
        var generator = SeededGenerator(seed: 11)
        let database = try EmbeddedDatabase.inMemory()
        let router = RequestRouter(database) { "REQUEST" }
        let other = RequestRouter(WrappedDatabase(database: database)) { "REQUEST" }
        for request in RequestCorpus.preparation { _ = await router.answer(request) }
        var count = 0
        while count < 1000 {
            let request = DamagedRequest(using: &generator).request
            let target = request.header("x-amz-target") ?? ""
            guard ["GetItem", "Query", "Scan", "BatchGetItem"].contains(where: { target.hasSuffix(".\($0)") }) else {
                continue
            }
            await Self.expectSame(request, router, other)
            count += 1
        }
    }

    @Test func `a wrapper is not passed by`() async throws {
        let meter = CapacityMeter()
        let router = RequestRouter(MeteredDatabase(try EmbeddedDatabase.inMemory(), meter: meter)) { "REQUEST" }
        #expect(await router.call("CreateTable", Self.table).status == 200)
        let before = meter.total.capacityUnits
        let answer = await router.call("Scan", #"{"TableName":"things"}"#)
        #expect(answer.body.contains("ConsumedCapacity"))
        #expect(meter.total.capacityUnits > before)
    }
}
