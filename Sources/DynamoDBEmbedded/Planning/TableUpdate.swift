// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What a change makes of a table: decided from the request and the table's record, before anything is done.
struct TableUpdate {
    /// The record after the change; a new index has no tree yet.
    var record: TableRecord
    /// The index to make: its place in the record.
    private(set) var createdIndex: Int?
    /// The index to delete; it is not in the record any more.
    private(set) var deletedIndex: TableRecord.IndexRecord?
    /// The names of the indexes that are only changed.
    private(set) var changedIndexes: [String] = []

    /// The change of the stream.
    private(set) var stream: StreamSpecification?
    /// Whether the encryption changes.
    let changesEncryption: Bool

    private let now: Double

    /// Applies a request, which obeys every rule that needs no table.
    ///
    /// - Parameter now: Seconds since 1970.
    init(_ input: UpdateTableInput, to record: TableRecord, now: Double) throws(DynamoDBError) {
        self.record = record
        self.now = now
        self.changesEncryption = input.sseSpecification != nil
        try self.changeBilling(input)
        for update in input.globalSecondaryIndexUpdates ?? [] {
            if let update = update.update { try self.change(update) }
            if let create = update.create { try self.create(create, definitions: input.attributeDefinitions ?? []) }
            if let delete = update.delete { try self.delete(delete.indexName) }
        }
        self.keepUsedDefinitions()
        try self.changeLimits(input)
        if let stream = input.streamSpecification { try self.changeStream(stream) }
        if let encryption = input.sseSpecification { try self.changeEncryption(encryption) }
        if let tableClass = input.tableClass {
            self.record.tableClass = TableClassSummary(tableClass: tableClass, lastUpdateDateTime: now)
        }
        if let isProtected = input.deletionProtectionEnabled { self.record.deletionProtectionEnabled = isProtected }
    }

    // MARK: Billing

    private mutating func changeBilling(_ input: UpdateTableInput) throws(DynamoDBError) {
        let oldMode = self.record.billingMode
        let mode = input.billingMode ?? oldMode
        if mode == .payPerRequest, input.provisionedThroughput != nil { throw .throughputByRequest }
        self.record.billingMode = mode
        switch (oldMode, mode) {
        case (.payPerRequest, .provisioned): try self.beginProvisioning(input)
        case (.provisioned, .payPerRequest):
            self.record.payPerRequestDateTime = self.now
            self.record.provisionedThroughput = nil
            for position in self.record.indexes.indices { self.record.indexes[position].provisionedThroughput = nil }
        default:
            guard let new = input.provisionedThroughput, let old = self.record.provisionedThroughput else { return }
            guard new != old else { throw .throughputWillNotChange(for: "table", named: "table", old: old, new: new) }
            self.record.throughputHistory = self.history(self.record.throughputHistory, from: old, to: new)
            self.record.provisionedThroughput = new
        }
    }

    private mutating func beginProvisioning(_ input: UpdateTableInput) throws(DynamoDBError) {
        self.record.provisionedThroughput = input.provisionedThroughput
        self.record.onDemandThroughput = nil
        // Older files do not say since when a table was paid for by request.
        self.record.payPerRequestDateTime = self.record.payPerRequestDateTime ?? self.record.creationDateTime
        let given = (input.globalSecondaryIndexUpdates ?? []).compactMap(\.update).filter {
            $0.provisionedThroughput != nil
        }
        for position in self.record.indexes.indices where self.record.indexes[position].scope == .global {
            let name = self.record.indexes[position].indexName
            guard given.contains(where: { $0.indexName.hasSameBytes(as: name) }) else {
                throw .throughputMissing(ofIndex: name)
            }
            self.record.indexes[position].onDemandThroughput = nil
        }
    }

    private func history(
        _ history: TableRecord.ThroughputHistory?, from old: ProvisionedThroughput, to new: ProvisionedThroughput
    ) -> TableRecord.ThroughputHistory {
        var history = history ?? TableRecord.ThroughputHistory()
        history.note(from: old, to: new, now: self.now)
        return history
    }

    // MARK: Indexes

    /// The place of a global index in the record.
    private func position(ofGlobal name: String) throws(DynamoDBError) -> Int {
        guard let position = self.record.indexes.firstIndex(where: { $0.indexName.hasSameBytes(as: name) }) else {
            throw .tableNotFound
        }
        guard self.record.indexes[position].scope == .global else {
            throw .validation("Cannot delete an index that is not a GlobalSecondaryIndex: \(name)")
        }
        return position
    }

    private mutating func change(_ update: UpdateGlobalSecondaryIndexAction) throws(DynamoDBError) {
        let name = update.indexName
        let position = try self.position(ofGlobal: name)
        var index = self.record.indexes[position]
        let mode = self.record.billingMode
        if let new = update.provisionedThroughput {
            guard mode == .provisioned else { throw .throughputByRequest(ofIndex: name) }
            if let old = index.provisionedThroughput {
                guard new != old else {
                    throw .throughputWillNotChange(for: "index \(name)", named: "index", old: old, new: new)
                }
                index.throughputHistory = self.history(index.throughputHistory, from: old, to: new)
            }
            index.provisionedThroughput = new
        }
        if let limits = update.onDemandThroughput {
            guard mode == .payPerRequest else { throw .limitsOfProvisioned(limits, ofIndex: name) }
            index.onDemandThroughput = OnDemandThroughput.merged(index.onDemandThroughput, limits)
        }
        if let warm = update.warmThroughput {
            try warm.validate(
                of: "index: \(name)",
                current: WarmThroughput.current(mode, index.provisionedThroughput, requested: index.warmThroughput))
            index.warmThroughput = warm.merged(over: index.warmThroughput)
        }
        guard update.provisionedThroughput != nil || update.onDemandThroughput != nil || update.warmThroughput != nil
        else { throw .throughputMissing(ofIndex: name) }
        self.record.indexes[position] = index
        self.changedIndexes.append(name)
    }

    private mutating func create(
        _ create: GlobalSecondaryIndex, definitions: [AttributeDefinition]
    ) throws(DynamoDBError) {
        let name = create.indexName
        guard !self.record.indexes.contains(where: { $0.indexName.hasSameBytes(as: name) }) else {
            throw .validation("Attempting to create an index which already exists")
        }
        guard self.record.indexes.count(where: { $0.scope == .global }) < GlobalSecondaryIndex.maximumOfTable else {
            throw .subscriberLimit(
                "GlobalSecondaryIndex count exceeds the per-table limit of \(GlobalSecondaryIndex.maximumOfTable)")
        }
        try Projection.validate(self.record.indexes.map(\.projection) + [create.projection])
        let mode = self.record.billingMode
        if mode == .payPerRequest, create.provisionedThroughput != nil { throw .throughputByRequest(ofIndex: name) }
        if mode == .provisioned, create.provisionedThroughput == nil { throw .throughputMissing(ofIndex: name) }
        if mode == .provisioned, let limits = create.onDemandThroughput {
            throw .limitsOfProvisioned(limits, ofIndex: name)
        }
        try create.warmThroughput?.validate(
            of: "index: \(name)", current: WarmThroughput.current(mode, create.provisionedThroughput, requested: nil))
        try self.requireSameTypes(in: create.keySchema, definitions: definitions)
        // An attribute that the new index has nothing to do with keeps the type that it has.
        for definition in definitions
        where !self.record.attributeDefinitions.contains(where: {
            $0.attributeName.hasSameBytes(as: definition.attributeName)
        }) {
            self.record.attributeDefinitions.append(definition)
        }
        self.createdIndex = self.record.indexes.count
        self.record.indexes.append(
            TableRecord.IndexRecord(
                indexName: name, scope: .global, keySchema: create.keySchema, projection: create.projection,
                provisionedThroughput: create.provisionedThroughput, onDemandThroughput: create.onDemandThroughput,
                warmThroughput: create.warmThroughput, backfill: TableRecord.Backfill(), tree: Self.noTree))
    }

    /// Refuses the key of a new index that gives another type to an attribute which is part of a key already.
    private func requireSameTypes(
        in schema: [KeySchemaElement], definitions: [AttributeDefinition]
    ) throws(DynamoDBError) {
        let known = self.record.attributeDefinitions
        for element in schema {
            guard let old = known.type(of: element.attributeName),
                let new = definitions.type(of: element.attributeName),
                new != old
            else { continue }
            let existing = ([self.record.keySchema] + self.record.indexes.map(\.keySchema)).first {
                $0.contains { $0.attributeName.hasSameBytes(as: element.attributeName) }
            }
            throw .invalidParameter(
                "Attributes cannot be redefined. Please check that your attribute has the same type as previously "
                    + "defined. Existing schema: \(known.text(of: existing ?? [])) New schema: \(definitions.text(of: schema))"
            )
        }
    }

    private mutating func delete(_ name: String) throws(DynamoDBError) {
        self.deletedIndex = self.record.indexes.remove(at: try self.position(ofGlobal: name))
    }

    /// The number of no tree; they begin with 1.
    private static let noTree: Int64 = 0

    /// Gives the new index its tree.
    mutating func setTree(_ tree: Int64) {
        guard let createdIndex else { return }
        self.record.indexes[createdIndex].tree = tree
    }

    /// Leaves out the definitions of attributes that no key uses.
    private mutating func keepUsedDefinitions() {
        let schemas = [self.record.keySchema] + self.record.indexes.map(\.keySchema)
        let used = Set(schemas.joined().map { ByteString($0.attributeName) })
        self.record.attributeDefinitions.removeAll { !used.contains(ByteString($0.attributeName)) }
    }

    // MARK: Streams

    /// Checks a change of the stream. It is not in the record yet: a stream has an entry elsewhere, too.
    private mutating func changeStream(_ stream: StreamSpecification) throws(DynamoDBError) {
        let isEnabled = self.record.latestStream?.isEnabled == true
        if stream.streamEnabled, isEnabled {
            throw .validation("Table already has an enabled stream: TableName: \(self.record.tableName)")
        }
        if !stream.streamEnabled, !isEnabled {
            throw .validation("Table has no stream to disable: TableName: \(self.record.tableName)")
        }
        self.stream = stream
    }

    // MARK: The rest

    private mutating func changeLimits(_ input: UpdateTableInput) throws(DynamoDBError) {
        if let limits = input.onDemandThroughput {
            guard self.record.billingMode == .payPerRequest else {
                throw .invalidParameter(
                    "\(limits.firstName) for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED"
                )
            }
            self.record.onDemandThroughput = OnDemandThroughput.merged(self.record.onDemandThroughput, limits)
        }
        if let warm = input.warmThroughput {
            try warm.validate(
                of: "table",
                current: WarmThroughput.current(
                    self.record.billingMode, self.record.provisionedThroughput, requested: self.record.warmThroughput))
            self.record.warmThroughput = warm.merged(over: self.record.warmThroughput)
        }
    }

    private mutating func changeEncryption(_ encryption: SSESpecification) throws(DynamoDBError) {
        switch (self.record.encryptionKey, encryption.key) {
        case (nil, nil): throw .invalidParameter("Table is already encrypted by default")
        case (let old?, let new?) where old.hasSameBytes(as: new):
            throw .invalidParameter("Table is already encrypted by given KMSMasterKeyId")
        case (_, let new): self.record.encryptionKey = new
        }
    }
}

extension DynamoDBError {
    fileprivate static func throughputWillNotChange(
        for subject: String, named kind: String, old: ProvisionedThroughput, new: ProvisionedThroughput
    ) -> Self {
        .validation(
            "The provisioned throughput for the \(subject) will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the \(kind): \(old.readCapacityUnits). Requested ReadCapacityUnits: \(new.readCapacityUnits). Current WriteCapacityUnits provisioned for the \(kind): \(old.writeCapacityUnits). Requested WriteCapacityUnits: \(new.writeCapacityUnits). Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits."
        )
    }

    fileprivate static func throughputMissing(ofIndex index: String) -> Self {
        .invalidParameter("ProvisionedThroughput must be specified for index: \(index)")
    }

    fileprivate static func limitsOfProvisioned(_ limits: OnDemandThroughput, ofIndex index: String) -> Self {
        .invalidParameter(
            "\(limits.firstName) for OnDemandThroughput cannot be specified for index: \(index) when the table BillingMode is PROVISIONED"
        )
    }
}

extension [AttributeDefinition] {
    fileprivate func type(of name: String) -> ScalarAttributeType? {
        self.first { $0.attributeName.hasSameBytes(as: name) }?.attributeType
    }

    /// A key in the words of the service.
    fileprivate func text(of schema: [KeySchemaElement]) -> String {
        let elements = schema.map { element in
            let type = self.type(of: element.attributeName)?.rawValue ?? ""
            return "SchemaElement: key{\(element.attributeName):\(type):\(element.keyType.rawValue)}"
        }
        return "Schema:[\(elements.joined(separator: ", "))]"
    }
}
