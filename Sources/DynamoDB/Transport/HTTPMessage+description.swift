// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

// Headers carry signatures and tokens, bodies carry items and, from STS and the metadata services, secrets. Neither is
// part of any description.

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The method and the URL; no header and nothing of the body.
    public var description: String { "\(self.method) \(self.origin)\(self.path)" }

    /// The method and the URL; no header and nothing of the body.
    public var debugDescription: String { self.description }

    /// The method and the URL; no header and nothing of the body.
    public var customMirror: Mirror {
        Mirror(self, children: ["request": self.description])
    }
}

extension HTTPResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The status and how long the body is; no header and nothing of the body.
    public var description: String { "HTTP status \(self.status), \(self.body.count) bytes" }

    /// The status and how long the body is; no header and nothing of the body.
    public var debugDescription: String { self.description }

    /// The status and how long the body is; no header and nothing of the body.
    public var customMirror: Mirror { Mirror(self, children: ["status": self.status, "bytes": self.body.count]) }
}
