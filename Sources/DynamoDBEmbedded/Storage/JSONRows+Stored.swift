// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

extension JSONRows: AnswerRows {
    package mutating func append(
        _ row: UnsafeRawBufferPointer, selecting attributes: AttributeSelection?, _ names: inout NameTable
    ) throws(DynamoDBError) {
        try ItemCodec.write(row, selecting: attributes, to: &self.writer)
    }

    package mutating func append(_ item: Item) { item.encode(into: &self.writer) }
}

extension JSONRows: AnswerTableRows {}
