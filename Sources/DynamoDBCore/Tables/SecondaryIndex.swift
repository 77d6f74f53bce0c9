// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// An index with a key of its own.
public struct GlobalSecondaryIndex: Hashable, Sendable, Codable {
    /// The name of the index.
    public var indexName: String
    /// Its key: up to four partition key attributes, then up to four sort key attributes.
    public var keySchema: [KeySchemaElement]
    /// Which attributes it holds.
    public var projection: Projection
    /// The capacity set aside; required in provisioned mode.
    public var provisionedThroughput: ProvisionedThroughput?
    /// The most it may consume, when paid for by request.
    public var onDemandThroughput: OnDemandThroughput?
    /// What it should be able to take at once.
    public var warmThroughput: WarmThroughput?

    /// Creates a value of its parts.
    public init(
        indexName: String,
        keySchema: [KeySchemaElement],
        projection: Projection = .all,
        provisionedThroughput: ProvisionedThroughput? = nil,
        onDemandThroughput: OnDemandThroughput? = nil,
        warmThroughput: WarmThroughput? = nil
    ) {
        self.indexName = indexName
        self.keySchema = keySchema
        self.projection = projection
        self.provisionedThroughput = provisionedThroughput
        self.onDemandThroughput = onDemandThroughput
        self.warmThroughput = warmThroughput
    }

    private enum CodingKeys: String, CodingKey {
        case indexName = "IndexName"
        case keySchema = "KeySchema"
        case projection = "Projection"
        case provisionedThroughput = "ProvisionedThroughput"
        case onDemandThroughput = "OnDemandThroughput"
        case warmThroughput = "WarmThroughput"
    }
}

/// An index with the table's partition key and another sort key.
public struct LocalSecondaryIndex: Hashable, Sendable, Codable {
    /// The name of the index.
    public var indexName: String
    /// Its key.
    public var keySchema: [KeySchemaElement]
    /// Which attributes it holds.
    public var projection: Projection

    /// Creates a value of its parts.
    public init(
        indexName: String,
        keySchema: [KeySchemaElement],
        projection: Projection = .all
    ) {
        self.indexName = indexName
        self.keySchema = keySchema
        self.projection = projection
    }

    private enum CodingKeys: String, CodingKey {
        case indexName = "IndexName"
        case keySchema = "KeySchema"
        case projection = "Projection"
    }
}
