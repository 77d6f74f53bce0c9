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

extension EmbeddedDatabase {
    /// The tags of one page.
    private static let tagsOfPage = 10

    /// Tells the tags of a table in the order of their keys, 10 at a time.
    public func listTagsOfResource(
        _ input: ListTagsOfResourceInput
    ) async throws(DynamoDBError) -> ListTagsOfResourceOutput {
        let resource = try TaggedResource(input.resourceArn, in: self.names, for: .listTagsOfResource)
        return try self.storage.read { transaction throws(DynamoDBError) in
            let table = try resource.table(in: transaction)
            var rest = (table.record.tags ?? []).sorted { String.isOrderedByBytes($0.key, $1.key) }
            if let token = input.nextToken {
                // The token is the key of the last tag, be it there or taken away since.
                guard let data = Data(base64Encoded: token), let key = String(validating: data, as: UTF8.self),
                    !key.isEmpty
                else { throw .validation("Invalid NextToken") }
                rest.removeAll { !String.isOrderedByBytes(key, $0.key) }
            }
            let page = Array(rest.prefix(Self.tagsOfPage))
            return ListTagsOfResourceOutput(
                tags: page,
                nextToken: rest.count > page.count ? page.last.map { Data($0.key.utf8).base64EncodedString() } : nil)
        }
    }
}
