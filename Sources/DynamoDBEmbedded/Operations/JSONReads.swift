// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

extension EmbeddedDatabase: JSONAnswering {
    package func getItemBody(_ input: GetItemInput) async throws(DynamoDBError) -> [UInt8] {
        var rows = JSONRows(ofOne: ())
        let answer = try self.answer(to: input, into: &rows)
        let output = GetItemOutput(item: nil, consumedCapacity: answer.consumedCapacity)
        return answer.isFound ? try rows.body(of: output) : try output.body()
    }

    package func queryBody(_ input: QueryInput) async throws(DynamoDBError) -> [UInt8] {
        var rows = JSONRows()
        let answer = try self.answer(to: input, into: &rows)
        let output = QueryOutput(answer, items: [])
        return answer.countsOnly ? try output.body() : try rows.body(of: output)
    }

    package func scanBody(_ input: ScanInput) async throws(DynamoDBError) -> [UInt8] {
        var rows = JSONRows()
        let answer = try self.answer(to: input, into: &rows)
        let output = ScanOutput(answer, items: [])
        return answer.countsOnly ? try output.body() : try rows.body(of: output)
    }

    package func batchGetItemBody(_ input: BatchGetItemInput) async throws(DynamoDBError) -> [UInt8] {
        var rows = JSONRows(ofTables: ())
        let output = try self.answer(to: input, into: &rows)
        return try rows.body(of: output)
    }
}
