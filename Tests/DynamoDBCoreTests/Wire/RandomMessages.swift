// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import TestSupport

extension SeededGenerator {
    private mutating func names() -> [String: String] {
        Dictionary(self.some { ("#n\($0.next() % 9)", $0.jsonText(upTo: 2)) }) { $1 }
    }

    private mutating func capacity() -> ConsumedCapacity {
        ConsumedCapacity(
            tableName: self.jsonText(upTo: 2), capacityUnits: Double(Int.random(in: 0...9, using: &self)) / 2,
            table: self.maybe { _ in Capacity(capacityUnits: 0.1) },
            localSecondaryIndexes: self.maybe { _ in ["l": Capacity(capacityUnits: 1e21)] },
            globalSecondaryIndexes: self.maybe { _ in
                ["g": Capacity(capacityUnits: 3), "h": Capacity(capacityUnits: 0)]
            })
    }

    private mutating func metrics() -> ItemCollectionMetrics {
        ItemCollectionMetrics(itemCollectionKey: self.jsonItem(depth: 0), sizeEstimateRangeGB: [0, 1.5])
    }

    private mutating func write() -> WriteRequest {
        self.chance(50) ? .put(self.jsonItem(depth: 1)) : .delete(key: self.jsonItem(depth: 0))
    }

    private mutating func keys() -> KeysAndAttributes {
        KeysAndAttributes(
            keys: self.some { $0.jsonItem(depth: 0) }, consistentRead: self.maybe { $0.chance(50) },
            projectionExpression: self.maybe { $0.jsonText() }, expressionAttributeNames: self.maybe { $0.names() })
    }

    private mutating func description() -> TableDescription {
        TableDescription(
            tableName: self.jsonText(), tableStatus: .active,
            attributeDefinitions: self.maybe { _ in [AttributeDefinition(attributeName: "pk", attributeType: .string)]
            },
            keySchema: self.maybe { _ in [KeySchemaElement(attributeName: "pk", keyType: .hash)] },
            creationDateTime: self.maybe { _ in 1_735_786_845.678 }, itemCount: 3, tableSizeBytes: 4_000_000_000,
            tableArn: self.maybe { $0.jsonText() }, tableId: self.maybe { $0.jsonText() },
            provisionedThroughput: self.maybe { _ in ProvisionedThroughputDescription(readCapacityUnits: 5) },
            billingModeSummary: self.maybe { _ in BillingModeSummary(billingMode: .payPerRequest) },
            localSecondaryIndexes: self.maybe { _ in
                [LocalSecondaryIndexDescription(indexName: "l", keySchema: [], projection: .keysOnly, itemCount: 2)]
            },
            globalSecondaryIndexes: self.maybe { _ in
                [GlobalSecondaryIndexDescription(indexName: "g", keySchema: [], projection: .including(["a"]))]
            },
            deletionProtectionEnabled: self.maybe { $0.chance(50) },
            streamSpecification: self.maybe { _ in .init(streamEnabled: true, streamViewType: .newImage) },
            latestStreamLabel: self.maybe { $0.jsonText() }, latestStreamArn: self.maybe { $0.jsonText() },
            sseDescription: self.maybe { _ in SSEDescription(status: .enabled, sseType: .kms) },
            tableClassSummary: self.maybe { _ in TableClassSummary(tableClass: .standard) },
            onDemandThroughput: self.maybe { _ in OnDemandThroughput(maxReadRequestUnits: 1) },
            warmThroughput: self.maybe { _ in
                TableWarmThroughputDescription(readUnitsPerSecond: 12000, status: .active)
            })
    }

    private mutating func throughput() -> ProvisionedThroughput {
        ProvisionedThroughput(readCapacityUnits: Int.random(in: 1...9, using: &self), writeCapacityUnits: 1)
    }

    private mutating func tag() -> ResourceTag { ResourceTag(key: self.jsonText(), value: self.jsonText()) }

    private mutating func indexUpdate() -> GlobalSecondaryIndexUpdate {
        switch Int.random(in: 0..<3, using: &self) {
        case 0:
            .create(
                .init(
                    indexName: self.jsonText(), keySchema: [KeySchemaElement(attributeName: "a", keyType: .hash)],
                    provisionedThroughput: self.maybe { $0.throughput() }))
        case 1: .update(.init(indexName: self.jsonText(), provisionedThroughput: self.throughput()))
        default: .delete(self.jsonText())
        }
    }

    /// A message of every kind, with members that are there or not.
    mutating func messages() throws -> [AnyMessage] {
        try self.writes() + self.reads() + self.transactions() + self.statements() + self.tables() + self.tableChanges()
            + self.streams()
            + self.timeToLive()
    }

    private mutating func action() -> TransactWriteItem {
        switch self.next() % 4 {
        case 0:
            .conditionCheck(
                TransactConditionCheck(
                    tableName: self.jsonText(), key: self.jsonItem(depth: 0), conditionExpression: self.jsonText(),
                    expressionAttributeNames: self.maybe { $0.names() },
                    expressionAttributeValues: self.maybe { $0.jsonItem() },
                    returnValuesOnConditionCheckFailure: self.maybe { _ in .allOld }))
        case 1:
            .put(
                TransactPut(
                    tableName: self.jsonText(), item: self.jsonItem(),
                    conditionExpression: self.maybe { $0.jsonText() },
                    expressionAttributeNames: self.maybe { $0.names() },
                    expressionAttributeValues: self.maybe { $0.jsonItem() }))
        case 2:
            .delete(
                TransactDelete(
                    tableName: self.jsonText(), key: self.jsonItem(depth: 0),
                    conditionExpression: self.maybe { $0.jsonText() },
                    returnValuesOnConditionCheckFailure: self.maybe { _ in .none }))
        default:
            .update(
                TransactUpdate(
                    tableName: self.jsonText(), key: self.jsonItem(depth: 0), updateExpression: self.jsonText(),
                    conditionExpression: self.maybe { $0.jsonText() },
                    expressionAttributeNames: self.maybe { $0.names() },
                    expressionAttributeValues: self.maybe { $0.jsonItem() }))
        }
    }

    private mutating func transactions() throws -> [AnyMessage] {
        [
            try AnyMessage(
                TransactWriteItemsInput(
                    transactItems: self.some { $0.action() }, clientRequestToken: self.maybe { $0.jsonText() },
                    returnConsumedCapacity: self.maybe { _ in .indexes },
                    returnItemCollectionMetrics: self.maybe { _ in .size })),
            try AnyMessage(
                TransactWriteItemsOutput(
                    consumedCapacity: self.maybe { $0.some { $0.capacity() } },
                    itemCollectionMetrics: self.maybe { ["t": $0.some { $0.metrics() }] })),
            try AnyMessage(
                TransactGetItemsInput(
                    transactItems: self.some {
                        TransactGet(
                            tableName: $0.jsonText(), key: $0.jsonItem(depth: 0),
                            projectionExpression: $0.maybe { $0.jsonText() },
                            expressionAttributeNames: $0.maybe { $0.names() })
                    }, returnConsumedCapacity: self.maybe { _ in .total })),
            try AnyMessage(
                TransactGetItemsOutput(
                    responses: self.some { ItemResponse(item: $0.maybe { $0.jsonItem() }) },
                    consumedCapacity: self.maybe { $0.some { $0.capacity() } })),
        ]
    }

    private mutating func writes() throws -> [AnyMessage] {
        [
            try AnyMessage(
                PutItemInput(
                    tableName: self.jsonText(), item: self.jsonItem(),
                    conditionExpression: self.maybe { $0.jsonText() },
                    expressionAttributeNames: self.maybe { $0.names() },
                    expressionAttributeValues: self.maybe { $0.jsonItem() }, returnValues: self.maybe { _ in .allOld },
                    returnValuesOnConditionCheckFailure: self.maybe { _ in .allOld },
                    returnConsumedCapacity: self.maybe { _ in .indexes },
                    returnItemCollectionMetrics: self.maybe { _ in .size })),
            try AnyMessage(
                PutItemOutput(
                    attributes: self.maybe { $0.jsonItem() }, consumedCapacity: self.maybe { $0.capacity() },
                    itemCollectionMetrics: self.maybe { $0.metrics() })),
            try AnyMessage(
                UpdateItemInput(
                    tableName: self.jsonText(), key: self.jsonItem(depth: 0),
                    updateExpression: self.maybe { $0.jsonText() }, conditionExpression: self.maybe { $0.jsonText() },
                    expressionAttributeNames: self.maybe { $0.names() },
                    expressionAttributeValues: self.maybe { $0.jsonItem() },
                    returnValues: self.maybe { _ in .updatedNew },
                    returnValuesOnConditionCheckFailure: self.maybe { _ in .none },
                    returnConsumedCapacity: self.maybe { _ in .total },
                    returnItemCollectionMetrics: self.maybe { _ in .none })),
            try AnyMessage(
                UpdateItemOutput(
                    attributes: self.maybe { $0.jsonItem() }, consumedCapacity: self.maybe { $0.capacity() },
                    itemCollectionMetrics: self.maybe { $0.metrics() })),
            try AnyMessage(
                DeleteItemInput(
                    tableName: self.jsonText(), key: self.jsonItem(depth: 0),
                    conditionExpression: self.maybe { $0.jsonText() },
                    expressionAttributeNames: self.maybe { $0.names() },
                    expressionAttributeValues: self.maybe { $0.jsonItem() }, returnValues: self.maybe { _ in .allOld },
                    returnValuesOnConditionCheckFailure: self.maybe { _ in .allOld },
                    returnConsumedCapacity: self.maybe { _ in .none },
                    returnItemCollectionMetrics: self.maybe { _ in .size })),
            try AnyMessage(
                DeleteItemOutput(
                    attributes: self.maybe { $0.jsonItem() }, consumedCapacity: self.maybe { $0.capacity() },
                    itemCollectionMetrics: self.maybe { $0.metrics() })),
            try AnyMessage(
                BatchWriteItemInput(
                    requestItems: ["t": self.some { $0.write() }, "u": self.some { $0.write() }],
                    returnConsumedCapacity: self.maybe { _ in .total },
                    returnItemCollectionMetrics: self.maybe { _ in .size })),
            try AnyMessage(
                BatchWriteItemOutput(
                    unprocessedItems: self.chance(50) ? [:] : ["t": self.some { $0.write() }],
                    itemCollectionMetrics: self.maybe { ["t": $0.some { $0.metrics() }] },
                    consumedCapacity: self.maybe { $0.some { $0.capacity() } })),
        ]
    }

    private mutating func reads() throws -> [AnyMessage] {
        [
            try AnyMessage(
                GetItemInput(
                    tableName: self.jsonText(), key: self.jsonItem(depth: 0),
                    consistentRead: self.maybe { $0.chance(50) },
                    projectionExpression: self.maybe { $0.jsonText() },
                    expressionAttributeNames: self.maybe { $0.names() },
                    returnConsumedCapacity: self.maybe { _ in .total })),
            try AnyMessage(
                GetItemOutput(item: self.maybe { $0.jsonItem() }, consumedCapacity: self.maybe { $0.capacity() })),
            try AnyMessage(
                QueryInput(
                    tableName: self.jsonText(), indexName: self.maybe { $0.jsonText() },
                    keyConditionExpression: self.maybe { $0.jsonText() },
                    filterExpression: self.maybe { $0.jsonText() },
                    projectionExpression: self.maybe { $0.jsonText() },
                    expressionAttributeNames: self.maybe { $0.names() },
                    expressionAttributeValues: self.maybe { $0.jsonItem() }, limit: self.maybe { _ in 10 },
                    scanIndexForward: self.maybe { $0.chance(50) },
                    exclusiveStartKey: self.maybe { $0.jsonItem(depth: 0) },
                    consistentRead: self.maybe { $0.chance(50) }, select: self.maybe { _ in .count },
                    returnConsumedCapacity: self.maybe { _ in .total })),
            try AnyMessage(
                QueryOutput(
                    items: self.maybe { $0.some { $0.jsonItem() } }, count: 3, scannedCount: 40,
                    lastEvaluatedKey: self.maybe { $0.jsonItem(depth: 0) },
                    consumedCapacity: self.maybe { $0.capacity() })),
            try AnyMessage(
                ScanInput(
                    tableName: self.jsonText(), indexName: self.maybe { $0.jsonText() },
                    filterExpression: self.maybe { $0.jsonText() }, projectionExpression: self.maybe { $0.jsonText() },
                    expressionAttributeNames: self.maybe { $0.names() },
                    expressionAttributeValues: self.maybe { $0.jsonItem() }, limit: self.maybe { _ in 1 },
                    segment: self.maybe { _ in 0 }, totalSegments: self.maybe { _ in 8 },
                    exclusiveStartKey: self.maybe { $0.jsonItem(depth: 0) },
                    consistentRead: self.maybe { $0.chance(50) },
                    select: self.maybe { _ in .allAttributes }, returnConsumedCapacity: self.maybe { _ in .total })),
            try AnyMessage(
                ScanOutput(
                    items: self.maybe { $0.some { $0.jsonItem() } }, count: 0, scannedCount: 1,
                    lastEvaluatedKey: self.maybe { $0.jsonItem(depth: 0) },
                    consumedCapacity: self.maybe { $0.capacity() })),
            try AnyMessage(
                BatchGetItemInput(
                    requestItems: ["t": self.keys(), "u": self.keys()],
                    returnConsumedCapacity: self.maybe { _ in .total })),
            try AnyMessage(
                BatchGetItemOutput(
                    responses: ["t": self.some { $0.jsonItem() }, "u": []],
                    unprocessedKeys: self.chance(50) ? [:] : ["t": self.keys()],
                    consumedCapacity: self.maybe { $0.some { $0.capacity() } })),
        ]
    }

    private mutating func statements() throws -> [AnyMessage] {
        [
            try AnyMessage(
                ExecuteStatementInput(
                    statement: self.jsonText(), parameters: self.maybe { $0.some { $0.jsonValue(depth: 1) } },
                    consistentRead: self.maybe { $0.chance(50) }, nextToken: self.maybe { $0.jsonText() },
                    returnConsumedCapacity: self.maybe { _ in .indexes }, limit: self.maybe { _ in 3 },
                    returnValuesOnConditionCheckFailure: self.maybe { _ in .allOld })),
            try AnyMessage(
                ExecuteStatementOutput(
                    items: self.some { $0.jsonItem() }, nextToken: self.maybe { $0.jsonText() },
                    consumedCapacity: self.maybe { $0.capacity() },
                    lastEvaluatedKey: self.maybe { $0.jsonItem(depth: 0) })),
            try AnyMessage(
                BatchExecuteStatementInput(
                    statements: self.some {
                        BatchStatementRequest(
                            $0.jsonText(), parameters: $0.maybe { $0.some { $0.jsonValue(depth: 1) } },
                            consistentRead: $0.maybe { $0.chance(50) },
                            returnValuesOnConditionCheckFailure: $0.maybe { _ in .none })
                    }, returnConsumedCapacity: self.maybe { _ in .total })),
            try AnyMessage(
                BatchExecuteStatementOutput(
                    responses: self.some {
                        BatchStatementResponse(
                            error: $0.maybe {
                                BatchStatementError(
                                    .duplicateItem, $0.maybe { $0.jsonText() }, item: $0.maybe { $0.jsonItem() })
                            }, tableName: $0.maybe { $0.jsonText() }, item: $0.maybe { $0.jsonItem() })
                    }, consumedCapacity: self.maybe { $0.some { $0.capacity() } })),
            try AnyMessage(
                ExecuteTransactionInput(
                    transactStatements: self.some {
                        ParameterizedStatement(
                            $0.jsonText(), parameters: $0.maybe { $0.some { $0.jsonValue(depth: 1) } },
                            returnValuesOnConditionCheckFailure: $0.maybe { _ in .allOld })
                    }, clientRequestToken: self.maybe { $0.jsonText() },
                    returnConsumedCapacity: self.maybe { _ in .total })),
            try AnyMessage(
                ExecuteTransactionOutput(
                    responses: self.some { random in ItemResponse(item: random.maybe { $0.jsonItem() }) },
                    consumedCapacity: self.maybe { $0.some { $0.capacity() } })),
        ]
    }

    private mutating func tables() throws -> [AnyMessage] {
        [
            try AnyMessage(
                CreateTableInput(
                    tableName: self.jsonText(), partitionKey: .string("pk"), sortKey: self.maybe { _ in .number("sk") },
                    globalSecondaryIndexes: self.some(upTo: 2) { _ in .init("g", partitionKey: .binary("b")) })),
            try AnyMessage(CreateTableOutput(tableDescription: self.description())),
            try AnyMessage(DescribeTableInput(tableName: self.jsonText())),
            try AnyMessage(DescribeTableOutput(table: self.description())),
            try AnyMessage(
                ListTablesInput(exclusiveStartTableName: self.maybe { $0.jsonText() }, limit: self.maybe { _ in 7 })),
            try AnyMessage(
                ListTablesOutput(
                    tableNames: self.some { $0.jsonText() }, lastEvaluatedTableName: self.maybe { $0.jsonText() })),
            try AnyMessage(DeleteTableInput(tableName: self.jsonText())),
            try AnyMessage(DeleteTableOutput(tableDescription: self.description())),
        ]
    }

    private mutating func tableChanges() throws -> [AnyMessage] {
        [
            try AnyMessage(
                UpdateTableInput(
                    tableName: self.jsonText(), billingMode: self.maybe { _ in .provisioned },
                    provisionedThroughput: self.maybe { $0.throughput() },
                    globalSecondaryIndexUpdates: self.maybe { $0.some { $0.indexUpdate() } },
                    streamSpecification: self.maybe { _ in StreamSpecification(streamEnabled: false) },
                    sseSpecification: self.maybe { $0.sse() },
                    tableClass: self.maybe { _ in .standardInfrequentAccess },
                    deletionProtectionEnabled: self.maybe { $0.chance(50) },
                    onDemandThroughput: self.maybe { _ in OnDemandThroughput(maxWriteRequestUnits: -1) },
                    warmThroughput: self.maybe { _ in WarmThroughput(writeUnitsPerSecond: 5000) })),
            try AnyMessage(UpdateTableOutput(tableDescription: self.description())),
            try AnyMessage(TagResourceInput(resourceArn: self.jsonText(), tags: self.some { $0.tag() })),
            try AnyMessage(TagResourceOutput()),
            try AnyMessage(UntagResourceInput(resourceArn: self.jsonText(), tagKeys: self.some { $0.jsonText() })),
            try AnyMessage(UntagResourceOutput()),
            try AnyMessage(
                ListTagsOfResourceInput(resourceArn: self.jsonText(), nextToken: self.maybe { $0.jsonText() })),
            try AnyMessage(
                ListTagsOfResourceOutput(
                    tags: self.maybe { $0.some { $0.tag() } }, nextToken: self.maybe { $0.jsonText() })),
            try AnyMessage(DescribeLimitsInput()),
            try AnyMessage(DescribeLimitsOutput(accountMaxReadCapacityUnits: 80000)),
            try AnyMessage(DescribeEndpointsInput()),
            try AnyMessage(
                DescribeEndpointsOutput(
                    endpoints: self.some { .init(address: $0.jsonText(), cachePeriodInMinutes: 1) })),
            try AnyMessage(DescribeContinuousBackupsInput(tableName: self.jsonText())),
            try AnyMessage(
                DescribeContinuousBackupsOutput(
                    continuousBackupsDescription: self.maybe { _ in
                        .init(
                            continuousBackupsStatus: .enabled,
                            pointInTimeRecoveryDescription: .init(pointInTimeRecoveryStatus: .disabled))
                    })),
            try AnyMessage(
                DescribeContributorInsightsInput(tableName: self.jsonText(), indexName: self.maybe { $0.jsonText() })),
            try AnyMessage(
                DescribeContributorInsightsOutput(
                    tableName: self.jsonText(), indexName: self.maybe { $0.jsonText() },
                    contributorInsightsStatus: .disabled)),
        ]
    }

    private mutating func sse() -> SSESpecification {
        SSESpecification(enabled: true, sseType: self.maybe { _ in .kms }, kmsMasterKeyID: self.maybe { $0.jsonText() })
    }

    private mutating func event() -> StreamEvent {
        StreamEvent(
            eventID: self.maybe { $0.jsonText() }, eventName: self.maybe { _ in .modify },
            eventVersion: self.maybe { _ in "1.1" }, eventSource: self.maybe { $0.jsonText() },
            eventSourceARN: self.maybe { $0.jsonText() },
            awsRegion: self.maybe { $0.jsonText() },
            dynamodb: self.maybe {
                StreamRecord(
                    approximateCreationDateTime: $0.maybe { _ in 1_735_786_845 },
                    keys: $0.maybe { $0.jsonItem(depth: 0) },
                    newImage: $0.maybe { $0.jsonItem() }, oldImage: $0.maybe { $0.jsonItem() },
                    sequenceNumber: $0.maybe { $0.jsonText() }, sizeBytes: $0.maybe { _ in 12 },
                    streamViewType: $0.maybe { _ in .newAndOldImages })
            }, userIdentity: self.maybe { _ in .timeToLive })
    }

    private mutating func streams() throws -> [AnyMessage] {
        [
            try AnyMessage(
                ListStreamsInput(
                    tableName: self.maybe { $0.jsonText() }, limit: self.maybe { _ in 7 },
                    exclusiveStartStreamArn: self.maybe { $0.jsonText() })),
            try AnyMessage(
                ListStreamsOutput(
                    streams: self.some { .init(streamArn: $0.jsonText(), tableName: "t", streamLabel: "l") },
                    lastEvaluatedStreamArn: self.maybe { $0.jsonText() })),
            try AnyMessage(
                DescribeStreamInput(
                    streamArn: self.jsonText(), limit: self.maybe { _ in 1 },
                    exclusiveStartShardId: self.maybe { $0.jsonText() },
                    shardFilter: self.maybe { _ in .init(type: .childShards, shardId: "s") })),
            try AnyMessage(
                DescribeStreamOutput(
                    streamDescription: .init(
                        streamArn: self.jsonText(), streamLabel: self.maybe { $0.jsonText() },
                        streamStatus: self.maybe { _ in .disabled }, streamViewType: self.maybe { _ in .keysOnly },
                        creationRequestDateTime: self.maybe { _ in 1_735_786_845.678 },
                        tableName: self.maybe { $0.jsonText() }, keySchema: self.maybe { _ in [] },
                        shards: self.some {
                            .init(
                                shardId: $0.jsonText(), sequenceNumberRange: .init(startingSequenceNumber: "1"),
                                parentShardId: $0.maybe { $0.jsonText() })
                        }))),
            try AnyMessage(
                GetShardIteratorInput(
                    streamArn: self.jsonText(), shardId: self.jsonText(), shardIteratorType: .latest,
                    sequenceNumber: self.maybe { $0.jsonText() })),
            try AnyMessage(GetShardIteratorOutput(shardIterator: self.maybe { $0.jsonText() })),
            try AnyMessage(GetRecordsInput(shardIterator: self.jsonText(), limit: self.maybe { _ in 9 })),
            try AnyMessage(
                GetRecordsOutput(
                    records: self.some { $0.event() }, nextShardIterator: self.maybe { $0.jsonText() })),
        ]
    }

    private mutating func timeToLive() throws -> [AnyMessage] {
        [
            try AnyMessage(
                UpdateTimeToLiveInput(
                    tableName: self.jsonText(),
                    timeToLiveSpecification: .init(enabled: self.chance(50), attributeName: self.jsonText()))),
            try AnyMessage(
                UpdateTimeToLiveOutput(
                    timeToLiveSpecification: self.maybe { .init(enabled: true, attributeName: $0.jsonText()) })),
            try AnyMessage(DescribeTimeToLiveInput(tableName: self.jsonText())),
            try AnyMessage(
                DescribeTimeToLiveOutput(
                    timeToLiveDescription: self.maybe {
                        .init(timeToLiveStatus: .enabling, attributeName: $0.maybe { $0.jsonText() })
                    })),
        ]
    }
}
