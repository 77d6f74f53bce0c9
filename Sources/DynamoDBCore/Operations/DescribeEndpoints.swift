// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Asks where requests should be sent.
public struct DescribeEndpointsInput: Hashable, Sendable, Codable {
    /// Creates a value of its parts.
    public init() {}
}

/// Where requests should be sent.
public struct DescribeEndpointsOutput: Hashable, Sendable, Codable {
    /// The addresses.
    public var endpoints: [DatabaseEndpoint]

    /// Creates a value of its parts.
    public init(
        endpoints: [DatabaseEndpoint]
    ) {
        self.endpoints = endpoints
    }

    private enum CodingKeys: String, CodingKey {
        case endpoints = "Endpoints"
    }
}

/// An address that requests may be sent to.
public struct DatabaseEndpoint: Hashable, Sendable, Codable {
    /// The host, and the port if it is not the usual one.
    public var address: String
    /// How long the address is good, in minutes.
    public var cachePeriodInMinutes: Int

    /// Creates a value of its parts.
    public init(
        address: String,
        cachePeriodInMinutes: Int
    ) {
        self.address = address
        self.cachePeriodInMinutes = cachePeriodInMinutes
    }

    private enum CodingKeys: String, CodingKey {
        case address = "Address"
        case cachePeriodInMinutes = "CachePeriodInMinutes"
    }
}
