// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// A group of regions with names and rules of its own.
package struct Partition: Hashable, Sendable {
    /// Its name, such as `aws`.
    package let name: String
    /// What its host names end with.
    package let suffix: String
    /// What the host names end with that have addresses of both kinds, IPv4 and IPv6.
    package let dualStackSuffix: String
    private let regionPrefix: String

    private init(_ name: String, regions regionPrefix: String, _ suffix: String, dualStack dualStackSuffix: String) {
        self.name = name
        self.regionPrefix = regionPrefix
        self.suffix = suffix
        self.dualStackSuffix = dualStackSuffix
    }

    /// The partition with most regions, to which unknown ones belong too.
    package static let aws = Self("aws", regions: "", "amazonaws.com", dualStack: "api.aws")
    /// The partition for the government of the United States.
    package static let usGovernment = Self("aws-us-gov", regions: "us-gov-", "amazonaws.com", dualStack: "api.aws")

    private static let others = [
        Self.usGovernment,
        Self("aws-cn", regions: "cn-", "amazonaws.com.cn", dualStack: "api.amazonwebservices.com.cn"),
        Self("aws-eusc", regions: "eusc-de-", "amazonaws.eu", dualStack: "api.amazonwebservices.eu"),
        Self("aws-iso", regions: "us-iso-", "c2s.ic.gov", dualStack: "api.aws.ic.gov"),
        Self("aws-iso-b", regions: "us-isob-", "sc2s.sgov.gov", dualStack: "api.aws.scloud"),
        Self("aws-iso-e", regions: "eu-isoe-", "cloud.adc-e.uk", dualStack: "api.cloud-aws.adc-e.uk"),
        Self("aws-iso-f", regions: "us-isof-", "csp.hci.ic.gov", dualStack: "api.aws.hci.ic.gov"),
    ]

    /// The partition of a region: after the prefix come a word, a hyphen and a number.
    package static func of(region: String) -> Self {
        self.others.first { partition in
            guard region.hasPrefix(partition.regionPrefix) else { return region == "\(partition.name)-global" }
            let rest = region.utf8.dropFirst(partition.regionPrefix.utf8.count)
                .split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            return rest.count == 2 && !rest[0].isEmpty && !rest[1].isEmpty
                && rest[1].allSatisfy { (48...57).contains($0) }
        } ?? .aws
    }
}
