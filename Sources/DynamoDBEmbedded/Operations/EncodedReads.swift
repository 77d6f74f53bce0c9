// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

extension EmbeddedDatabase: EncodedReading {
    package var readsEncoded: Bool { true }

    package func getEncodedItem(_ input: GetItemInput) async throws(DynamoDBError) -> EncodedItemOutput {
        var rows = EncodedRows(ofOne: ())
        let answer = try self.answer(to: input, into: &rows)
        return EncodedItemOutput(item: rows.items.last, consumedCapacity: answer.consumedCapacity)
    }

    package func queryEncoded(_ input: QueryInput) async throws(DynamoDBError) -> EncodedPageOutput {
        var rows = EncodedRows()
        let answer = try self.answer(to: input, into: &rows)
        return EncodedPageOutput(answer, rows)
    }

    package func scanEncoded(_ input: ScanInput) async throws(DynamoDBError) -> EncodedPageOutput {
        var rows = EncodedRows()
        let answer = try self.answer(to: input, into: &rows)
        return EncodedPageOutput(answer, rows)
    }
}

extension EncodedPageOutput {
    fileprivate init(_ answer: PageAnswer, _ rows: EncodedRows) {
        self.init(
            items: answer.countsOnly ? nil : rows.items, count: answer.count, scannedCount: answer.scannedCount,
            lastEvaluatedKey: answer.lastEvaluatedKey, consumedCapacity: answer.consumedCapacity)
    }
}
