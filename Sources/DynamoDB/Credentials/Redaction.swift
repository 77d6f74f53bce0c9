// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Takes secrets out of texts that others wrote, such as a service's message, before they become part of an error.
enum Redaction {
    /// How many bytes a secret has at least. Shorter ones are made up, such as `local` and `test` for a server on this machine,
    /// and stand in words that have to be read: `http://localhost:8000`.
    static let shortestSecret = 8

    /// `text` without any of `secrets`, without line breaks, and not longer than a message should be.
    static func apply(to text: String, secrets: [String?]) -> String {
        var bytes = Array(text.utf8.prefix(4096))
        for secret in secrets.compactMap(\.self) where secret.utf8.count >= self.shortestSecret {
            bytes = self.replace(Array(secret.utf8), in: bytes)
        }
        for index in bytes.indices where bytes[index] < 32 || bytes[index] == 127 { bytes[index] = 32 }
        let text = String(decoding: bytes, as: UTF8.self).trimmingBlanks
        return text.count > 500 ? text.prefix(500) + "…" : String(text)
    }

    /// `text` without any of `secrets`.
    static func replace(_ secrets: [String?], in text: String) -> String {
        let found = secrets.compactMap(\.self).filter { $0.utf8.count >= self.shortestSecret && text.contains($0) }
        guard !found.isEmpty else { return text }
        var bytes = Array(text.utf8)
        for secret in found { bytes = self.replace(Array(secret.utf8), in: bytes) }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func replace(_ secret: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let first = rest.first {
            if rest.starts(with: secret) {
                result.append(contentsOf: "***".utf8)
                rest = rest.dropFirst(secret.count)
            } else {
                result.append(first)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
