// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// A message about tables: seldom sent, so it is coded by its `Codable` conformance, which is shorter than one by hand.
package protocol CodableMessage: Codable, JSONReadable, JSONWritable {}

extension CodableMessage {
    package func encode(into writer: inout JSONWriter) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            writer.verbatim(try encoder.encode(self))
        } catch {
            // Only a time that is not finite gets here.
            writer.note(DynamoDBError(.validation, "The description of the table has a number that is not finite"))
        }
    }

    package init(from reader: inout JSONReader) throws(WireError) {
        _ = try reader.token()
        let start = reader.offset
        let tree = try JSONTree(from: &reader)
        let report = JSONTreeDecoder.Report()
        do {
            self = try Self(from: JSONTreeDecoder(tree, type: Self.self, report: report))
        } catch let error as WireError {
            throw error
        } catch {
            throw .wrongShape("Unexpected field type", offset: start)
        }
        if let error = WireError(missing: report.missing) { throw error }
    }
}

extension WireError {
    /// Tells which required members are absent; `nil` if there is none.
    fileprivate init?(missing paths: [[any CodingKey]]) {
        guard !paths.isEmpty else { return nil }
        if paths.contains(where: { $0.count == 1 && $0[0].stringValue == "TableName" }) {
            self = .invalidValue("The parameter 'TableName' is required but was not present in the request")
        } else {
            self = .missing(paths.prefix(10).map(Self.path))
        }
    }

    /// A path such as `keySchema.1.member.keyType`.
    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { key in
            if let index = key.intValue { "\(index + 1).member" } else { key.stringValue.firstLowercased }
        }.joined(separator: ".")
    }
}
