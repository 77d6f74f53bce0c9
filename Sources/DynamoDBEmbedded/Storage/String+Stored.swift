// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

extension String {
    /// The text of bytes that were stored as UTF-8.
    ///
    /// - Throws: If they are none.
    init(stored bytes: UnsafeRawBufferPointer) throws(DamagedItem) {
        // `String(validating:as:)` costs 100 ns more than these two.
        guard UTF8Bytes.areValid(bytes) else { throw DamagedItem() }
        self = String(checked: bytes)
    }
}
