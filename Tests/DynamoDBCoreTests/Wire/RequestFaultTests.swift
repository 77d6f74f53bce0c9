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
        // A type that is wrong is told before a value that is, and before a member that is missing.
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
    func `a broken rule of values is told in the words of the service`(item: String, message: String) {
        let error = self.fault(PutItemInput.self, #"{"Item":\#(item),"TableName":"t"}"#)
        #expect(error?.code == .validation)
        #expect(error?.message == message)
    }

    @Test(arguments: [
        (
            #"{"TableName":"t","ExpressionAttributeValues":{":a":{"S":"x"},":v":{"L":[{}]}}}"#,
            "ExpressionAttributeValues contains invalid value: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes for key :v"
        ),
        (
            #"{"TableName":"t","ExclusiveStartKey":{"a":{}}}"#,
            "The provided starting key is invalid: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"
        ),
        (
            #"{"TableName":"t","ExclusiveStartKey":{"a":{"N":"x"}}}"#,
            "The parameter cannot be converted to a numeric value: x"
        ),
        (
            #"{}"#,
            "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null"
        ),
        (
            #"{"TableName":null,"ExclusiveStartKey":{"a":{}}}"#,
            "1 validation error detected: Value null at 'tableName' failed to satisfy constraint: Member must not be null"
        ),
        (
            #"{"TableName":"t","KeyConditions":{"a":{"ComparisonOperator":"EQ"}}}"#,
            "The legacy parameter KeyConditions is not supported; use KeyConditionExpression"
        ),
    ])
    func `the words name the place`(text: String, message: String) {
        let error = self.fault(QueryInput.self, text)
        #expect(error?.code == .validation)
        #expect(error?.message == message)
    }

    @Test
    func `several missing members are told together`() {
        #expect(
            self.fault(GetItemInput.self, "{}")?.message
                == "2 validation errors detected: Value null at 'key' failed to satisfy constraint: Member must not be null; Value null at 'tableName' failed to satisfy constraint: Member must not be null"
        )
    }

    @Test(arguments: [
        #"{"Expected":{}}"#, #"{"ConditionalOperator":"AND"}"#, #"{"AttributeUpdates":{}}"#,
    ])
    func `a condition of the old kind is never passed over`(member: String) {
        let body = #"{"TableName":"t","Key":{},"# + member.dropFirst()
        #expect(self.fault(UpdateItemInput.self, body)?.code == .validation)
        #expect(self.fault(UpdateItemInput.self, #"{"TableName":"t","Key":{},"Expected":null}"#) == nil)
    }

    @Test(arguments: [
        "{}", #"{"PutRequest":null}"#, #"{"PutRequest":{"Item":{}},"DeleteRequest":{"Key":{}}}"#,
    ])
    func `a write of a batch is a put or a delete`(write: String) {
        let error = self.fault(BatchWriteItemInput.self, #"{"RequestItems":{"t":[\#(write)]}}"#)
        #expect(error?.code == .validation)
        #expect(error?.message.contains("more than one datatypes set") == true)
    }

    @Test
    func `a put without an item is refused`() {
        let error = self.fault(BatchWriteItemInput.self, #"{"RequestItems":{"t":[{"PutRequest":{}}]}}"#)
        #expect(error?.code == .validation)
        #expect(error?.message.contains("'requestItems.member.putRequest.item'") == true)
    }

    @Test(arguments: [
        (
            #"{}"#, DynamoDBError.Code.validation,
            "The parameter 'TableName' is required but was not present in the request"
        ),
        (#"{"TableName":null}"#, .validation, "Value null at 'tableName'"),
        (#"{"TableName":"t","KeySchema":[]}"#, .validation, "Value null at 'attributeDefinitions'"),
        (
            #"{"TableName":"t","AttributeDefinitions":[],"KeySchema":[{"AttributeName":"a"}]}"#, .validation,
            "Value null at 'keySchema.1.member.keyType'"
        ),
        (#"{"TableName":1}"#, .serialization, "Unexpected field type"),
        (#"{"TableName":"t""#, .serialization, ""),
    ])
    func `a request about a table is checked in the same way`(text: String, code: DynamoDBError.Code, message: String) {
        let error = self.fault(CreateTableInput.self, text)
        #expect(error?.code == code)
        #expect(error?.message.contains(message) == true || error?.message == message)
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
