// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// The required members of a message's parts that are not there, gathered while the rest is read: the service tells all
/// of them at once.
package struct MissingMembers {
    private var paths: [String] = []

    package init() {}

    /// Notes a member by its path, such as `transactItems.1.member.put.item`.
    package mutating func note(_ path: String) {
        self.paths.append(path)
    }

    /// Throws if there are any, naming ten at most.
    package func throwIfAny() throws(WireError) {
        guard !self.paths.isEmpty else { return }
        throw .missing(Array(self.paths.prefix(10)))
    }
}

extension JSONReader {
    /// Reads a list whose elements have members of which some are required; `nil` if it is null.
    ///
    /// - Parameters:
    ///   - member: The name of the list, as errors of the service write it.
    ///   - read: Reads an element. It gets the element's path, such as `transactItems.1.member`.
    mutating func optionalElements<Element>(
        of member: String, _ missing: inout MissingMembers,
        _ read: (inout JSONReader, inout MissingMembers, String) throws(WireError) -> Element
    ) throws(WireError) -> [Element]? {
        guard try !self.skipNull() else { return nil }
        var result: [Element] = []
        var elements = try self.array()
        while try self.hasNext(in: &elements) {
            result.append(try read(&self, &missing, "\(member).\(result.count + 1).member"))
        }
        return result
    }
}
