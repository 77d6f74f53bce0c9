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
        try self.validateIndexNames()
    }

    private func validateConstraints() throws(DynamoDBError) {
        var violations = ConstraintViolations()
        for (index, definition) in self.attributeDefinitions.enumerated() {
            let path = "attributeDefinitions.\(index + 1).member"
            violations.checkKeyName(definition.attributeName, at: "\(path).attributeName")
            violations.check(definition.attributeType, at: "\(path).attributeType", among: ["B", "N", "S"])
        }
        violations.checkName(self.tableName, at: "tableName")
        violations.check(self.billingMode, at: "billingMode", among: ["PROVISIONED", "PAY_PER_REQUEST"])
        violations.check(self.provisionedThroughput, at: "provisionedThroughput")
        if self.keySchema.count > 2 {
            let dump = self.keySchema.map {
                "KeySchemaElement(attributeName=\($0.attributeName), keyType=\($0.keyType.rawValue))"
            }
            violations.add(
                "'[\(dump.joined(separator: ", "))]'", at: "keySchema",
                "Member must have length less than or equal to 2")
        }
        violations.check(self.keySchema, at: "keySchema")
        for (number, index) in (self.localSecondaryIndexes ?? []).enumerated() {
            let path = "localSecondaryIndexes.\(number + 1).member"
            violations.checkName(index.indexName, at: "\(path).indexName")
            violations.check(index.keySchema, at: "\(path).keySchema")
            violations.check(index.projection, at: "\(path).projection")
        }
        for (number, index) in (self.globalSecondaryIndexes ?? []).enumerated() {
            let path = "globalSecondaryIndexes.\(number + 1).member"
            violations.checkName(index.indexName, at: "\(path).indexName")
            violations.check(index.keySchema, at: "\(path).keySchema")
            violations.check(index.projection, at: "\(path).projection")
            violations.check(index.provisionedThroughput, at: "\(path).provisionedThroughput")
        }
        try violations.throwIfAny()
    }

    private func validateBilling() throws(DynamoDBError) {
        if self.billingMode == .payPerRequest {
            guard self.provisionedThroughput == nil else {
                throw .invalidParameter(
                    "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST"
                )
            }
            return
        }
        guard let throughput = self.provisionedThroughput else {
            throw .invalidParameter(
                "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED")
        }
        let most = 1_000_000_000_000
        if throughput.readCapacityUnits > most {
            throw .validation("Given value \(throughput.readCapacityUnits) for ReadCapacityUnits is out of bounds")
        }
        if throughput.writeCapacityUnits > most {
            throw .validation("Given value \(throughput.writeCapacityUnits) for WriteCapacityUnits is out of bounds")
        }
    }

    private var hasIndexes: Bool { self.localSecondaryIndexes != nil || self.globalSecondaryIndexes != nil }

    private func validateKeySchema() throws(DynamoDBError) {
        let defined = self.attributeDefinitions.map(\.attributeName)
        if self.keySchema.count > defined.count {
            throw .validation("Invalid KeySchema: Some index key attribute have no definition")
        }
        try self.requireDefined(self.keySchema)
        if self.keySchema.count == 2,
            self.keySchema[0].attributeName.hasSameBytes(as: self.keySchema[1].attributeName)
        {
            throw .validation("Both the Hash Key and the Range Key element in the KeySchema have the same name")
        }
        if self.keySchema[0].keyType != .hash {
            throw .validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type")
        }
        if self.keySchema.count == 2, self.keySchema[1].keyType != .range {
            throw .validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type")
        }
        for (index, name) in defined.enumerated()
        where defined[..<index].contains(where: { $0.hasSameBytes(as: name) }) {
            throw .validation("Attribute Name is duplicated: \(name)")
        }
        if !self.hasIndexes, defined.count != self.keySchema.count {
            throw .invalidParameter(
                "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions"
            )
        }
    }

    private func requireDefined(_ schema: [KeySchemaElement]) throws(DynamoDBError) {
        let defined = self.attributeDefinitions.map(\.attributeName)
        guard schema.allSatisfy({ element in defined.contains { $0.hasSameBytes(as: element.attributeName) } }) else {
            throw .invalidParameter(
                "Some index key attributes are not defined in AttributeDefinitions. Keys: [\(schema.map(\.attributeName).joined(separator: ", "))], AttributeDefinitions: [\(defined.joined(separator: ", "))]"
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
            try self.requireDefined(index.keySchema)
            try Self.validateRoles(index.keySchema, of: index.indexName, mayHaveSeveral: false)
            guard index.keySchema.count == 2 else {
                throw .invalidParameter("Index KeySchema does not have a range key for index: \(index.indexName)")
            }
            let (mine, theirs) = (index.keySchema[0].attributeName, self.keySchema[0].attributeName)
            guard mine.hasSameBytes(as: theirs) else {
                throw .invalidParameter(
                    "Index KeySchema does not have the same leading hash key as table KeySchema for index: \(index.indexName). index hash key: \(mine), table hash key: \(theirs)"
                )
            }
            try Self.validateProjection(index.projection)
        }
        guard indexes.count <= 5 else {
            throw .invalidParameter("Number of LocalSecondaryIndexes exceeds per-table limit of 5")
        }
    }

    private func validateGlobalIndexes() throws(DynamoDBError) {
        guard let indexes = self.globalSecondaryIndexes else { return }
        guard !indexes.isEmpty else { throw .invalidParameter("List of GlobalSecondaryIndexes is empty") }
        guard indexes.count <= 20 else {
            throw .invalidParameter("GlobalSecondaryIndex count exceeds the per-table limit of 20")
        }
        for index in indexes {
            try self.requireDefined(index.keySchema)
            try Self.validateRoles(index.keySchema, of: index.indexName, mayHaveSeveral: true)
            try Self.validateProjection(index.projection)
            if self.billingMode == .payPerRequest, index.provisionedThroughput != nil {
                throw .invalidParameter(
                    "ProvisionedThroughput should not be specified for index: \(index.indexName) when BillingMode is PAY_PER_REQUEST"
                )
            }
            if self.billingMode != .payPerRequest, index.provisionedThroughput == nil {
                throw .invalidParameter("ProvisionedThroughput is not specified for index: \(index.indexName)")
            }
        }
    }

    private static func validateRoles(
        _ schema: [KeySchemaElement], of index: String, mayHaveSeveral: Bool
    ) throws(DynamoDBError) {
        let partition = schema.filter { $0.keyType == .hash }
        let sort = schema.filter { $0.keyType == .range }
        guard schema.first?.keyType == .hash else {
            throw .validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type")
        }
        if !mayHaveSeveral, schema.count == 2, schema[1].keyType != .range {
            throw .validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type")
        }
        guard schema.prefix(partition.count).allSatisfy({ $0.keyType == .hash }) else {
            throw .invalidParameter("All HASH key attributes must precede RANGE key attributes in the KeySchema")
        }
        let most = mayHaveSeveral ? 4 : 1
        guard partition.count <= most else {
            throw .invalidParameter("The KeySchema exceeds the maximum allowed number of HASH key attributes")
        }
        guard sort.count <= most else {
            throw .invalidParameter("The KeySchema exceeds the maximum allowed number of RANGE key attributes")
        }
        let names = schema.map(\.attributeName)
        for (number, name) in names.enumerated()
        where names[..<number].contains(where: { $0.hasSameBytes(as: name) }) {
            throw .validation("Both the Hash Key and the Range Key element in the KeySchema have the same name")
        }
    }

    private static func validateProjection(_ projection: Projection) throws(DynamoDBError) {
        guard let type = projection.projectionType else { throw .invalidParameter("Unknown ProjectionType: null") }
        switch (type, projection.nonKeyAttributes) {
        case (.include, nil):
            throw .invalidParameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified")
        case (.include, let names?):
            for (index, name) in names.enumerated()
            where names[..<index].contains(where: { $0.hasSameBytes(as: name) }) {
                throw .invalidParameter("Duplicate element in NonKeyAttributes: \(name)")
            }
        case (_, .some):
            throw .invalidParameter("ProjectionType is \(type.rawValue), but NonKeyAttributes is specified")
        case (_, nil): break
        }
    }

    private func validateIndexNames() throws(DynamoDBError) {
        let names =
            (self.localSecondaryIndexes ?? []).map(\.indexName) + (self.globalSecondaryIndexes ?? []).map(\.indexName)
        for (index, name) in names.enumerated() where names[..<index].contains(name) {
            throw .invalidParameter("Duplicate index name: \(name)")
        }
        let projected =
            (self.localSecondaryIndexes ?? []).reduce(0) { $0 + ($1.projection.nonKeyAttributes?.count ?? 0) }
            + (self.globalSecondaryIndexes ?? []).reduce(0) { $0 + ($1.projection.nonKeyAttributes?.count ?? 0) }
        guard projected <= 100 else {
            throw .invalidParameter(
                "The number of attributes named in the projections of all indexes together is \(projected); at most 100 are allowed"
            )
        }
        guard self.hasIndexes else { return }
        let used =
            self.keySchema.map(\.attributeName)
            + (self.localSecondaryIndexes ?? []).flatMap { $0.keySchema.map(\.attributeName) }
            + (self.globalSecondaryIndexes ?? []).flatMap { $0.keySchema.map(\.attributeName) }
        let unique = Set(used.map(ByteString.init))
        guard self.attributeDefinitions.allSatisfy({ unique.contains(ByteString($0.attributeName)) }) else {
            throw .invalidParameter(
                "Some AttributeDefinitions are not used. AttributeDefinitions: [\(self.attributeDefinitions.map(\.attributeName).joined(separator: ", "))], keys used: [\(unique.map(\.text).sorted(by: String.isOrderedByBytes).joined(separator: ", "))]"
            )
        }
    }
}

extension ConstraintViolations {
    /// Checks the name of a key attribute: 1 to 255 bytes.
    mutating func checkKeyName(_ name: String, at path: String) {
        if name.isEmpty {
            self.add("'\(name)'", at: path, "Member must have length greater than or equal to 1")
        } else if name.utf8.count > 255 {
            self.add("'\(name)'", at: path, "Member must have length less than or equal to 255")
        }
    }

    fileprivate mutating func check(_ schema: [KeySchemaElement], at path: String) {
        if schema.isEmpty {
            self.add("'[]'", at: path, "Member must have length greater than or equal to 1")
        }
        for (index, element) in schema.enumerated() {
            self.checkKeyName(element.attributeName, at: "\(path).\(index + 1).member.attributeName")
            self.check(element.keyType, at: "\(path).\(index + 1).member.keyType", among: ["HASH", "RANGE"])
        }
    }

    fileprivate mutating func check(_ projection: Projection, at path: String) {
        self.check(
            projection.projectionType, at: "\(path).projectionType", among: ["ALL", "INCLUDE", "KEYS_ONLY"])
        guard let names = projection.nonKeyAttributes else { return }
        if names.isEmpty {
            self.add("'[]'", at: "\(path).nonKeyAttributes", "Member must have length greater than or equal to 1")
        }
        if names.count > 20 {
            self.add(
                "'[\(names.joined(separator: ", "))]'", at: "\(path).nonKeyAttributes",
                "Member must have length less than or equal to 20")
        }
        for name in names { self.checkKeyName(name, at: "\(path).nonKeyAttributes.member") }
    }

    fileprivate mutating func check(_ throughput: ProvisionedThroughput?, at path: String) {
        guard let throughput else { return }
        for (name, value) in [
            ("readCapacityUnits", throughput.readCapacityUnits), ("writeCapacityUnits", throughput.writeCapacityUnits),
        ] where value < 1 {
            self.add("'\(value)'", at: "\(path).\(name)", "Member must have value greater than or equal to 1")
        }
    }
}
