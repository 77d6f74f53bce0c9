// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension [ResourceTag] {
    /// The most tags of a table.
    static let maximum = 50

    /// Checks the tags of a request.
    func validate() throws(DynamoDBError) {
        guard self.count <= Self.maximum else { throw .tooManyTags }
        for (position, tag) in self.enumerated() {
            guard !self[..<position].contains(where: { $0.key.hasSameBytes(as: tag.key) }) else {
                throw .validation("Duplicate Tag Keys provided as input: Duplicate Tag Key found \(tag.key)")
            }
        }
        for tag in self {
            try ResourceTag.validate(key: tag.key)
            guard tag.value.unicodeScalars.count <= ResourceTag.maximumValueLength, ResourceTag.isPermitted(tag.value)
            else {
                throw .validation("The Tag Value provided is invalid, Value: \(tag.value)")
            }
        }
    }
}

extension ResourceTag {
    fileprivate static let maximumKeyLength = 128
    fileprivate static let maximumValueLength = 256

    static func validate(key: String) throws(DynamoDBError) {
        guard !key.utf8.starts(with: "aws:".utf8) else {
            throw .validation("Tag Key cannot be prefixed with aws:, Key: \(key)")
        }
        guard !key.isEmpty, key.unicodeScalars.count <= Self.maximumKeyLength, Self.isPermitted(key) else {
            throw .validation("The Tag Key provided is invalid, Key: \(key)")
        }
    }

    /// Whether a text has letters, digits, white space and a few signs only.
    fileprivate static func isPermitted(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                .decimalNumber, .letterNumber, .otherNumber, .spaceSeparator, .lineSeparator, .paragraphSeparator:
                true
            default: "_.:/=+-@".unicodeScalars.contains(scalar)
            }
        }
    }
}

extension DynamoDBError {
    static let tooManyTags = validation("Number of Tags exceed the current limit for the provided ResourceArn")
}
