// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Changes a table: how it is paid for, its indexes, its stream, its protection.
///
/// Most changes must be the only one of their request: a new class, a new encryption, the protection, the warm throughput.
/// One index can be created or deleted at a time.
///
/// ```swift
/// let update = UpdateTableInput(
///     tableName: "agents",
///     attributeDefinitions: [AttributeDefinition(attributeName: "Type", attributeType: .string)],
///     globalSecondaryIndexUpdates: [
///         .create(.init(
///             indexName: "type-index", keySchema: [KeySchemaElement(attributeName: "Type", keyType: .hash)]))
///     ])
/// ```
public struct UpdateTableInput: Hashable, Sendable, Codable {
    /// The table.
    public var tableName: String
    /// The types of the key attributes of a new index.
    public var attributeDefinitions: [AttributeDefinition]?
    /// How the table is to be paid for.
    public var billingMode: BillingMode?
    /// The capacity to set aside.
    public var provisionedThroughput: ProvisionedThroughput?
    /// The changes of its global secondary indexes.
    public var globalSecondaryIndexUpdates: [GlobalSecondaryIndexUpdate]?
    /// Turns its stream on or off.
    public var streamSpecification: StreamSpecification?
    /// How it is to be encrypted.
    public var sseSpecification: SSESpecification?
    /// Its new class.
    public var tableClass: TableClass?
    /// Whether it refuses to be deleted.
    public var deletionProtectionEnabled: Bool?
    /// The most it may consume, when paid for by request.
    public var onDemandThroughput: OnDemandThroughput?
    /// What it should be able to take at once.
    public var warmThroughput: WarmThroughput?

    /// Creates a value of its parts.
    public init(
        tableName: String,
        attributeDefinitions: [AttributeDefinition]? = nil,
        billingMode: BillingMode? = nil,
        provisionedThroughput: ProvisionedThroughput? = nil,
        globalSecondaryIndexUpdates: [GlobalSecondaryIndexUpdate]? = nil,
        streamSpecification: StreamSpecification? = nil,
        sseSpecification: SSESpecification? = nil,
        tableClass: TableClass? = nil,
        deletionProtectionEnabled: Bool? = nil,
        onDemandThroughput: OnDemandThroughput? = nil,
        warmThroughput: WarmThroughput? = nil
    ) {
        self.tableName = tableName
        self.attributeDefinitions = attributeDefinitions
        self.billingMode = billingMode
        self.provisionedThroughput = provisionedThroughput
        self.globalSecondaryIndexUpdates = globalSecondaryIndexUpdates
        self.streamSpecification = streamSpecification
        self.sseSpecification = sseSpecification
        self.tableClass = tableClass
        self.deletionProtectionEnabled = deletionProtectionEnabled
        self.onDemandThroughput = onDemandThroughput
        self.warmThroughput = warmThroughput
    }

    private enum CodingKeys: String, CodingKey {
        case tableName = "TableName"
        case attributeDefinitions = "AttributeDefinitions"
        case billingMode = "BillingMode"
        case provisionedThroughput = "ProvisionedThroughput"
        case globalSecondaryIndexUpdates = "GlobalSecondaryIndexUpdates"
        case streamSpecification = "StreamSpecification"
        case sseSpecification = "SSESpecification"
        case tableClass = "TableClass"
        case deletionProtectionEnabled = "DeletionProtectionEnabled"
        case onDemandThroughput = "OnDemandThroughput"
        case warmThroughput = "WarmThroughput"
    }
}

/// What changing a table answers.
public struct UpdateTableOutput: Hashable, Sendable, Codable {
    /// The table as it is being changed.
    public var tableDescription: TableDescription

    /// Creates a value of its parts.
    public init(
        tableDescription: TableDescription
    ) {
        self.tableDescription = tableDescription
    }

    private enum CodingKeys: String, CodingKey {
        case tableDescription = "TableDescription"
    }
}
