// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What the host name of a regional endpoint of Amazon DynamoDB says, such as `dynamodb.eu-west-1.amazonaws.com`.
struct AmazonEndpoint {
    let region: String
    let isFIPS: Bool
    let isDualStack: Bool

    /// - Returns: `nil` for any other endpoint.
    init?(_ url: EndpointURL) {
        // A tunnel to it, say, may have only the tables behind it.
        guard url.origin.isSecure, url.origin.port == 443, url.path == "/" || url.path.isEmpty else { return nil }
        let labels = url.origin.host.lowercased().split(separator: ".", maxSplits: 2).map(String.init)
        guard labels.count == 3, ["dynamodb", "dynamodb-fips"].contains(labels[0]), HostLabel.isValid(labels[1]) else {
            return nil
        }
        let partition = Partition.of(region: labels[1])
        guard [partition.suffix, partition.dualStackSuffix].contains(labels[2]) else { return nil }
        self.region = labels[1]
        self.isFIPS = labels[0] == "dynamodb-fips"
        self.isDualStack = labels[2] == partition.dualStackSuffix
    }
}
