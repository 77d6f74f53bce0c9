// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Testing

/// A message of any kind with its coding.
struct AnyMessage: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    /// Reads bytes as a message of this kind, and writes that again.
    let recode: @Sendable ([UInt8]) throws -> [UInt8]
    /// Whether bytes are read as this very message.
    let isEncoded: @Sendable ([UInt8]) throws -> Bool

    init<Message: JSONReadable & JSONWritable & Hashable & Sendable>(_ message: Message) throws {
        self.name = "\(Message.self)"
        self.bytes = try JSONWriter.encode(message)
        self.recode = { try JSONWriter.encode(JSONReader.decode(Message.self, from: $0)) }
        self.isEncoded = { try JSONReader.decode(Message.self, from: $0) == message }
    }

    var text: String { String(decoding: self.bytes, as: UTF8.self) }

    var testDescription: String { self.name }
}
