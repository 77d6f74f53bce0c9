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

// Our own encoder and decoder take these types as they are. For all others their forms are those of DynamoDB's JSON.

extension AttributeValue: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case S, N, B, BOOL, NULL, L, M, SS, NS, BS
    }

    /// Writes the value as DynamoDB's JSON has it: `{"S": "text"}`, `{"N": "1.5"}`, `{"L": […]}`. With
    /// ``DynamoDBEncoder`` it stays what it is.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .string(let text): try container.encode(text, forKey: .S)
        case .number(let number): try container.encode(number, forKey: .N)
        case .binary(let data): try container.encode(data, forKey: .B)
        case .bool(let flag): try container.encode(flag, forKey: .BOOL)
        case .null: try container.encode(true, forKey: .NULL)
        case .list(let values): try container.encode(values, forKey: .L)
        case .map(let entries): try container.encode(entries, forKey: .M)
        case .stringSet(let members): try container.encode(members, forKey: .SS)
        case .numberSet(let members): try container.encode(members, forKey: .NS)
        case .binarySet(let members): try container.encode(members, forKey: .BS)
        }
    }

    /// Reads a value as DynamoDB's JSON has it. With ``DynamoDBDecoder`` it is what is stored, whatever that is.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let present = CodingKeys.allCases.filter { container.contains($0) }
        guard present.count == 1, let key = present.first else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "An attribute value has one type."))
        }
        self =
            switch key {
            case .S: .string(try container.decode(String.self, forKey: key))
            case .N: .number(try container.decode(DynamoDBNumber.self, forKey: key))
            case .B: .binary(try container.decode(Data.self, forKey: key))
            case .BOOL: .bool(try container.decode(Bool.self, forKey: key))
            case .NULL: .null
            case .L: .list(try container.decode([AttributeValue].self, forKey: key))
            case .M: .map(try container.decode(Item.self, forKey: key))
            case .SS: .stringSet(try container.decode([String].self, forKey: key))
            case .NS: .numberSet(try container.decode([DynamoDBNumber].self, forKey: key))
            case .BS: .binarySet(try container.decode([Data].self, forKey: key))
            }
    }
}

extension Item: Codable {
    /// Writes the attributes by their names. With ``DynamoDBEncoder`` the item stays what it is. Give a `JSONEncoder` no strategy
    /// for keys: it would change the names.
    ///
    /// - Throws: `EncodingError` if two names differ in their bytes only, as `é` in one character and in two: other encoders take
    ///   them for one name, and would lose an attribute.
    public func encode(to encoder: any Encoder) throws {
        guard !self.names.haveEqualTexts else {
            throw EncodingError.invalidValue(
                self,
                .init(
                    codingPath: encoder.codingPath,
                    debugDescription: "Two names are the same text but for their bytes, so one would be lost."))
        }
        var container = encoder.container(keyedBy: AnyCodingKey.self)
        for (name, value) in self { try container.encode(value, forKey: AnyCodingKey(stringValue: name)) }
    }

    /// Reads attributes by their names, which a `JSONDecoder` that converts from snake case leaves as they are. With
    /// ``DynamoDBDecoder`` it is the map that is stored.
    public init(from decoder: any Decoder) throws {
        // A dictionary, as the keys of anything else follow the strategy of a decoder.
        let container = try decoder.singleValueContainer()
        let entries = try container.decode([String: AttributeValue].self)
        self.init(keepingLastOf: entries.map { Item.Entry(name: $0.key, value: $0.value) })
    }
}

extension [String] {
    /// Whether two of them, whose bytes differ, are the same text for Swift: `é` can be written in two ways.
    var haveEqualTexts: Bool {
        guard self.contains(where: { !$0.utf8.allSatisfy { $0 < 0x80 } }) else { return false }
        return Set(self).count < self.count
    }
}

extension DynamoDBNumber: Codable {
    /// Writes the number as text, which loses no digit. With ``DynamoDBEncoder`` it is stored as N.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(self.description)
    }

    /// Reads the number from text. With ``DynamoDBDecoder`` it is read from N.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        do throws(DynamoDBError) {
            try self.init(parsing: text)
        } catch {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.message)
        }
    }
}
