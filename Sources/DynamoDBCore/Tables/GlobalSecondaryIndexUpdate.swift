// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// One change of the global secondary indexes of a table: exactly one of the three is set.
public struct GlobalSecondaryIndexUpdate: Hashable, Sendable, Codable {
    /// Changes the throughput of an index.
    public var update: UpdateGlobalSecondaryIndexAction?
    /// Adds an index, which is then filled from the table.
    public var create: GlobalSecondaryIndex?
    /// Deletes an index.
    public var delete: DeleteGlobalSecondaryIndexAction?

    /// Creates a value of its parts.
    public init(
        update: UpdateGlobalSecondaryIndexAction? = nil,
        create: GlobalSecondaryIndex? = nil,
        delete: DeleteGlobalSecondaryIndexAction? = nil
    ) {
        self.update = update
        self.create = create
        self.delete = delete
    }

    private enum CodingKeys: String, CodingKey {
        case update = "Update"
        case create = "Create"
        case delete = "Delete"
    }

    /// Adds an index, which is then filled from the table.
    public static func create(_ index: GlobalSecondaryIndex) -> Self { Self(create: index) }

    /// Changes the throughput of an index.
    public static func update(_ action: UpdateGlobalSecondaryIndexAction) -> Self { Self(update: action) }

    /// Deletes an index.
    public static func delete(_ indexName: String) -> Self {
        Self(delete: DeleteGlobalSecondaryIndexAction(indexName: indexName))
    }
}

/// A change of the throughput of an index.
public struct UpdateGlobalSecondaryIndexAction: Hashable, Sendable, Codable {
    /// The index.
    public var indexName: String
    /// The capacity to set aside, in provisioned mode.
    public var provisionedThroughput: ProvisionedThroughput?
    /// The most it may consume, when paid for by request.
    public var onDemandThroughput: OnDemandThroughput?
    /// What it should be able to take at once.
    public var warmThroughput: WarmThroughput?

    /// Creates a value of its parts.
    public init(
        indexName: String,
        provisionedThroughput: ProvisionedThroughput? = nil,
        onDemandThroughput: OnDemandThroughput? = nil,
        warmThroughput: WarmThroughput? = nil
    ) {
        self.indexName = indexName
        self.provisionedThroughput = provisionedThroughput
        self.onDemandThroughput = onDemandThroughput
        self.warmThroughput = warmThroughput
    }

    private enum CodingKeys: String, CodingKey {
        case indexName = "IndexName"
        case provisionedThroughput = "ProvisionedThroughput"
        case onDemandThroughput = "OnDemandThroughput"
        case warmThroughput = "WarmThroughput"
    }
}

/// An index to delete.
public struct DeleteGlobalSecondaryIndexAction: Hashable, Sendable, Codable {
    /// The index.
    public var indexName: String

    /// Creates a value of its parts.
    public init(
        indexName: String
    ) {
        self.indexName = indexName
    }

    private enum CodingKeys: String, CodingKey {
        case indexName = "IndexName"
    }
}
