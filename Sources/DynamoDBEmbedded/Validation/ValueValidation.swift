// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension AttributeValue {
    /// The deepest a list or map may nest, the attribute itself included.
    private static let maximumDepth = 32

    /// Checks that DynamoDB can store the value: sets are not empty and have no member twice, maps have names, and
    /// nothing nests deeper than 32 levels.
    func validate() throws(DynamoDBError) {
        try self.validate(level: 1)
    }

    private func validate(level: Int) throws(DynamoDBError) {
        switch self {
        case .string, .number, .binary, .bool, .null: return
        case .list(let values):
            guard level < Self.maximumDepth else { throw .nestedTooDeep }
            for value in values { try value.validate(level: level + 1) }
        case .map(let entries):
            guard level < Self.maximumDepth else { throw .nestedTooDeep }
            for (name, value) in entries {
                try AttributeName.validate(name)
                try value.validate(level: level + 1)
            }
        case .stringSet(let members):
            guard !members.isEmpty else { throw .invalidParameter("An string set  may not be empty") }
            guard Set(members.map(ByteString.init)).count == members.count else {
                throw .invalidParameter(
                    "Input collection [\(members.joined(separator: ", "))] contains duplicates.")
            }
        case .numberSet(let members):
            guard !members.isEmpty else { throw .invalidParameter("An number set  may not be empty") }
            guard Set(members).count == members.count else {
                throw .validation("Input collection contains duplicates")
            }
        case .binarySet(let members):
            guard !members.isEmpty else { throw .invalidParameter("Binary sets should not be empty") }
            guard Set(members).count == members.count else {
                let texts = members.map { $0.base64EncodedString() }
                throw .invalidParameter(
                    "Input collection [\(texts.joined(separator: ", "))]of type BS contains duplicates.")
            }
        }
    }
}

/// The rule for names of attributes.
enum AttributeName {
    /// Checks that a name is neither empty nor longer than 65,535 bytes.
    static func validate(_ name: String) throws(DynamoDBError) {
        guard !name.isEmpty else { throw .invalidParameter("Empty attribute name") }
        try Self.validateLength(of: name)
    }

    /// Checks that a name is not longer than that; for names that only tell where to look.
    static func validateLength(of name: String) throws(DynamoDBError) {
        guard name.utf8.count <= 65_535 else {
            throw .invalidParameter(
                "Attribute name is too large: it must have at most 65535 bytes, and has \(name.utf8.count)")
        }
    }
}

extension Item {
    /// Checks that DynamoDB can store every attribute.
    func validate() throws(DynamoDBError) {
        for (name, value) in self {
            try AttributeName.validate(name)
            try value.validate()
        }
    }

    /// The most bytes an item may have.
    package static let maximumSize = 409_600
}
