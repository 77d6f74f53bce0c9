// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

package import DynamoDBCore

/// A URL that requests can be sent to: scheme, host, port and path.
package struct EndpointURL: Hashable, Sendable {
    /// Scheme, host and port.
    package var origin: HTTPOrigin
    /// The path, with a slash at its beginning.
    package var path: String

    private struct Fault: Error {
        var reason: String
    }

    package init(origin: HTTPOrigin, path: String = "/") {
        self.origin = origin
        self.path = path
    }

    /// Reads a URL such as `http://localhost:8000`.
    ///
    /// - Parameters:
    ///   - text: The URL.
    ///   - setting: Where it comes from, for the message.
    /// - Throws: ``DynamoDBError/Code/configuration`` that says what is wrong.
    package init(_ text: String, setting: String) throws(DynamoDBError) {
        do throws(Fault) {
            self = try Self.parse(text)
        } catch {
            // What stands before an "@" is a password, most likely.
            let shown = text.utf8.contains(UInt8(ascii: "@")) ? "" : " \"\(text)\""
            throw DynamoDBError(
                .configuration,
                "The URL\(shown) from \(setting) \(error.reason). Write it like http://localhost:8000 or "
                    + "https://dynamodb.eu-west-1.amazonaws.com")
        }
    }

    private static func parse(_ text: String) throws(Fault) -> Self {
        let (isSecure, rest): (Bool, Substring)
        if text.lowercased().hasPrefix("https://") {
            (isSecure, rest) = (true, text.dropFirst(8))
        } else if text.lowercased().hasPrefix("http://") {
            (isSecure, rest) = (false, text.dropFirst(7))
        } else {
            throw Fault(reason: "does not begin with http:// or https://")
        }
        guard rest.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
            throw Fault(reason: "has a blank or a character that a URL cannot have")
        }
        guard !rest.contains("@") else { throw Fault(reason: "has a user or a password, which is not supported") }
        guard !rest.contains("?") && !rest.contains("#") else {
            throw Fault(reason: "has a query or a fragment, which an endpoint cannot have")
        }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let (host, port) = try Self.authority(rest[..<slash])
        let path = String(rest[slash...])
        return Self(
            origin: HTTPOrigin(isSecure: isSecure, host: host, port: port), path: path.isEmpty ? "/" : path)
    }

    private static func authority(_ text: Substring) throws(Fault) -> (host: String, port: Int?) {
        let (host, after): (Substring, Substring)
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { throw Fault(reason: "has no \"]\" after its address") }
            (host, after) = (text[..<end].dropFirst(), text[text.index(after: end)...])
            guard IPAddress(v6: String(host)) != nil else { throw Fault(reason: "has no IPv6 address in its brackets") }
        } else {
            let colon = text.firstIndex(of: ":") ?? text.endIndex
            (host, after) = (text[..<colon], text[colon...])
            guard HostLabel.areValid(host) else { throw Fault(reason: "has no valid host name") }
        }
        if after.isEmpty { return (host.lowercased(), nil) }
        guard after.hasPrefix(":"), after.utf8.dropFirst().allSatisfy({ (48...57).contains($0) }),
            let port = UInt16(after.dropFirst()), port > 0
        else { throw Fault(reason: "has no port between 1 and 65535") }
        return (host.lowercased(), Int(port))
    }
}
