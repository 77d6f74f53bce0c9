// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The names of the members of a message that are there and not null, whatever their values are.
package struct MemberNames: JSONReadable {
    /// The names.
    package private(set) var names: Set<String> = []

    package init(from reader: inout JSONReader) throws(WireError) {
        var members = try reader.object(.structure(Self.serviceType))
        while let name = try reader.next(in: &members) {
            if try reader.skipNull() { continue }
            self.names.insert(try reader.string(of: name))
            try reader.skip()
        }
    }
}
