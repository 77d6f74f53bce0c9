// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Why a file cannot be read or written.
package struct FileFailure: Error, Sendable {
    /// The system's words.
    package var reason: String

    package init(reason: String) {
        self.reason = reason
    }
}
