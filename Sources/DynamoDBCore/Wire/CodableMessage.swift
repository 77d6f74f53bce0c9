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
        // This reader is strict and bounds the depth; the decoder then gets JSON that is good.
        try reader.skip()
        let value = UnsafeRawBufferPointer(rebasing: reader.bytes[start..<reader.offset])
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(value))
        } catch let error as DecodingError {
            throw WireError(error, offset: start)
        } catch {
            throw .wrongShape("Unexpected field type", offset: start)
        }
    }
}

extension WireError {
    fileprivate init(_ error: DecodingError, offset: Int) {
        switch error {
        case .keyNotFound(let key, let context):
            let path = context.codingPath + [key]
            if path.count == 1, key.stringValue == "TableName" {
                self = .invalidValue("The parameter 'TableName' is required but was not present in the request")
            } else {
                self = .missing([Self.path(path): true])
            }
        case .valueNotFound(_, let context): self = .missing([Self.path(context.codingPath): true])
        default: self = .wrongShape("Unexpected field type", offset: offset)
        }
    }

    /// A path such as `keySchema.1.member.keyType`.
    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { key in
            if let index = key.intValue { "\(index + 1).member" } else { key.stringValue.firstLowercased }
        }.joined(separator: ".")
    }
}
