// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

extension EmbeddedDatabase: EncodedReading {
    package var readsEncoded: Bool { true }

    package func getEncodedItem(_ input: GetItemInput) async throws(DynamoDBError) -> EncodedItemOutput {
        let (rows, consumedCapacity) = try self.answer(to: input, in: EncodedRows(ofOne: ()))
        return EncodedItemOutput(item: rows.items.last, consumedCapacity: consumedCapacity)
    }

    package func queryEncoded(_ input: QueryInput) async throws(DynamoDBError) -> EncodedPageOutput {
        EncodedPageOutput(try self.answer(to: input))
    }

    package func scanEncoded(_ input: ScanInput) async throws(DynamoDBError) -> EncodedPageOutput {
        EncodedPageOutput(try self.answer(to: input))
    }
}

extension EncodedPageOutput {
    fileprivate init(_ answer: PageAnswer<EncodedRows>) {
        self.init(
            items: answer.rows?.items, count: answer.count, scannedCount: answer.scannedCount,
            lastEvaluatedKey: answer.lastEvaluatedKey, consumedCapacity: answer.consumedCapacity)
    }
}
