// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

extension TableDescription {
    /// Its global secondary index of this name.
    func globalIndex(_ name: String) -> GlobalSecondaryIndexDescription? {
        self.globalSecondaryIndexes?.first { $0.indexName.hasSameBytes(as: name) }
    }

    /// The keys and the projection of its index of this name, global or local.
    func index(_ name: String) -> (keys: [KeySchemaElement], projection: Projection)? {
        if let global = self.globalIndex(name) { return (global.keySchema, global.projection) }
        let local = self.localSecondaryIndexes?.first { $0.indexName.hasSameBytes(as: name) }
        return local.map { ($0.keySchema, $0.projection) }
    }
}
