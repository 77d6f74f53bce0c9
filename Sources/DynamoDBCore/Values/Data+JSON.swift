// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

extension Data: JSONWritable {
    /// Writes base64.
    package func encode(into writer: inout JSONWriter) { writer.blob(self) }
}

extension Data: JSONReadable {
    /// Reads base64.
    package init(from reader: inout JSONReader) throws(WireError) {
        let offset = reader.offset
        self = try reader.string(wanting: .blob) { bytes throws(WireError) in
            do throws(Base64.Fault) {
                return try Base64.decode(bytes)
            } catch {
                throw .wrongShape(error.message, offset: offset)
            }
        }
    }

    package static var serviceType: String { "java.nio.ByteBuffer" }
}
