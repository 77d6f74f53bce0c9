// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation
import Testing

/// The text of messages about streams and expiry.
struct StreamTextTests {
    private static let arn = "arn:aws:dynamodb:us-east-1:111122223333:table/T/stream/2024-11-18T14:36:44.149"

    @Test
    func `a record of the service is read, and written alike`() throws {
        let text =
            #"{"Records":[{"eventID":"4b25bd0da9a181a155114127e4837252","eventName":"REMOVE","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-west-2","dynamodb":{"ApproximateCreationDateTime":1.7E9,"Keys":{"id":{"S":"x"}},"NewImage":{"id":{"S":"x"},"n":{"N":"1"}},"OldImage":{"id":{"S":"x"}},"SequenceNumber":"100000000000000000001","SizeBytes":12,"StreamViewType":"NEW_AND_OLD_IMAGES"},"userIdentity":{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}}],"NextShardIterator":"next"}"#
        let output = try JSONReader.decode(GetRecordsOutput.self, from: Array(text.utf8))
        let expected = GetRecordsOutput(
            records: [
                StreamEvent(
                    eventID: "4b25bd0da9a181a155114127e4837252", eventName: .remove, eventVersion: "1.1",
                    eventSource: "aws:dynamodb", awsRegion: "us-west-2",
                    dynamodb: StreamRecord(
                        approximateCreationDateTime: 1_700_000_000, keys: ["id": "x"], newImage: ["id": "x", "n": 1],
                        oldImage: ["id": "x"], sequenceNumber: "100000000000000000001", sizeBytes: 12,
                        streamViewType: .newAndOldImages),
                    userIdentity: .timeToLive)
            ], nextShardIterator: "next")
        #expect(output == expected)
        let written = String(decoding: try JSONWriter.encode(output), as: UTF8.self)
        #expect(written.replacing("1700000000.0", with: "1.7E9") == text)
    }

    @Test(arguments: [("PrincipalId", "Type"), ("principalId", "type")])
    func `a record that AWS Lambda hands on is read by any decoder, and written back`(names: (String, String)) throws {
        let text =
            #"{"eventID":"1","eventName":"REMOVE","eventVersion":"1.1","eventSource":"aws:dynamodb","awsRegion":"us-west-2","dynamodb":{"ApproximateCreationDateTime":1.7E9,"Keys":{"id":{"S":"x"}},"OldImage":{"id":{"S":"x"},"n":{"N":"1.50"},"b":{"B":"AQI="},"l":{"L":[{"NULL":true},{"SS":["a"]}]}},"SequenceNumber":"100000000000000000001","SizeBytes":12,"StreamViewType":"OLD_IMAGE"},"userIdentity":{"\#(names.0)":"dynamodb.amazonaws.com","\#(names.1)":"Service"},"eventSourceARN":"\#(Self.arn)"}"#
        let event = try JSONDecoder().decode(StreamEvent.self, from: Data(text.utf8))
        #expect(event == (try JSONReader.decode(StreamEvent.self, from: Array(text.utf8))))
        #expect(event.userIdentity == .timeToLive && event.eventSourceARN == Self.arn)
        #expect(event.dynamodb?.oldImage?["n"] == 1.5 && event.dynamodb?.oldImage?["b"]?.data == Data([1, 2]))
        #expect(try JSONDecoder().decode(StreamEvent.self, from: JSONEncoder().encode(event)) == event)
    }

    @Test
    func `each message has the members of the service`() throws {
        func text(_ message: some JSONWritable) throws -> String {
            String(decoding: try JSONWriter.encode(message), as: UTF8.self)
        }
        let arn = Self.arn
        #expect(try text(GetRecordsOutput()) == #"{"Records":[]}"#)
        #expect(
            try text(ListStreamsInput(tableName: "T", limit: 5, exclusiveStartStreamArn: arn))
                == #"{"ExclusiveStartStreamArn":"\#(arn)","Limit":5,"TableName":"T"}"#)
        #expect(
            try text(ListStreamsOutput(streams: [.init(streamArn: arn, tableName: "T", streamLabel: "l")]))
                == #"{"Streams":[{"StreamArn":"\#(arn)","StreamLabel":"l","TableName":"T"}]}"#)
        #expect(
            try text(
                GetShardIteratorInput(
                    streamArn: arn, shardId: "s", shardIteratorType: .afterSequenceNumber, sequenceNumber: "1"))
                == #"{"StreamArn":"\#(arn)","ShardId":"s","ShardIteratorType":"AFTER_SEQUENCE_NUMBER","SequenceNumber":"1"}"#
        )
        #expect(
            try text(
                UpdateTimeToLiveInput(
                    tableName: "T", timeToLiveSpecification: .init(enabled: true, attributeName: "ttl")))
                == #"{"TableName":"T","TimeToLiveSpecification":{"AttributeName":"ttl","Enabled":true}}"#)
        #expect(
            try text(DescribeTimeToLiveOutput(timeToLiveDescription: .init(timeToLiveStatus: .disabled)))
                == #"{"TimeToLiveDescription":{"TimeToLiveStatus":"DISABLED"}}"#)
    }

    @Test
    func `what is missing in a request is told`() {
        func message<Input: OperationInput>(_ type: Input.Type, _ text: String) -> String? {
            do {
                _ = try JSONReader.decode(type, from: Array(text.utf8))
                return nil
            } catch {
                return error.requestError.message
            }
        }
        func null(_ member: String) -> String {
            "1 validation error detected: Value null at '\(member)' failed to satisfy constraint: Member must not be null"
        }
        #expect(message(GetRecordsInput.self, "{}") == null("shardIterator"))
        #expect(message(DescribeStreamInput.self, "{}") == null("streamArn"))
        #expect(message(GetShardIteratorInput.self, "{}")?.hasPrefix("3 validation errors detected: ") == true)
        #expect(message(UpdateTimeToLiveInput.self, #"{"TableName":"T"}"#) == null("timeToLiveSpecification"))
        #expect(
            message(
                UpdateTimeToLiveInput.self, #"{"TableName":"T","TimeToLiveSpecification":{"AttributeName":"a"}}"#)
                == null("timeToLiveSpecification.enabled"))
    }
}
