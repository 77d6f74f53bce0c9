// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDB
import Foundation

/// The databases of README that are elsewhere. Nothing is sent before the first call.
func remoteDatabases() throws -> [any DynamoDBDatabase] {
    let database = try RemoteDatabase()
    let users = DynamoDBTable("users", in: database)

    let local = DynamoDBClient(tableName: "my-table", endpointURL: "http://localhost:8000")

    let cluster = try RemoteDatabase.alternator(nodes: ["http://10.0.0.1:8000", "http://10.0.0.2:8000"])

    _ = (users, local)
    return [database, cluster]
}

/// The clients of the article for those who come from boto3.
func remoteClients() -> [DynamoDBClient] {
    let tableName = ProcessInfo.processInfo.environment["AGENT_TABLE"] ?? "agents"
    let client = DynamoDBClient(tableName: tableName, regionName: "ap-southeast-2")
    let local = DynamoDBClient(tableName: tableName, endpointURL: "http://localhost:8000")
    return [client, local]
}
