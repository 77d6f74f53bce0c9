// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A database that can leave the items of an answer in the bytes in which it gets or stores them: a ``ModelTable`` makes
/// models of those, without items in between.
///
/// Tables find out whether their database is one when they are made. Any other database, such as a wrapper that a program
/// puts around this one, is asked for items as ever.
package protocol EncodedReading: DynamoDBDatabase {
    /// Whether it can be done: a wrapper of ours may be around a database that cannot.
    var readsEncoded: Bool { get }

    /// ``DynamoDBDatabase/getItem(_:)`` with the item left in the bytes.
    func getEncodedItem(_ input: GetItemInput) async throws(DynamoDBError) -> EncodedItemOutput

    /// ``DynamoDBDatabase/query(_:)`` with the items left in the bytes.
    func queryEncoded(_ input: QueryInput) async throws(DynamoDBError) -> EncodedPageOutput

    /// ``DynamoDBDatabase/scan(_:)`` with the items left in the bytes.
    func scanEncoded(_ input: ScanInput) async throws(DynamoDBError) -> EncodedPageOutput
}
