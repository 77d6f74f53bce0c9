// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension UpdateTableInput {
    /// Checks what needs no table, in the service's order.
    ///
    /// Source: recorded answers of the service to UpdateTable.
    ///
    /// - Returns: Which table it is.
    func validate(in names: ResourceNames) throws(DynamoDBError) -> TableReference {
        let table = try self.validateConstraints(in: names)
        try self.validateCombination()
        if self.billingMode == .payPerRequest, self.provisionedThroughput != nil { throw .throughputByRequest }
        if self.billingMode == .provisioned, self.provisionedThroughput == nil {
            throw .invalidParameter("ProvisionedThroughput must be specified when BillingMode is PROVISIONED")
        }
        try self.provisionedThroughput?.validate()
        try self.onDemandThroughput?.validate(of: "table", allowsRemoval: true)
        try self.attributeDefinitions?.requireUnique()
        try self.validateIndexUpdates()
        try self.validateStream()
        try self.sseSpecification?.validate()
        try self.tableClass?.validate()
        return table
    }

    private func validateConstraints(in names: ResourceNames) throws(DynamoDBError) -> TableReference {
        var violations = ConstraintViolations()
        violations.check(self.attributeDefinitions ?? [])
        let table = TableReference(
            self.tableName, in: names, for: .updateTable, minimumOfEmpty: 3, violations: &violations)
        violations.check(self.billingMode)
        violations.check(self.provisionedThroughput, at: "provisionedThroughput")
        for (number, update) in (self.globalSecondaryIndexUpdates ?? []).enumerated() {
            let path = "globalSecondaryIndexUpdates.\(number + 1).member"
            if let update = update.update {
                violations.checkName(update.indexName, at: "\(path).update.indexName")
                violations.check(update.provisionedThroughput, at: "\(path).update.provisionedThroughput")
            }
            if let create = update.create {
                violations.checkName(create.indexName, at: "\(path).create.indexName")
                violations.check(create.keySchema, at: "\(path).create.keySchema")
                violations.check(create.projection, at: "\(path).create.projection")
                violations.check(create.provisionedThroughput, at: "\(path).create.provisionedThroughput")
            }
            if let delete = update.delete { violations.checkName(delete.indexName, at: "\(path).delete.indexName") }
        }
        violations.check(self.streamSpecification)
        violations.check(self.sseSpecification)
        try violations.throwIfAny()
        return table
    }

    /// Checks that there is a change, and that it may be made together with the others.
    private func validateCombination() throws(DynamoDBError) {
        let updates = self.globalSecondaryIndexUpdates ?? []
        let changesThroughput = self.billingMode != nil || self.provisionedThroughput != nil
        let hasChange = [
            changesThroughput, !updates.isEmpty, self.streamSpecification != nil, self.sseSpecification != nil,
            self.tableClass != nil, self.deletionProtectionEnabled != nil, self.onDemandThroughput != nil,
            self.warmThroughput != nil,
        ]
        let changes = hasChange.count(where: \.self)
        guard changes > 0 else {
            throw .validation(
                "At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required"
            )
        }
        if self.globalSecondaryIndexUpdates?.isEmpty == true {
            throw .invalidParameter("List of GlobalSecondaryIndexUpdates is empty")
        }
        if changes > 1 {
            for (isMade, name) in [
                (self.sseSpecification != nil, "Server-Side Encryption modification"),
                (self.tableClass != nil, "TableClass modification"),
                (self.deletionProtectionEnabled != nil, "DeletionProtection modification"),
                (self.warmThroughput != nil, "WarmThroughput"),
            ] where isMade {
                throw .invalidParameter("\(name) must be the only operation in the request")
            }
            if self.onDemandThroughput != nil, changes > 2 || !changesThroughput || self.provisionedThroughput != nil {
                throw .invalidParameter(
                    "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request")
            }
        }
        // A table that comes to be paid for by request has no units that could be changing.
        let changesUnits = self.provisionedThroughput != nil || self.billingMode == .provisioned
        if self.streamSpecification != nil, changesUnits {
            throw .invalidParameter("You cannot modify stream status while updating table IOPS")
        }
        guard updates.contains(where: { $0.create != nil || $0.delete != nil }) else { return }
        if changesUnits {
            throw .invalidParameter("You cannot create or delete index while updating table IOPS")
        }
        if self.streamSpecification != nil {
            throw .invalidParameter("You cannot create or delete index while changing stream status")
        }
    }

    private func validateStream() throws(DynamoDBError) {
        guard let stream = self.streamSpecification else { return }
        if stream.streamEnabled, stream.streamViewType == nil {
            throw .invalidParameter("If stream is being enabled then UpdateViewType is required")
        }
        if !stream.streamEnabled, stream.streamViewType != nil {
            throw .invalidParameter("If stream is being disabled, then UpdateViewType must not be specified")
        }
    }

    private func validateIndexUpdates() throws(DynamoDBError) {
        let updates = self.globalSecondaryIndexUpdates ?? []
        var names: [String] = []
        for update in updates {
            let actions = [update.update?.indexName, update.create?.indexName, update.delete?.indexName]
                .compactMap(\.self)
            guard let name = actions.first else {
                throw .invalidParameter(
                    "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null"
                )
            }
            guard actions.count == 1 else {
                throw .invalidParameter(
                    "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object")
            }
            guard !names.contains(name) else {
                throw .invalidParameter(
                    "Only one global secondary index update per index is allowed simultaneously. Index: \(name)")
            }
            names.append(name)
        }
        guard updates.count(where: { $0.create != nil || $0.delete != nil }) <= 1 else {
            throw .subscriberLimit("Only 1 online index can be created or deleted simultaneously per table")
        }
        for update in updates {
            try update.update?.provisionedThroughput?.validate(ofIndex: update.update?.indexName)
            if let update = update.update {
                try update.onDemandThroughput?.validate(of: "index: \(update.indexName)", allowsRemoval: true)
            }
            guard let create = update.create else { continue }
            guard let definitions = self.attributeDefinitions, !definitions.isEmpty else {
                throw .invalidParameter("AttributeDefinitions is not specified for index: \(create.indexName)")
            }
            try definitions.require(create.keySchema)
            try create.keySchema.validateRoles(mayHaveSeveral: true)
            try create.projection.validate()
            try create.provisionedThroughput?.validate(ofIndex: create.indexName)
            try create.onDemandThroughput?.validate(of: "index: \(create.indexName)", allowsRemoval: false)
        }
    }
}

extension DynamoDBError {
    static func subscriberLimit(_ message: String) -> Self {
        Self(.limitExceeded, "Subscriber limit exceeded: \(message)")
    }
}
