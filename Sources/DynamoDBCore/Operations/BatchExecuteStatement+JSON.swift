// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension BatchExecuteStatementInput: OperationInput {
    package typealias Output = BatchExecuteStatementOutput

    package static let operation = OperationName.batchExecuteStatement
}

extension BatchExecuteStatementInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Statements", self.statements)
        writer.member("ReturnConsumedCapacity", self.returnConsumedCapacity)
        writer.endObject()
    }
}

extension BatchExecuteStatementInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var statements: [BatchStatementRequest]?
        var missing = MissingMembers()
        self.init(statements: [])
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Statements":
                statements = try reader.optionalElements(of: "statements", &missing) {
                    (reader, missing, path) throws(WireError) in
                    try BatchStatementRequest(from: &reader, at: path, &missing)
                }
            case "ReturnConsumedCapacity": self.returnConsumedCapacity = try reader.optional()
            default: try reader.skip()
            }
        }
        if statements == nil { missing.note("statements") }
        try missing.throwIfAny()
        self.statements = statements ?? []
    }
}

extension BatchStatementRequest: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        self.notes.refuseFaults(&writer)
        writer.beginObject()
        writer.member("Statement", self.statement)
        writer.member("Parameters", self.parameters)
        writer.member("ConsistentRead", self.consistentRead)
        writer.member("ReturnValuesOnConditionCheckFailure", self.returnValuesOnConditionCheckFailure)
        writer.endObject()
    }
}

extension BatchStatementRequest {
    /// Reads an element of a batch; a missing statement is noted, and empty here.
    init(from reader: inout JSONReader, at path: String, _ missing: inout MissingMembers) throws(WireError) {
        var statement: String?
        self.init("")
        var members = try reader.object(.element("com.amazonaws.dynamodb.v20120810.BatchStatementRequest"))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Statement": statement = try reader.optional()
            case "Parameters": self.parameters = try reader.values(of: "Parameters", &self.notes)
            case "ConsistentRead": self.consistentRead = try reader.optional()
            case "ReturnValuesOnConditionCheckFailure":
                self.returnValuesOnConditionCheckFailure = try reader.optional()
            default: try reader.skip()
            }
        }
        if statement == nil { missing.note("\(path).statement") }
        self.statement = statement ?? ""
    }
}

extension BatchExecuteStatementOutput: OperationOutput {}

extension BatchExecuteStatementOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Responses", self.responses)
        writer.member("ConsumedCapacity", self.consumedCapacity)
        writer.endObject()
    }
}

extension BatchExecuteStatementOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(responses: [])
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Responses": self.responses = try reader.optional() ?? []
            case "ConsumedCapacity": self.consumedCapacity = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}

extension BatchStatementResponse: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Error", self.error)
        writer.member("TableName", self.tableName)
        writer.member("Item", self.item)
        writer.endObject()
    }
}

extension BatchStatementResponse: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
        var members = try reader.object(.element(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Error": self.error = try reader.optional()
            case "TableName": self.tableName = try reader.optional()
            case "Item": self.item = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}

extension BatchStatementError.Code: JSONReadable, JSONWritable {}

extension BatchStatementError: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Code", self.code)
        writer.member("Message", self.message)
        writer.member("Item", self.item)
        writer.endObject()
    }
}

extension BatchStatementError: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init(.internalServerError)
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Code": self.code = try reader.optional() ?? .internalServerError
            case "Message": self.message = try reader.optional()
            case "Item": self.item = try reader.optional()
            default: try reader.skip()
            }
        }
    }
}
