// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct ErrorBodyTests {
    struct Answer: Sendable, CustomTestStringConvertible {
        var body: String
        var status = 400
        var code: DynamoDBError.Code
        var message: String
        var header: String?

        var testDescription: String { self.body }
    }

    @Test(arguments: [
        Answer(
            body:
                #"{"__type":"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException","message":"Requested resource not found"}"#,
            code: .resourceNotFound, message: "Requested resource not found"),
        Answer(
            body: #"{"__type":"com.amazon.coral.validate#ValidationException","message":"m"}"#, code: .validation,
            message: "m"),
        Answer(
            body: #"{"__type":"com.amazon.coral.service#AccessDeniedException","Message":"User: x"}"#,
            code: .accessDenied,
            message: "User: x"),
        Answer(body: #"{"message":"m","__type":"ThrottlingException"}"#, code: .throttling, message: "m"),
        Answer(
            body: #"{"__type":"a#ExpiredTokenException:http://internal.amazon.com/coral/a#b/","errorMessage":"m"}"#,
            code: .authentication, message: "m"),
        Answer(
            body: #"{"__type":"com.amazon.coral.service#UnknownOperationException"}"#, code: .unknownOperation,
            message: ""),
        Answer(body: #"{"code":"SlowDown","message":null}"#, code: .throttling, message: ""),
        Answer(
            body: "{}", code: .conditionalCheckFailed, message: "",
            header: "ConditionalCheckFailedException:http://x/#y"),
        Answer(body: "", code: .validation, message: "", header: "ValidationException"),
        Answer(
            body: #"{"__type":"a#NewException","message":"It is new"}"#, code: .unknown,
            message: "NewException: It is new"),
        Answer(body: #"{"__type":"a#NewException"}"#, code: .unknown, message: "NewException"),
        Answer(body: #"{"__type":"x#InternalFailure"}"#, status: 500, code: .internalServerError, message: ""),
        Answer(
            body: "<html>Bad gateway</html>", status: 502, code: .internalServerError,
            message: "The server answered with status 502 and no error of DynamoDB"),
        Answer(
            body: "", status: 429, code: .throttling,
            message: "The server answered with status 429 and no error of DynamoDB"),
        Answer(
            body: #"{"__type":5,"message":[]}"#, code: .invalidResponse,
            message: "The server answered with status 400 and no error of DynamoDB"),
        Answer(
            body: #"{"__type":"","message":"m"}"#, code: .invalidResponse, message: "m"),
        Answer(
            body:
                #"{"__type":"x#ValidationException","Item":"no","CancellationReasons":1,"ThrottlingReasons":"x"}"#,
            code: .validation,
            message: ""),
        Answer(body: #"{"throttlingReasons":[null],"__type":"x#ThrottlingException"}"#, code: .throttling, message: ""),
        Answer(body: #"{"throttlingReasons":["x"],"__type":"x#ThrottlingException"}"#, code: .throttling, message: ""),
        Answer(
            body: #"{"__type":"x#ThrottlingException","message":"m","throttlingReasons":[{"reason":[1]}]}"#,
            code: .throttling, message: "m"),
        Answer(
            body: #"{"CancellationReasons":[1],"__type":"x#TransactionCanceledException"}"#,
            code: .transactionCanceled, message: ""),
    ])
    func `an error is read`(answer: Answer) {
        let body = ErrorBody(decoding: Array(answer.body.utf8), typeHeader: answer.header)
        let error = body.error(status: answer.status, requestID: "R1")
        #expect(error.code == answer.code)
        #expect(error.message == answer.message)
        #expect(error.requestID == "R1")
        #expect(error.item == nil)
    }

    @Test(arguments: [
        ("ThrottlingException", "throttlingReasons"), ("ProvisionedThroughputExceededException", "ThrottlingReasons"),
        ("RequestLimitExceeded", "ThrottlingReasons"),
    ])
    func `the limits that throttled a request are read, told and written`(name: String, member: String) throws {
        let resource = "arn:aws:dynamodb:eu-west-1:123456789012:table/T/index/I"
        let limits =
            #"[{"reason":"IndexWriteKeyRangeThroughputExceeded","resource":"\#(resource)"},{"reason":"TableX"}]"#
        let text = #"{"__type":"a#\#(name)","message":"Slow.","\#(member)":\#(limits)}"#
        let error = ErrorBody(decoding: Array(text.utf8)).error(status: 400)
        #expect(
            error.throttlingReasons == [
                ThrottlingReason(reason: "IndexWriteKeyRangeThroughputExceeded", resource: resource),
                ThrottlingReason(reason: "TableX"),
            ])
        #expect(error.message == "Slow.")
        #expect(error.description.hasSuffix(": Slow. (IndexWriteKeyRangeThroughputExceeded of \(resource), TableX)"))
        let written = String(decoding: try JSONWriter.encode(ErrorBody(error)), as: UTF8.self)
        #expect(written.contains(#""\#(member)":\#(limits)"#))
    }

    @Test
    func `the item of a failed condition and the reasons of a cancelled transaction are read`() {
        let text =
            #"{"__type":"a#TransactionCanceledException","Message":"m","Item":{"a":{"N":"1"}},"CancellationReasons":[{"Code":"None"},{"Code":"ConditionalCheckFailed","Message":"f","Item":{"b":{"S":"x"}}}]}"#
        let body = ErrorBody(decoding: Array(text.utf8))
        #expect(body.error(status: 400).item == ["a": 1])
        #expect(body.error(status: 400).code == .transactionCanceled)
        let reasons = [
            CancellationReason.none,
            CancellationReason(code: .conditionalCheckFailed, message: "f", item: ["b": "x"]),
        ]
        let error = body.error(status: 400)
        #expect(error.cancellationReasons == reasons)
        #expect(ErrorBody(error).cancellationReasons == reasons)
        #expect("\(error) \(reasons)" == "TransactionCanceledException: m [None, ConditionalCheckFailed: f]")
    }

    @Test(arguments: [
        (
            DynamoDBError(.validation, "m"), 400,
            #"{"__type":"com.amazon.coral.validate#ValidationException","message":"m"}"#
        ),
        (
            DynamoDBError(.conditionalCheckFailed, "The conditional request failed", item: ["a": 1]), 400,
            #"{"__type":"com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException","message":"The conditional request failed","Item":{"a":{"N":"1"}}}"#
        ),
        (DynamoDBError(.serialization, ""), 400, #"{"__type":"com.amazon.coral.service#SerializationException"}"#),
        (
            DynamoDBError(.serialization, "x"), 400,
            #"{"__type":"com.amazon.coral.service#SerializationException","Message":"x"}"#
        ),
        (
            DynamoDBError(.transactionCanceled, "x"), 400,
            #"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"x"}"#
        ),
        (
            DynamoDBError(
                .transactionCanceled, "x",
                cancellationReasons: [.none, CancellationReason(code: .validationError, message: "v", item: ["a": 1])]),
            400,
            #"{"__type":"com.amazonaws.dynamodb.v20120810#TransactionCanceledException","Message":"x","CancellationReasons":[{"Code":"None"},{"Code":"ValidationError","Message":"v","Item":{"a":{"N":"1"}}}]}"#
        ),
        (
            DynamoDBError(.throttling, "x"), 400,
            #"{"__type":"com.amazon.coral.availability#ThrottlingException","message":"x"}"#
        ),
        (
            DynamoDBError(.unsupported, "x"), 400,
            #"{"__type":"com.amazon.coral.service#UnknownOperationException","message":"x"}"#
        ),
        (
            DynamoDBError(.storage, "disk \"a\""), 500,
            #"{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError","message":"disk \"a\""}"#
        ),
    ])
    func `an error is written as the service writes it`(error: DynamoDBError, status: Int, text: String) throws {
        let body = ErrorBody(error)
        #expect(body.status == status)
        #expect(String(decoding: try JSONWriter.encode(body), as: UTF8.self) == text)
        // What the server of this library writes, its client reads.
        let read = ErrorBody(decoding: Array(text.utf8)).error(status: status)
        #expect(read.message == error.message)
        #expect(read.item == error.item)
        if let name = error.code.serviceName { #expect(DynamoDBError.Code(serviceName: name) == read.code) }
    }

    @Test(arguments: [
        DynamoDBError.Code.validation, .conditionalCheckFailed, .resourceNotFound, .resourceInUse, .limitExceeded,
        .itemCollectionSizeLimitExceeded, .provisionedThroughputExceeded, .throttling, .requestLimitExceeded,
        .transactionConflict, .internalServerError, .accessDenied, .transactionCanceled, .transactionInProgress,
        .idempotentParameterMismatch, .duplicateItem, .replicatedWriteConflict, .serialization, .unknownOperation,
        .authentication,
    ])
    func `a code of the service has a name that gives it back`(code: DynamoDBError.Code) throws {
        #expect(DynamoDBError.Code(serviceName: try #require(code.serviceName)) == code)
    }

    @Test(arguments: [DynamoDBError.Code.storage, .network, .timeout, .cancelled, .closed, .unknown, .unsupported])
    func `a code of this library has no name of the service`(code: DynamoDBError.Code) {
        #expect(code.serviceName == nil)
        #expect(DynamoDBError.Code(serviceName: code.description) == .unknown)
    }
}
