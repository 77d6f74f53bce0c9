// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore

/// How requests and answers of an operation are read and written.
struct OperationCoding: Sendable {
    /// Reads a request and writes it again.
    let recodeRequest: @Sendable ([UInt8]) throws -> [UInt8]
    /// Reads an answer and writes it again.
    let recodeAnswer: @Sendable ([UInt8]) throws -> [UInt8]

    private init<Input: OperationInput>(_ input: Input.Type) {
        self.recodeRequest = { try JSONWriter.encode(JSONReader.decode(Input.self, from: $0)) }
        self.recodeAnswer = { try JSONWriter.encode(JSONReader.decode(Input.Output.self, from: $0)) }
    }

    init(of operation: OperationName) {
        switch operation {
        case .putItem: self.init(PutItemInput.self)
        case .getItem: self.init(GetItemInput.self)
        case .updateItem: self.init(UpdateItemInput.self)
        case .deleteItem: self.init(DeleteItemInput.self)
        case .query: self.init(QueryInput.self)
        case .scan: self.init(ScanInput.self)
        case .batchGetItem: self.init(BatchGetItemInput.self)
        case .batchWriteItem: self.init(BatchWriteItemInput.self)
        case .transactGetItems: self.init(TransactGetItemsInput.self)
        case .transactWriteItems: self.init(TransactWriteItemsInput.self)
        case .executeStatement: self.init(ExecuteStatementInput.self)
        case .batchExecuteStatement: self.init(BatchExecuteStatementInput.self)
        case .executeTransaction: self.init(ExecuteTransactionInput.self)
        case .createTable: self.init(CreateTableInput.self)
        case .describeTable: self.init(DescribeTableInput.self)
        case .listTables: self.init(ListTablesInput.self)
        case .deleteTable: self.init(DeleteTableInput.self)
        case .updateTable: self.init(UpdateTableInput.self)
        case .tagResource: self.init(TagResourceInput.self)
        case .untagResource: self.init(UntagResourceInput.self)
        case .listTagsOfResource: self.init(ListTagsOfResourceInput.self)
        case .describeLimits: self.init(DescribeLimitsInput.self)
        case .describeEndpoints: self.init(DescribeEndpointsInput.self)
        case .describeContinuousBackups: self.init(DescribeContinuousBackupsInput.self)
        case .describeContributorInsights: self.init(DescribeContributorInsightsInput.self)
        case .updateTimeToLive: self.init(UpdateTimeToLiveInput.self)
        case .describeTimeToLive: self.init(DescribeTimeToLiveInput.self)
        case .listStreams: self.init(ListStreamsInput.self)
        case .describeStream: self.init(DescribeStreamInput.self)
        case .getShardIterator: self.init(GetShardIteratorInput.self)
        case .getRecords: self.init(GetRecordsInput.self)
        }
    }
}
