// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Hosts that only machines on the same link reach, such as the services with the credentials of instances and containers.
enum MetadataHost {
    /// Whether `host` is an address of 169.254.0.0/16, fe80::/10 or fd00:ec2::/32.
    static func contains(_ host: String) -> Bool {
        if let address = IPAddress(v4: host) { return address.bytes.starts(with: [169, 254]) }
        guard let bytes = IPAddress(v6: host)?.bytes else { return false }
        return bytes.starts(with: [0xFD, 0, 0x0E, 0xC2]) || bytes[0] == 0xFE && bytes[1] & 0xC0 == 0x80
    }
}
