// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// What the host name of an endpoint of Amazon DynamoDB says: `dynamodb.eu-west-1.amazonaws.com`,
/// `123456789012.ddb.eu-west-1.amazonaws.com`, or `vpce-0a1b-2c3d.dynamodb.eu-west-1.vpce.amazonaws.com`; of its streams, too:
/// `streams.dynamodb.eu-west-1.amazonaws.com`, or `streams-dynamodb.eu-west-1.api.aws`.
struct AmazonEndpoint {
    let region: String
    let isFIPS: Bool
    let isDualStack: Bool
    /// Whether the streams of these tables are at the endpoint of the region. A tunnel, say, or an endpoint within a VPC, may
    /// have only the tables behind it.
    let hasStreamsInRegion: Bool

    /// - Returns: `nil` for any other endpoint.
    init?(_ url: EndpointURL) {
        var labels = url.origin.host.lowercased().split(separator: ".", omittingEmptySubsequences: false).map(
            String.init)
        if labels.last == "" { labels.removeLast() }
        let services = ["dynamodb", "dynamodb-fips", "ddb", "streams-dynamodb", "streams-dynamodb-fips"]
        guard let place = labels.firstIndex(where: { services.contains($0) }), place <= 1,
            labels.count > place + 2, HostLabel.isValid(labels[place + 1])
        else { return nil }
        let region = labels[place + 1]
        let suffix = labels[(place + 2)...].joined(separator: ".")
        let partition = Partition.of(region: region)
        let isInVPC = suffix == "vpce.\(partition.suffix)"
        guard isInVPC || [partition.suffix, partition.dualStackSuffix].contains(suffix) else { return nil }
        self.region = region
        self.isFIPS = labels[place].hasSuffix("-fips")
        self.isDualStack = suffix == partition.dualStackSuffix
        let isWhole = url.origin.isSecure && url.origin.port == 443 && (url.path == "/" || url.path.isEmpty)
        self.hasStreamsInRegion = isWhole && !isInVPC && labels[place].hasPrefix(place == 0 ? "dynamodb" : "ddb")
    }
}
