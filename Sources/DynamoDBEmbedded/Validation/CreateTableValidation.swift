// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension CreateTableInput {
    /// Checks the request in the service's order.
    ///
    /// Source: recorded answers of the service to CreateTable.
    func validate() throws(DynamoDBError) {
        try self.validateConstraints()
        try self.validateBilling()
        try self.validateKeySchema()
        try self.validateLocalIndexes()
        try self.validateGlobalIndexes()
        try self.validateAllIndexes()
        try self.validateStream()
        try self.validateThroughput()
        try self.tags?.validate()
        try self.sseSpecification?.validate()
        try self.tableClass?.validate()
    }

    private func validateConstraints() throws(DynamoDBError) {
        var violations = ConstraintViolations()
        violations.check(self.attributeDefinitions)
        violations.checkName(self.tableName, at: "tableName")
        violations.check(self.billingMode)
        violations.check(self.provisionedThroughput, at: "provisionedThroughput")
        violations.check(self.keySchema, at: "keySchema", maximum: 2)
        for (number, index) in (self.localSecondaryIndexes ?? []).enumerated() {
            let path = "localSecondaryIndexes.\(number + 1).member"
            violations.checkName(index.indexName, at: "\(path).indexName")
            violations.check(index.keySchema, at: "\(path).keySchema", maximum: 2)
            violations.check(index.projection, at: "\(path).projection")
        }
        for (number, index) in (self.globalSecondaryIndexes ?? []).enumerated() {
            let path = "globalSecondaryIndexes.\(number + 1).member"
            violations.checkName(index.indexName, at: "\(path).indexName")
            violations.check(index.keySchema, at: "\(path).keySchema")
            violations.check(index.projection, at: "\(path).projection")
            violations.check(index.provisionedThroughput, at: "\(path).provisionedThroughput")
        }
        violations.check(self.streamSpecification)
        violations.check(self.sseSpecification)
        try violations.throwIfAny()
    }

    private func validateBilling() throws(DynamoDBError) {
        if self.billingMode == .payPerRequest {
            guard self.provisionedThroughput == nil else { throw .throughputByRequest }
            return
        }
        guard let throughput = self.provisionedThroughput else {
            throw .invalidParameter(
                "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED")
        }
        try throughput.validate()
    }

    private var hasIndexes: Bool { self.localSecondaryIndexes != nil || self.globalSecondaryIndexes != nil }

    private func validateKeySchema() throws(DynamoDBError) {
        let definitions = self.attributeDefinitions
        if self.keySchema.count > definitions.count {
            throw .validation("Invalid KeySchema: Some index key attribute have no definition")
        }
        try definitions.require(self.keySchema)
        if self.keySchema.count == 2,
            self.keySchema[0].attributeName.hasSameBytes(as: self.keySchema[1].attributeName)
        {
            throw .validation("Both the Hash Key and the Range Key element in the KeySchema have the same name")
        }
        try self.keySchema.validateRoles(mayHaveSeveral: false)
        try definitions.requireUnique()
        if !self.hasIndexes, definitions.count != self.keySchema.count {
            throw .invalidParameter(
                "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions"
            )
        }
    }

    private func validateLocalIndexes() throws(DynamoDBError) {
        guard let indexes = self.localSecondaryIndexes else { return }
        guard !indexes.isEmpty else { throw .invalidParameter("List of LocalSecondaryIndexes is empty") }
        guard self.keySchema.count == 2 else {
            throw .invalidParameter(
                "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex")
        }
        for index in indexes {
            try self.attributeDefinitions.require(index.keySchema)
            try index.keySchema.validateRoles(mayHaveSeveral: false)
            guard index.keySchema.count == 2 else {
                throw .invalidParameter("Index KeySchema does not have a range key for index: \(index.indexName)")
            }
            let (mine, theirs) = (index.keySchema[0].attributeName, self.keySchema[0].attributeName)
            guard mine.hasSameBytes(as: theirs) else {
                throw .invalidParameter(
                    "Index KeySchema does not have the same leading hash key as table KeySchema for index: \(index.indexName). index hash key: \(mine), table hash key: \(theirs)"
                )
            }
            try index.projection.validate()
        }
        guard indexes.count <= 5 else {
            throw .invalidParameter("Number of LocalSecondaryIndexes exceeds per-table limit of 5")
        }
    }

    private func validateGlobalIndexes() throws(DynamoDBError) {
        guard let indexes = self.globalSecondaryIndexes else { return }
        guard !indexes.isEmpty else { throw .invalidParameter("List of GlobalSecondaryIndexes is empty") }
        guard indexes.count <= GlobalSecondaryIndex.maximumOfTable else {
            throw .invalidParameter(
                "GlobalSecondaryIndex count exceeds the per-table limit of \(GlobalSecondaryIndex.maximumOfTable)")
        }
        for index in indexes {
            try self.attributeDefinitions.require(index.keySchema)
            try index.keySchema.validateRoles(mayHaveSeveral: true)
            try index.projection.validate()
            if self.billingMode == .payPerRequest, index.provisionedThroughput != nil {
                throw .throughputByRequest(ofIndex: index.indexName)
            }
            if self.billingMode != .payPerRequest, index.provisionedThroughput == nil {
                throw .invalidParameter("ProvisionedThroughput is not specified for index: \(index.indexName)")
            }
            try index.provisionedThroughput?.validate(ofIndex: index.indexName)
        }
    }

    private func validateAllIndexes() throws(DynamoDBError) {
        let (local, global) = (self.localSecondaryIndexes ?? [], self.globalSecondaryIndexes ?? [])
        let names = local.map(\.indexName) + global.map(\.indexName)
        for (index, name) in names.enumerated() where names[..<index].contains(name) {
            throw .invalidParameter("Duplicate index name: \(name)")
        }
        try Projection.validate(local.map(\.projection) + global.map(\.projection))
        guard self.hasIndexes else { return }
        let schemas = [self.keySchema] + local.map(\.keySchema) + global.map(\.keySchema)
        let unique = Set(schemas.joined().map { ByteString($0.attributeName) })
        guard self.attributeDefinitions.allSatisfy({ unique.contains(ByteString($0.attributeName)) }) else {
            throw .invalidParameter(
                "Some AttributeDefinitions are not used. AttributeDefinitions: [\(self.attributeDefinitions.map(\.attributeName).joined(separator: ", "))], keys used: [\(unique.map(\.text).sorted(by: String.isOrderedByBytes).joined(separator: ", "))]"
            )
        }
    }

    private func validateStream() throws(DynamoDBError) {
        guard let stream = self.streamSpecification else { return }
        if !stream.streamEnabled, stream.streamViewType != nil {
            throw .invalidParameter(
                "Table is being created with a stream disabled, UpdateViewType should not be specified")
        }
        if stream.streamEnabled, stream.streamViewType == nil {
            throw .invalidParameter("Table is being created with a stream enabled, UpdateViewType is required")
        }
    }

    private func validateThroughput() throws(DynamoDBError) {
        let mode = self.billingMode ?? .provisioned
        if let limits = self.onDemandThroughput {
            guard mode == .payPerRequest else {
                throw .invalidParameter(
                    "\(limits.firstName) for OnDemandThroughput cannot be specified when table BillingMode is PROVISIONED."
                )
            }
            try limits.validate(of: "table", allowsRemoval: false)
        }
        try self.warmThroughput?.validate(
            of: "table", current: WarmThroughput.current(mode, self.provisionedThroughput, requested: nil))
        for index in self.globalSecondaryIndexes ?? [] {
            if let limits = index.onDemandThroughput {
                guard mode == .payPerRequest else {
                    throw .invalidParameter(
                        "\(limits.firstName) for OnDemandThroughput cannot be specified for index: \(index.indexName) when table BillingMode is PROVISIONED."
                    )
                }
                try limits.validate(of: "index: \(index.indexName)", allowsRemoval: false)
            }
            try index.warmThroughput?.validate(
                of: "index: \(index.indexName)",
                current: WarmThroughput.current(mode, index.provisionedThroughput, requested: nil))
        }
    }
}

extension GlobalSecondaryIndex {
    /// The most global indexes of a table.
    static let maximumOfTable = 20
}
