// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ExecuteStatementInput: OperationInput {
    package typealias Output = ExecuteStatementOutput

    package static let operation = OperationName.executeStatement
}

extension ExecuteStatementInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Statement", self.statement)
        writer.member("Parameters", self.parameters)
        writer.member("ConsistentRead", self.consistentRead)
        writer.member("NextToken", self.nextToken)
        writer.member("ReturnConsumedCapacity", self.returnConsumedCapacity)
        writer.member("Limit", self.limit)
        writer.member("ReturnValuesOnConditionCheckFailure", self.returnValuesOnConditionCheckFailure)
        writer.endObject()
    }
}

extension ExecuteStatementInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var statement: String?
        self.init(statement: "")
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Statement": statement = try reader.optional()
            case "Parameters": self.parameters = try reader.optional()
            case "ConsistentRead": self.consistentRead = try reader.optional()
            case "NextToken": self.nextToken = try reader.optional()
            case "ReturnConsumedCapacity": self.returnConsumedCapacity = try reader.optional()
            case "Limit": self.limit = try reader.optional()
            case "ReturnValuesOnConditionCheckFailure":
                self.returnValuesOnConditionCheckFailure = try reader.optional()
            default: try reader.skip()
            }
        }
        guard let statement else {
            throw .missing(["statement": true])
        }
        self.statement = statement
    }
}

extension ExecuteStatementOutput: OperationOutput {}

extension ExecuteStatementOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Items", self.items)
        writer.member("NextToken", self.nextToken)
        writer.member("ConsumedCapacity", self.consumedCapacity)
        writer.member("LastEvaluatedKey", self.lastEvaluatedKey)
        writer.endObject()
    }
}

extension ExecuteStatementOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Items": self.items = try reader.optional() ?? []
            case "NextToken": self.nextToken = try reader.optional()
            case "ConsumedCapacity": self.consumedCapacity = try reader.optional()
            case "LastEvaluatedKey": self.lastEvaluatedKey = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
