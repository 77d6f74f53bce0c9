// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Decodes a value that is nothing else.
struct SingleValueDecoder: SingleValueDecodingContainer {
    let decoder: ValueDecoder

    var codingPath: [any CodingKey] { self.decoder.codingPath }

    private var value: StoredValue { self.decoder.value }

    func decodeNil() -> Bool { self.value.isNull }

    func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try self.decoder.decoded(type, from: self.value, at: .none)
    }

    func decode(_ type: String.Type) throws -> String { try self.decoder.text(self.value, at: .none) }

    func decode(_ type: Bool.Type) throws -> Bool { try self.decoder.flag(self.value, at: .none) }

    func decode(_ type: Int.Type) throws -> Int { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: Int8.Type) throws -> Int8 { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: Int16.Type) throws -> Int16 { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: Int32.Type) throws -> Int32 { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: Int64.Type) throws -> Int64 { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: Int128.Type) throws -> Int128 { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: UInt.Type) throws -> UInt { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: UInt8.Type) throws -> UInt8 { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: UInt16.Type) throws -> UInt16 { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: UInt32.Type) throws -> UInt32 { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: UInt64.Type) throws -> UInt64 { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: UInt128.Type) throws -> UInt128 { try self.decoder.integer(self.value, at: .none) }

    func decode(_ type: Double.Type) throws -> Double { try self.decoder.float(self.value, at: .none) }

    func decode(_ type: Float.Type) throws -> Float { try self.decoder.float(self.value, at: .none) }
}
