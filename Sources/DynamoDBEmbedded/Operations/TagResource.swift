// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Gives a table tags; a tag of a key that it has already gets the new value.
    public func tagResource(_ input: TagResourceInput) async throws(DynamoDBError) -> TagResourceOutput {
        let resource = try TaggedResource(input.resourceArn, in: self.names, for: .tagResource)
        guard !input.tags.isEmpty else { throw .validation("Atleast one Tag needs to be provided as Input.") }
        try input.tags.validate()
        return try await self.storage.write { transaction throws(DynamoDBError) in
            let table = try resource.table(in: transaction)
            var tags = table.record.tags ?? []
            for tag in input.tags {
                if let position = tags.firstIndex(where: { $0.key.hasSameBytes(as: tag.key) }) {
                    tags[position] = tag
                } else {
                    tags.append(tag)
                }
            }
            guard tags.count <= [ResourceTag].maximum else { throw .tooManyTags }
            var record = table.record
            record.tags = tags
            try transaction.store(record, of: table)
            return TagResourceOutput()
        }
    }
}
