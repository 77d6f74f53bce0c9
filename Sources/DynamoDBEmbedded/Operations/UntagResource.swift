// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension EmbeddedDatabase {
    /// Takes tags away from a table; that there is none of a key is no error.
    public func untagResource(_ input: UntagResourceInput) async throws(DynamoDBError) -> UntagResourceOutput {
        let resource = try TaggedResource(input.resourceArn, in: self.names, for: .untagResource)
        guard !input.tagKeys.isEmpty else { throw .validation("Atleast one Tag Key needs to be provided as Input.") }
        for key in input.tagKeys { try ResourceTag.validate(key: key) }
        return try await self.storage.write { transaction throws(DynamoDBError) in
            let table = try resource.table(in: transaction)
            guard let tags = table.record.tags else { return UntagResourceOutput() }
            let rest = tags.filter { tag in !input.tagKeys.contains { $0.hasSameBytes(as: tag.key) } }
            guard rest.count < tags.count else { return UntagResourceOutput() }
            var record = table.record
            record.tags = rest.isEmpty ? nil : rest
            try transaction.store(record, of: table)
            return UntagResourceOutput()
        }
    }
}
