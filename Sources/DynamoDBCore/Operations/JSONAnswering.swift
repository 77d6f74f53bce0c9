// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A database that can write the answers to reads as the JSON of the service straight from what it stores: a server sends
/// them as they are, and nobody makes items of them.
///
/// A server finds out whether its database is one when it is made. Any other database, such as a wrapper that a program
/// puts around this one, is asked for items as ever.
package protocol JSONAnswering: DynamoDBDatabase {
    /// The body that ``DynamoDBDatabase/getItem(_:)`` would be answered with.
    func getItemBody(_ input: GetItemInput) async throws(DynamoDBError) -> [UInt8]

    /// The body that ``DynamoDBDatabase/query(_:)`` would be answered with.
    func queryBody(_ input: QueryInput) async throws(DynamoDBError) -> [UInt8]

    /// The body that ``DynamoDBDatabase/scan(_:)`` would be answered with.
    func scanBody(_ input: ScanInput) async throws(DynamoDBError) -> [UInt8]

    /// The body that ``DynamoDBDatabase/batchGetItem(_:)`` would be answered with.
    func batchGetItemBody(_ input: BatchGetItemInput) async throws(DynamoDBError) -> [UInt8]
}
