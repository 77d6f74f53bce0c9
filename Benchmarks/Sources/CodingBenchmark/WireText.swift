// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import BenchmarkSupport
import DynamoDB

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// The JSON that DynamoDB sends, with the attributes in the order of the model: the service does not sort them.
enum WireText {
    private static let order = [
        "pk", "sk", "name", "description", "quantity", "price", "active", "tags", "history", "address", "ts", "event",
        "street", "city", "zip", "primary", "geo", "lat", "lon",
    ]

    static func item(_ item: Item) throws -> String {
        let attributes = item.map { $0 }.sorted {
            (self.order.firstIndex(of: $0.name) ?? .max) < (self.order.firstIndex(of: $1.name) ?? .max)
        }
        return try "{" + attributes.map { try "\(self.string($0.name)):\(self.value($0.value))" }.joined(separator: ",")
            + "}"
    }

    private static func value(_ value: AttributeValue) throws -> String {
        switch value {
        case .string(let text): return try #"{"S":\#(self.string(text))}"#
        case .number(let number): return #"{"N":"\#(number)"}"#
        case .bool(let flag): return #"{"BOOL":\#(flag)}"#
        case .list(let values): return try #"{"L":[\#(values.map(self.value).joined(separator: ","))]}"#
        case .map(let entries): return try #"{"M":\#(self.item(entries))}"#
        case .stringSet(let members): return try #"{"SS":[\#(members.map(self.string).joined(separator: ","))]}"#
        default: throw DynamoDBError(.validation, "The model has no such attributes.")
        }
    }

    private static func string(_ text: String) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .withoutEscapingSlashes
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }
}
