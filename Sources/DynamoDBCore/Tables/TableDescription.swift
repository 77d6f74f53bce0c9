// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What is known of a table.
public struct TableDescription: Hashable, Sendable, Codable {
    /// The name of the table.
    public var tableName: String
    /// The state it is in.
    public var tableStatus: TableStatus
    /// The types of the attributes that its keys use.
    public var attributeDefinitions: [AttributeDefinition]?
    /// Its primary key.
    public var keySchema: [KeySchemaElement]?
    /// When it was created, in seconds since 1970.
    public var creationDateTime: Double?
    /// How many items it holds. Amazon DynamoDB counts about every six hours; the embedded engine is exact.
    public var itemCount: Int
    /// The size of its items, in bytes.
    public var tableSizeBytes: Int
    /// Its Amazon Resource Name.
    public var tableArn: String?
    /// Its identity: a new one when a table is created again.
    public var tableId: String?
    /// The capacity set aside.
    public var provisionedThroughput: ProvisionedThroughputDescription?
    /// How it is paid for, when that is or was by request.
    public var billingModeSummary: BillingModeSummary?
    /// Its local secondary indexes.
    public var localSecondaryIndexes: [LocalSecondaryIndexDescription]?
    /// Its global secondary indexes.
    public var globalSecondaryIndexes: [GlobalSecondaryIndexDescription]?
    /// Whether it refuses to be deleted.
    public var deletionProtectionEnabled: Bool?
    /// Its stream, if it has one.
    public var streamSpecification: StreamSpecification?
    /// The name of its latest stream, which is a time.
    public var latestStreamLabel: String?
    /// The Amazon Resource Name of its latest stream.
    public var latestStreamArn: String?
    /// How it is encrypted, if not with a key of DynamoDB's own.
    public var sseDescription: SSEDescription?
    /// Its class, if one was chosen.
    public var tableClassSummary: TableClassSummary?
    /// The most it may consume, if that is limited.
    public var onDemandThroughput: OnDemandThroughput?
    /// What it can take at once; only DescribeTable tells.
    public var warmThroughput: TableWarmThroughputDescription?

    /// Creates a value of its parts.
    public init(
        tableName: String,
        tableStatus: TableStatus,
        attributeDefinitions: [AttributeDefinition]? = nil,
        keySchema: [KeySchemaElement]? = nil,
        creationDateTime: Double? = nil,
        itemCount: Int = 0,
        tableSizeBytes: Int = 0,
        tableArn: String? = nil,
        tableId: String? = nil,
        provisionedThroughput: ProvisionedThroughputDescription? = nil,
        billingModeSummary: BillingModeSummary? = nil,
        localSecondaryIndexes: [LocalSecondaryIndexDescription]? = nil,
        globalSecondaryIndexes: [GlobalSecondaryIndexDescription]? = nil,
        deletionProtectionEnabled: Bool? = nil,
        streamSpecification: StreamSpecification? = nil,
        latestStreamLabel: String? = nil,
        latestStreamArn: String? = nil,
        sseDescription: SSEDescription? = nil,
        tableClassSummary: TableClassSummary? = nil,
        onDemandThroughput: OnDemandThroughput? = nil,
        warmThroughput: TableWarmThroughputDescription? = nil
    ) {
        self.tableName = tableName
        self.tableStatus = tableStatus
        self.attributeDefinitions = attributeDefinitions
        self.keySchema = keySchema
        self.creationDateTime = creationDateTime
        self.itemCount = itemCount
        self.tableSizeBytes = tableSizeBytes
        self.tableArn = tableArn
        self.tableId = tableId
        self.provisionedThroughput = provisionedThroughput
        self.billingModeSummary = billingModeSummary
        self.localSecondaryIndexes = localSecondaryIndexes
        self.globalSecondaryIndexes = globalSecondaryIndexes
        self.deletionProtectionEnabled = deletionProtectionEnabled
        self.streamSpecification = streamSpecification
        self.latestStreamLabel = latestStreamLabel
        self.latestStreamArn = latestStreamArn
        self.sseDescription = sseDescription
        self.tableClassSummary = tableClassSummary
        self.onDemandThroughput = onDemandThroughput
        self.warmThroughput = warmThroughput
    }

    private enum CodingKeys: String, CodingKey {
        case tableName = "TableName"
        case tableStatus = "TableStatus"
        case attributeDefinitions = "AttributeDefinitions"
        case keySchema = "KeySchema"
        case creationDateTime = "CreationDateTime"
        case itemCount = "ItemCount"
        case tableSizeBytes = "TableSizeBytes"
        case tableArn = "TableArn"
        case tableId = "TableId"
        case provisionedThroughput = "ProvisionedThroughput"
        case billingModeSummary = "BillingModeSummary"
        case localSecondaryIndexes = "LocalSecondaryIndexes"
        case globalSecondaryIndexes = "GlobalSecondaryIndexes"
        case deletionProtectionEnabled = "DeletionProtectionEnabled"
        case streamSpecification = "StreamSpecification"
        case latestStreamLabel = "LatestStreamLabel"
        case latestStreamArn = "LatestStreamArn"
        case sseDescription = "SSEDescription"
        case tableClassSummary = "TableClassSummary"
        case onDemandThroughput = "OnDemandThroughput"
        case warmThroughput = "WarmThroughput"
    }

    /// Reads a description; servers other than Amazon's leave out the counts.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            tableName: try container.decode(String.self, forKey: .tableName),
            tableStatus: try container.decodeIfPresent(TableStatus.self, forKey: .tableStatus) ?? .active,
            attributeDefinitions: try container.decodeIfPresent(
                [AttributeDefinition].self, forKey: .attributeDefinitions),
            keySchema: try container.decodeIfPresent([KeySchemaElement].self, forKey: .keySchema),
            creationDateTime: try container.decodeIfPresent(Double.self, forKey: .creationDateTime),
            itemCount: try container.decodeIfPresent(Int.self, forKey: .itemCount) ?? 0,
            tableSizeBytes: try container.decodeIfPresent(Int.self, forKey: .tableSizeBytes) ?? 0,
            tableArn: try container.decodeIfPresent(String.self, forKey: .tableArn),
            tableId: try container.decodeIfPresent(String.self, forKey: .tableId),
            provisionedThroughput: try container.decodeIfPresent(
                ProvisionedThroughputDescription.self, forKey: .provisionedThroughput),
            billingModeSummary: try container.decodeIfPresent(BillingModeSummary.self, forKey: .billingModeSummary),
            localSecondaryIndexes: try container.decodeIfPresent(
                [LocalSecondaryIndexDescription].self, forKey: .localSecondaryIndexes),
            globalSecondaryIndexes: try container.decodeIfPresent(
                [GlobalSecondaryIndexDescription].self, forKey: .globalSecondaryIndexes),
            deletionProtectionEnabled: try container.decodeIfPresent(Bool.self, forKey: .deletionProtectionEnabled),
            streamSpecification: try container.decodeIfPresent(StreamSpecification.self, forKey: .streamSpecification),
            latestStreamLabel: try container.decodeIfPresent(String.self, forKey: .latestStreamLabel),
            latestStreamArn: try container.decodeIfPresent(String.self, forKey: .latestStreamArn),
            sseDescription: try container.decodeIfPresent(SSEDescription.self, forKey: .sseDescription),
            tableClassSummary: try container.decodeIfPresent(TableClassSummary.self, forKey: .tableClassSummary),
            onDemandThroughput: try container.decodeIfPresent(OnDemandThroughput.self, forKey: .onDemandThroughput),
            warmThroughput: try container.decodeIfPresent(TableWarmThroughputDescription.self, forKey: .warmThroughput))
    }
}
