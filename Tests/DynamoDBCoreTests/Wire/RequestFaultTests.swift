// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// What is JSON and no request: wrong types are told before broken rules.
struct RequestFaultTests {
    private func fault<Message: JSONReadable>(_ type: Message.Type, _ text: String) -> DynamoDBError? {
        do throws(WireError) {
            _ = try JSONReader.decode(type, from: Array(text.utf8))
            return nil
        } catch {
            return error.requestError
        }
    }

    /// What the reader notes of the values of a member.
    private func note(of member: String, _ notes: RequestNotes) -> DynamoDBError? {
        do throws(DynamoDBError) {
            try notes.check(member)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (#"{"TableName":1}"#, "NUMBER_VALUE cannot be converted to String"),
        (#"{"TableName":-1.5}"#, "DECIMAL_VALUE cannot be converted to String"),
        (#"{"TableName":true}"#, "TRUE_VALUE cannot be converted to String"),
        (#"{"TableName":false}"#, "FALSE_VALUE cannot be converted to String"),
        (#"{"TableName":{}}"#, "Start of structure or map found where not expected"),
        (#"{"TableName":[]}"#, "Unrecognized collection type class java.lang.String"),
        (#"{"Limit":"5"}"#, "STRING_VALUE cannot be converted to Integer"),
        (#"{"Limit":true}"#, "TRUE_VALUE cannot be converted to Integer"),
        (#"{"Limit":[]}"#, "Unrecognized collection type class java.lang.Integer"),
        (#"{"Limit":99999999999999999999}"#, "NUMBER_VALUE cannot be converted to Integer"),
        (#"{"Limit":1e300}"#, "DECIMAL_VALUE cannot be converted to Integer"),
        (#"{"ConsistentRead":1}"#, "NUMBER_VALUE cannot be converted to Boolean"),
        (#"{"ConsistentRead":"maybe"}"#, "Unexpected token received from parser"),
        (#"{"ConsistentRead":{}}"#, "Start of structure or map found where not expected"),
        (#"{"ExpressionAttributeNames":"x"}"#, "Unexpected field type"),
        (
            #"{"ExpressionAttributeNames":[]}"#,
            "Unrecognized collection type java.util.Map<java.lang.String, java.lang.String>"
        ),
        (
            #"{"ExclusiveStartKey":[]}"#,
            "Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>"
        ),
        (#"{"ExclusiveStartKey":{"a":"x"}}"#, "Unexpected value type in payload"),
        (
            #"{"ExclusiveStartKey":{"a":[]}}"#,
            "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue"
        ),
        (#"{"ExclusiveStartKey":{"a":{"N":3}}}"#, "NUMBER_VALUE cannot be converted to String"),
        (#"{"ExclusiveStartKey":{"a":{"SS":"x"}}}"#, "Unexpected field type"),
        (#"{"ExclusiveStartKey":{"a":{"L":{}}}}"#, "Start of structure or map found where not expected"),
        (#"{"ExclusiveStartKey":{"a":{"B":1}}}"#, "only base-64-encoded strings are convertible to bytes"),
        (
            #"{"ExclusiveStartKey":{"a":{"B":"AAA"}}}"#,
            "Base64 encoded length is expected a multiple of 4 bytes but found: 3"
        ),
        (#"{"ExclusiveStartKey":{"a":{"B":[]}}}"#, "Unrecognized collection type class java.nio.ByteBuffer"),
        // A type that is wrong is told before a value that is.
        (#"{"ExclusiveStartKey":{"a":{"N":"x"}},"Limit":"5"}"#, "STRING_VALUE cannot be converted to Integer"),
    ])
    func `a wrong type is told in the words of the service`(text: String, message: String) {
        let error = self.fault(QueryInput.self, text)
        #expect(error?.code == .serialization)
        #expect(error?.message == message)
    }

    @Test(arguments: ["", "x", "[]", #"{"TableName":"t"}}"#, #"{"ExclusiveStartKey":{"a":{}},"#, #"{"Limit":5} x"#])
    func `what is no JSON is told without words`(text: String) {
        let error = self.fault(QueryInput.self, text)
        #expect(error?.code == .serialization)
        #expect(error?.message == "")
    }

    @Test(arguments: [
        (
            #"{"a":{}}"#, "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
        ),
        (#"{"a":null}"#, "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"),
        (
            #"{"a":{"S":null}}"#,
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
        ),
        (
            #"{"a":{"L":[{"M":{"b":{"X":1}}}]}}"#,
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
        ),
        (
            #"{"a":{"S":"x","N":"1"}}"#,
            "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes"
        ),
        (
            #"{"a":{"NULL":false}}"#,
            "One or more parameter values were invalid: Null attribute value types must have the value of true"
        ),
        (#"{"a":{"N":""}}"#, "The parameter cannot be converted to a numeric value"),
        (#"{"a":{"N":"-"}}"#, "The parameter cannot be converted to a numeric value: -"),
        (#"{"a":{"N":"1 "}}"#, "The parameter cannot be converted to a numeric value: 1 "),
        (#"{"a":{"N":"\u0031x"}}"#, "The parameter cannot be converted to a numeric value: 1x"),
        (#"{"a":{"NS":["1","é"]}}"#, "The parameter cannot be converted to a numeric value: é"),
        (
            #"{"a":{"N":"1e126"}}"#,
            "Number overflow. Attempting to store a number with magnitude larger than supported range"
        ),
        (
            #"{"a":{"N":"123456789012345678901234567890123456789"}}"#,
            "Attempting to store more than 38 significant digits in a Number"
        ),
        // The first is told.
        (#"{"a":{"N":""},"b":{}}"#, "The parameter cannot be converted to a numeric value"),
    ])
    func `a broken rule of values is noted in the words of the service`(item: String, message: String) throws {
        let text = #"{"Item":\#(item),"TableName":"t"}"#
        let input = try JSONReader.decode(PutItemInput.self, from: Array(text.utf8))
        let error = self.note(of: "Item", input.notes)
        #expect(error?.code == .validation)
        #expect(error?.message == message)
    }

    @Test(arguments: [
        (
            "ExpressionAttributeValues", #"{":a":{"S":"x"},":v":{"L":[{}]}}"#,
            "ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes for key :v"
        ),
        (
            "ExclusiveStartKey", #"{"a":{}}"#,
            "The provided starting key is invalid: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
        ),
        ("ExclusiveStartKey", #"{"a":{"N":"x"}}"#, "The parameter cannot be converted to a numeric value: x"),
    ])
    func `the words name the place`(member: String, value: String, message: String) throws {
        let text = #"{"TableName":"t","\#(member)":\#(value)}"#
        let input = try JSONReader.decode(QueryInput.self, from: Array(text.utf8))
        #expect(self.note(of: member, input.notes)?.message == message)
    }

    @Test
    func `an invalid request is not written`() throws {
        for text in [
            "{}", #"{"TableName":"t","ExclusiveStartKey":{"a":{}}}"#,
            #"{"TableName":"t","KeyConditions":{"a":{"AttributeValueList":[{}]}}}"#,
        ] {
            let input = try JSONReader.decode(QueryInput.self, from: Array(text.utf8))
            #expect(throws: DynamoDBError.self) { try JSONWriter.encode(input) }
        }
    }

    @Test(arguments: [
        #"{"TableName":"t","AttributesToGet":["a","b.c"],"KeyConditions":{"a":{"ComparisonOperator":"EQ","AttributeValueList":[{"S":"x"}]}},"QueryFilter":{"b":{"ComparisonOperator":"NULL"}},"ConditionalOperator":"OR"}"#,
        #"{"TableName":"t"}"#,
    ])
    func `legacy parameters are written as they are read`(text: String) throws {
        let input = try JSONReader.decode(QueryInput.self, from: Array(text.utf8))
        #expect(String(decoding: try JSONWriter.encode(input), as: UTF8.self) == text)
        let again = try JSONReader.decode(QueryInput.self, from: try JSONWriter.encode(input))
        #expect(again == input)
    }

    @Test
    func `a client tells an unreadable answer without citing it`() {
        let texts = [#"{"Item":{"secret":{"N":"secret"}}}"#, #"{"Item":"secret"}"#, #"{"Item":{"secret":"secret"#]
        for text in texts {
            do throws(WireError) {
                _ = try JSONReader.decode(GetItemOutput.self, from: Array(text.utf8))
                Issue.record("\(text) was read")
            } catch {
                #expect(error.responseError.code == .invalidResponse)
                #expect(!error.responseError.message.contains("secret"))
            }
        }
    }
}
