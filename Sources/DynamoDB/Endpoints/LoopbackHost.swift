// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Hosts that are this machine.
package enum LoopbackHost {
    /// Whether what is sent to `host` stays on this machine: `localhost` and names below it, 127.0.0.0/8 and ::1.
    package static func contains(_ host: String) -> Bool {
        var name = host.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        if name == "localhost" || name.hasSuffix(".localhost") { return true }
        if let address = IPAddress(v4: name) { return address.bytes.first == 127 }
        guard let address = IPAddress(v6: name), address.bytes.prefix(10).allSatisfy({ $0 == 0 }) else { return false }
        let rest = Array(address.bytes.dropFirst(10))
        return rest == [0, 0, 0, 0, 0, 1] || rest.starts(with: [255, 255, 127])
    }
}
