// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What is known of a global secondary index.
public struct GlobalSecondaryIndexDescription: Hashable, Sendable, Codable {
    /// The name of the index.
    public var indexName: String
    /// Its key.
    public var keySchema: [KeySchemaElement]
    /// Which attributes it holds.
    public var projection: Projection
    /// The state it is in.
    public var indexStatus: IndexStatus
    /// The capacity set aside.
    public var provisionedThroughput: ProvisionedThroughputDescription?
    /// The size of its items, in bytes.
    public var indexSizeBytes: Int
    /// How many items it holds.
    public var itemCount: Int
    /// Its Amazon Resource Name.
    public var indexArn: String?
    /// Whether it is being filled from the table; only while it is being made by UpdateTable.
    public var backfilling: Bool?
    /// The most it may consume, if that is limited.
    public var onDemandThroughput: OnDemandThroughput?
    /// What it can take at once; only DescribeTable tells.
    public var warmThroughput: GlobalSecondaryIndexWarmThroughputDescription?

    /// Creates a value of its parts.
    public init(
        indexName: String,
        keySchema: [KeySchemaElement],
        projection: Projection,
        indexStatus: IndexStatus = .active,
        provisionedThroughput: ProvisionedThroughputDescription? = nil,
        indexSizeBytes: Int = 0,
        itemCount: Int = 0,
        indexArn: String? = nil,
        backfilling: Bool? = nil,
        onDemandThroughput: OnDemandThroughput? = nil,
        warmThroughput: GlobalSecondaryIndexWarmThroughputDescription? = nil
    ) {
        self.indexName = indexName
        self.keySchema = keySchema
        self.projection = projection
        self.indexStatus = indexStatus
        self.provisionedThroughput = provisionedThroughput
        self.indexSizeBytes = indexSizeBytes
        self.itemCount = itemCount
        self.indexArn = indexArn
        self.backfilling = backfilling
        self.onDemandThroughput = onDemandThroughput
        self.warmThroughput = warmThroughput
    }

    private enum CodingKeys: String, CodingKey {
        case indexName = "IndexName"
        case keySchema = "KeySchema"
        case projection = "Projection"
        case indexStatus = "IndexStatus"
        case provisionedThroughput = "ProvisionedThroughput"
        case indexSizeBytes = "IndexSizeBytes"
        case itemCount = "ItemCount"
        case indexArn = "IndexArn"
        case backfilling = "Backfilling"
        case onDemandThroughput = "OnDemandThroughput"
        case warmThroughput = "WarmThroughput"
    }

    /// Reads a description; servers other than Amazon's leave out the counts.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            indexName: try container.decode(String.self, forKey: .indexName),
            keySchema: try container.decodeIfPresent([KeySchemaElement].self, forKey: .keySchema) ?? [],
            projection: try container.decodeIfPresent(Projection.self, forKey: .projection) ?? Projection(),
            indexStatus: try container.decodeIfPresent(IndexStatus.self, forKey: .indexStatus) ?? .active,
            provisionedThroughput: try container.decodeIfPresent(
                ProvisionedThroughputDescription.self, forKey: .provisionedThroughput),
            indexSizeBytes: try container.decodeIfPresent(Int.self, forKey: .indexSizeBytes) ?? 0,
            itemCount: try container.decodeIfPresent(Int.self, forKey: .itemCount) ?? 0,
            indexArn: try container.decodeIfPresent(String.self, forKey: .indexArn),
            backfilling: try container.decodeIfPresent(Bool.self, forKey: .backfilling),
            onDemandThroughput: try container.decodeIfPresent(OnDemandThroughput.self, forKey: .onDemandThroughput),
            warmThroughput: try container.decodeIfPresent(
                GlobalSecondaryIndexWarmThroughputDescription.self, forKey: .warmThroughput))
    }
}

/// What is known of a local secondary index.
public struct LocalSecondaryIndexDescription: Hashable, Sendable, Codable {
    /// The name of the index.
    public var indexName: String
    /// Its key.
    public var keySchema: [KeySchemaElement]
    /// Which attributes it holds.
    public var projection: Projection
    /// The size of its items, in bytes.
    public var indexSizeBytes: Int
    /// How many items it holds.
    public var itemCount: Int
    /// Its Amazon Resource Name.
    public var indexArn: String?

    /// Creates a value of its parts.
    public init(
        indexName: String,
        keySchema: [KeySchemaElement],
        projection: Projection,
        indexSizeBytes: Int = 0,
        itemCount: Int = 0,
        indexArn: String? = nil
    ) {
        self.indexName = indexName
        self.keySchema = keySchema
        self.projection = projection
        self.indexSizeBytes = indexSizeBytes
        self.itemCount = itemCount
        self.indexArn = indexArn
    }

    private enum CodingKeys: String, CodingKey {
        case indexName = "IndexName"
        case keySchema = "KeySchema"
        case projection = "Projection"
        case indexSizeBytes = "IndexSizeBytes"
        case itemCount = "ItemCount"
        case indexArn = "IndexArn"
    }

    /// Reads a description; servers other than Amazon's leave out the counts.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            indexName: try container.decode(String.self, forKey: .indexName),
            keySchema: try container.decodeIfPresent([KeySchemaElement].self, forKey: .keySchema) ?? [],
            projection: try container.decodeIfPresent(Projection.self, forKey: .projection) ?? Projection(),
            indexSizeBytes: try container.decodeIfPresent(Int.self, forKey: .indexSizeBytes) ?? 0,
            itemCount: try container.decodeIfPresent(Int.self, forKey: .itemCount) ?? 0,
            indexArn: try container.decodeIfPresent(String.self, forKey: .indexArn))
    }
}
