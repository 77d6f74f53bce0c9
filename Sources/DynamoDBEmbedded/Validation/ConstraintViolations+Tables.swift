// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// The constraints of what CreateTable and UpdateTable have in common.
extension ConstraintViolations {
    /// Checks the name of a key attribute: 1 to 255 bytes.
    mutating func checkKeyName(_ name: String, at path: String) {
        self.checkLength(name, at: path, to: 255)
    }

    mutating func check(_ definitions: [AttributeDefinition]) {
        for (index, definition) in definitions.enumerated() {
            let path = "attributeDefinitions.\(index + 1).member"
            self.checkKeyName(definition.attributeName, at: "\(path).attributeName")
            self.check(definition.attributeType, at: "\(path).attributeType", among: ["B", "N", "S"])
        }
    }

    mutating func check(_ mode: BillingMode?) {
        self.check(mode, at: "billingMode", among: ["PROVISIONED", "PAY_PER_REQUEST"])
    }

    /// - Parameter maximum: How many attributes the key may have; `nil` where that is told in other words.
    mutating func check(_ schema: [KeySchemaElement], at path: String, maximum: Int? = nil) {
        if schema.isEmpty {
            self.add("'[]'", at: path, "Member must have length greater than or equal to 1")
        }
        if let maximum, schema.count > maximum {
            let dump = schema.map {
                "KeySchemaElement(attributeName=\($0.attributeName), keyType=\($0.keyType.rawValue))"
            }
            self.add(
                "'[\(dump.joined(separator: ", "))]'", at: path,
                "Member must have length less than or equal to \(maximum)")
        }
        for (index, element) in schema.enumerated() {
            self.checkKeyName(element.attributeName, at: "\(path).\(index + 1).member.attributeName")
            self.check(element.keyType, at: "\(path).\(index + 1).member.keyType", among: ["HASH", "RANGE"])
        }
    }

    mutating func check(_ projection: Projection, at path: String) {
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
        for (index, name) in names.enumerated() {
            self.checkKeyName(name, at: "\(path).nonKeyAttributes.\(index + 1).member")
        }
    }

    mutating func check(_ throughput: ProvisionedThroughput?, at path: String) {
        guard let throughput else { return }
        for (name, value) in [
            ("readCapacityUnits", throughput.readCapacityUnits), ("writeCapacityUnits", throughput.writeCapacityUnits),
        ] where value < 1 {
            self.add("'\(value)'", at: "\(path).\(name)", "Member must have value greater than or equal to 1")
        }
    }

    mutating func check(_ stream: StreamSpecification?) {
        self.check(
            stream?.streamViewType, at: "streamSpecification.streamViewType",
            among: ["NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"])
    }

    mutating func check(_ encryption: SSESpecification?) {
        self.check(encryption?.sseType, at: "sSESpecification.sSEType", among: ["AES256", "KMS"])
    }
}
