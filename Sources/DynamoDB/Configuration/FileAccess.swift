// This source file is part of the swift-dynamodb project
// Copyright (c) the swift-dynamodb authors
//
// See LICENSE.txt for license information
// SPDX-License-Identifier: Apache-2.0

/// Reading and writing files: the seam to the file system.
package struct FileAccess: Sendable {
    /// The bytes of a file; `nil` if there is none of that name.
    package var read: @Sendable (_ path: String) throws(FileFailure) -> [UInt8]?
    /// Replaces a file, or makes one that nobody else may read.
    package var replace: @Sendable (_ path: String, _ bytes: [UInt8]) throws(FileFailure) -> Void

    package init(
        read: @escaping @Sendable (_ path: String) throws(FileFailure) -> [UInt8]?,
        replace: @escaping @Sendable (_ path: String, _ bytes: [UInt8]) throws(FileFailure) -> Void
    ) {
        self.read = read
        self.replace = replace
    }
}
