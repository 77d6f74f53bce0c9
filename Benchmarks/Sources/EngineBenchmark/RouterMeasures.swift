// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBEmbedded
import DynamoDBServer

/// The reads of ``ReadMeasures`` as a server answers them, from the bytes of a request to the bytes of its answer, without a
/// socket.
struct RouterMeasures {
    private let router: RequestRouter
    private let gets: [RequestRouter.Request]
    private let queries: [RequestRouter.Request]

    /// - Parameter floor: SQLite on the same rows.
    init(_ database: EmbeddedDatabase, _ floor: Floor) throws {
        self.router = RequestRouter(database)
        let keys = try floor.sampleKeys(4096).compactMap(RowKey.init)
        self.gets = keys.map { key in
            Self.request(
                "GetItem",
                #"{"TableName":"\#(Tables.name)","Key":{"pk":{"S":"\#(key.partition)"},"sk":{"S":"\#(key.sort)"}}}"#)
        }
        self.queries = keys.map { key in
            let values = #"{":p":{"S":"\#(key.partition)"}}"#
            return Self.request(
                "Query",
                #"{"TableName":"\#(Tables.name)","KeyConditionExpression":"pk = :p","ExpressionAttributeValues":\#(values)}"#
            )
        }
    }

    private static func request(_ operation: String, _ body: String) -> RequestRouter.Request {
        let signature = "Credential=a/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0"
        return RequestRouter.Request(
            headers: [
                ("Content-Type", "application/x-amz-json-1.0"), ("X-Amz-Target", "DynamoDB_20120810.\(operation)"),
                ("X-Amz-Date", "20260101T000000Z"), ("Authorization", "AWS4-HMAC-SHA256 \(signature)"),
            ], body: Array(body.utf8))
    }

    func contenders(prefix: String = "") -> [Contender] {
        [
            self.contender("\(prefix)get-json", self.gets, floor: "\(prefix)floor-get", atLeast: 900),
            self.contender("\(prefix)query-100-json", self.queries, floor: "\(prefix)floor-query-100", atLeast: 90_000),
        ]
    }

    /// - Parameter length: The fewest bytes that a good answer has.
    private func contender(
        _ name: String, _ requests: [RequestRouter.Request], floor: String, atLeast length: Int
    ) -> Contender {
        let numbers = Numbers()
        return Contender(name: name, floor: floor, goal: nil) { count in
            for turn in numbers.take(count) {
                let answer = await self.router.answer(requests[turn % requests.count])
                guard answer.status == 200, answer.body.count >= length else { throw Missing() }
            }
        }
    }
}
