// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

struct OperationNameTests {
    @Test(arguments: OperationName.allCases)
    func `an operation is found by its target`(operation: OperationName) {
        let service = operation.isOfStreams ? "DynamoDBStreams" : "DynamoDB"
        #expect(operation.target == "\(service)_20120810.\(operation.rawValue)")
        #expect(OperationName(target: operation.target) == operation)
    }

    @Test(arguments: [
        "", "PutItem", "DynamoDB_20120810", "DynamoDB_20120810.", "DynamoDB_20120810.putItem",
        "DynamoDB_20111205.PutItem",
        "DynamoDBStreams_20120810.PutItem", "DynamoDB_20120810.GetRecords", "DynamoDBStreams_20120810.GetRecords ",
        "DynamoDB_20120810.PutItem ", "DynamoDB_20120810.TransactItems",
    ])
    func `other targets are none`(target: String) {
        #expect(OperationName(target: target) == nil)
    }

    @Test
    func `each input names its operation`() {
        func operation<Input: OperationInput>(_ input: Input.Type, _ output: Input.Output.Type) -> OperationName {
            input.operation
        }
        #expect(
            [
                operation(PutItemInput.self, PutItemOutput.self), operation(GetItemInput.self, GetItemOutput.self),
                operation(UpdateItemInput.self, UpdateItemOutput.self),
                operation(DeleteItemInput.self, DeleteItemOutput.self), operation(QueryInput.self, QueryOutput.self),
                operation(ScanInput.self, ScanOutput.self), operation(BatchGetItemInput.self, BatchGetItemOutput.self),
                operation(BatchWriteItemInput.self, BatchWriteItemOutput.self),
                operation(TransactGetItemsInput.self, TransactGetItemsOutput.self),
                operation(TransactWriteItemsInput.self, TransactWriteItemsOutput.self),
                operation(ExecuteStatementInput.self, ExecuteStatementOutput.self),
                operation(BatchExecuteStatementInput.self, BatchExecuteStatementOutput.self),
                operation(ExecuteTransactionInput.self, ExecuteTransactionOutput.self),
                operation(CreateTableInput.self, CreateTableOutput.self),
                operation(DescribeTableInput.self, DescribeTableOutput.self),
                operation(ListTablesInput.self, ListTablesOutput.self),
                operation(DeleteTableInput.self, DeleteTableOutput.self),
                operation(UpdateTableInput.self, UpdateTableOutput.self),
                operation(TagResourceInput.self, TagResourceOutput.self),
                operation(UntagResourceInput.self, UntagResourceOutput.self),
                operation(ListTagsOfResourceInput.self, ListTagsOfResourceOutput.self),
                operation(DescribeLimitsInput.self, DescribeLimitsOutput.self),
                operation(DescribeEndpointsInput.self, DescribeEndpointsOutput.self),
                operation(DescribeContinuousBackupsInput.self, DescribeContinuousBackupsOutput.self),
                operation(DescribeContributorInsightsInput.self, DescribeContributorInsightsOutput.self),
                operation(UpdateTimeToLiveInput.self, UpdateTimeToLiveOutput.self),
                operation(DescribeTimeToLiveInput.self, DescribeTimeToLiveOutput.self),
                operation(ListStreamsInput.self, ListStreamsOutput.self),
                operation(DescribeStreamInput.self, DescribeStreamOutput.self),
                operation(GetShardIteratorInput.self, GetShardIteratorOutput.self),
                operation(GetRecordsInput.self, GetRecordsOutput.self),
            ] == OperationName.allCases)
    }
}
