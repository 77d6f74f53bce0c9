// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

import DynamoDBCore
import Foundation

/// An agent of a team. Property names are Swift's, attribute names those that other programs know.
struct Agent: Codable, Hashable, Sendable {
    enum Kind: String, Codable, Sendable {
        case reasoning = "Reasoning Agent"
        case retrieval = "Retrieval Agent"
    }

    struct Capability: Codable, Hashable, Sendable {
        var domain: String
        var skills: [String]
        var confidenceScore: Decimal
        var estimatedLatency: Int
        var maxConcurrentTasks: Int

        enum CodingKeys: String, CodingKey {
            case domain, skills
            case confidenceScore = "confidence_score"
            case estimatedLatency = "estimated_latency"
            case maxConcurrentTasks = "max_concurrent_tasks"
        }
    }

    /// Where a field of a request comes from. The default may be of any type, so it stays an attribute value.
    struct Field: Codable, Hashable, Sendable {
        var from: String
        var `default`: AttributeValue?
    }

    var team: String
    var id: String
    var name: String
    var kind: Kind
    var isActive = true
    var capability: Capability
    var request: [String: Field] = [:]
    var maxTokens = 4000
    /// The version of the agent, which people give it.
    var version = "0.0.1"
    var createdBy = "system"
    var createdAt: Date?
    /// Counts the writes, for the registry to notice when two programs change an agent at a time.
    var revision: Int?

    enum CodingKeys: String, CodingKey {
        case id, name, capability, maxTokens, version, createdBy, createdAt, revision
        case team = "team_code"
        case kind = "Type"
        case isActive = "active"
        case request = "request_body"
    }
}

extension Agent {
    static let key = PrimaryKey<Agent, String, String>(partition: .string("team_code"), sort: .string("id"))
    static let byKind = ModelIndex<Agent, Kind, String>(
        "type-index", partition: .string("Type"), sort: .string("team_code"))
    static let schema = ModelSchema(key: key, indexes: [byKind], version: "revision", createdAt: "createdAt")
}
