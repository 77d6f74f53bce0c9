// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension ExecuteTransactionInput: OperationInput {
    package typealias Output = ExecuteTransactionOutput

    package static let operation = OperationName.executeTransaction
}

extension ExecuteTransactionInput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("TransactStatements", self.transactStatements)
        writer.member("ClientRequestToken", self.clientRequestToken)
        writer.member("ReturnConsumedCapacity", self.returnConsumedCapacity)
        writer.endObject()
    }
}

extension ExecuteTransactionInput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        var statements: [ParameterizedStatement]?
        var missing = MissingMembers()
        self.init(transactStatements: [])
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            switch name {
            case "TransactStatements":
                statements = try reader.optionalElements(of: "transactStatements", &missing) {
                    (reader, missing, path) throws(WireError) in
                    try ParameterizedStatement(from: &reader, at: path, &missing)
                }
            case "ClientRequestToken": self.clientRequestToken = try reader.optional()
            case "ReturnConsumedCapacity": self.returnConsumedCapacity = try reader.optional()
            default: try reader.skip()
            }
        }
        if statements == nil { missing.note("transactStatements") }
        try missing.throwIfAny()
        self.transactStatements = statements ?? []
    }
}

extension ParameterizedStatement: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Statement", self.statement)
        writer.member("Parameters", self.parameters)
        writer.member("ReturnValuesOnConditionCheckFailure", self.returnValuesOnConditionCheckFailure)
        writer.endObject()
    }
}

extension ParameterizedStatement {
    /// Reads an element of a transaction; a missing statement is noted, and empty here.
    init(from reader: inout JSONReader, at path: String, _ missing: inout MissingMembers) throws(WireError) {
        var statement: String?
        self.init("")
        var members = try reader.object(.element("com.amazonaws.dynamodb.v20120810.ParameterizedStatement"))
        while let name = try reader.next(in: &members) {
            switch name {
            case "Statement": statement = try reader.optional()
            case "Parameters": self.parameters = try reader.optional()
            case "ReturnValuesOnConditionCheckFailure":
                self.returnValuesOnConditionCheckFailure = try reader.optional()
            default: try reader.skip()
            }
        }
        if statement == nil { missing.note("\(path).statement") }
        self.statement = statement ?? ""
    }
}

extension ExecuteTransactionOutput: OperationOutput {}

extension ExecuteTransactionOutput: JSONWritable {
    package func encode(into writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("Responses", self.responses)
        writer.member("ConsumedCapacity", self.consumedCapacity)
        writer.endObject()
    }
}

extension ExecuteTransactionOutput: JSONReadable {
    package init(from reader: inout JSONReader) throws(WireError) {
        self.init()
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
