// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

internal import DynamoDBCore

/// Parameters for what this server does not have: to carry out the rest of a request would be another request.
///
/// Source: DynamoDB API reference, "CreateTable" and "UpdateTable".
enum DeclinedParameter {
    private static let globalTables = "has no global tables"

    private static let vectors = "has no vector indexes"

    private static let reasons = [
        "DisassociationProtectionEnabled": Self.globalTables,
        "GlobalTableSettingsReplicationMode": Self.globalTables,
        "GlobalTableSourceArn": Self.globalTables,
        "GlobalTableWitnessUpdates": Self.globalTables,
        "MultiAccountReplicaReady": Self.globalTables,
        "MultiRegionConsistency": Self.globalTables,
        "ReplicaTransitRoleArn": Self.globalTables,
        "ReplicaUpdates": Self.globalTables,
        "ResourcePolicy": "has no policies",
        "VectorIndexUpdates": Self.vectors,
        "VectorIndexes": Self.vectors,
    ]

    /// Refuses a request to create or change a table that has one of them.
    static func check(_ operation: OperationName, _ body: [UInt8]) throws(DynamoDBError) {
        guard operation == .createTable || operation == .updateTable,
            let found = try? JSONReader.decode(MemberNames.self, from: body),
            let (name, reason) = self.reasons.filter({ found.names.contains($0.key) }).min(by: { $0.key < $1.key })
        else { return }
        throw DynamoDBError(.validation, "\(name) is not offered by this server, which \(reason).")
    }
}
