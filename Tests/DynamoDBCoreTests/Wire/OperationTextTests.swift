// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// The text of a message of every kind, in both directions.
struct OperationTextTests {
    private static let key: Item = ["pk": "u1", "sk": 7]
    private static let keyText = #"{"pk":{"S":"u1"},"sk":{"N":"7"}}"#

    static let writes: [(AnyMessage, String)] = {
        do {
            return try [
                (
                    AnyMessage(
                        PutItemInput(
                            tableName: "T",
                            item: [
                                "B": .binary(Data([1, 2])), "BS": .binarySet([Data([3])]), "L": [1, "a"],
                                "M": ["x": true],
                                "N": -1.5, "NS": .numberSet([1, 2]), "SS": .stringSet(["a", "b"]), "n": nil,
                                "pk": "u\"1",
                            ],
                            conditionExpression: "attribute_not_exists(#p)",
                            expressionAttributeNames: ["#q": "q", "#p": "pk"],
                            expressionAttributeValues: [":v": 1], returnValues: .allOld,
                            returnValuesOnConditionCheckFailure: .allOld, returnConsumedCapacity: .total,
                            returnItemCollectionMetrics: .size)),
                    ##"{"TableName":"T","Item":{"B":{"B":"AQI="},"BS":{"BS":["Aw=="]},"L":{"L":[{"N":"1"},{"S":"a"}]},"M":{"M":{"x":{"BOOL":true}}},"N":{"N":"-1.5"},"NS":{"NS":["1","2"]},"SS":{"SS":["a","b"]},"n":{"NULL":true},"pk":{"S":"u\"1"}},"ConditionExpression":"attribute_not_exists(#p)","ExpressionAttributeNames":{"#p":"pk","#q":"q"},"ExpressionAttributeValues":{":v":{"N":"1"}},"ReturnValues":"ALL_OLD","ReturnValuesOnConditionCheckFailure":"ALL_OLD","ReturnConsumedCapacity":"TOTAL","ReturnItemCollectionMetrics":"SIZE"}"##
                ),
                (AnyMessage(PutItemInput(tableName: "T", item: [:])), #"{"TableName":"T","Item":{}}"#),
                (AnyMessage(PutItemOutput()), "{}"),
                (
                    AnyMessage(
                        PutItemOutput(
                            attributes: key,
                            consumedCapacity: ConsumedCapacity(
                                tableName: "T", capacityUnits: 2.5, table: Capacity(capacityUnits: 1),
                                localSecondaryIndexes: ["l": Capacity(capacityUnits: 1)],
                                globalSecondaryIndexes: ["g": Capacity(capacityUnits: 0.5)]),
                            itemCollectionMetrics: ItemCollectionMetrics(
                                itemCollectionKey: ["pk": "u1"], sizeEstimateRangeGB: [0, 1]))),
                    #"{"Attributes":\#(keyText),"ConsumedCapacity":{"TableName":"T","CapacityUnits":2.5,"Table":{"CapacityUnits":1.0},"LocalSecondaryIndexes":{"l":{"CapacityUnits":1.0}},"GlobalSecondaryIndexes":{"g":{"CapacityUnits":0.5}}},"ItemCollectionMetrics":{"ItemCollectionKey":{"pk":{"S":"u1"}},"SizeEstimateRangeGB":[0.0,1.0]}}"#
                ),
                (
                    AnyMessage(
                        UpdateItemInput(
                            tableName: "T", key: key, updateExpression: "SET a = :a", conditionExpression: "a < :a",
                            expressionAttributeNames: ["#a": "a"], expressionAttributeValues: [":a": "x"],
                            returnValues: .updatedNew,
                            returnValuesOnConditionCheckFailure: ReturnValuesOnConditionCheckFailure.none,
                            returnConsumedCapacity: .indexes, returnItemCollectionMetrics: .size)),
                    ##"{"TableName":"T","Key":\##(keyText),"UpdateExpression":"SET a = :a","ConditionExpression":"a < :a","ExpressionAttributeNames":{"#a":"a"},"ExpressionAttributeValues":{":a":{"S":"x"}},"ReturnValues":"UPDATED_NEW","ReturnValuesOnConditionCheckFailure":"NONE","ReturnConsumedCapacity":"INDEXES","ReturnItemCollectionMetrics":"SIZE"}"##
                ),
                (AnyMessage(UpdateItemOutput(attributes: key)), #"{"Attributes":\#(keyText)}"#),
                (
                    AnyMessage(
                        DeleteItemInput(tableName: "T", key: key, conditionExpression: "c", returnValues: .allOld)),
                    #"{"TableName":"T","Key":\#(keyText),"ConditionExpression":"c","ReturnValues":"ALL_OLD"}"#
                ),
                (AnyMessage(DeleteItemOutput(attributes: key)), #"{"Attributes":\#(keyText)}"#),
                (
                    AnyMessage(
                        BatchWriteItemInput(
                            requestItems: ["U": [.delete(key: key)], "T": [.put(key), .delete(key: [:])]],
                            returnConsumedCapacity: .total, returnItemCollectionMetrics: .size)),
                    #"{"RequestItems":{"T":[{"PutRequest":{"Item":\#(keyText)}},{"DeleteRequest":{"Key":{}}}],"U":[{"DeleteRequest":{"Key":\#(keyText)}}]},"ReturnConsumedCapacity":"TOTAL","ReturnItemCollectionMetrics":"SIZE"}"#
                ),
                (AnyMessage(BatchWriteItemOutput()), #"{"UnprocessedItems":{}}"#),
                (
                    AnyMessage(
                        BatchWriteItemOutput(
                            unprocessedItems: ["T": [.put([:])]],
                            itemCollectionMetrics: [
                                "T": [ItemCollectionMetrics(itemCollectionKey: [:], sizeEstimateRangeGB: [])]
                            ],
                            consumedCapacity: [ConsumedCapacity(tableName: "T", capacityUnits: 1)])),
                    #"{"UnprocessedItems":{"T":[{"PutRequest":{"Item":{}}}]},"ItemCollectionMetrics":{"T":[{"ItemCollectionKey":{},"SizeEstimateRangeGB":[]}]},"ConsumedCapacity":[{"TableName":"T","CapacityUnits":1.0}]}"#
                ),
            ]
        } catch {
            return []
        }
    }()

    static let reads: [(AnyMessage, String)] = {
        do {
            return try [
                (
                    AnyMessage(
                        GetItemInput(
                            tableName: "T", key: key, consistentRead: true, projectionExpression: "#a",
                            expressionAttributeNames: ["#a": "a"], returnConsumedCapacity: .total)),
                    ##"{"TableName":"T","Key":\##(keyText),"ConsistentRead":true,"ProjectionExpression":"#a","ExpressionAttributeNames":{"#a":"a"},"ReturnConsumedCapacity":"TOTAL"}"##
                ),
                (AnyMessage(GetItemOutput()), "{}"),
                (AnyMessage(GetItemOutput(item: key)), #"{"Item":\#(keyText)}"#),
                (
                    AnyMessage(
                        QueryInput(
                            tableName: "T", indexName: "i", keyConditionExpression: "pk = :p", filterExpression: "f",
                            projectionExpression: "p", expressionAttributeNames: ["#a": "a"],
                            expressionAttributeValues: [":p": "x"], limit: 10, scanIndexForward: false,
                            exclusiveStartKey: key, consistentRead: false, select: .specificAttributes,
                            returnConsumedCapacity: .total)),
                    ##"{"TableName":"T","IndexName":"i","KeyConditionExpression":"pk = :p","FilterExpression":"f","ProjectionExpression":"p","ExpressionAttributeNames":{"#a":"a"},"ExpressionAttributeValues":{":p":{"S":"x"}},"Limit":10,"ScanIndexForward":false,"ExclusiveStartKey":\##(keyText),"ConsistentRead":false,"Select":"SPECIFIC_ATTRIBUTES","ReturnConsumedCapacity":"TOTAL"}"##
                ),
                (
                    AnyMessage(QueryOutput(items: [key, [:]], count: 2, scannedCount: 5, lastEvaluatedKey: key)),
                    #"{"Items":[\#(keyText),{}],"Count":2,"ScannedCount":5,"LastEvaluatedKey":\#(keyText)}"#
                ),
                (AnyMessage(QueryOutput(count: 0, scannedCount: 0)), #"{"Count":0,"ScannedCount":0}"#),
                (
                    AnyMessage(
                        ScanInput(
                            tableName: "T", indexName: "i", filterExpression: "f", projectionExpression: "p",
                            expressionAttributeNames: ["#a": "a"], expressionAttributeValues: [":p": "x"], limit: 1,
                            segment: 0,
                            totalSegments: 4, exclusiveStartKey: key, consistentRead: true, select: .count,
                            returnConsumedCapacity: ReturnConsumedCapacity.none)),
                    ##"{"TableName":"T","IndexName":"i","FilterExpression":"f","ProjectionExpression":"p","ExpressionAttributeNames":{"#a":"a"},"ExpressionAttributeValues":{":p":{"S":"x"}},"Limit":1,"Segment":0,"TotalSegments":4,"ExclusiveStartKey":\##(keyText),"ConsistentRead":true,"Select":"COUNT","ReturnConsumedCapacity":"NONE"}"##
                ),
                (
                    AnyMessage(ScanOutput(items: [], count: 0, scannedCount: 3)),
                    #"{"Items":[],"Count":0,"ScannedCount":3}"#
                ),
                (
                    AnyMessage(
                        BatchGetItemInput(requestItems: [
                            "T": KeysAndAttributes(
                                keys: [key], consistentRead: true, projectionExpression: "p",
                                expressionAttributeNames: ["#a": "a"])
                        ])),
                    ##"{"RequestItems":{"T":{"Keys":[\##(keyText)],"ConsistentRead":true,"ProjectionExpression":"p","ExpressionAttributeNames":{"#a":"a"}}}}"##
                ),
                (AnyMessage(BatchGetItemOutput(responses: [:])), #"{"Responses":{},"UnprocessedKeys":{}}"#),
                (
                    AnyMessage(
                        BatchGetItemOutput(
                            responses: ["T": [key]], unprocessedKeys: ["U": KeysAndAttributes(keys: [key])])),
                    #"{"Responses":{"T":[\#(keyText)]},"UnprocessedKeys":{"U":{"Keys":[\#(keyText)]}}}"#
                ),
            ]
        } catch {
            return []
        }
    }()

    static let tables: [(AnyMessage, String)] = {
        do {
            return try [
                (
                    AnyMessage(CreateTableInput(tableName: "T", partitionKey: .string("a/b"), sortKey: .number("sk"))),
                    #"{"AttributeDefinitions":[{"AttributeName":"a/b","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"N"}],"BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"a/b","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],"TableName":"T"}"#
                ),
                (
                    AnyMessage(
                        CreateTableOutput(tableDescription: TableDescription(tableName: "T", tableStatus: .creating))),
                    #"{"TableDescription":{"ItemCount":0,"TableName":"T","TableSizeBytes":0,"TableStatus":"CREATING"}}"#
                ),
                (AnyMessage(DescribeTableInput(tableName: "T")), #"{"TableName":"T"}"#),
                (
                    AnyMessage(
                        DescribeTableOutput(
                            table: TableDescription(
                                tableName: "T", tableStatus: .active, creationDateTime: 1_735_786_845.678, itemCount: 4)
                        )),
                    #"{"Table":{"CreationDateTime":1735786845.678,"ItemCount":4,"TableName":"T","TableSizeBytes":0,"TableStatus":"ACTIVE"}}"#
                ),
                (AnyMessage(ListTablesInput()), "{}"),
                (
                    AnyMessage(ListTablesInput(exclusiveStartTableName: "T", limit: 5)),
                    #"{"ExclusiveStartTableName":"T","Limit":5}"#
                ),
                (
                    AnyMessage(ListTablesOutput(tableNames: ["T", "U"], lastEvaluatedTableName: "U")),
                    #"{"LastEvaluatedTableName":"U","TableNames":["T","U"]}"#
                ),
                (AnyMessage(DeleteTableInput(tableName: "T")), #"{"TableName":"T"}"#),
                (
                    AnyMessage(
                        DeleteTableOutput(tableDescription: TableDescription(tableName: "T", tableStatus: .deleting))),
                    #"{"TableDescription":{"ItemCount":0,"TableName":"T","TableSizeBytes":0,"TableStatus":"DELETING"}}"#
                ),
            ]
        } catch {
            return []
        }
    }()

    @Test
    func `a message has its text, and is read from it`() throws {
        let messages = Self.writes + Self.reads + Self.tables
        #expect(messages.count == 31)
        for (message, text) in messages {
            #expect(message.text == text)
            #expect(try message.isEncoded(Array(text.utf8)), "\(text)")
        }
    }

    @Test
    func `an answer of another server is read without the members that are left out`() throws {
        let page = try JSONReader.decode(QueryOutput.self, from: Array(#"{"Items":[{},{}]}"#.utf8))
        #expect(page == QueryOutput(items: [[:], [:]], count: 2, scannedCount: 2))
        #expect(
            try JSONReader.decode(BatchGetItemOutput.self, from: Array("{}".utf8)) == BatchGetItemOutput(responses: [:])
        )
        #expect(try JSONReader.decode(BatchWriteItemOutput.self, from: Array("{}".utf8)) == BatchWriteItemOutput())
        let table =
            #"{"Table":{"TableName":"T","TableStatus":"ACTIVE","CreationDateTime":1.735786845E9,"ProvisionedThroughput":{},"GlobalSecondaryIndexes":[{"IndexName":"g","KeySchema":[],"Projection":{"ProjectionType":"ALL"}}],"LocalSecondaryIndexes":[{"IndexName":"l"}],"SSEDescription":{"Status":"ENABLED"}}}"#
        let description = try JSONReader.decode(DescribeTableOutput.self, from: Array(table.utf8)).table
        #expect(description.creationDateTime == 1_735_786_845)
        #expect(description.itemCount == 0)
        #expect(description.globalSecondaryIndexes?.first?.projection == .all)
        #expect(description.localSecondaryIndexes?.first?.indexName == "l")
    }

    @Test(arguments: [(#""yes""#, true), (#""0""#, false), (#""TRUE""#, true), ("false", false)])
    func `a flag may be written as text`(text: String, flag: Bool) throws {
        let body = #"{"TableName":"T","Key":{},"ConsistentRead":\#(text)}"#
        #expect(try JSONReader.decode(GetItemInput.self, from: Array(body.utf8)).consistentRead == flag)
    }

    @Test(arguments: [("12", 12), ("1e2", 100), ("7.9", 7), ("-7.9", -7), ("null", nil)] as [(String, Int?)])
    func `a number may have a fraction, which is cut off`(text: String, number: Int?) throws {
        let body = #"{"TableName":"T","Limit":\#(text)}"#
        #expect(try JSONReader.decode(ScanInput.self, from: Array(body.utf8)).limit == number)
    }
}
