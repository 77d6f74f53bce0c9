// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBServer
import TestSupport

/// Good requests for every operation, and ways to damage them.
enum RequestCorpus {
    /// The table that the requests are about, and what some of them find in it.
    static let preparation = [
        request("CreateTable", table("fuzz")),
        request("PutItem", #"{"TableName":"fuzz","Item":{"pk":{"S":"a"},"sk":{"N":"1"},"g":{"S":"x"},"v":{"N":"1"}}}"#),
        request("PutItem", #"{"TableName":"fuzz","Item":{"pk":{"S":"a"},"sk":{"N":"2"},"l":{"L":[{"NULL":true}]}}}"#),
    ]

    /// Operations with bodies that make sense on the table.
    static let requests: [RequestRouter.Request] = bodies.map { request($0.0, $0.1) }

    private static func table(_ name: String) -> String {
        """
        {"TableName":"\(name)","AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},\
        {"AttributeName":"sk","AttributeType":"N"},{"AttributeName":"g","AttributeType":"S"}],\
        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}],\
        "GlobalSecondaryIndexes":[{"IndexName":"by-g","KeySchema":[{"AttributeName":"g","KeyType":"HASH"}],\
        "Projection":{"ProjectionType":"ALL"}}],"BillingMode":"PAY_PER_REQUEST",\
        "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
        """
    }

    private static let key = #"{"pk":{"S":"a"},"sk":{"N":"1"}}"#
    private static let arn = "arn:aws:dynamodb:us-east-1:000000000000:table/fuzz"

    private static let bodies: [(String, String)] = [
        (
            "PutItem",
            #"{"TableName":"fuzz","Item":{"pk":{"S":"b"},"sk":{"N":"-1.5e3"},"b":{"B":"AAEC"},"ss":{"SS":["a"]}}}"#
        ),
        (
            "PutItem",
            ##"{"TableName":"fuzz","Item":\##(key),"ConditionExpression":"attribute_not_exists(pk) OR size(#l) < :n","##
                + ##""ExpressionAttributeNames":{"#l":"l"},"ExpressionAttributeValues":{":n":{"N":"3"}}}"##
        ),
        ("PutItem", #"{"TableName":"fuzz","Item":\#(key),"Expected":{"v":{"Exists":false}},"ReturnValues":"ALL_OLD"}"#),
        ("GetItem", #"{"TableName":"fuzz","Key":\#(key),"ProjectionExpression":"l[0], m.a","ConsistentRead":true}"#),
        (
            "UpdateItem",
            #"{"TableName":"fuzz","Key":\#(key),"UpdateExpression":"SET v = v + :n, l = list_append(:l, :l) REMOVE m.a","#
                + #""ExpressionAttributeValues":{":n":{"N":"1"},":l":{"L":[{"S":"x"}]}},"ReturnValues":"ALL_NEW"}"#
        ),
        (
            "UpdateItem",
            #"{"TableName":"fuzz","Key":\#(key),"AttributeUpdates":{"w":{"Action":"ADD","Value":{"N":"1"}}}}"#
        ),
        ("DeleteItem", #"{"TableName":"fuzz","Key":\#(key),"ReturnConsumedCapacity":"INDEXES"}"#),
        (
            "Query",
            #"{"TableName":"fuzz","KeyConditionExpression":"pk = :p AND sk BETWEEN :a AND :b","Limit":2,"#
                + #""FilterExpression":"contains(v, :p) AND NOT begins_with(g, :p)","#
                + #""ExpressionAttributeValues":{":p":{"S":"a"},":a":{"N":"0"},":b":{"N":"9"}}}"#
        ),
        (
            "Query",
            #"{"TableName":"fuzz","IndexName":"by-g","KeyConditions":{"g":{"ComparisonOperator":"EQ","#
                + #""AttributeValueList":[{"S":"x"}]}},"ScanIndexForward":false}"#
        ),
        ("Scan", #"{"TableName":"fuzz","Segment":0,"TotalSegments":3,"ExclusiveStartKey":\#(key),"Select":"COUNT"}"#),
        ("BatchGetItem", #"{"RequestItems":{"fuzz":{"Keys":[\#(key),{"pk":{"S":"c"},"sk":{"N":"3"}}]}}}"#),
        (
            "BatchWriteItem",
            #"{"RequestItems":{"fuzz":[{"PutRequest":{"Item":\#(key)}},{"DeleteRequest":{"Key":{"pk":{"S":"d"},"#
                + #""sk":{"N":"4"}}}}]}}"#
        ),
        ("TransactGetItems", #"{"TransactItems":[{"Get":{"TableName":"fuzz","Key":\#(key)}}]}"#),
        (
            "TransactWriteItems",
            #"{"ClientRequestToken":"token","TransactItems":[{"Put":{"TableName":"fuzz","Item":\#(key)}},"#
                + #"{"ConditionCheck":{"TableName":"fuzz","Key":{"pk":{"S":"e"},"sk":{"N":"5"}},"#
                + #""ConditionExpression":"attribute_not_exists(pk)"}}]}"#
        ),
        ("ExecuteStatement", #"{"Statement":"SELECT * FROM fuzz WHERE pk = ?","Parameters":[{"S":"a"}]}"#),
        ("ExecuteStatement", #"{"Statement":"UPDATE fuzz SET v = 1 REMOVE l[0] WHERE pk = 'a' AND sk = 1"}"#),
        (
            "BatchExecuteStatement",
            #"{"Statements":[{"Statement":"INSERT INTO fuzz VALUE {'pk':'f','sk':1,'x':<<1,2>>}"}]}"#
        ),
        ("ExecuteTransaction", #"{"TransactStatements":[{"Statement":"DELETE FROM fuzz WHERE pk = 'a' AND sk = 2"}]}"#),
        ("CreateTable", table("other")),
        ("DescribeTable", #"{"TableName":"fuzz"}"#),
        ("ListTables", #"{"Limit":10,"ExclusiveStartTableName":"aaa"}"#),
        ("DeleteTable", #"{"TableName":"other"}"#),
        (
            "UpdateTable",
            #"{"TableName":"fuzz","AttributeDefinitions":[{"AttributeName":"w","AttributeType":"N"}],"#
                + #""GlobalSecondaryIndexUpdates":[{"Create":{"IndexName":"by-w","KeySchema":[{"AttributeName":"w","#
                + #""KeyType":"HASH"}],"Projection":{"ProjectionType":"KEYS_ONLY"}}}]}"#
        ),
        ("UpdateTable", #"{"TableName":"fuzz","GlobalSecondaryIndexUpdates":[{"Delete":{"IndexName":"by-w"}}]}"#),
        ("TagResource", #"{"ResourceArn":"\#(arn)","Tags":[{"Key":"a","Value":"b"}]}"#),
        ("UntagResource", #"{"ResourceArn":"\#(arn)","TagKeys":["a"]}"#),
        ("ListTagsOfResource", #"{"ResourceArn":"\#(arn)"}"#),
        ("DescribeLimits", "{}"),
        ("DescribeEndpoints", "{}"),
        ("DescribeContinuousBackups", #"{"TableName":"fuzz"}"#),
        ("DescribeContributorInsights", #"{"TableName":"fuzz"}"#),
        ("UpdateTimeToLive", #"{"TableName":"fuzz","TimeToLiveSpecification":{"Enabled":true,"AttributeName":"e"}}"#),
        ("DescribeTimeToLive", #"{"TableName":"fuzz"}"#),
        ("ListStreams", #"{"TableName":"fuzz","Limit":5}"#),
        ("DescribeStream", #"{"StreamArn":"\#(arn)/stream/2026-01-01T00:00:00.000"}"#),
        (
            "GetShardIterator",
            #"{"StreamArn":"\#(arn)/stream/2026-01-01T00:00:00.000","ShardId":"shardId-00000000000000000000-00000000","#
                + #""ShardIteratorType":"TRIM_HORIZON"}"#
        ),
        ("GetRecords", #"{"ShardIterator":"\#(arn)/stream/2026-01-01T00:00:00.000|1|AAAAAAAAAAEtF8","Limit":3}"#),
    ]

    private static func request(_ operation: String, _ body: String) -> RequestRouter.Request {
        let isOfStreams = ["ListStreams", "DescribeStream", "GetShardIterator", "GetRecords"].contains(operation)
        return .call(target: "DynamoDB\(isOfStreams ? "Streams" : "")_20120810.\(operation)", Array(body.utf8))
    }
}
