// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// The rules of what CreateTable and UpdateTable have in common, each in the service's words.
// Source: recorded answers of the service.

extension [AttributeDefinition] {
    /// Checks that no attribute is defined twice.
    func requireUnique() throws(DynamoDBError) {
        let names = self.map(\.attributeName)
        for (index, name) in names.enumerated() where names[..<index].contains(where: { $0.hasSameBytes(as: name) }) {
            throw .validation("Attribute Name is duplicated: \(name)")
        }
    }

    /// Checks that every attribute of a key is defined.
    func require(_ schema: [KeySchemaElement]) throws(DynamoDBError) {
        guard
            schema.allSatisfy({ element in self.contains { $0.attributeName.hasSameBytes(as: element.attributeName) } })
        else {
            throw .invalidParameter(
                "Some index key attributes are not defined in AttributeDefinitions. Keys: [\(schema.map(\.attributeName).joined(separator: ", "))], AttributeDefinitions: [\(self.map(\.attributeName).joined(separator: ", "))]"
            )
        }
    }
}

extension [KeySchemaElement] {
    /// The most attributes of each role in the key of a global index.
    private static let maximumOfRole = 4

    /// Checks the roles in the key of an index, whose attributes are defined.
    ///
    /// - Parameter mayHaveSeveral: Whether several attributes may share a role, as in a global index.
    func validateRoles(mayHaveSeveral: Bool) throws(DynamoDBError) {
        guard self.first?.keyType == .hash else {
            throw .validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type")
        }
        if !mayHaveSeveral, self.count == 2, self[1].keyType != .range {
            throw .validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type")
        }
        let partition = self.filter { $0.keyType == .hash }
        let sort = self.filter { $0.keyType == .range }
        guard self.prefix(partition.count).allSatisfy({ $0.keyType == .hash }) else {
            throw .invalidParameter("All HASH key attributes must precede RANGE key attributes in the KeySchema")
        }
        let most = mayHaveSeveral ? Self.maximumOfRole : 1
        guard partition.count <= most else {
            throw .invalidParameter("The KeySchema exceeds the maximum allowed number of HASH key attributes")
        }
        guard sort.count <= most else {
            throw .invalidParameter("The KeySchema exceeds the maximum allowed number of RANGE key attributes")
        }
        let names = self.map(\.attributeName)
        for (number, name) in names.enumerated()
        where names[..<number].contains(where: { $0.hasSameBytes(as: name) }) {
            guard partition.count == 1, sort.count == 1 else {
                throw .validation("The KeySchema contains multiple key attributes with the same name")
            }
            throw .validation("Both the Hash Key and the Range Key element in the KeySchema have the same name")
        }
    }
}

extension Projection {
    /// The most attributes that the projections of all indexes of a table may name together.
    static let maximumNamedAttributes = 100

    func validate() throws(DynamoDBError) {
        guard let type = self.projectionType else { throw .invalidParameter("Unknown ProjectionType: null") }
        switch (type, self.nonKeyAttributes) {
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

    /// Checks the projections of all indexes of a table together.
    static func validate(_ projections: [Projection]) throws(DynamoDBError) {
        let named = projections.reduce(0) { $0 + ($1.nonKeyAttributes?.count ?? 0) }
        guard named <= Self.maximumNamedAttributes else {
            throw .invalidParameter(
                "The number of attributes named in the projections of all indexes together is \(named); at most \(Self.maximumNamedAttributes) are allowed"
            )
        }
    }
}

extension ProvisionedThroughput {
    private static let most = 1_000_000_000_000

    /// Checks the upper bounds; the lower ones are constraints.
    func validate(ofIndex index: String? = nil) throws(DynamoDBError) {
        let place = index.map { " for index \($0)" } ?? ""
        for (name, value) in [
            ("ReadCapacityUnits", self.readCapacityUnits), ("WriteCapacityUnits", self.writeCapacityUnits),
        ] where value > Self.most {
            throw .validation("Given value \(value) for \(name) is out of bounds\(place)")
        }
    }
}

extension OnDemandThroughput {
    /// Takes a limit away.
    static let unlimited = -1

    /// Checks that the limits are positive.
    ///
    /// - Parameter allowsRemoval: Whether -1 may stand for no limit.
    func validate(of place: String, allowsRemoval: Bool) throws(DynamoDBError) {
        for (name, value) in [
            ("MaxReadRequestUnits", self.maxReadRequestUnits), ("MaxWriteRequestUnits", self.maxWriteRequestUnits),
        ] {
            guard let value, value < 1, !(allowsRemoval && value == Self.unlimited) else { continue }
            throw .invalidParameter("Requested \(name) for OnDemandThroughput for \(place) is outside of valid range")
        }
    }

    /// The first limit that is given, for errors.
    var firstName: String { self.maxReadRequestUnits != nil ? "MaxReadRequestUnits" : "MaxWriteRequestUnits" }

    /// These limits, changed by others; `nil` if none is left.
    static func merged(_ old: Self?, _ change: Self) -> Self? {
        func merged(_ old: Int?, _ new: Int?) -> Int? { new == Self.unlimited ? nil : new ?? old }
        let result = Self(
            maxReadRequestUnits: merged(old?.maxReadRequestUnits, change.maxReadRequestUnits),
            maxWriteRequestUnits: merged(old?.maxWriteRequestUnits, change.maxWriteRequestUnits))
        return result.maxReadRequestUnits == nil && result.maxWriteRequestUnits == nil ? nil : result
    }
}

extension WarmThroughput {
    /// What every table and index that is paid for by request can take at once.
    static let onDemand = WarmThroughput(readUnitsPerSecond: 12_000, writeUnitsPerSecond: 4_000)

    /// What a table or index can take at once, from how it is paid for and what was asked for.
    static func current(
        _ mode: BillingMode, _ provisioned: ProvisionedThroughput?, requested: WarmThroughput?
    ) -> (reads: Int, writes: Int) {
        let least =
            mode == .payPerRequest
            ? WarmThroughput.onDemand
            : WarmThroughput(
                readUnitsPerSecond: provisioned?.readCapacityUnits, writeUnitsPerSecond: provisioned?.writeCapacityUnits
            )
        return (
            max(least.readUnitsPerSecond ?? 0, requested?.readUnitsPerSecond ?? 0),
            max(least.writeUnitsPerSecond ?? 0, requested?.writeUnitsPerSecond ?? 0)
        )
    }

    /// Checks that nothing becomes less than it is.
    func validate(of place: String, current: (reads: Int, writes: Int)) throws(DynamoDBError) {
        for (name, value, current) in [
            ("ReadUnitsPerSecond", self.readUnitsPerSecond, current.reads),
            ("WriteUnitsPerSecond", self.writeUnitsPerSecond, current.writes),
        ] {
            guard let value, value < current else { continue }
            throw .invalidParameter(
                "Requested \(name) for WarmThroughput for \(place) is lower than current WarmThroughput, decreasing WarmThroughput is not supported"
            )
        }
    }

    /// This request, with what an earlier one asked for where this one is silent.
    func merged(over old: Self?) -> Self {
        Self(
            readUnitsPerSecond: self.readUnitsPerSecond ?? old?.readUnitsPerSecond,
            writeUnitsPerSecond: self.writeUnitsPerSecond ?? old?.writeUnitsPerSecond)
    }
}

extension TableClass {
    func validate() throws(DynamoDBError) {
        guard self == .standard || self == .standardInfrequentAccess else {
            throw .validation(
                "Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS]."
            )
        }
    }
}

extension SSESpecification {
    /// The key of the Key Management Service that tables use if no other is named.
    static let defaultKey = "alias/aws/dynamodb"

    /// The key to use; `nil` for DynamoDB's own.
    var key: String? { self.isEnabled ? self.kmsMasterKeyID ?? Self.defaultKey : nil }

    /// Whether a key of the Key Management Service is asked for: a type of encryption alone asks for one, too.
    private var isEnabled: Bool { self.enabled ?? (self.sseType != nil) }

    func validate() throws(DynamoDBError) {
        guard self.isEnabled else {
            if self.sseType != nil { throw .invalidParameter("SSEType can not be specified if Enabled is false") }
            if self.kmsMasterKeyID != nil {
                throw .invalidParameter("KMSMasterKeyId can not be specified if Enabled is false")
            }
            return
        }
        guard self.sseType != .aes256 else { throw .invalidParameter("SSEType AES256 is not supported") }
    }
}
