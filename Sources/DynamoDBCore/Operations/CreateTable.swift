// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Creates a table with its indexes.
public struct CreateTableInput: Hashable, Sendable, Codable {
    /// The name of the table: 3 to 255 letters, digits, `_`, `-` and `.`.
    public var tableName: String
    /// The type of every attribute that a key uses, and of no other.
    public var attributeDefinitions: [AttributeDefinition]
    /// The primary key: a partition key, and maybe a sort key.
    public var keySchema: [KeySchemaElement]
    /// Indexes with the table's partition key: at most 5.
    public var localSecondaryIndexes: [LocalSecondaryIndex]?
    /// Indexes with keys of their own: at most 20.
    public var globalSecondaryIndexes: [GlobalSecondaryIndex]?
    /// How it is paid for. The service defaults to provisioned.
    public var billingMode: BillingMode?
    /// The capacity to set aside, in provisioned mode.
    public var provisionedThroughput: ProvisionedThroughput?
    /// Whether it refuses to be deleted. Defaults to false.
    public var deletionProtectionEnabled: Bool?
    /// Whether it has a stream of its changes. Defaults to none.
    public var streamSpecification: StreamSpecification?
    /// How it is encrypted. Defaults to a key of DynamoDB's own.
    public var sseSpecification: SSESpecification?
    /// Its class. The service defaults to standard.
    public var tableClass: TableClass?
    /// Its tags: at most 50.
    public var tags: [ResourceTag]?
    /// The most it may consume, when paid for by request.
    public var onDemandThroughput: OnDemandThroughput?
    /// What it should be able to take at once.
    public var warmThroughput: WarmThroughput?
    /// The attribute with the date of an item's expiry, in seconds since 1970. The service's own creation has no such
    /// parameter: ``DynamoDBTable/create(_:in:)`` switches time to live on afterwards, and the database's `createTable` does
    /// nothing with it. It is no part of the JSON either. Defaults to none.
    public var timeToLiveAttribute: String?

    /// Creates a value of its parts.
    public init(
        tableName: String,
        attributeDefinitions: [AttributeDefinition],
        keySchema: [KeySchemaElement],
        localSecondaryIndexes: [LocalSecondaryIndex]? = nil,
        globalSecondaryIndexes: [GlobalSecondaryIndex]? = nil,
        billingMode: BillingMode? = nil,
        provisionedThroughput: ProvisionedThroughput? = nil,
        deletionProtectionEnabled: Bool? = nil,
        streamSpecification: StreamSpecification? = nil,
        sseSpecification: SSESpecification? = nil,
        tableClass: TableClass? = nil,
        tags: [ResourceTag]? = nil,
        onDemandThroughput: OnDemandThroughput? = nil,
        warmThroughput: WarmThroughput? = nil
    ) {
        self.tableName = tableName
        self.attributeDefinitions = attributeDefinitions
        self.keySchema = keySchema
        self.localSecondaryIndexes = localSecondaryIndexes
        self.globalSecondaryIndexes = globalSecondaryIndexes
        self.billingMode = billingMode
        self.provisionedThroughput = provisionedThroughput
        self.deletionProtectionEnabled = deletionProtectionEnabled
        self.streamSpecification = streamSpecification
        self.sseSpecification = sseSpecification
        self.tableClass = tableClass
        self.tags = tags
        self.onDemandThroughput = onDemandThroughput
        self.warmThroughput = warmThroughput
    }

    private enum CodingKeys: String, CodingKey {
        case tableName = "TableName"
        case attributeDefinitions = "AttributeDefinitions"
        case keySchema = "KeySchema"
        case localSecondaryIndexes = "LocalSecondaryIndexes"
        case globalSecondaryIndexes = "GlobalSecondaryIndexes"
        case billingMode = "BillingMode"
        case provisionedThroughput = "ProvisionedThroughput"
        case deletionProtectionEnabled = "DeletionProtectionEnabled"
        case streamSpecification = "StreamSpecification"
        case sseSpecification = "SSESpecification"
        case tableClass = "TableClass"
        case tags = "Tags"
        case onDemandThroughput = "OnDemandThroughput"
        case warmThroughput = "WarmThroughput"
    }
}

/// What creating a table answers.
public struct CreateTableOutput: Hashable, Sendable, Codable {
    /// The new table.
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

extension CreateTableInput {
    /// Creates a table that is paid for by request, from its keys; the attribute definitions follow from them.
    ///
    /// ```swift
    /// let table = CreateTableInput(
    ///     tableName: "agents", partitionKey: .string("team_code"), sortKey: .string("id"),
    ///     globalSecondaryIndexes: [.init("type-index", partitionKey: .string("Type"))])
    /// ```
    ///
    /// - Parameters:
    ///   - tableName: The name of the table.
    ///   - partitionKey: The attribute that says which items belong together.
    ///   - sortKey: The attribute that orders them. Defaults to none: then each partition key has one item.
    ///   - localSecondaryIndexes: Indexes with the table's partition key. Defaults to none.
    ///   - globalSecondaryIndexes: Indexes with keys of their own. Defaults to none.
    ///   - timeToLiveAttribute: The attribute with the date of an item's expiry; see the property. Defaults to none.
    public init(
        tableName: String,
        partitionKey: KeyAttribute,
        sortKey: KeyAttribute? = nil,
        localSecondaryIndexes: [LocalIndex] = [],
        globalSecondaryIndexes: [GlobalIndex] = [],
        timeToLiveAttribute: String? = nil
    ) {
        let indexKeys =
            localSecondaryIndexes.map { [$0.sortKey] }
            + globalSecondaryIndexes.map { $0.partitionKeys + $0.sortKeys }
        var definitions: [AttributeDefinition] = []
        for key in [partitionKey, sortKey].compactMap(\.self) + indexKeys.joined()
        where !definitions.contains(key.definition) { definitions.append(key.definition) }
        self.init(
            tableName: tableName,
            attributeDefinitions: definitions,
            keySchema: KeyAttribute.schema([partitionKey], [sortKey].compactMap(\.self)),
            localSecondaryIndexes: localSecondaryIndexes.isEmpty
                ? nil
                : localSecondaryIndexes.map {
                    LocalSecondaryIndex(
                        indexName: $0.name, keySchema: KeyAttribute.schema([partitionKey], [$0.sortKey]),
                        projection: $0.projection)
                },
            globalSecondaryIndexes: globalSecondaryIndexes.isEmpty
                ? nil
                : globalSecondaryIndexes.map {
                    GlobalSecondaryIndex(
                        indexName: $0.name, keySchema: KeyAttribute.schema($0.partitionKeys, $0.sortKeys),
                        projection: $0.projection)
                },
            billingMode: .payPerRequest)
        self.timeToLiveAttribute = timeToLiveAttribute
    }

    /// A local secondary index by its sort key.
    public struct LocalIndex: Hashable, Sendable {
        /// The name of the index.
        public var name: String
        /// The attribute that orders the items.
        public var sortKey: KeyAttribute
        /// Which attributes the index holds.
        public var projection: Projection

        /// An index; it holds all attributes by default.
        public init(_ name: String, sortKey: KeyAttribute, projection: Projection = .all) {
            self.name = name
            self.sortKey = sortKey
            self.projection = projection
        }
    }

    /// A global secondary index by its keys.
    public struct GlobalIndex: Hashable, Sendable {
        /// The name of the index.
        public var name: String
        /// The attributes that say which items belong together: one to four.
        public var partitionKeys: [KeyAttribute]
        /// The attributes that order them, the first one before the others: none to four.
        public var sortKeys: [KeyAttribute]
        /// Which attributes the index holds.
        public var projection: Projection

        /// An index; it has no sort key and holds all attributes by default.
        public init(
            _ name: String, partitionKey: KeyAttribute, sortKey: KeyAttribute? = nil, projection: Projection = .all
        ) {
            self.init(
                name, partitionKeys: [partitionKey], sortKeys: [sortKey].compactMap(\.self), projection: projection)
        }

        /// An index with keys of several attributes; it holds all attributes by default.
        ///
        /// ```swift
        /// .init("by-place", partitionKeys: [.string("country"), .string("city")], sortKeys: [.number("year")])
        /// ```
        ///
        /// A query gives the value of every partition key attribute, and tests sort key attributes from the first one on.
        /// Only the database's own `query` with a ``QueryInput`` can do that, as its condition is a text: ``Query``,
        /// ``DynamoDBClient`` and ``ModelIndex`` have one partition key. A scan reads such an index as any other.
        public init(
            _ name: String, partitionKeys: [KeyAttribute], sortKeys: [KeyAttribute] = [], projection: Projection = .all
        ) {
            self.name = name
            self.partitionKeys = partitionKeys
            self.sortKeys = sortKeys
            self.projection = projection
        }
    }
}
